"""Read the schedule of an action: "Q4 2027", "våren 2027", "2026–2029", "löpande", "årligen i oktober".

A single date or period says when the action ends; a range gives its start too. A start is a period's first day, an end
its last (domain.md). Dates in running text are found by ``plans/dates/in_text.py``.
"""

import re
from dataclasses import dataclass
from datetime import date

from plans.dates.in_text import FoundDate, find_dates, names_no_day
from plans.patterns import Pattern

_CONTINUOUS = Pattern(
    r"\b(?:löpande|kontinuerlig(?:t|a)?|tills vidare|årlig(?:en|t)|återkommande|permanent|varje år|per år|ongoing|"
    r"continuous(?:ly)?|until further notice|annual(?:ly)?|yearly|every year|recurring|rolling|pågående)\b",
    re.IGNORECASE,
)
_YEARLY = Pattern(r"\b(?:årlig(?:en|t)|varje år|per år|annual(?:ly)?|yearly|every year)\b", re.IGNORECASE)
_START_BEFORE = Pattern(
    r"(?:\b(?:fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|start(?:ar)?(?:\s+i)?|påbörjas(?:\s+i)?|from|"
    r"starting(?:\s+in)?|"
    r"starts?(?:\s+in)?|since|sedan|med start(?:\s+i)?)|:?start:?)\s*(?:den\s+)?$",
    re.IGNORECASE,
)
_OPEN_AFTER = Pattern(r"\s*(?:[–—-]\s*$|och framåt|och tills vidare|onwards?|and onwards?|ff\b)", re.IGNORECASE)
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """When an action runs. `end` is None when it goes on (`continuous`) or only its start is known."""

    start: date | None
    end: date | None
    continuous: bool = False


def read_period(text: str, *, today: date | None = None) -> Period | None:
    """Return what a schedule cell says, or None when nothing in it can be dated or a day in it does not exist.

    Args:
        text: the cell's words, Swedish or English.
        today: the day to count from where a year is missing ("i maj"); without it such words are not read.
    """
    if names_no_day(text, today or _ANY_DAY):
        return None
    continuous = _CONTINUOUS.search(text) is not None
    found = find_dates(text, today or _ANY_DAY, joined_by_words=True)
    known = tuple(one for one in found if one.has_year or today)
    if today is None:
        known = tuple(one for one in known if not _is_relative(text, one))
    if _YEARLY.search(text):
        known = tuple(one for one in known if one.has_year)
    if not known:
        return Period(None, None, continuous=True) if continuous else None
    return _period(text, known, continuous=continuous)


def _is_relative(text: str, found: FoundDate) -> bool:
    return not re.search(r"\d\d", text[found.start : found.end])


def _period(text: str, found: tuple[FoundDate, ...], *, continuous: bool) -> Period:
    first, last = found[0], found[-1]
    if len(found) == 1 and not first.is_range and _is_start(text, first):
        return Period(first.first, None, continuous)
    started = first.is_range or (len(found) > 1 and _is_start(text, first))
    return Period(first.first if started else None, last.last, continuous)


def _is_start(text: str, found: FoundDate) -> bool:
    before = _START_BEFORE.search(text[: found.start]) is not None
    return before or (not found.is_range and _OPEN_AFTER.match(text, found.end) is not None)
