"""Find the dates and periods in a text, Swedish or English, and say which days they mean.

An expression without a year means its next occurrence to end after the day of writing; the latest one that had begun by
then is kept beside it, for sentences about the past ("lanserades i mars"). What a date is about is not decided here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from plans.dates.days import Days, full_year, later, month_days
from plans.dates.relative import RELATIVE
from plans.dates.rules import YEARLY
from plans.patterns import Pattern

_QUALIFIER = Pattern(
    r"(?P<early>(?:i\s+)?början\s+(?:av|på)|tidiga?|tidigt(?:\s+i)?|(?:the\s+)?(?:beginning|start)\s+of|"
    r"early(?:\s+in)?)\s+(?:the\s+)?$"
    r"|(?P<mid>(?:i\s+)?mitten\s+(?:av|på)|(?:the\s+)?middle\s+of|mid[- ])\s*(?:the\s+)?$"
    r"|(?P<late>(?:i\s+)?slutet\s+(?:av|på)|utgången\s+av|sent(?:\s+i)?|(?:the\s+)?end\s+of|"
    r"late(?:\s+in)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SEASON = Pattern(r"(?:vår|höst|spring|autumn|fall)(?!t)", re.IGNORECASE)
_HEARTS = {(1, 6): (3, 5), (7, 12): (9, 11)}  # March to May, September to November
_DASH = Pattern(r"\s*[–—-]\s*")
_TO = Pattern(r"\s*(?:[–—-]|/|till(?:\s+och\s+med)?|t\.?o\.?m\.?|until|to|through|och|and)\s*", re.IGNORECASE)
_GLUE = Pattern(r"[ ,:(-]{0,3}")
_RECENT = 256  # the rules of a reply ask about the same clauses many times
_FAR = 20  # years ahead and back that an expression without a year is looked for


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or period in a text, at ``text[start:end]``; `first` and `last` are the same for a single day.

    `past` is its latest occurrence that had begun on the day of writing; the same days where the year was given.
    """

    start: int
    end: int
    first: date
    last: date
    past: Days
    has_year: bool
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An expression; one that names no day that exists ("31 juni") has no days, and keeps its parts from being read."""

    start: int
    end: int
    year: int | None
    in_year: Callable[[int], Days | None] | None  # None: the days are fixed
    fixed: Days | None = None
    bare_year: bool = False
    is_range: bool = False


@lru_cache(maxsize=_RECENT)
def find_dates(text: str, today: date, *, joined_by_words: bool = False) -> tuple[FoundDate, ...]:
    """Return the dates and periods of `text` in their order, without overlaps.

    Args:
        text: anything.
        today: the day it was written; relative expressions count from it.
        joined_by_words: read "juni till september" as one range, as in a schedule; a sentence such as "flyttas från
            juni till september" holds two dates. Ranges with a dash are always read.
    """
    candidates = _with_years(text, _chosen(text, today))
    candidates = [_qualified(text, candidate) for candidate in candidates]
    candidates = _ranges(text, candidates, _TO if joined_by_words else _DASH)
    return tuple(found for candidate in candidates if (found := _dated(candidate, today)))


def names_no_day(text: str, today: date) -> bool:
    """Tell whether a text holds a date that does not exist ("2027-06-31")."""
    return any(candidate.in_year is None and candidate.fixed is None for candidate in _chosen(text, today))


def _chosen(text: str, today: date) -> list[_Candidate]:
    """Pick among the overlapping matches: leftmost first, then the longest."""
    chosen: list[_Candidate] = []
    free_from = 0
    for candidate in sorted(_matches(text, today), key=lambda one: (one.start, -one.end)):
        if candidate.start >= free_from:
            chosen.append(candidate)
            free_from = candidate.end
    return chosen


def _matches(text: str, today: date) -> Iterator[_Candidate]:
    for rule in YEARLY:
        for match in rule.pattern.finditer(text):
            yield from _yearly(match, rule.days)
    for relative in RELATIVE:
        for match in relative.pattern.finditer(text):
            if days := relative.days(match, today):
                year = days.first.year if _is_whole_year(days) else None
                yield _Candidate(match.start(), match.end(), year, None, fixed=days, bare_year=year is not None)


def _is_whole_year(days: Days) -> bool:
    return days == month_days(days.first.year, 1, 12)


def _yearly(match: re.Match[str], days: Callable[[re.Match[str], int], Days | None]) -> Iterator[_Candidate]:
    groups = match.groupdict()
    year = full_year(groups["year"]) if groups.get("year") else None

    def in_year(wanted: int) -> Days | None:
        return days(match, wanted)

    if in_year(year or 2024) is None:  # a leap year, so that 29 February is a day
        yield _Candidate(match.start(), match.end(), None, None)
        return
    bare = set(groups) == {"year"} and match[0].strip().removeprefix("år").strip() == groups["year"]
    yield _Candidate(match.start(), match.end(), year, in_year, bare_year=bare)


def _with_years(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Give "2027 Q4" and "Q4 (2027)" their year."""
    merged: list[_Candidate] = []
    for candidate in candidates:
        before = merged[-1] if merged else None
        if before and _GLUE.fullmatch(text, before.end, candidate.start):
            if before.bare_year and candidate.in_year and candidate.year is None:
                merged[-1] = replace(candidate, start=before.start, year=before.year)
                continue
            if candidate.bare_year and before.in_year and before.year is None:
                merged[-1] = replace(before, end=candidate.end, year=candidate.year)
                continue
        merged.append(candidate)
    return merged


def _qualified(text: str, candidate: _Candidate) -> _Candidate:
    match = _QUALIFIER.search(text, 0, candidate.start)
    if match is None or (candidate.in_year is None and candidate.fixed is None):
        return candidate
    part = match.lastgroup or "late"
    if candidate.fixed:
        return replace(candidate, start=match.start(), fixed=_part(candidate.fixed, part), bare_year=False)
    in_year = candidate.in_year
    is_season = _SEASON.match(text, candidate.start) is not None and part != "late"

    def narrowed(year: int) -> Days | None:
        whole = in_year(year) if in_year else None
        if whole and is_season:
            whole = _heart(whole)
        return _part(whole, part) if whole else None

    return replace(candidate, start=match.start(), in_year=narrowed, bare_year=False)


def _heart(season: Days) -> Days:
    """Return the three months that a spring or autumn is when its beginning or middle is spoken of."""
    months = _HEARTS.get((season.first.month, season.last.month))
    return month_days(season.first.year, *months) if months else season


def _part(whole: Days, part: str) -> Days:
    """Return the day that the beginning, middle or end of a period means (domain.md; thirds for longer periods)."""
    if part == "late":
        return Days(whole.last, whole.last)
    length = (whole.last - whole.first).days + 1
    if length <= 31:  # noqa: PLR2004 - a month or less
        day = whole.first.replace(day=10 if part == "early" else 15) if length >= 28 else whole.first  # noqa: PLR2004
        return Days(day, day)
    months = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    count = months // 4 if part == "early" else (months + 1) // 2
    start = later(whole.first, max(0, count - 1), "month")
    end = month_days(start.year, start.month).last
    return Days(end, end)


def _ranges(text: str, candidates: list[_Candidate], joiner: Pattern) -> list[_Candidate]:
    joined: list[_Candidate] = []
    for candidate in candidates:
        left = joined[-1] if joined else None
        if left and not left.is_range and joiner.fullmatch(text, left.end, candidate.start):
            joined[-1] = _joined(left, candidate) or left
            if joined[-1] is not left:
                continue
        joined.append(candidate)
    return joined


def _joined(left: _Candidate, right: _Candidate) -> _Candidate | None:
    """Join two expressions into a range; the first takes the second's year, or the year before when it must."""
    if left.in_year is None or right.in_year is None:
        return None
    left_in, right_in = left.in_year, right.in_year

    def in_year(year: int) -> Days | None:
        last = right_in(right.year or year)
        first = left_in(left.year or year)
        if first and last and first.first > last.last and not left.year:
            first = left_in(year - 1)
        return Days(first.first, last.last) if first and last and first.first <= last.last else None

    year = right.year or left.year
    return _Candidate(left.start, right.end, year, in_year, is_range=True)


def _dated(candidate: _Candidate, today: date) -> FoundDate | None:
    fixed = candidate.fixed
    if candidate.in_year and candidate.year:
        fixed = candidate.in_year(candidate.year)
    if fixed:
        given = candidate.year is not None
        return FoundDate(
            candidate.start,
            candidate.end,
            fixed.first,
            fixed.last,
            fixed,
            has_year=given or not candidate.in_year,
            is_range=candidate.is_range,
        )
    if candidate.in_year is None:
        return None
    coming = next(_coming(candidate.in_year, today), None)
    past = next(_past(candidate.in_year, today), None)
    if coming is None or past is None:
        return None
    return FoundDate(
        candidate.start, candidate.end, coming.first, coming.last, past, has_year=False, is_range=candidate.is_range
    )


def _coming(in_year: Callable[[int], Days | None], today: date) -> Iterator[Days]:
    """Yield the occurrences that end after `today`; a single day may be today itself."""
    for year in range(today.year - 1, today.year + _FAR):
        days = in_year(year)
        if days and (days.last > today or (days.first == days.last == today)):
            yield days


def _past(in_year: Callable[[int], Days | None], today: date) -> Iterator[Days]:
    for year in range(today.year + 1, today.year - _FAR, -1):
        days = in_year(year)
        if days and days.first <= today:
            yield days
