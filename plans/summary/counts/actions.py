"""Count actions: by status and forecast, late, due, live, what they lack, and the goals they work towards."""

from collections.abc import Iterator

from plans.model import Forecast, GoalAssessment, Implementation
from plans.summary.accounts import Account
from plans.summary.counts.figure import Figure, RowKind, categories, count, count_of, median_of
from plans.summary.counts.round import Round
from plans.summary.goals import goal_accounts, is_assessed


def statuses(of: Round) -> Iterator[Figure]:
    """Count all actions by implementation status and by forecast, and how much is known of them."""
    told, total = of.told, of.of
    yield count_of("actions", told, total)
    yield from categories("by_implementation", told, Implementation, lambda account: account.implementation)
    yield from categories("by_forecast", told, Forecast, lambda account: account.forecast)
    yield count_of("live", [a for a in told if a.known is None or not a.known.is_over], total)
    yield count_of("deviating", [a for a in told if a.deviates], total)
    yield count_of("confirmed_this_year", [a for a in told if a.updates], total)
    yield count_of("over_before", [a for a in told if not a.updates and a.implementation is not None], total)
    yield count_of("unheard", [a for a in told if a.implementation is None], total)


def dates(of: Round) -> Iterator[Figure]:
    """Count what is late and what is due, this year and the next."""
    told, total = of.told, of.of
    late = [account for account in told if account.late_days]
    due = [account for account in told if _ends(account) == of.year]
    completed = [account for account in due if account.implementation is Implementation.COMPLETED]
    off = Forecast.OFF_TRACK
    yield count_of("late", late, total)
    yield median_of("late_median_days", [(account.nr, account.late_days) for account in late])
    yield count_of("late_not_off_track", [account for account in late if account.forecast is not off], total)
    yield count_of("deviating_not_late", [a for a in told if a.deviates and not a.late_days], total)
    yield count_of("due_this_year", due, total)
    yield count_of("due_this_year_completed", completed, len(due))
    yield count_of("due_next_year", [a for a in told if _ends(a) == of.year + 1 and not _is_over(a)], total)


def lacking(of: Round) -> Iterator[Figure]:
    """Count the actions whose plan leaves something out."""
    told, total = of.told, of.of
    yield count_of("without_owner", [a for a in told if a.action.accountable is None], total)
    yield count_of("without_reporter", [a for a in told if a.action.reporter is None], total)
    yield count_of("without_end", [a for a in told if a.action.end is None and not a.action.continuous], total)
    yield count_of("without_indicator", [a for a in told if not a.measured], total)
    yield count_of("with_indicator", [a for a in told if a.measured], total)


def goals(of: Round) -> Iterator[Figure]:
    """Count the goals by their assessment, and those that nobody works towards."""
    found = goal_accounts(of.told)
    total, kind = len(found), RowKind.GOAL
    yield count("goals", (one.goal for one in found), total, kind)
    for code in GoalAssessment:
        rows = (one.goal for one in found if one.assessment is code)
        yield count(f"goals_by_assessment.{code}", rows, total, kind)
    yield count("goals_without_live_action", (one.goal for one in found if not one.is_worked_on), total, kind)
    assessed = [account for account in of.told if is_assessed(account)]
    yield count_of("goal_assessed", assessed, of.of)
    yield count_of("goal_assessed_without_goal", [a for a in assessed if not a.action.goal], of.of)


def _ends(account: Account) -> int | None:
    return account.action.end.year if account.action.end else None


def _is_over(account: Account) -> bool:
    return account.known is not None and account.known.is_over
