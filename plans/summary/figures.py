"""Count what a snapshot holds. Every figure is n of N and carries the ids of the rows that make it.

The rows of a figure are action numbers, request, update, delegation or dispatch ids, whichever it counts. Categories
sum to their N: what nobody answered is a category of its own (`unknown`). Figures are computed here and nowhere else;
a text or a table asks for them by name. The rules behind them stand in ``plans/summary/accounts.py`` and
``plans/summary/measuring.py``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from statistics import median

from plans.model import (
    DecisionNeed,
    Dispatch,
    DispatchState,
    Forecast,
    GoalAssessment,
    Implementation,
    ObstacleKind,
    RequestState,
    Snapshot,
    StatusUpdate,
    UpdateRequest,
)
from plans.summary.accounts import STOCKHOLM, Account, accounts, due_requests, local_day, reference_day
from plans.summary.asked import STANDING, decisions_of, evidence_rows, obstacles, open_from_before
from plans.summary.goals import goal_accounts, is_assessed
from plans.summary.measuring import Course, number

UNKNOWN = "unknown"  # the category of what nobody answered


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` of `of`, made by `rows`. A count's value is the number of its rows; a median or a rate has its own."""

    name: str
    value: int | float | None
    of: int | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a summary, by name, and what they were counted from."""

    entries: Mapping[str, Figure]
    accounts: tuple[Account, ...]
    requests: tuple["Answered", ...]
    as_of: date

    def __getitem__(self, name: str) -> Figure:
        return self.entries[name]

    def count(self, name: str) -> int:
        """Return a count by its name."""
        return len(self.entries[name].rows)

    def group(self, name: str) -> dict[str, Figure]:
        """Return the categories of a group ("by_forecast") by their codes, zeros included."""
        start = f"{name}."
        return {key.removeprefix(start): figure for key, figure in self.entries.items() if key.startswith(start)}


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that was due, and the first update on its action, if there is one."""

    request: UpdateRequest
    first: StatusUpdate | None
    on: date | None  # the day it was first confirmed; None: it was not

    @property
    def days(self) -> int | None:
        """Days from the question to the confirmed answer."""
        if self.request.answered_at is None or self.request.sent_at is None:
            return None
        return max((self.request.answered_at - self.request.sent_at).days, 0)


def figures(snapshot: Snapshot, *, previous: Snapshot | None = None, zone: tzinfo = STOCKHOLM) -> Figures:
    """Compute every figure of `snapshot`; `previous` is the round before it, for what is new and what is gone."""
    told = accounts(snapshot, zone=zone)
    answered = _answered(snapshot, zone)
    entries = [
        *_of_actions(told, snapshot.year),
        *_of_requests(answered, snapshot),
        *_of_indicators(told, snapshot.year),
        *_of_replies(told),
        *_of_obstacles(told),
        *_of_decisions(snapshot),
        *_of_evidence(told),
        *_of_changes(told, previous),
    ]
    by_name = {figure.name: figure for figure in entries}
    return Figures(by_name, told, answered, reference_day(snapshot, zone=zone))


def trace(made: Figures, name: str) -> tuple[str, ...]:
    """Return the ids of the rows that make the figure `name`.

    Raises:
        KeyError: there is no figure of that name.
    """
    return made[name].rows


def _of_actions(told: tuple[Account, ...], year: int) -> list[Figure]:
    total = len(told)
    late = [account for account in told if account.late_days]
    due = [account for account in told if account.action.end is not None and account.action.end.year == year]
    completed = [account for account in due if account.implementation is Implementation.COMPLETED]
    live = [account for account in told if account.known is None or not account.known.is_over]
    return [
        _count("actions", told, total),
        *_categories("by_implementation", told, Implementation, lambda account: account.implementation),
        *_categories("by_forecast", told, Forecast, lambda account: account.forecast),
        _count("late", late, total),
        _measure("late_median_days", [account.late_days for account in late], late),
        _count("due_this_year", due, total),
        _count("due_this_year_completed", completed, len(due)),
        _count("live", live, total),
        _count("without_owner", [a for a in told if a.action.accountable is None], total),
        _count("without_reporter", [a for a in told if a.action.reporter is None], total),
        _count("without_end", [a for a in told if a.action.end is None and not a.action.continuous], total),
        _count("without_indicator", [a for a in told if not a.measured], total),
        *_of_goals(told),
    ]


def _of_goals(told: tuple[Account, ...]) -> list[Figure]:
    goals = goal_accounts(told)
    by_code = {code: tuple(found.goal for found in goals if found.assessment is code) for code in GoalAssessment}
    idle = tuple(found.goal for found in goals if not found.is_worked_on)
    apart = [account for account in told if is_assessed(account) and not account.action.goal]
    return [
        Figure("goals", len(goals), len(goals), tuple(found.goal for found in goals)),
        *(Figure(f"goals_by_assessment.{code}", len(rows), len(goals), rows) for code, rows in by_code.items()),
        Figure("goals_without_live_action", len(idle), len(goals), idle),
        _count("goal_assessed", [account for account in told if is_assessed(account)], len(told)),
        _count("goal_assessed_without_goal", apart, len(told)),
    ]


def _of_obstacles(told: tuple[Account, ...]) -> list[Figure]:
    found = obstacles(told)
    by_kind = {kind: tuple(o.update.id for o in found if o.kind is kind) for kind in ObstacleKind}
    return [Figure(f"obstacles_by_kind.{kind}", len(rows), len(found), rows) for kind, rows in by_kind.items()]


def _of_decisions(snapshot: Snapshot) -> list[Figure]:
    before = open_from_before(snapshot, snapshot.year)
    return [
        *_by_state("decisions_by_state", decisions_of(snapshot, snapshot.year)),
        *_by_state("decisions_last_year", decisions_of(snapshot, snapshot.year - 1)),
        Figure("decisions_open_from_before", len(before), None, tuple(need.id for need in before)),
    ]


def _by_state(group: str, needs: tuple[DecisionNeed, ...]) -> list[Figure]:
    by_state = {state: tuple(need.id for need in needs if need.state is state) for state in STANDING}
    return [Figure(f"{group}.{state}", len(rows), len(needs), rows) for state, rows in by_state.items()]


def _of_evidence(told: tuple[Account, ...]) -> list[Figure]:
    rows = tuple(row for account in told for row in evidence_rows(account))
    return [
        Figure("evidence", len(rows), None, rows),
        _count("without_evidence", [account for account in told if not evidence_rows(account)], len(told)),
    ]


def _of_requests(answered: tuple[Answered, ...], snapshot: Snapshot) -> list[Figure]:
    total = len(answered)
    due, cut_off = snapshot.cycle.due, snapshot.cycle.cut_off
    got = [item for item in answered if item.on is not None]
    counted = [item for item in got if item.on is not None and item.on <= cut_off]
    timed = [item for item in got if item.days is not None]
    unconfirmed = [i for i in answered if i.on is None and i.request.state is RequestState.AWAITING_CONFIRMATION]
    rate = round(len(counted) / total, 4) if total else None
    reminders = [sent.key for sent in snapshot.dispatches if sent.year == snapshot.year and _is_reminder(sent)]
    delegated = [d.id for d in snapshot.delegations if d.year == snapshot.year and d.accepted]
    return [
        _asked("requests", answered, total),
        _asked("answered", got, total),
        _asked("answered_on_time", [i for i in got if i.on is not None and i.on <= due], total),
        _asked("answered_late", [i for i in got if i.on is not None and i.on > due], total),
        _asked("answered_after_cut_off", [i for i in got if i.on is not None and i.on > cut_off], total),
        _asked("confirmed_unchanged", [i for i in got if i.first is not None and i.first.reading.unchanged], total),
        _asked("no_response", [item for item in answered if item.on is None], total),
        _asked("awaiting", [i for i in answered if _awaits(i)], total),  # of those, what is not too late yet
        _asked("unconfirmed", unconfirmed, total),
        Figure("response_rate", rate, total, tuple(item.request.id for item in counted)),
        Figure(
            "median_days_to_answer",
            _median([item.days for item in timed if item.days is not None]),
            len(timed),
            tuple(item.request.id for item in timed),
        ),
        Figure("reminders_sent", len(reminders), None, tuple(reminders)),
        Figure("delegated", len(delegated), None, tuple(delegated)),
    ]


def _of_indicators(told: tuple[Account, ...], year: int) -> list[Figure]:
    measured = [one for account in told for one in account.measured]
    ages = [account for account in measured if account.outcome is None and account.earlier is not None]
    return [
        _count("indicators_total", measured, max(len(told), len(measured))),
        *_categories("indicators", measured, Course, lambda account: account.course, unknown=False),
        _count("indicator_without_baseline", [a for a in measured if a.action.baseline is None], len(measured)),
        _count("indicator_target_without_number", [a for a in measured if _wordy(a)], len(measured)),
        _measure("indicator_value_age_years", [year - a.earlier.on.year for a in ages if a.earlier], ages),
    ]


def _of_replies(told: tuple[Account, ...]) -> list[Figure]:
    obstacles = [update for account in told for _, update in account.collected(lambda reading: reading.obstacles)]
    asks = [update for account in told for _, update in account.collected(lambda reading: reading.decisions_needed)]
    corrected = [update.id for account in told for update in account.corrected]
    confirmed = [account for account in told if account.updates]
    not_asked = [a for a in told if not a.updates and a.implementation is not None]
    return [
        _count("confirmed_this_year", confirmed, len(told)),
        _count("over_before", not_asked, len(told)),
        _count("unheard", [account for account in told if account.implementation is None], len(told)),
        Figure("obstacles", len(obstacles), None, tuple(update.id for update in obstacles)),
        Figure("decisions", len(asks), None, tuple(update.id for update in asks)),
        Figure("corrections", len(corrected), None, tuple(corrected)),
    ]


def _of_changes(told: tuple[Account, ...], previous: Snapshot | None) -> list[Figure]:
    if previous is None:
        return []
    before = {action.nr for action in previous.actions}
    now = {account.nr for account in told}
    gone = tuple(action.nr for action in previous.actions if action.nr not in now)
    return [
        _count("new", [account for account in told if account.nr not in before], len(told)),
        Figure("gone", len(gone), len(before), gone),
    ]


def _answered(snapshot: Snapshot, zone: tzinfo) -> tuple[Answered, ...]:
    """Take each request with when it was first answered: a later correction makes no answer late."""
    by_id = {update.id: update for update in snapshot.updates}
    first: dict[str, StatusUpdate] = {}
    for update in sorted(snapshot.updates, key=lambda update: (update.confirmed_at, update.id)):
        if update.year == snapshot.year:
            first.setdefault(update.nr, update)
    return tuple(
        Answered(
            request,
            first.get(request.nr) or by_id.get(request.update_id or ""),
            local_day(request.answered_at, zone) if request.answered_at else None,
        )
        for request in due_requests(snapshot)
    )


def _categories(
    group: str,
    told: Iterable[Account],
    codes: Iterable[str],
    code_of: Callable[[Account], str | None],
    *,
    unknown: bool = True,
) -> list[Figure]:
    rows: dict[str, list[str]] = {str(code): [] for code in codes}
    if unknown:
        rows[UNKNOWN] = []
    for account in told:
        rows[code_of(account) or UNKNOWN].append(account.nr)
    total = sum(len(found) for found in rows.values())
    return [Figure(f"{group}.{code}", len(found), total, tuple(found)) for code, found in rows.items()]


def _count(name: str, told: Iterable[Account], of: int) -> Figure:
    rows = tuple(account.nr for account in told)
    return Figure(name, len(rows), of, rows)


def _asked(name: str, answered: Iterable[Answered], of: int) -> Figure:
    rows = tuple(item.request.id for item in answered)
    return Figure(name, len(rows), of, rows)


def _measure(name: str, values: list[int], told: list[Account]) -> Figure:
    return Figure(name, _median(values), len(values), tuple(account.nr for account in told))


def _median(values: list[int]) -> int | float | None:
    if not values:
        return None
    middle = median(values)
    return int(middle) if middle == int(middle) else middle


def _wordy(account: Account) -> bool:
    return account.action.target is not None and number(account.action.target) is None


def _awaits(item: Answered) -> bool:
    return item.on is None and item.request.state is not RequestState.NO_RESPONSE


def _is_reminder(sent: Dispatch) -> bool:
    """A reminder counts when it went out; one that stands as unknown may have."""
    return sent.rule == "remind" and sent.state in {DispatchState.SENT, DispatchState.UNKNOWN}
