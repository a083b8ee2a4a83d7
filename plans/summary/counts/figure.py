"""A figure: n of N with the rows that make it, and the few ways of making one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from plans.summary.accounts import Account

UNKNOWN = "unknown"  # the category of what nobody answered


class RowKind(StrEnum):
    """What the rows of a figure are the ids of."""

    ACTION = "action"
    INDICATOR = "indicator"  # an action's number; its second indicator is "V1#2"
    REQUEST = "request"
    UPDATE = "update"
    DISPATCH = "dispatch"
    DELEGATION = "delegation"
    GOAL = "goal"
    DECISION = "decision"
    EVIDENCE = "evidence"  # an update that names evidence, or an attached file
    GAP = "gap"  # by its handle
    FOUND_GAP = "found_gap"  # in the history of gaps
    AREA = "area"
    EDIT = "edit"  # an action's number and a field of it: "V1:end"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` of `of`, made by `rows`. A count's value is the number of its rows; a median or a rate has its own."""

    name: str
    value: int | float | None
    of: int | None
    rows: tuple[str, ...]
    kind: RowKind = RowKind.ACTION

    @property
    def is_count(self) -> bool:
        """Tell whether the value is the number of rows, and no rate or median."""
        return self.name not in MEASURED


MEASURED = frozenset({"response_rate", "late_median_days", "median_days_to_answer", "indicator_value_age_years"})


def count(name: str, rows: Iterable[str], of: int | None, kind: RowKind = RowKind.ACTION) -> Figure:
    """Return the count of `rows`."""
    found = tuple(rows)
    return Figure(name, len(found), of, found, kind)


def count_of(name: str, told: Iterable[Account], of: int) -> Figure:
    """Return a count of actions."""
    return count(name, (account.nr for account in told), of)


def categories(
    group: str, told: Iterable[Account], codes: Iterable[str], code_of: Callable[[Account], str | None]
) -> list[Figure]:
    """Return a count for each code, what nobody answered last, which sum to their N."""
    return sorted_into(group, ((account.nr, code_of(account) or UNKNOWN) for account in told), [*codes, UNKNOWN])


def sorted_into(
    group: str, rows: Iterable[tuple[str, str]], codes: Iterable[str], kind: RowKind = RowKind.ACTION
) -> list[Figure]:
    """Return a count for each code of the rows (id, code), zeros included; they sum to the number of rows."""
    by_code: dict[str, list[str]] = {str(code): [] for code in codes}
    for row, code in rows:
        by_code[str(code)].append(row)
    total = sum(map(len, by_code.values()))
    return [count(f"{group}.{code}", found, total, kind) for code, found in by_code.items()]


def median_of(name: str, values: Iterable[tuple[str, int]], kind: RowKind = RowKind.ACTION) -> Figure:
    """Return the median of the rows (id, value)."""
    found = tuple(values)
    middle = median([value for _, value in found]) if found else None
    value = int(middle) if middle is not None and middle == int(middle) else middle
    return Figure(name, value, len(found), tuple(row for row, _ in found), kind)
