"""How a question about the plan is read: what it asks, and what narrows it. Pure.

Its understood parts are taken out one by one: numbers, organisations, states, years, places. What is left is its topic.
Whether it is a question about the plan at all, and which actions answer, is decided in `plans.lookups`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans import lookup_words as said
from plans.dates.in_text import find_dates
from plans.lookup_names import organisation, without
from plans.lookup_words import WORD as _WORD
from plans.lookup_words import Sought
from plans.model import Action, Forecast, Implementation

_YEAR = 360  # days: as long a period is a year, which is read as one
_COUNTING = next(pattern for sought, pattern in said.SOUGHT if sought is Sought.COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a question asks of which actions; an empty field does not narrow."""

    sought: Sought
    numbers: tuple[str, ...] = ()
    scope: str | None = None
    goal: str = ""  # the number of the goal that they belong to
    organisation: tuple[str, ...] = ()  # its words in lower case
    takes_part: bool = False  # the organisation contributes, rather than being accountable
    late: bool = False
    unfinished: bool = False
    implementations: frozenset[Implementation] = frozenset()
    forecasts: frozenset[Forecast] = frozenset()
    missing: str | None = None  # the name of a field of `Action` that is empty; "value": of an indicator of it
    year: int | None = None
    until: bool = False  # the year and all before it
    first: date | None = None  # when it is to be done, the first day that counts
    last: date | None = None  # the last one
    topic: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()  # of an action that is named: what of its indicators was asked about

    @property
    def narrows(self) -> bool:
        """Tell whether it asks of some of the actions only, by something else than their numbers."""
        return bool(
            self.goal
            or self.scope
            or self.organisation
            or self.topic
            or self.year
            or self.first
            or self.last
            or self.by_state
        )

    @property
    def by_state(self) -> bool:
        """Tell whether it asks for actions in some state."""
        return bool(self.late or self.unfinished or self.implementations or self.forecasts or self.missing)


@dataclass(slots=True)
class _Rest:
    """A question whose understood parts are taken out one by one."""

    text: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match and take it, and all others, out of the text."""
        match = pattern.search(self.text)
        if match:
            self.text = pattern.sub(" ", self.text)
        return match


def read_query(question: str, actions: Sequence[Action], today: date) -> Query:
    """Return how `question` is understood as one about the plan, whether it is one or not."""
    rest = _Rest(question)
    goal = _goal(rest, actions)
    numbers = _numbers(rest, actions)
    named = organisation(rest.text, actions)
    if named:
        rest.text = without(rest.text, named)
    sought = next((sought for sought, pattern in said.SOUGHT if pattern.search(rest.text)), Sought.LISTING)
    if sought is Sought.COUNT and not said.ACTIONS.search(question):
        rest.take(said.HAS_BEEN)
    missing = rest.take(said.MISSING)
    if missing:
        sought = Sought.COUNT if _COUNTING.search(rest.text) else Sought.LISTING
    about_time = sought is Sought.DUE
    late = bool(rest.take(said.LATE))
    unfinished = not late and bool(rest.take(said.UNFINISHED))
    implementations = frozenset[Implementation]() if about_time or numbers else _implementations(rest)
    forecasts = next((found for found, pattern in said.FORECASTS if rest.take(pattern)), frozenset[Forecast]())
    first, last = _period(rest, question, today)
    year, until = (None, False) if first or last else _year(rest, today)
    if (year or first or last) and said.TO_BE.search(question):
        implementations -= {Implementation.COMPLETED}
    scope = _scope(rest, actions)
    for kind, pattern in said.SOUGHT:
        if kind is sought or kind in {Sought.LISTING, Sought.COUNT} or (missing and kind is Sought.INDICATOR):
            rest.take(pattern)
    topic = tuple(
        word
        for found in _WORD.finditer(rest.text)
        if (word := found.group()).casefold() not in said.FRAME and len(word) > 1
    )
    if topic and sought is Sought.COUNT and not said.ACTIONS.search(question):
        # "Hur många övningar har genomförts?": the state is the exercises', not the action's.
        late, unfinished, implementations, forecasts = False, False, frozenset(), frozenset()
    takes_part = sought is Sought.CONTRIBUTORS and bool(named)
    if named and sought in {Sought.CONTRIBUTORS, Sought.ACCOUNTABLE}:
        sought = Sought.LISTING
    return Query(
        sought=sought,
        numbers=numbers,
        goal=goal,
        scope=scope,
        organisation=named,
        takes_part=takes_part,
        late=late,
        unfinished=unfinished,
        implementations=implementations,
        forecasts=forecasts,
        missing=_field(missing["field"]) if missing else None,
        year=year,
        until=until,
        first=first,
        last=last,
        topic=() if numbers else topic,
        measured=topic if numbers else (),
    )


def _numbers(rest: _Rest, actions: Sequence[Action]) -> tuple[str, ...]:
    """Return the actions that are named by number; a bare figure counts only after a word such as "åtgärd".

    Where the plan has no such number the figure means those that have it after their letters: "åtgärd 7" is S7.
    """
    known = {action.nr.casefold(): action.nr for action in actions}
    found: list[str] = []
    for match in list(_WORD.finditer(rest.text)):
        nr = known.get(match.group().casefold()) or known.get(match.group().casefold().rstrip(".:"))
        before = next(iter(rest.text[: match.start()].split()[-1:]), "")
        is_last = not rest.text[match.end() :].strip(" ?.!")
        named = not match.group().isdigit() or bool(
            said.NUMBER_WORD.fullmatch(before) or (is_last and said.OF_NUMBER.fullmatch(before))
        )
        if nr and (named or (found and found[-1].isdigit())):
            found.append(nr)
        elif nr is None and named and match.group().isdigit():
            found += [action.nr for action in actions if _figure(action.nr) == match.group()]
    for nr in found:
        rest.text = re.sub(rf"(?<![^\W_]){re.escape(nr)}s?(?![^\W_])", " ", rest.text, flags=re.IGNORECASE)
    return tuple(dict.fromkeys(found))


def _goal(rest: _Rest, actions: Sequence[Action]) -> str:
    """Return the number of the goal that a question names, where the plan's actions name their goals by number."""
    found = said.GOAL_NUMBER.search(rest.text)
    number = (found["goal"] or found["english"]) if found else ""
    if not number or not any(has_goal(action, number) for action in actions):
        return ""
    rest.take(said.GOAL_NUMBER)
    return number


def has_goal(action: Action, number: str) -> bool:
    """Tell whether an action belongs to the goal with a number: "1.1", of "1.1 och 1.2" or "Mål 1.1 Mindre svinn"."""
    return number in re.findall(r"\d+(?:\.\d+)*", action.goal or "")


def _figure(nr: str) -> str:
    """Return the figure of a number that is letters and one figure: "7" of "S7"; "" of any other."""
    found = re.fullmatch(r"[^\W\d_]+[.-]?(\d+)", nr)
    return found[1] if found else ""


def _implementations(rest: _Rest) -> frozenset[Implementation]:
    return frozenset(found for found, pattern in said.IMPLEMENTATIONS if rest.take(pattern))


def _year(rest: _Rest, today: date) -> tuple[int | None, bool]:
    match = rest.take(said.YEAR)
    if match is None:
        return None, False
    year = int(match["year"]) if match["year"] else today.year + bool(match["next"])
    return year, bool(match["until"])


def _period(rest: _Rest, question: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day of "i höst", "före sommaren", "efter mars 2028" in a question about actions."""
    if not said.ACTIONS.search(question):
        return None, None
    found = next(iter(find_dates(rest.text, today)), None)
    if found is None:
        return None, None
    before = rest.text[: found.start]
    if (found.last - found.first).days >= _YEAR and not said.AFTER.search(before):
        return None, None
    sides = [match for pattern in (said.UNTIL, said.AFTER) if (match := pattern.search(before))]
    rest.text = f"{before[: sides[0].start()] if sides else before} {rest.text[found.end :]}"
    if said.AFTER.search(before):
        return found.last + timedelta(days=1), None
    if said.BEFORE_IT.search(before):
        return None, found.first - timedelta(days=1)
    return (None, found.last) if said.UNTIL.search(before) else (found.first, found.last)


def _field(word: str) -> str:
    return next(name for start, name in said.FIELDS.items() if word.casefold().startswith(start))


def _scope(rest: _Rest, actions: Sequence[Action]) -> str | None:
    """Return the part of the plan that a question names: "i Uppsala", "gemensamma"."""
    scopes = dict.fromkeys(action.scope for action in actions if action.scope)
    for scope in scopes:
        pattern = said.words(rf"(?:(?:i|in|för|for|region|regionen)\s+)*{re.escape(scope)}(?:s|['’]s)?")
        if rest.take(pattern):
            return scope
    shared = next((scope for scope in scopes if said.SHARED.search(scope)), None)
    return shared if shared and rest.take(said.SHARED) else None
