"""The words for months, quarters, terms and days in Swedish and English; ``plans/dates/rules.py`` gives them dates."""

import re
from collections.abc import Iterable

from plans.patterns import Pattern

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
# Words that also mean something else ("Jan", "may") count only beside a day, a year or a preposition.
SHY_MONTHS = frozenset(word for word in MONTHS if len(word) <= 4) - {"mars", "juni", "juli", "june", "july"}  # noqa: PLR2004 - letters

WEEKDAYS = {
    **{word: day for day, word in enumerate(("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"))},
    **{
        word: day
        for day, word in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    },
}

ORDINALS = {
    **dict.fromkeys(("första", "1:a", "1a", "first", "1st"), 1),
    **dict.fromkeys(("andra", "2:a", "2a", "second", "2nd"), 2),
    **dict.fromkeys(("tredje", "3:e", "3e", "third", "3rd"), 3),
    **dict.fromkeys(("fjärde", "4:e", "4e", "sista", "fourth", "4th", "last"), 4),
}

# Seasons and terms as (first month, last month); spring and autumn end as the terms do (domain.md).
SEASONS = {
    **dict.fromkeys(("våren", "vår", "vårterminen", "vårtermin", "vårens", "vt", "spring", "spring term"), (1, 6)),
    **dict.fromkeys(("sommaren", "sommar", "summer"), (6, 8)),
    **dict.fromkeys(
        ("hösten", "höst", "höstterminen", "hösttermin", "höstens", "ht", "autumn", "autumn term", "fall"), (7, 12)
    ),
}

UNITS = {
    **dict.fromkeys(("dag", "dagar", "day", "days"), "day"),
    **dict.fromkeys(("vecka", "veckor", "veckan", "veckas", "veckors", "week", "weeks"), "week"),
    **dict.fromkeys(("månad", "månader", "månaden", "månads", "månaders", "mån", "month", "months"), "month"),
    **dict.fromkeys(("kvartal", "kvartalet", "kvartals", "quarter", "quarters"), "quarter"),
    **dict.fromkeys(("halvår", "halvåret", "halvårs", "half-year", "half a year", "half year"), "half"),
    **dict.fromkeys(("år", "året", "års", "year", "years"), "year"),
}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def compiled(pattern: str) -> Pattern:
    """Return a pattern that begins at a word."""
    return Pattern(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)
