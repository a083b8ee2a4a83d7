"""Count indicators: where each stands against its target, which way it has moved, and what it lacks."""

from collections.abc import Iterable, Iterator

from plans.summary.accounts import Account
from plans.summary.counts.figure import UNKNOWN, Figure, RowKind, count, median_of, sorted_into
from plans.summary.counts.round import Round
from plans.summary.measuring import Course, Trend, number

Row = tuple[str, Account]


def measured_rows(told: Iterable[Account]) -> tuple[Row, ...]:
    """Return every indicator with its id: its action's number, and from the second one on its place too ("V1#2")."""
    return tuple(
        (one.nr if place == 1 else f"{one.nr}#{place}", one)
        for account in told
        for place, one in enumerate(account.measured, start=1)
    )


def indicators(of: Round) -> Iterator[Figure]:
    """Count the indicators by course and by trend."""
    rows = measured_rows(of.told)
    yield _count("indicators_total", rows, len(rows))
    courses = ((row, one.course or Course.NO_DATA) for row, one in rows)
    yield from sorted_into("indicators", courses, Course, RowKind.INDICATOR)
    trends = ((row, one.trend or UNKNOWN) for row, one in rows)
    yield from sorted_into("trends", trends, [*Trend, UNKNOWN], RowKind.INDICATOR)


def lacking(of: Round) -> Iterator[Figure]:
    """Count the indicators without a baseline or a target in figures, and the age of the values that are old."""
    rows = measured_rows(of.told)
    total = len(rows)
    yield _count("indicators_valued", (row for row in rows if row[1].outcome or row[1].earlier), total)
    yield _count("indicator_without_baseline", (row for row in rows if row[1].action.baseline is None), total)
    yield _count("indicator_target_without_number", (row for row in rows if _is_wordy(row[1])), total)
    ages = [(row, of.year - one.earlier.on.year) for row, one in rows if one.outcome is None and one.earlier]
    yield median_of("indicator_value_age_years", ages, RowKind.INDICATOR)


def _count(name: str, rows: Iterable[Row], of: int) -> Figure:
    return count(name, (row for row, _ in rows), of, RowKind.INDICATOR)


def _is_wordy(account: Account) -> bool:
    return account.action.target is not None and number(account.action.target) is None
