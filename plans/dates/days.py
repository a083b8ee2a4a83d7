"""Days and periods of the calendar: what a month is, what comes later, and whether a day exists."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from plans.dates.words import MONTHS_IN


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date


def month_days(year: int, first: int, last: int | None = None) -> Days:
    """Return the days of a month, or from one month to another of the same year."""
    last = first if last is None else last
    return Days(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def later(day: date, count: int, unit: str) -> date:
    """Return the day `count` units ("day", "week", "month" …) after `day`.

    A day that a month lacks becomes its last.
    """
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    index = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def one_day(year: int, month: int, day: int) -> Days | None:
    """Return a single day, or None when there is no such day that year."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Days(found, found)


def full_year(text: str) -> int:
    """Return the year that "2027", "-27" or "’27" means."""
    digits = int(re.sub(r"\D", "", text))
    return digits if digits > 99 else 2000 + digits  # noqa: PLR2004 - two digits
