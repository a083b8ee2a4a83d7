"""Tell whether two sentences give different figures for the same thing: other amounts of the same unit, other dates.

Only sentences that answer the same question are compared, so nothing is decided here about what they speak of. A
sentence about an earlier strategy, or one that itself compares, contradicts nobody.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from retrieval.answers.wanted import Wanted
from retrieval.words import amounts

_COMPARED: Mapping[Wanted, bool] = {
    Wanted.COUNT: False,
    Wanted.COST: False,
    Wanted.TIME: True,
    Wanted.DURATION: True,
    Wanted.OFTEN: False,
}
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:förra|första|tidigare|föregående|utgående|dessförinnan|jämfört|previous|former|earlier|first|compared)\b",
    re.IGNORECASE,
)
_YEARS = (Decimal(1900), Decimal(2100))
_PER = re.compile(r"\b(?:per|om|i|a|an|each|varje)\s+(år|månad|vecka|year|month|week)\w*", re.IGNORECASE)


def differ(wanted: Wanted, one: str, other: str) -> bool:
    """Tell whether `one` and `other`, each an answer to the same question of the kind `wanted`, disagree."""
    by_date = _COMPARED.get(wanted)
    if by_date is None or _OF_ANOTHER_TIME.search(one) or _OF_ANOTHER_TIME.search(other):
        return False
    left, right = amounts.read(one), amounts.read(other)
    if by_date and left.days and right.days:
        return not any(mine.agrees(its) or its.agrees(mine) for mine in left.days for its in right.days)
    return _numbers_differ(_by_unit(left, years=by_date), _by_unit(right, years=by_date)) and _same_rate(one, other)


def _numbers_differ(left: Mapping[str, set[Decimal]], right: Mapping[str, set[Decimal]]) -> bool:
    shared = left.keys() & right.keys()
    return bool(shared) and all(left[unit].isdisjoint(right[unit]) for unit in shared)


def _by_unit(read: amounts.Amounts, *, years: bool) -> dict[str, set[Decimal]]:
    """Return the values by unit: those with a unit, and years (bare, or of a date) where `years`."""
    found: dict[str, set[Decimal]] = {}
    for amount in read.numbers:
        is_year = amount.unit is None and _YEARS[0] <= amount.value <= _YEARS[1]
        if is_year and years:
            found.setdefault("in", set()).add(amount.value)
        elif amount.unit is not None and not years:
            found.setdefault(amount.unit, set()).add(amount.value)
    if years:
        found.setdefault("in", set()).update(Decimal(day.year) for day in read.days if day.year)
    return {unit: values for unit, values in found.items() if values}


def _same_rate(one: str, other: str) -> bool:
    """Tell whether both speak of a sum, or both of a sum a year."""
    rates = [{found[1].casefold() for found in _PER.finditer(text)} for text in (one, other)]
    return rates[0] == rates[1]
