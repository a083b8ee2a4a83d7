"""Put together what the figures of a reply say: progress, and the value of the action's own indicator.

A figure that means something else (a year, a date, money, people at a meeting, a version, "punkt 3", a target, last
year's value, a change "med 20 dagar") is left alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plans.model import Action, IndicatorValue
from plans.number_words import NUMBER
from plans.patterns import Pattern
from plans.replies.amounts import Amounts, Shares
from plans.replies.clauses import Clause
from plans.replies.counts import Counts, ordinal_in
from plans.replies.percents import is_interval, is_loose, is_share
from plans.replies.progress import is_of_something_else, progress_of
from plans.replies.wordlists import is_done

_YES_NO = Pattern(r"\b(?:ja\s*/\s*nej|yes\s*/\s*no)\b", re.IGNORECASE)
# "12, eller om det var 13" and "between 20 and 25" are no figure.
_EITHER = Pattern(
    rf"\b{NUMBER}\b[^.\n]{{0,25}}\b(?:eller|or)\s+(?:om det |det |var det |kanske |maybe |possibly |was it |är |var )*"
    rf"{NUMBER}\b(?!\s*(?:%|procent))|\b(?:mellan|between)\s+{NUMBER}\s+(?:och|and)\s+{NUMBER}",
    re.IGNORECASE,
)
_SO_FAR = Pattern(r"totalt|sammanlagt|hittills|so far|in total|nu\b|now\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the figures of a reply say; `unclear` is the key of a question, None when nothing is ambiguous."""

    progress: int | None
    values: tuple[IndicatorValue, ...]
    achieved: bool  # a value above zero that was said to be done
    unclear: str | None


def figures(clauses: Iterable[Clause], action: Action) -> Figures:
    """Return the progress (per cent) and the indicator's value that the clauses give."""
    told = tuple(clauses)
    found = {percent for clause in told if (percent := progress_of(clause, action)) is not None}
    read = _told_values(told, action)
    different = len({value for value, _ in read})
    value, clause = read[0] if different == 1 else (None, None)
    return Figures(
        progress=next(iter(found)) if len(found) == 1 else None,
        values=() if value is None else (_as_value(action, value),),
        achieved=bool(value and clause and is_done(clause.text)),
        unclear=_unclear(told, action, found, different),
    )


def _reader(action: Action) -> Shares | Counts | Amounts | None:
    if not action.indicator or _YES_NO.search(action.indicator):
        return None
    if is_share(action):
        return Shares(action)
    return Counts(action) if Counts.suits(action) else Amounts(action)


def _told_values(told: tuple[Clause, ...], action: Action) -> list[tuple[Decimal, Clause]]:
    """Return each value with its clause; where some are said to be the total, only those."""
    reader = _reader(action)
    if reader is None:
        return []
    sure = (clause for clause in told if not clause.supposed and not _EITHER.search(clause.whole))
    found = [(value, clause) for clause in sure for value in reader.read(clause)]
    if not found:
        nth = [(value, clause) for clause in told if (value := ordinal_in(clause, action)) is not None]
        return [max(nth, key=lambda one: one[0])] if nth else []
    return [(value, clause) for value, clause in found if _SO_FAR.search(clause.text)] or found


def _as_value(action: Action, value: Decimal) -> IndicatorValue:
    reader = _reader(action)
    return IndicatorValue(action.indicator or "", value, reader.unit if reader else None)


def _unclear(told: tuple[Clause, ...], action: Action, progress: set[int], values: int) -> str | None:
    if values > 1 or (not values and any(_EITHER.search(clause.text) for clause in told)):
        return "value"
    loose = is_share(action) and not values and any(is_loose(clause) for clause in told)
    interval = any(is_interval(clause.text) and not is_of_something_else(clause.text) for clause in told)
    return "percent" if len(progress) > 1 or (not progress and (loose or interval)) else None
