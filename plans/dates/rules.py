"""The grammar of dates and periods: one rule is a pattern and the days that it means.

A yearly rule ("maj", "Q3", "den 3 april") gives its days in any year; a relative rule ("i förrgår", "om två veckor")
counts from a given day. Which year a yearly expression means, and how expressions combine, is decided in
``plans/dates/in_text.py``. Ends of terms and seasons follow domain.md: våren and VT end 30 June, hösten and HT
31 December, sommaren 31 August.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.dates.words import MONTHS, MONTHS_IN, ORDINALS, SEASONS, SHY_MONTHS, UNITS, WEEKDAYS, alternatives
from plans.number_words import NUMBER, number
from plans.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """An expression that comes back every year; its match may hold a group ``year``."""

    pattern: Pattern
    days: Callable[[re.Match[str], int], Days | None]


@dataclass(frozen=True, slots=True)
class RelativeRule:
    """An expression that counts from the day it was written."""

    pattern: Pattern
    days: Callable[[re.Match[str], date], Days | None]


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


def _preceded_by(words: str) -> str:
    """Return a pattern for a place right after one of some words."""
    return "(?:" + "|".join(rf"(?<=\b{word} )" for word in words.split()) + ")"


_MONTH = rf"(?P<month>{alternatives(MONTHS)})\b\.?"
_SHY = alternatives(SHY_MONTHS)
_SHY_ALONE = alternatives(SHY_MONTHS - {"jul"})  # "till jul" is Christmas
_BOLD = alternatives(set(MONTHS) - SHY_MONTHS)
_SHORT_YEAR = rf"[-’'/]\d\d(?!\s*(?:{alternatives(MONTHS)})|[\d/-])"
_YEAR_AFTER = rf"(?:,?\s*(?:år\s+|of\s+|in\s+)?(?P<year>20\d\d(?![\d:]|-(?!20)\d{{3}})|{_SHORT_YEAR}))"
_YEAR = rf"{_YEAR_AFTER}?"
_ORDINAL = alternatives(ORDINALS)
_SEASON = alternatives(SEASONS)
_UNIT = rf"(?P<unit>{alternatives(UNITS)})\b"
_A_NUMBER = rf"(?P<count>{NUMBER}|a|an|några|a few|a couple of|ett par)"
# A day and a month in figures are a date only where a fraction ("3/4 klart") is ruled out.
_BEFORE_FIGURES = _preceded_by("den till senast före innan sedan by until on från med after before")


def _compiled(pattern: str) -> Pattern:
    return Pattern(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)


def _day_month(match: re.Match[str], year: int) -> Days | None:
    return one_day(year, MONTHS[match["month"].lower()], int(match["day"]))


def _day_to_day(match: re.Match[str], year: int) -> Days | None:
    first = one_day(year, MONTHS[match["month"].lower()], int(match["from"]))
    last = _day_month(match, year)
    return Days(first.first, last.last) if first and last and first.first <= last.last else None


def _figures(match: re.Match[str], year: int) -> Days | None:
    return one_day(year, int(match["m"]), int(match["d"]))


def _month(match: re.Match[str], year: int) -> Days:
    return month_days(year, MONTHS[match["month"].lower()])


def _quarter(match: re.Match[str], year: int) -> Days:
    word = match["q"].lower()
    number_of = ORDINALS.get(word) or int(re.sub(r"\D", "", word)[:1])
    return month_days(year, 3 * number_of - 2, 3 * number_of)


def _third(match: re.Match[str], year: int) -> Days:
    word = match["t"].lower()
    number_of = ORDINALS.get(word) or int(word)
    return month_days(year, 4 * number_of - 3, 4 * number_of)


def _half(match: re.Match[str], year: int) -> Days:
    first = match["h"].lower() in ("1", "första", "first", "1:a", "1st")
    return month_days(year, 1, 6) if first else month_days(year, 7, 12)


def _season(match: re.Match[str], year: int) -> Days:
    return month_days(year, *SEASONS[match["season"].lower()])


def _winter(_: re.Match[str], year: int) -> Days:
    return Days(date(year, 12, 1), month_days(year + 1, 2).last)


def _week(match: re.Match[str], year: int) -> Days | None:
    try:
        monday = date.fromisocalendar(year, int(match["w"]), 1)
    except ValueError:
        return None
    return Days(monday, monday + timedelta(days=6))


def _midsummer(_: re.Match[str], year: int) -> Days:
    nineteenth = date(year, 6, 19)  # Midsummer Eve is the Friday between 19 and 25 June
    eve = nineteenth + timedelta(days=(4 - nineteenth.weekday()) % 7)
    return Days(eve, eve)


def _easter(_: re.Match[str], year: int) -> Days:
    """Easter Sunday in the Gregorian calendar, by Gauss's method as Butcher corrected it."""
    century, rest = divmod(year, 100)
    golden = year % 19
    full = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - full - rest % 4) % 7
    late = (golden + 11 * full + 22 * shift) // 451
    month, day = divmod(full + shift - 7 * late + 114, 31)
    found = date(year, month, day + 1)
    return Days(found, found)


def _fixed(month: int, day: int) -> Callable[[re.Match[str], int], Days | None]:
    return lambda _, year: one_day(year, month, day)


YEARLY: tuple[YearlyRule, ...] = (
    YearlyRule(_compiled(rf"\A(?P<month>{alternatives(MONTHS)})\.?\Z"), _month),
    YearlyRule(
        _compiled(r"(?P<year>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)(?:[T ]00:00(?::00)?)?"), _figures
    ),
    YearlyRule(_compiled(r"(?P<year>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?![\d-])"), _figures),
    YearlyRule(_compiled(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.\s-]\s?(?P<year>20\d\d)(?!\d)"), _figures),
    YearlyRule(
        _compiled(rf"{_BEFORE_FIGURES}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/(?P<year>\d\d))?(?![\d/])"), _figures
    ),
    YearlyRule(
        _compiled(
            r"(?<=(?:ad|en|et|it|ds|es|ts|at|rd|na) )(?P<d>\d{1,2})/(?P<m>1[0-2]|[1-9])(?=\s*(?:$|[.,;)]\s|[.,;)]$))"
        ),
        _figures,
    ),
    YearlyRule(_compiled(r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>1[0-2]|[1-9])(?![\d/])"), _figures),
    YearlyRule(
        _compiled(r"(?P<year>20\d\d)[-/](?P<month>0[1-9]|1[0-2])(?![\d-]|/\d)"),
        lambda m, y: month_days(y, int(m["month"])),
    ),
    YearlyRule(
        _compiled(rf"(?:den\s+|the\s+)?(?P<from>\d{{1,2}})\s?[–—-]\s?(?P<day>\d{{1,2}})\s+{_MONTH}{_YEAR}"), _day_to_day
    ),
    YearlyRule(
        _compiled(rf"(?:den\s+|the\s+)?(?P<day>\d{{1,2}})(?::e|:a|e|st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}"),
        _day_month,
    ),
    YearlyRule(
        _compiled(rf"{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,/]\d|\d|\s*%){_YEAR}"), _day_month
    ),
    YearlyRule(_compiled(rf"(?P<month>{_BOLD})(?![\w-]*[a-zåäö]){_YEAR}"), _month),
    YearlyRule(_compiled(rf"(?P<month>{_SHY})\b\.?(?![\w])(?=\s?[-’'/,]?\s?\d\d){_YEAR_AFTER}"), _month),
    YearlyRule(
        _compiled(
            _preceded_by(
                "i in by till until of av senast före before since from från sedan innan under during early late"
            )
            + rf"(?P<month>{_SHY_ALONE})(?![\w-])"
        ),
        _month,
    ),
    YearlyRule(
        _compiled(rf"(?P<q>Q[1-4]|K[1-4](?=\s*(?:20\d\d|-\d\d))|kv(?:artal)?\.?\s?[1-4]|quarter\s[1-4])(?!\d){_YEAR}"),
        _quarter,
    ),
    YearlyRule(_compiled(rf"(?:det\s+|the\s+)?(?P<q>{_ORDINAL})\s+(?:kvartalet|quarter){_YEAR}"), _quarter),
    YearlyRule(_compiled(rf"(?:T(?P<t>[1-3])(?=\s*(?:20\d\d|-\d\d)))(?!\d){_YEAR}"), _third),
    YearlyRule(_compiled(rf"tertial\s?(?P<t>[1-3])(?!\d){_YEAR}"), _third),
    YearlyRule(_compiled(rf"(?:det\s+)?(?P<t>{_ORDINAL})\s+tertialet{_YEAR}"), _third),
    YearlyRule(_compiled(rf"H(?P<h>[12])(?!\d){_YEAR}"), _half),
    YearlyRule(
        _compiled(
            r"(?:det\s+|the\s+)?(?P<h>första|andra|1:a|2:a|first|second|1st|2nd)\s+"
            rf"(?:halvåret|halvan\s+av(?:\s+året)?|half(?:\s+of(?:\s+the\s+year)?)?)(?![-\s]?day){_YEAR}"
        ),
        _half,
    ),
    YearlyRule(_compiled(r"(?P<season>vt|ht)\s?[-’']?(?P<year>20\d\d|\d\d)(?!\d)"), _season),
    YearlyRule(_compiled(r"(?P<season>vt|ht)\b"), _season),
    YearlyRule(_compiled(rf"(?P<season>{_SEASON})\b{_YEAR_AFTER}"), _season),
    YearlyRule(
        _compiled(r"(?P<season>våren|vårterminen|sommaren|hösten|höstterminen|autumn|spring term|autumn term)(?![\w])"),
        _season,
    ),
    YearlyRule(
        _compiled(_preceded_by("the this until by in late early") + r"(?P<season>spring|summer|fall)\b"),
        _season,
    ),
    YearlyRule(
        _compiled(
            r"(?<=\bi )(?P<season>höst|sommar)\b|"  # "i vår" may also be "in our": only before a pause or a verb
            r"(?<=\bi )(?P<spring>vår)(?=\s*(?:$|[.,;!)–-]|(?:ska|skall|kommer|blir|är|har|men|och|när|så)\b))"
        ),
        lambda m, y: month_days(y, *SEASONS[(m["season"] or m["spring"]).lower()]),
    ),
    YearlyRule(_compiled(rf"(?:i vinter|vintern?|the winter){_YEAR}(?:/\d\d(?:\d\d)?)?(?!\w)"), _winter),
    YearlyRule(_compiled(rf"(?:vecka|week|v\.?)\s?(?P<w>[1-5]?\d)(?![\d.,]\d|\d|\s*%){_YEAR}"), _week),
    YearlyRule(_compiled(rf"(?:halvårsskiftet|mid-?year){_YEAR}"), _fixed(6, 30)),
    YearlyRule(
        _compiled(
            r"(?:årsskiftet|nyår(?:safton)?|årets slut|årets utgång|year[- ]end|new year(?:'s)?)"
            rf"{_YEAR}(?:/\d\d(?:\d\d)?)?(?!\w)"
        ),
        _fixed(12, 31),
    ),
    YearlyRule(
        _compiled(
            r"(?:the\s+)?end of (?:the |this )year(?!\w)|(?:slutet av|utgången av|i slutet på) (?:detta )?året(?!\w)"
        ),
        _fixed(12, 31),
    ),
    YearlyRule(_compiled(rf"(?:julen|jul|julafton|christmas)(?![\wåäö-]){_YEAR}"), _fixed(12, 24)),
    YearlyRule(_compiled(rf"(?:påsk(?:en)?|easter)(?![\wåäö-]){_YEAR}"), _easter),
    YearlyRule(_compiled(rf"midsommar(?:afton)?{_YEAR}(?!\w)"), _midsummer),
    YearlyRule(
        _compiled(r"(?:år\s+)?(?P<year>20[2-4]\d)(?![:.,]?\d|-(?!20)\d{3}|\s?%|[a-zåäö])"),
        lambda _, y: month_days(y, 1, 12),
    ),
)
"""Expressions that need a year, the more specific first."""


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
    RelativeRule(_compiled(r"(?:idag|i dag|today)\b"), _day(0)),
    RelativeRule(_compiled(r"(?:i förrgår|the day before yesterday)\b"), _day(-2)),
    RelativeRule(_compiled(r"(?:igår|i går|yesterday)\b"), _day(-1)),
    RelativeRule(_compiled(r"(?:imorgon|i morgon|tomorrow)\b"), _day(1)),
    RelativeRule(_compiled(r"i övermorgon\b|the day after tomorrow\b"), _day(2)),
    RelativeRule(
        _compiled(
            r"(?:(?P<which>nästa|next|i|på|on|förra|last|nu på|this|senast|till|by)\s+)"
            rf"(?P<day>{alternatives(WEEKDAYS)})(?:en|s)?\b"
        ),
        _weekday,
    ),
    RelativeRule(
        _compiled(rf"(?:nästkommande|nästa|kommande|next|the coming)\s+{_UNIT}(?!\s+(?:fas|steg|step))"), _shifted(1)
    ),
    RelativeRule(_compiled(rf"(?:förra|föregående|last|the previous)\s+{_UNIT}"), _shifted(-1)),
    RelativeRule(
        _compiled(rf"(?:detta|denna|den här|det här|innevarande|this|(?<=av )|(?<=of the ))\s?{_UNIT}"), _shifted(0)
    ),
    RelativeRule(_compiled(r"i\s+(?P<unit>år)\b"), _shifted(0)),
    RelativeRule(_compiled(r"i fjol\b|ifjol\b"), lambda _, today: month_days(today.year - 1, 1, 12)),
    RelativeRule(
        _compiled(
            rf"(?:om|inom|in|within)\s+(?:ca\s+|cirka\s+|ungefär\s+|about\s+)?{_A_NUMBER}\s+{_UNIT}(?!\s+(?:sedan|ago))"
        ),
        _ahead,
    ),
    RelativeRule(_compiled(rf"för\s+(?:ca\s+|cirka\s+)?{_A_NUMBER}\s+{_UNIT}\s+sed[ae]n\b"), _ago),
    RelativeRule(_compiled(rf"{_A_NUMBER}\s+{_UNIT}\s+ago\b"), _ago),
    RelativeRule(_compiled(r"månadsskiftet(?!\s+[a-zåäö]+[/–-])"), _turn_of_month),
    RelativeRule(_compiled(r"i (?:våras|somras|höstas)\b"), _past_season),
    RelativeRule(_compiled(rf"(?:nästa|next)\s+(?P<season>{_SEASON})\b"), _next_season),
)
"""Expressions that count from the day of writing."""
