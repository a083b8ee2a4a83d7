"""Gaps in the store: found as things stand, marked and noted by people, followed over time.

What people do stands in the trail; what the rules find stands in the history with its days.
"""

from collections.abc import Sequence
from datetime import date, datetime

from plans.gapping.coverage import named_like
from plans.gapping.history import followed
from plans.gapping.marks import JudgedGap, handle, judged, rests_on
from plans.gaps import find_gaps
from plans.known_names import KnownNames
from plans.model import FoundGap, Gap, GapMark, GapNote, GapState, Role, Severity
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger

PROGRAM = "handslag"
_MAY = frozenset({Role.AREA_LEAD, Role.COORDINATOR, Role.ADMINISTRATOR})


def gaps_in(ledger: Ledger, today: date) -> tuple[Gap, ...]:
    """Return the gaps of the plan and its follow-up as they stand on `today`, the severest first."""
    cycles = ledger.cycles.all()
    return find_gaps(
        ledger.actions.all(),
        today=today,
        year=cycles[-1].year if cycles else None,
        areas=ledger.summaries.areas(),
        requests=tuple(request for cycle in cycles for request in ledger.cycles.requests(cycle.year)),
        updates=ledger.updates.all(),
        notes=ledger.gaps.notes(),
    )


def judged_in(ledger: Ledger, today: date) -> tuple[JudgedGap, ...]:
    """Return the gaps with what people have said of them, the open ones first."""
    return judged(gaps_in(ledger, today), ledger.gaps.marks(), ledger.gaps.found())


def follow(ledger: Ledger, now: datetime, today: date) -> tuple[FoundGap, ...]:
    """Write down which gaps are new and which are closed since gaps were last looked for; return these."""
    changes = followed(ledger.gaps.found(), gaps_in(ledger, today), now)
    ledger.gaps.save_found(changes)
    return changes


def mark(
    ledger: Ledger, named: Sequence[str], state: GapState, reason: str, *, by: str, now: datetime, today: date
) -> tuple[JudgedGap, ...]:
    """Mark the gap that `named` means, as a handle or as a kind and a subject; return what was marked.

    Raises:
        PlanRefusal: there is no such gap, the reason is empty, or `by` may not.
    """
    _may(ledger, by)
    if not (why := " ".join(reason.split())):
        raise PlanRefusal("gaps.reason")
    found = _named(gaps_in(ledger, today), [name.strip() for name in named])
    told = KnownNames(ledger.people.all()).replaced(why)
    for gap in found:
        ledger.gaps.add_mark(
            GapMark(
                kind=gap.kind,
                subject=gap.subject,
                item=gap.item,
                state=state,
                reason=why,
                rests_on=rests_on(gap),
                by=by,
                at=now,
            )
        )
        ledger.trail.append(now, by, f"gap.{state}", handle(gap), kind=gap.kind, of=gap.subject, reason=told)
    follow(ledger, now, today)
    return judged(found, ledger.gaps.marks(), ledger.gaps.found())


def note(
    ledger: Ledger,
    text: str,
    *,
    by: str,
    now: datetime,
    today: date,
    place: str | None = None,
    scope: str | None = None,
    severity: Severity = Severity.MEDIUM,
    remedy: str | None = None,
) -> GapNote:
    """Note a gap that somebody has seen; `place` is an aspect or an area of the strategy or the plan.

    Raises:
        PlanRefusal: there is no such place, the text is empty, or `by` may not.
    """
    _may(ledger, by)
    if not (words := " ".join(text.split())):
        raise PlanRefusal("gaps.text")
    aspect, area = _placed(ledger, place) if place else (None, None)
    added = GapNote(
        number=max((kept.number for kept in ledger.gaps.notes()), default=0) + 1,
        text=words,
        by=by,
        at=now,
        severity=severity,
        aspect=aspect,
        area=area,
        scope=scope,
        remedy=" ".join(remedy.split()) if remedy and remedy.strip() else None,
    )
    ledger.gaps.add_note(added)
    told = KnownNames(ledger.people.all()).replaced(words)
    ledger.trail.append(now, by, "gap.noted", f"gap-{added.number}", text=told)
    follow(ledger, now, today)
    return added


def _may(ledger: Ledger, by: str) -> None:
    person = ledger.people.get(by)
    if by == PROGRAM or (person and person.role in _MAY):
        return
    if who := ", ".join(person.address for person in ledger.people.all() if person.role in _MAY):
        raise PlanRefusal("gaps.not_yours", who=who)
    raise PlanRefusal("gaps.not_yours_nobody", address=by)


def _named(gaps: Sequence[Gap], named: Sequence[str]) -> tuple[Gap, ...]:
    if len(named) == 1:
        found = tuple(gap for gap in gaps if named[0].casefold() in {handle(gap), gap.subject.casefold()})
        if len({(gap.kind, gap.subject) for gap in found}) > 1:
            raise PlanRefusal("gaps.several", gap=named[0], kinds=", ".join(dict.fromkeys(g.kind for g in found)))
    else:
        kind, subject = named[0].casefold(), " ".join(named[1:]).casefold()
        of_kind = [gap for gap in gaps if gap.kind == kind]
        found = tuple(gap for gap in of_kind if gap.subject.casefold() == subject)
        begun = {gap.subject for gap in of_kind if gap.subject.casefold().startswith(subject.rstrip(".… "))}
        if not found and len(begun) == 1:
            found = tuple(gap for gap in of_kind if gap.subject in begun)
    if not found:
        raise PlanRefusal("gaps.unknown", gap=" ".join(named))
    return found


def _placed(ledger: Ledger, place: str) -> tuple[str | None, str | None]:
    """Return the aspect and area that a name means."""
    tree = [(area.aspect, area.area) for area in ledger.summaries.areas()]
    tree += [(aspect or "", area or "") for aspect, area in ledger.actions.places().values()]
    areas = {area: aspect for aspect, area in reversed(tree) if area}
    aspects = tuple(dict.fromkeys(aspect for aspect, _ in tree if aspect))
    if area := named_like(place, areas):
        return areas[area] or None, area
    if aspect := named_like(place, aspects) or next((one for one in aspects if one[:2] == f"{place.upper()}."), None):
        return aspect, None
    raise PlanRefusal("gaps.place", place=place, places=", ".join((*aspects, *areas)))
