"""Change how is asked for the whole plan, a part of it, a cycle or one action, and see what counts there.

A due date is changed here too, though it stands with the cycle and its requests: it is what people want changed most.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from plans.cycle.asking import AskingRules
from plans.cycle.closing import UNANSWERED
from plans.cycle.desk import Desk
from plans.cycle.settings import BY_NAME, KINDS, Kind, RuleBook, fault, written
from plans.model import CycleState, ReportingCycle, Setting, SettingLevel
from plans.refusals import PlanRefusal

DUE: Final = "due"
_BEFORE: Final = frozenset({CycleState.DRAFT, CycleState.SCHEDULED})
_RUNNING: Final = _BEFORE | {CycleState.OPEN, CycleState.GRACE}


@dataclass(frozen=True, slots=True)
class Place:
    """What a setting is for: an action, else a part of the plan, else a year's cycle, else the whole plan."""

    year: int | None = None
    scope: str | None = None
    nr: str | None = None

    @property
    def level(self) -> SettingLevel:
        """The level that is meant."""
        if self.nr is not None:
            return SettingLevel.ACTION
        return SettingLevel.PLAN if self.scope is not None or self.year is None else SettingLevel.CYCLE

    @property
    def key(self) -> str:
        """The key at that level."""
        if self.nr is not None:
            return self.nr
        return self.scope or ("" if self.year is None else str(self.year))


@dataclass(frozen=True, slots=True)
class Counts:
    """One setting as it counts in a place, and whether the place has it of its own."""

    name: str
    value: str
    own: bool
    default: str | None  # of the installation; None for a due date


def settings_of(desk: Desk, place: Place) -> tuple[Counts, ...]:
    """Return every setting as it counts in a place, the due date first where there is one.

    Raises:
        PlanRefusal: there is no such action, part of the plan or cycle.
    """
    place = _checked(desk, place)
    rules, own = _rules(desk, place), desk.book.own(place.level, place.key)
    kinds = [kind for kind in KINDS if kind.narrow or _is_wide(place)]
    counts = [
        Counts(
            kind.name, written(getattr(rules, kind.name)), kind.name in own, written(getattr(desk.defaults, kind.name))
        )
        for kind in kinds
    ]
    return (*_due(desk, place), *counts)


def change(desk: Desk, place: Place, given: Mapping[str, str], by: str) -> tuple[Counts, ...]:
    """Store settings (an empty value takes one away) and return what counts then.

    Raises:
        PlanRefusal: `by` is no coordinator, a name or a value is none, settings exclude each other, or the place is
            not there.
    """
    desk.coordinator(by)
    place = _checked(desk, place)
    kept = dict(given)
    due = kept.pop(DUE, None)
    for name, text in kept.items():
        _store(desk, place, _kind(name, place), text.strip(), by)
    desk = replace(desk)  # what was read of the settings is old now
    if conflict := fault(_rules(desk, place)):
        raise PlanRefusal(f"plans.setting_conflict.{conflict}")
    if due is not None:
        _move_due(desk, place, due.strip(), by)
    _move_dates(desk, kept)
    return settings_of(desk, place)


def _checked(desk: Desk, place: Place) -> Place:
    if place.nr is not None:
        place = replace(place, nr=desk.action(place.nr).nr)
    elif place.scope is not None:
        scopes = {action.scope.casefold(): action.scope for action in desk.ledger.actions.all() if action.scope}
        if place.scope.casefold() not in scopes:
            raise PlanRefusal("plans.no_scope", scope=place.scope, known=", ".join(scopes.values()) or "–")
        place = replace(place, scope=scopes[place.scope.casefold()])
    elif place.year is not None:
        desk.cycle(place.year)
    return place


def _rules(desk: Desk, place: Place) -> AskingRules:
    year = place.year if place.year is not None else _latest_year(desk)
    if place.nr is not None:
        return desk.book.of_request(year, place.nr, desk.action(place.nr).scope)
    if place.scope is not None:
        only_plan = RuleBook(desk.defaults, tuple(s for s in desk.book.settings if s.level is SettingLevel.PLAN))
        return (only_plan if place.year is None else desk.book).of_request(year, "", place.scope)
    return desk.book.of_plan if place.year is None else desk.book.of_cycle(place.year)


def _latest_year(desk: Desk) -> int:
    cycles = desk.ledger.cycles.all()
    return cycles[-1].year if cycles else desk.today.year


def _is_wide(place: Place) -> bool:
    return place.nr is None and place.scope is None


def _kind(name: str, place: Place) -> Kind:
    kind = BY_NAME.get(name.strip())
    if kind is None:
        raise PlanRefusal("plans.setting_unknown", name=name, known=", ".join((DUE, *BY_NAME)))
    if not kind.narrow and not _is_wide(place):
        raise PlanRefusal("plans.setting_too_narrow", name=name)
    return kind


def _store(desk: Desk, place: Place, kind: Kind, text: str, by: str) -> None:
    before = desk.book.own(place.level, place.key).get(kind.name)
    setting = Setting(level=place.level, key=place.key, name=kind.name, value=text)
    if text:
        try:
            setting = replace(setting, value=written(kind.read(text)))
        except ValueError:
            raise PlanRefusal(f"plans.setting_form.{kind.form}", name=kind.name, value=text) from None
        desk.ledger.settings.save(setting)
    else:
        desk.ledger.settings.drop(setting)
    subject = f"{place.level}:{place.key}"
    desk.record(by, "setting.changed", subject, name=kind.name, before=before, after=setting.value or None)


def _due(desk: Desk, place: Place) -> Iterable[Counts]:
    cycle = _cycle(desk, place)
    if cycle is None or place.scope is not None:
        return ()
    if place.nr is None:
        return (Counts(DUE, cycle.due.isoformat(), own=True, default=None),) if place.year is not None else ()
    requests = [each for each in desk.ledger.cycles.about(place.nr) if each.year == cycle.year]
    return [Counts(DUE, each.due.isoformat(), each.due != cycle.due, None) for each in requests[-1:]]


def _cycle(desk: Desk, place: Place) -> ReportingCycle | None:
    return desk.ledger.cycles.get(place.year if place.year is not None else _latest_year(desk))


def _move_due(desk: Desk, place: Place, text: str, by: str) -> None:
    cycle = _cycle(desk, place)
    if cycle is None or cycle.state not in _RUNNING or (_is_wide(place) and place.year is None) or place.scope:
        raise PlanRefusal("plans.due_of_what")
    try:
        due = date.fromisoformat(text)
    except ValueError:
        raise PlanRefusal("plans.setting_form.date", name=DUE, value=text) from None
    if due < desk.today:
        raise PlanRefusal("plans.due_passed", due=due, today=desk.today)
    if place.nr is not None and not cycle.opens <= due <= cycle.cut_off:
        raise PlanRefusal("plans.due_outside", nr=place.nr, due=due, opens=cycle.opens, cut_off=cycle.cut_off)
    _save_due(desk, cycle, place, due)
    desk.record(by, "due.changed", f"{place.level}:{place.key}", year=cycle.year, before=cycle.due, after=due)


def _save_due(desk: Desk, cycle: ReportingCycle, place: Place, due: date) -> None:
    """Move a cycle's due date with those of its requests that follow it, or one request's alone."""
    rules = desk.book.of_cycle(cycle.year)
    if place.nr is None:
        state = CycleState.OPEN if cycle.state is CycleState.GRACE else cycle.state
        desk.ledger.cycles.save(replace(cycle, due=due, cut_off=rules.cut_off(due), state=state))
    requests = desk.ledger.cycles.requests(cycle.year) if place.nr is None else desk.ledger.cycles.about(place.nr)
    moved = [
        replace(request, due=due, snoozed_until=min(request.snoozed_until, due) if request.snoozed_until else None)
        for request in requests
        if request.year == cycle.year and request.state in UNANSWERED and (place.nr or request.due == cycle.due)
    ]
    desk.ledger.cycles.save_requests(moved)


def _move_dates(desk: Desk, given: Mapping[str, str]) -> None:
    """Bring the dates of cycles that run in line with the settings that they follow from."""
    for cycle in desk.ledger.cycles.all():
        rules = desk.book.of_cycle(cycle.year)
        if cycle.state in _RUNNING and "grace" in given:
            cycle = replace(cycle, cut_off=rules.cut_off(cycle.due))  # noqa: PLW2901 - the same cycle, its new dates
            desk.ledger.cycles.save(cycle)
        if cycle.state in _BEFORE and "opens_calendar_days" in given:
            desk.ledger.cycles.save(replace(cycle, opens=rules.opens(cycle.due)))
