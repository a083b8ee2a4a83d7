"""End a cycle: what is unanswered at the cut-off, the frozen snapshot, and what the coordinators are told."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from plans.cycle.contacts import Contacts
from plans.cycle.desk import PROGRAM, Desk
from plans.cycle.messages import Message
from plans.cycle.states import check_cycle
from plans.cycle.status import status_of
from plans.encoding import Encoded, canonical, field_texts, joined
from plans.gap_keeping import follow
from plans.model import (
    UNCONFIRMED,
    CycleState,
    DecisionNeed,
    Dispatch,
    Evidence,
    ReportingCycle,
    RequestState,
    Snapshot,
    UpdateRequest,
)
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger
from plans.summary.figures import figures

UNANSWERED: Final = frozenset(
    {
        RequestState.PLANNED,
        RequestState.SENT,
        RequestState.IN_DIALOGUE,
        RequestState.AWAITING_CONFIRMATION,
        RequestState.RETURNED,
    }
)
_MOST_NAMED: Final = 12
CLOSED: Final = frozenset({CycleState.APPROVED, CycleState.PRESENTED, CycleState.ARCHIVED})


def close(desk: Desk, year: int, by: str) -> ReportingCycle:
    """Stop asking now, whatever the cut-off, and compile; once compiled, compile again with what has come since.

    Raises:
        PlanRefusal: there is no such cycle, it is approved already, or `by` may not.
    """
    desk.coordinator(by)
    cycle = desk.cycle(year)
    if cycle.state is CycleState.DRAFT:
        check_cycle(year, cycle.state, CycleState.REVIEW)
    if cycle.state in CLOSED:
        raise PlanRefusal("plans.cycle_closed", year=year)
    cut_off(desk, cycle, by)
    return desk.cycle(year)


def cut_off(desk: Desk, cycle: ReportingCycle, by: str) -> tuple[Dispatch, ...]:
    """Mark what is unanswered, compile, and tell the coordinators what there is and what is missing.

    Whoever leads an area is told that there is a draft to comment on.
    """
    contacts = desk.contacts()
    requests = desk.ledger.cycles.requests(cycle.year)
    ended = [_ended(request, cycle, contacts) for request in requests if request.state in UNANSWERED]
    desk.ledger.cycles.save_requests(ended)
    for request in ended:
        desk.record(by, f"request.{request.state}", request.id, nr=request.nr, reason=request.reason)
    compiled = replace(cycle, state=CycleState.COMPILED, compiled_at=cycle.compiled_at or desk.now)
    desk.ledger.cycles.save(compiled)
    held = _holds(compile_year(desk, cycle.year, by))
    at = desk.rules.hours.next_sending(desk.now) if by == PROGRAM else desk.now
    recipients = [address for address in contacts.coordinators if address != by]
    reviewers = [address for address in contacts.area_leads if address not in {by, *recipients}]
    told = [(_compiled(desk, compiled, held), to) for to in recipients]
    return desk.queue([*told, *((_to_review(desk, compiled), to) for to in reviewers)], at)


def compile_year(desk: Desk, year: int, by: str) -> Snapshot:
    """Freeze everything the summary is computed from and return it; the same content gives the same snapshot.

    Raises:
        PlanRefusal: there is no such cycle.
    """
    follow(desk.ledger, desk.now, desk.today)
    snapshot, text = _named(_standing(desk, year))
    desk.ledger.summaries.save_snapshot(snapshot, text)
    desk.record(by, "cycle.compiled", str(year), snapshot=snapshot.id, updates=len(snapshot.updates))
    return snapshot


def snapshot_of(desk: Desk, year: int) -> Snapshot:
    """Return a snapshot of how things stand, without keeping it.

    Raises:
        PlanRefusal: there is no such cycle.
    """
    return _named(_standing(desk, year))[0]


def _standing(desk: Desk, year: int) -> Snapshot:
    """Return how things stand, as a snapshot without its id."""
    ledger = desk.ledger
    return Snapshot(
        id="",
        year=year,
        taken_at=desk.now,
        cycle=desk.cycle(year),
        actions=ledger.actions.all(),
        requests=ledger.cycles.requests(year),
        updates=tuple(update for update in ledger.updates.all() if update.year <= year),
        people=ledger.people.all(),
        dispatches=ledger.dispatches.all(year),
        delegations=ledger.delegations.all(year),
        areas=ledger.summaries.areas(),
        strategy_title=ledger.summaries.strategy_title(),
        gap_marks=ledger.gaps.marks(),
        gap_notes=ledger.gaps.notes(),
        gaps_found=ledger.gaps.found(),
        decisions=decisions_until(ledger, year),
        evidence=evidence_until(ledger, year),
    )


def decisions_until(ledger: Ledger, year: int) -> tuple[DecisionNeed, ...]:
    """Return the decisions that replies of `year` and earlier asked for, with what became of them."""
    return tuple(need for need in ledger.decisions.all() if need.year <= year)


def evidence_until(ledger: Ledger, year: int) -> tuple[Evidence, ...]:
    """Return the files that belong to confirmed replies of `year` and earlier."""
    return tuple(file for file in ledger.evidence.all() if file.year is not None and file.year <= year)


def content_id(snapshot: Snapshot) -> str:
    """Return the SHA-256 of a snapshot's content: everything but its id and the time it was taken."""
    return _id_of(snapshot, field_texts(snapshot))


def _id_of(snapshot: Snapshot, texts: Mapping[str, str]) -> str:
    unchanging = {"id": canonical(""), "taken_at": canonical(snapshot.cycle.opened_at or snapshot.taken_at)}
    return hashlib.sha256(joined({**texts, **unchanging}).encode()).hexdigest()


def _named(snapshot: Snapshot) -> tuple[Snapshot, Encoded]:
    """Return a snapshot with its id, and its text: both are made of its fields' texts, which are written once."""
    texts = field_texts(snapshot)
    named = replace(snapshot, id=_id_of(snapshot, texts))
    return named, Encoded(joined({**texts, "id": canonical(named.id)}))


def _ended(request: UpdateRequest, cycle: ReportingCycle, contacts: Contacts) -> UpdateRequest:
    """Return the request as it ends: away since the due date with nobody in their place is not counted as missing.

    One that was returned for more has been answered, and stays so.
    """
    if request.answered_at is not None:
        return replace(request, state=RequestState.SUBMITTED)
    absence = contacts.on(cycle.due).away(request.addressee) if request.addressee else None
    if absence and not absence.substitute and absence.last >= cycle.cut_off:
        return replace(request, state=RequestState.CANCELLED, reason="absence")
    reason = UNCONFIRMED if request.state is RequestState.AWAITING_CONFIRMATION else None
    return replace(request, state=RequestState.NO_RESPONSE, reason=reason)


def _holds(snapshot: Snapshot) -> dict[str, int]:
    """Count what the coordinators will want to look at first."""
    made = figures(snapshot)
    return {name: made.count(name) for name in ("late", "obstacles", "decisions", "unconfirmed")}


def _some(nrs: list[str]) -> str:
    """Return numbers that can be read in a message: of very many, the first, and how many more there are."""
    rest = len(nrs) - _MOST_NAMED
    return ", ".join(nrs) if rest <= 0 else f"{', '.join(nrs[:_MOST_NAMED])} … (+{rest})"


def _compiled(desk: Desk, cycle: ReportingCycle, held: dict[str, int]) -> Message:
    requests = desk.ledger.cycles.requests(cycle.year)
    missing = [request.nr for request in requests if request.state is RequestState.NO_RESPONSE]
    status = status_of(cycle, requests, desk.ledger.actions.places(), desk.rules)
    return Message(
        key=f"{cycle.year}/compiled/{desk.now.isoformat()}",
        text=f"compiled.{'missing' if missing else 'complete'}{'_holds' if any(held.values()) else ''}",
        why="compiled",
        rule="compiled",
        step="0",
        nrs=tuple(missing),
        year=cycle.year,
        values={
            "year": cycle.year,
            "requests": status.requests,
            "answered": status.counted,
            "rate": round(100 * status.response_rate) if status.response_rate is not None else 0,
            "nrs": _some(missing),
            "cut_off": cycle.cut_off,
            **held,
        },
    )


def _to_review(desk: Desk, cycle: ReportingCycle) -> Message:
    return Message(
        key=f"{cycle.year}/review/{desk.now.isoformat()}",
        text="compiled.review",
        why="compiled",
        rule="compiled",
        step="0",
        nrs=(),
        year=cycle.year,
        values={"year": cycle.year, "cut_off": cycle.cut_off},
    )
