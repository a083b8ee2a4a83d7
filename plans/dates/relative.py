"""Dates that count from the day of writing: "i förrgår", "om två veckor", "nästa fredag"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.dates.days import Days, later, month_days
from plans.dates.words import MONTHS_IN, SEASONS, UNITS, WEEKDAYS, alternatives, compiled
from plans.number_words import NUMBER, number
from plans.patterns import Pattern


@dataclass(frozen=True, slots=True)
class RelativeRule:
    """An expression that counts from the day it was written."""

    pattern: Pattern
    days: Callable[[re.Match[str], date], Days | None]


_SEASON = alternatives(SEASONS)
_UNIT = rf"(?P<unit>{alternatives(UNITS)})\b"
_A_NUMBER = rf"(?P<count>{NUMBER}|a|an|några|a few|a couple of|ett par)"


def _whole(unit: str, day: date) -> Days:
    """Return the week, month, quarter, half or year that holds `day`."""
    if unit == "day":
        return Days(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=6))
    length = MONTHS_IN[unit]
    first = (day.month - 1) // length * length + 1
    return month_days(day.year, first, first + length - 1)


def _shifted(steps: int) -> Callable[[re.Match[str], date], Days]:
    def days(match: re.Match[str], today: date) -> Days:
        unit = UNITS[match["unit"].lower()]
        start = _whole(unit, today).first
        return _whole(unit, later(start, steps, unit))

    return days


def _ahead(match: re.Match[str], today: date) -> Days:
    day = later(today, _count(match), UNITS[match["unit"].lower()])
    return Days(day, day)


def _ago(match: re.Match[str], today: date) -> Days:
    day = later(today, -_count(match), UNITS[match["unit"].lower()])
    return Days(day, day)


def _count(match: re.Match[str]) -> int:
    word = match["count"].lower()
    if word in ("a", "an"):
        return 1
    return 2 if word in ("några", "ett par", "a few", "a couple of") else int(number(word))


def _weekday(match: re.Match[str], today: date) -> Days:
    """The coming such day; with "nästa" or "next" the one of next week."""
    wanted = WEEKDAYS[match["day"].lower()]
    if (match["which"] or "").lower() in ("nästa", "next"):
        day = today - timedelta(days=today.weekday()) + timedelta(days=7 + wanted)
    elif (match["which"] or "").lower() in ("i", "förra", "last"):
        day = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    else:
        day = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    return Days(day, day)


def _day(offset: int) -> Callable[[re.Match[str], date], Days]:
    def days(_: re.Match[str], today: date) -> Days:
        day = today + timedelta(days=offset)
        return Days(day, day)

    return days


def _turn_of_month(_: re.Match[str], today: date) -> Days:
    last = month_days(today.year, today.month).last
    return Days(last, last)


def _past_season(match: re.Match[str], today: date) -> Days:
    months = {"i våras": (1, 6), "i somras": (6, 8), "i höstas": (7, 12)}[match[0].lower()]
    this = month_days(today.year, *months)
    return this if this.first <= today else month_days(today.year - 1, *months)


def _next_season(match: re.Match[str], today: date) -> Days:
    months = SEASONS[match["season"].lower()]
    this = month_days(today.year, *months)
    return this if this.first > today else month_days(today.year + 1, *months)


RELATIVE: tuple[RelativeRule, ...] = (
    RelativeRule(compiled(r"(?:idag|i dag|today)\b"), _day(0)),
    RelativeRule(compiled(r"(?:i förrgår|the day before yesterday)\b"), _day(-2)),
    RelativeRule(compiled(r"(?:igår|i går|yesterday)\b"), _day(-1)),
    RelativeRule(compiled(r"(?:imorgon|i morgon|tomorrow)\b"), _day(1)),
    RelativeRule(compiled(r"i övermorgon\b|the day after tomorrow\b"), _day(2)),
    RelativeRule(
        compiled(
            r"(?:(?P<which>nästa|next|i|på|on|förra|last|nu på|this|senast|till|by)\s+)"
            rf"(?P<day>{alternatives(WEEKDAYS)})(?:en|s)?\b"
        ),
        _weekday,
    ),
    RelativeRule(
        compiled(rf"(?:nästkommande|nästa|kommande|next|the coming)\s+{_UNIT}(?!\s+(?:fas|steg|step))"), _shifted(1)
    ),
    RelativeRule(compiled(rf"(?:förra|föregående|last|the previous)\s+{_UNIT}"), _shifted(-1)),
    RelativeRule(
        compiled(rf"(?:detta|denna|den här|det här|innevarande|this|(?<=av )|(?<=of the ))\s?{_UNIT}"), _shifted(0)
    ),
    RelativeRule(compiled(r"i\s+(?P<unit>år)\b"), _shifted(0)),
    RelativeRule(compiled(r"i fjol\b|ifjol\b"), lambda _, today: month_days(today.year - 1, 1, 12)),
    RelativeRule(
        compiled(
            rf"(?:om|inom|in|within)\s+(?:ca\s+|cirka\s+|ungefär\s+|about\s+)?{_A_NUMBER}\s+{_UNIT}(?!\s+(?:sedan|ago))"
        ),
        _ahead,
    ),
    RelativeRule(compiled(rf"för\s+(?:ca\s+|cirka\s+)?{_A_NUMBER}\s+{_UNIT}\s+sed[ae]n\b"), _ago),
    RelativeRule(compiled(rf"{_A_NUMBER}\s+{_UNIT}\s+ago\b"), _ago),
    RelativeRule(compiled(r"månadsskiftet(?!\s+[a-zåäö]+[/–-])"), _turn_of_month),
    RelativeRule(compiled(r"i (?:våras|somras|höstas)\b"), _past_season),
    RelativeRule(compiled(rf"(?:nästa|next)\s+(?P<season>{_SEASON})\b"), _next_season),
)
"""Expressions that count from the day of writing."""
