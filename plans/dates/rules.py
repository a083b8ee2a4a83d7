"""Dates and periods that come back every year: one rule is a pattern and the days that it means in a given year.

"Maj", "Q3" and "den 3 april" are such; what counts from the day of writing is in ``plans/dates/relative.py``. Which
year a yearly expression means, and how expressions combine, is decided in ``plans/dates/in_text.py``. Ends of terms and
seasons follow domain.md: våren and VT end 30 June, hösten and HT 31 December, sommaren 31 August.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.dates.days import Days, month_days, one_day
from plans.dates.words import MONTHS, ORDINALS, SEASONS, SHY_MONTHS, alternatives, compiled
from plans.patterns import Pattern


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """An expression that comes back every year; its match may hold a group ``year``."""

    pattern: Pattern
    days: Callable[[re.Match[str], int], Days | None]


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
# A day and a month in figures are a date only where a fraction ("3/4 klart") is ruled out.
_BEFORE_FIGURES = _preceded_by("den till senast före innan sedan by until on från med after before")


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


def _last_day(whole: Days) -> Days:
    return Days(whole.last, whole.last)


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
    YearlyRule(compiled(rf"\A(?P<month>{alternatives(MONTHS)})\.?\Z"), _month),
    YearlyRule(
        compiled(r"(?P<year>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)(?:[T ]00:00(?::00)?)?"), _figures
    ),
    YearlyRule(compiled(r"(?P<year>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?![\d-])"), _figures),
    YearlyRule(compiled(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.\s-]\s?(?P<year>20\d\d)(?!\d)"), _figures),
    YearlyRule(compiled(rf"{_BEFORE_FIGURES}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/(?P<year>\d\d))?(?![\d/])"), _figures),
    YearlyRule(
        compiled(
            r"(?<=(?:ad|en|et|it|ds|es|ts|at|rd|na) )(?P<d>\d{1,2})/(?P<m>1[0-2]|[1-9])(?=\s*(?:$|[.,;)]\s|[.,;)]$))"
        ),
        _figures,
    ),
    YearlyRule(compiled(r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>1[0-2]|[1-9])(?![\d/])"), _figures),
    YearlyRule(
        compiled(r"(?P<year>20\d\d)[-/](?P<month>0[1-9]|1[0-2])(?![\d-]|/\d)"),
        lambda m, y: month_days(y, int(m["month"])),
    ),
    YearlyRule(
        compiled(rf"(?:den\s+|the\s+)?(?P<from>\d{{1,2}})\s?[–—-]\s?(?P<day>\d{{1,2}})\s+{_MONTH}{_YEAR}"), _day_to_day
    ),
    YearlyRule(
        compiled(rf"(?:den\s+|the\s+)?(?P<day>\d{{1,2}})(?::e|:a|e|st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}"),
        _day_month,
    ),
    YearlyRule(
        compiled(rf"månadsskiftet\s+{_MONTH}\s?[/–-]\s?(?:{alternatives(MONTHS)})\b{_YEAR}"),
        lambda m, y: _last_day(_month(m, y)),
    ),
    YearlyRule(
        compiled(rf"{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,/]\d|\d|\s*%){_YEAR}"), _day_month
    ),
    YearlyRule(compiled(rf"(?P<month>{_BOLD})(?![\w-]*[a-zåäö]){_YEAR}"), _month),
    YearlyRule(compiled(rf"(?P<month>{_SHY})\b\.?(?![\w])(?=\s?[-’'/,]?\s?\d\d){_YEAR_AFTER}"), _month),
    YearlyRule(
        compiled(
            _preceded_by(
                "i in by till until of av senast före before since from från sedan innan under during early late"
            )
            + rf"(?P<month>{_SHY_ALONE})(?![\w-])"
        ),
        _month,
    ),
    YearlyRule(
        compiled(rf"(?P<q>Q[1-4]|K[1-4](?=\s*(?:20\d\d|-\d\d))|kv(?:artal)?\.?\s?[1-4]|quarter\s[1-4])(?!\d){_YEAR}"),
        _quarter,
    ),
    YearlyRule(compiled(rf"(?:det\s+|the\s+)?(?P<q>{_ORDINAL})\s+(?:kvartalet|quarter){_YEAR}"), _quarter),
    YearlyRule(compiled(rf"(?:T(?P<t>[1-3])(?=\s*(?:20\d\d|-\d\d)))(?!\d){_YEAR}"), _third),
    YearlyRule(compiled(rf"tertial\s?(?P<t>[1-3])(?!\d){_YEAR}"), _third),
    YearlyRule(compiled(rf"(?:det\s+)?(?P<t>{_ORDINAL})\s+tertialet{_YEAR}"), _third),
    YearlyRule(compiled(rf"H(?P<h>[12])(?!\d){_YEAR}"), _half),
    YearlyRule(
        compiled(
            r"(?:det\s+|the\s+)?(?P<h>första|andra|1:a|2:a|first|second|1st|2nd)\s+"
            rf"(?:halvåret|halvan\s+av(?:\s+året)?|half(?:\s+of(?:\s+the\s+year)?)?)(?![-\s]?day){_YEAR}"
        ),
        _half,
    ),
    YearlyRule(compiled(r"(?P<season>vt|ht)\s?[-’']?(?P<year>20\d\d|\d\d)(?!\d)"), _season),
    YearlyRule(compiled(r"(?P<season>vt|ht)\b"), _season),
    YearlyRule(compiled(rf"(?P<season>{_SEASON})\b{_YEAR_AFTER}"), _season),
    YearlyRule(
        compiled(r"(?P<season>våren|vårterminen|sommaren|hösten|höstterminen|autumn|spring term|autumn term)(?![\w])"),
        _season,
    ),
    YearlyRule(
        compiled(_preceded_by("the this until by in late early") + r"(?P<season>spring|summer|fall)\b"),
        _season,
    ),
    YearlyRule(
        compiled(
            r"(?<=\bi )(?P<season>höst|sommar)\b|"  # "i vår" may also be "in our": only before a pause or a verb
            r"(?<=\bi )(?P<spring>vår)(?=\s*(?:$|[.,;!)–-]|(?:ska|skall|kommer|blir|är|har|men|och|när|så)\b))"
        ),
        lambda m, y: month_days(y, *SEASONS[(m["season"] or m["spring"]).lower()]),
    ),
    YearlyRule(compiled(rf"(?:i vinter|vintern?|the winter){_YEAR}(?:/\d\d(?:\d\d)?)?(?!\w)"), _winter),
    YearlyRule(compiled(rf"(?:vecka|week|v\.?)\s?(?P<w>[1-5]?\d)(?![\d.,]\d|\d|\s*%){_YEAR}"), _week),
    YearlyRule(compiled(rf"(?:halvårsskiftet|mid-?year){_YEAR}"), _fixed(6, 30)),
    YearlyRule(
        compiled(
            r"(?:årsskiftet|nyår(?:safton)?|årets slut|årets utgång|year[- ]end|new year(?:'s)?)"
            rf"{_YEAR}(?:/\d\d(?:\d\d)?)?(?!\w)"
        ),
        _fixed(12, 31),
    ),
    YearlyRule(
        compiled(
            r"(?:the\s+)?end of (?:the |this )year(?!\w)|(?:slutet av|utgången av|i slutet på) (?:detta )?året(?!\w)"
        ),
        _fixed(12, 31),
    ),
    YearlyRule(compiled(rf"(?:julen|jul|julafton|christmas)(?![\wåäö-]){_YEAR}"), _fixed(12, 24)),
    YearlyRule(compiled(rf"(?:påsk(?:en)?|easter)(?![\wåäö-]){_YEAR}"), _easter),
    YearlyRule(compiled(rf"midsommar(?:afton)?{_YEAR}(?!\w)"), _midsummer),
    YearlyRule(
        compiled(r"(?:år\s+)?(?P<year>20[2-4]\d)(?![:.,]?\d|-(?!20)\d{3}|\s?%|[a-zåäö])"),
        lambda _, y: month_days(y, 1, 12),
    ),
)
"""Expressions that need a year, the more specific first."""
