"""Decide what the schedule cell, or the start and end cells, of a plan's row mean, stricter than a reply is read.

A period without a year ("oktober") is no date in a plan, and a day that does not exist (31 June) is a fault, not its
year.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache

from plans.dates.periods import Period, read_period
from plans.importing.grid import Cell, Kind

_FIRST_YEAR, _LAST_YEAR = 2000, 2100  # a plan's dates outside these are slips of the finger
_MONTHS = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_YEAR_FIRST = re.compile(r"(?<![\d-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})[ -]+(\d{4})(?!\d)")
_DAY_AND_MONTH = re.compile(rf"(?<![\d-])(\d{{1,2}})(?::?[ae])?\s+(?:{_MONTHS})", re.IGNORECASE)
_RANGE = re.compile(r"(.*\d{4}\S*)\s*(?:[–—-]|till|to)\s*(\S*\d{4}.*)", re.IGNORECASE)
_DATE_NUMBER = re.compile(r"(?:19|20)\d\d|20\d{4}|20\d{6}")
_REMEMBERED = 1024  # a large plan says the same few times over and over
NOTHING = Period(None, None)
# Words by which a plan leaves the time open, or says that there is no end. Kept as the schedule's words.
_OPEN = re.compile(
    r"(?:tbd|tba|oklart|ej (?:klart|bestämt|fastställt|beslutat|satt)|inte (?:bestämt|fastställt|beslutat)"
    r"|(?:ska |att )?(?:bestäms|beslutas|fastställs|bestämmas|beslutas)(?: senare)?|(?:uppgift )?saknas|framöver"
    r"|to be (?:decided|determined|confirmed)|not (?:set|decided)|open|unknown|okänt|\?+)\.?",
    re.IGNORECASE,
)
_ENDLESS = re.compile(r"tillsvidare|pågår(?: löpande| kontinuerligt)?|permanent", re.IGNORECASE)


class Fault(StrEnum):
    """Why a schedule cannot be read, named after its text."""

    BAD_DATE = "bad_date"
    END_BEFORE_START = "end_before_start"


@lru_cache(maxsize=_REMEMBERED)
def read_schedule(cell: Cell) -> Period | Fault:
    """Return the period of a schedule cell, or what is wrong with it."""
    if cell.kind is Kind.DATE:
        day = date.fromisoformat(cell.text)
        return Period(None, day) if _FIRST_YEAR <= day.year <= _LAST_YEAR else Fault.BAD_DATE
    if said := _without_a_day(cell.text.strip(" .")):
        return said
    # A serial number that lost its date format says nothing for certain.
    if (cell.kind is not Kind.TEXT and not _DATE_NUMBER.fullmatch(cell.text)) or _names_no_day(cell.text):
        return Fault.BAD_DATE
    found = read_period(cell.text)
    if found is None:
        return Fault.END_BEFORE_START if _runs_backwards(cell.text) else Fault.BAD_DATE
    if any(day and not _FIRST_YEAR <= day.year <= _LAST_YEAR for day in (found.start, found.end)):
        return Fault.BAD_DATE
    return Fault.END_BEFORE_START if found.start and found.end and found.end < found.start else found


def _without_a_day(words: str) -> Period | None:
    if _OPEN.fullmatch(words):
        return NOTHING
    return Period(None, None, continuous=True) if _ENDLESS.fullmatch(words) else None


def first_day(cell: Cell) -> date | None:
    """Return the first day of what a start cell names: "2027" is 1 January, "Q3 2027" 1 July."""
    if cell.kind is Kind.DATE:
        return date.fromisoformat(cell.text)
    span = read_period(f"{cell.text} – {cell.text}")
    return span.start if span else None


def _runs_backwards(text: str) -> bool:
    halves = _RANGE.fullmatch(text.strip())
    if halves is None:
        return False
    first, last = read_period(halves.group(1)), read_period(halves.group(2))
    return bool(first and last and first.end and last.end and last.end < first.end)


def _names_no_day(text: str) -> bool:
    if any(not _exists(*parts) for parts in _numeric_dates(text)):
        return True
    days = {int(found.group(1)) for found in _DAY_AND_MONTH.finditer(text)}
    period = read_period(text)
    if not days or period is None:
        return False
    return not days <= {day.day for day in (period.start, period.end) if day} and not period.continuous


def _numeric_dates(text: str) -> Iterator[tuple[int, int, int]]:
    for found in _YEAR_FIRST.finditer(text):
        yield int(found.group(1)), int(found.group(3)), int(found.group(4))
    for found in _YEAR_LAST.finditer(text):
        yield int(found.group(4)), int(found.group(3)), int(found.group(1))
    for found in _DAY_FIRST.finditer(text):
        yield int(found.group(3)), int(found.group(2)), int(found.group(1))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
