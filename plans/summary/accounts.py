"""Put together what a snapshot knows about each action: who was asked, what was confirmed, what was known before.

An account never guesses: an action that was asked about and not answered has no status of this year, only a last known
one. A corrected update counts for nothing but being listed. Nothing is counted here: ``plans/summary/figures.py`` does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo

from plans.model import (
    Action,
    Evidence,
    Forecast,
    GoalAssessment,
    Implementation,
    IndicatorValue,
    Reading,
    RequestState,
    Snapshot,
    StatusUpdate,
    UpdateRequest,
)
from plans.standing import is_late, standing
from plans.summary.measuring import Course, Outcome, Trend, course, trend

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_CLOSED_UNASKED = frozenset({RequestState.CANCELLED, RequestState.REASSIGNED})
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is known about one action. A status is None when nothing was confirmed this year."""

    action: Action
    request: UpdateRequest | None
    updates: tuple[StatusUpdate, ...]  # this year's that stand, oldest first
    corrected: tuple[StatusUpdate, ...]  # this year's that a later one replaced
    implementation: Implementation | None
    forecast: Forecast | None
    known: Implementation | None  # the last known status, whoever said it
    known_on: date | None  # the day it was confirmed; None when only the plan says it
    outcome: Outcome | None  # this year's value
    earlier: Outcome | None  # the latest value of an earlier year
    yearly: tuple[tuple[int, Outcome], ...]  # the last value of each year that has one, oldest first
    course: Course | None  # None: the action has no indicator
    late_days: int  # days past its end, 0 when not late
    goal_assessment: GoalAssessment | None = None  # None: nobody has said anything of the goal
    assessed_in: StatusUpdate | None = None  # the reply that said it
    known_in: StatusUpdate | None = None  # the reply that said the last known status; None: only the plan says it
    forecast_in: StatusUpdate | None = None  # the reply that said the forecast
    files: tuple[Evidence, ...] = ()  # this year's attached files
    further: tuple["Account", ...] = ()  # the same for each further indicator, which is then its action's only one

    @property
    def measured(self) -> tuple["Account", ...]:
        """One account for each indicator of the action, the first one first."""
        return (self, *self.further) if self.action.indicator else self.further

    @property
    def deviates(self) -> bool:
        """Tell whether the action is late, on hold or forecast to deviate."""
        forecast = self.forecast in {Forecast.AT_RISK, Forecast.OFF_TRACK}
        return bool(self.late_days) or forecast or self.implementation is Implementation.ON_HOLD

    @property
    def trend(self) -> Trend | None:
        """Which way the indicator has moved since its last known value; None: nothing to compare."""
        return trend(self.action, self.outcome, self.earlier) if self.action.indicator else None

    @property
    def nr(self) -> str:
        """The action's number."""
        return self.action.nr

    @property
    def latest(self) -> StatusUpdate | None:
        """This year's update that says how things stand."""
        return self.updates[-1] if self.updates else None

    def collected(self, part: Callable[[Reading], tuple[str, ...]]) -> tuple[tuple[str, StatusUpdate], ...]:
        """Return a part of every standing reply, such as its obstacles, each with the update it stands in."""
        return tuple((words, update) for update in self.updates for words in part(update.reading))


def accounts(snapshot: Snapshot, *, zone: tzinfo = STOCKHOLM) -> tuple[Account, ...]:
    """Return one account for each action of the snapshot, in the plan's order."""
    histories = _by_action(snapshot.updates)
    requests = {request.nr: request for request in due_requests(snapshot)}
    files = _files(snapshot)
    as_of = reference_day(snapshot, zone=zone)
    ordered = sorted(snapshot.actions, key=lambda action: action.position)
    return tuple(
        replace(
            _account(action, histories[action.nr], requests.get(action.nr), snapshot.year, as_of, zone),
            files=files[action.nr],
        )
        for action in ordered
    )


def _files(snapshot: Snapshot) -> defaultdict[str, tuple[Evidence, ...]]:
    found: defaultdict[str, tuple[Evidence, ...]] = defaultdict(tuple)
    for file in snapshot.evidence:
        if file.year == snapshot.year:
            found[file.nr] += (file,)
    return found


def due_requests(snapshot: Snapshot) -> tuple[UpdateRequest, ...]:
    """Return the year's requests that were to be answered: not those cancelled or handed over to a new request."""
    return tuple(
        request
        for request in snapshot.requests
        if request.year == snapshot.year and request.state not in _CLOSED_UNASKED
    )


def reference_day(snapshot: Snapshot, *, zone: tzinfo = STOCKHOLM) -> date:
    """Return the day the summary speaks of: the cut-off, or the day of the snapshot when that came before."""
    return min(local_day(snapshot.taken_at, zone), snapshot.cycle.cut_off)


def local_day(moment: datetime, zone: tzinfo = STOCKHOLM) -> date:
    """Return the calendar day of a moment where the plan is kept."""
    return moment.astimezone(zone).date()


def _account(  # noqa: PLR0917 - one call site; the six are what an account is made from
    action: Action,
    history: tuple[StatusUpdate, ...],
    request: UpdateRequest | None,
    year: int,
    as_of: date,
    zone: tzinfo,
) -> Account:
    replaced = {update.corrects for update in history if update.corrects}
    stood = tuple(update for update in history if update.id not in replaced and update.year <= year)
    this_year = tuple(update for update in stood if update.year == year)
    state = standing(action, stood)
    known = state.implementation
    confirming = this_year[-1] if this_year else state.implementation_from
    before = tuple(update for update in stood if update.year < year)
    outcome = _outcome(this_year, action, zone)
    said = bool(this_year) or (known is not None and known.is_over)
    assessed = _latest_said(_heard(stood, this_year), lambda reading: reading.goal_assessment) if said else None
    told = Account(
        action=action,
        request=request,
        updates=this_year,
        corrected=tuple(update for update in history if update.id in replaced and update.year == year),
        implementation=known if said else None,
        forecast=_forecast(action, stood, this_year) if said else None,
        known=known,
        known_on=local_day(confirming.confirmed_at, zone) if confirming else None,
        outcome=outcome,
        earlier=_outcome(before, action, zone),
        yearly=_yearly(stood, action, zone),
        course=course(action, outcome, as_of) if action.indicator else None,
        late_days=(as_of - action.end).days if action.end and is_late(state, as_of) else 0,
        goal_assessment=assessed[0] if assessed else None,
        assessed_in=assessed[1] if assessed else None,
        known_in=state.implementation_from,
        forecast_in=state.forecast_from if said else None,
    )
    return replace(told, further=tuple(_further(told, this_year, before, as_of, zone)))


def _further(
    told: Account, this_year: tuple[StatusUpdate, ...], before: tuple[StatusUpdate, ...], as_of: date, zone: tzinfo
) -> Iterator[Account]:
    """Yield the account again for each indicator after the first; a value counts for it only where it names it."""
    for one in told.action.more_indicators:
        action = replace(
            told.action,
            indicator=one.name,
            unit=one.unit,
            baseline=one.baseline,
            baseline_year=one.baseline_year,
            target=one.target,
            target_year=one.target_year,
        )
        outcome = _outcome(this_year, action, zone)
        earlier = _outcome(before, action, zone)
        yield replace(
            told,
            action=action,
            outcome=outcome,
            earlier=earlier,
            yearly=_yearly((*before, *this_year), action, zone),
            course=course(action, outcome, as_of),
        )


def _by_action(updates: Iterable[StatusUpdate]) -> defaultdict[str, tuple[StatusUpdate, ...]]:
    found: defaultdict[str, tuple[StatusUpdate, ...]] = defaultdict(tuple)
    for update in sorted(updates, key=lambda update: (update.confirmed_at, update.id)):
        found[update.nr] += (update,)
    return found


def _latest_said(
    updates: tuple[StatusUpdate, ...], part: Callable[[Reading], _Value | None]
) -> tuple[_Value, StatusUpdate] | None:
    """Return the last thing said of a kind and the update that said it."""
    values = ((part(update.reading), update) for update in reversed(updates))
    return next(((value, update) for value, update in values if value is not None), None)


def _forecast(action: Action, stood: tuple[StatusUpdate, ...], this_year: tuple[StatusUpdate, ...]) -> Forecast:
    """Take this year's word; last year's only where the owner said that nothing has changed."""
    said = _latest_said(_heard(stood, this_year), lambda reading: reading.forecast)
    if said:
        return said[0]
    return (action.forecast if _is_carried(this_year) else None) or Forecast.NOT_ASSESSED


def _heard(stood: tuple[StatusUpdate, ...], this_year: tuple[StatusUpdate, ...]) -> tuple[StatusUpdate, ...]:
    return stood if _is_carried(this_year) else this_year


def _is_carried(this_year: tuple[StatusUpdate, ...]) -> bool:
    return not this_year or any(update.reading.unchanged for update in this_year)


def _outcome(updates: tuple[StatusUpdate, ...], action: Action, zone: tzinfo) -> Outcome | None:
    if action.indicator is None:
        return None
    alone = not action.more_indicators
    said = _latest_said(updates, lambda reading: _of_indicator(reading.values, action.indicator or "", alone=alone))
    if said is None:
        return None
    value, update = said
    return Outcome(value.value, value.unit, update.id, local_day(update.confirmed_at, zone))


def _yearly(updates: tuple[StatusUpdate, ...], action: Action, zone: tzinfo) -> tuple[tuple[int, Outcome], ...]:
    found = (
        (year, _outcome(tuple(update for update in updates if update.year == year), action, zone))
        for year in sorted({update.year for update in updates})
    )
    return tuple((year, value) for year, value in found if value)


def _of_indicator(values: tuple[IndicatorValue, ...], indicator: str, *, alone: bool) -> IndicatorValue | None:
    """Return the value that names the indicator; a reply with one value alone means the action's only one."""
    named = [value for value in values if value.indicator.casefold() == indicator.casefold()]
    return named[-1] if named else values[0] if alone and len(values) == 1 else None
