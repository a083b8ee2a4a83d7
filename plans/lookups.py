"""Questions about the plan, answered from the store: what is asked, and which actions it is asked of. Pure.

A question is one about the plan when it names an action by its number, speaks of actions or the plan, asks for a state
("vad är försenat?"), or asks who, when, how it goes or how many of something that an action is about in all its words.
One that speaks of the strategy or another document, or whose words no action has, is left to the documents.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from plans import lookup_words as said
from plans.lookup_names import is_called
from plans.lookup_query import Query, has_goal, read_query
from plans.lookup_words import WORD as _WORD
from plans.lookup_words import Sought
from plans.model import Action, Forecast, Indicator
from plans.standing import Standing, is_late, lacking
from plans.stems import are_kin

_SHORTEST_PART = 5  # letters of a word that is looked for inside a compound
_ARTICLES = frozenset({"n", "en", "et", "na", "erna", "arna"})  # "fibern" of "fiber"
_FIRST_PART = 3  # letters that must stand before it there
_FEW = 3  # actions that a question may be about without saying that it is about actions
_SEVERAL = 8  # the same where it asks how something goes
Meanings = Callable[[str], Iterable[str]]  # what a word, or two with a space between, means in the other language
_BY_TOPIC = {
    Sought.ACCOUNTABLE: _SEVERAL,
    Sought.CONTRIBUTORS: _FEW,
    Sought.REPORTER: _FEW,
    Sought.TARGET: _FEW,
    Sought.BASELINE: _FEW,
    Sought.VALUE: _FEW,
    Sought.INDICATOR: _FEW,
    Sought.DUE: _FEW,
    Sought.STATUS: _SEVERAL,
}
VALUE = "value"  # what an indicator may lack, beside the fields of an action
_LISTS = frozenset({Sought.LISTING, Sought.COUNT})
_OWNING = next(pattern for sought, pattern in said.SOUGHT if sought is Sought.ACCOUNTABLE)
_DONE = said.words("klara?", "klart", r"färdiga?", "färdigt", "done", "ready", "finished", "completed?", "avslutas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a question asks, and where the actions stand that it asks of; `beside` are shared by the regions."""

    query: Query
    standings: tuple[Standing, ...]
    of: int  # actions in the plan
    of_actions: bool = True  # the question speaks of actions, not of what their indicators count
    beside: tuple[Standing, ...] = ()
    wavering: tuple[Standing, ...] = ()  # asked for late ones: those not late whose forecast deviates


def look_up(
    question: str, standings: Sequence[Standing], today: date, meanings: Meanings = lambda _: ()
) -> Found | None:
    """Return what `question` asks of the plan and the actions that answer, None where the documents should.

    `standings` are all actions in the plan's order, `today` the day that decides what is late.
    """
    actions = [standing.action for standing in standings]
    if not actions or said.DOCUMENTS.search(question) or said.NOT_HELD.search(question):
        return None
    query = read_query(question, actions, today)
    if query.goal and query.sought is not Sought.STATUS and not said.ACTIONS.search(question):
        return None  # what the goal is stands in the strategy
    match = _Matching(query, today, meanings)
    chosen = tuple(standing for standing in standings if match(standing))
    if query.organisation and not chosen:
        match = _Matching(replace(query, takes_part=True), today, meanings)
        chosen = tuple(standing for standing in standings if match(standing))
        query = replace(query, takes_part=bool(chosen))
    if query.sought is Sought.GOAL and not query.numbers and _is_counted(query, chosen, meanings):
        query = replace(query, sought=Sought.TARGET)  # "målet för handläggningstiden": what its indicator should reach
    if not _answers(query, question, chosen, actions, meanings):
        return None
    shared = _shared(query, standings, today, meanings)
    wavering = _wavering(query, standings, today, meanings) if query.late else ()
    return Found(
        query=query,
        standings=chosen,
        of=len(actions),
        of_actions=query.by_state or said.ACTIONS.search(question) is not None,
        beside=shared,
        wavering=wavering,
    )


class _Matching:
    """Tells whether an action is one that a query asks of."""

    def __init__(self, query: Query, today: date, meanings: Meanings) -> None:
        self._query = query
        self._today = today
        self._words = list(_asked(query.topic, meanings))

    def __call__(self, standing: Standing) -> bool:
        query, action = self._query, standing.action
        if query.numbers:
            return action.nr in query.numbers
        return (
            (not query.goal or has_goal(action, query.goal))
            and (query.scope is None or action.scope == query.scope)
            and (not query.organisation or self._organised(action))
            and self._stands(standing)
            and (query.year is None or query.missing == VALUE or self._ends(standing))
            and self._ends_within(standing)
            and (not self._words or self._speaks(action))
        )

    def _organised(self, action: Action) -> bool:
        names = action.contributors if self._query.takes_part else (action.accountable or "",)
        return any(is_called(name, self._query.organisation) for name in names)

    def _stands(self, standing: Standing) -> bool:
        query = self._query
        return (
            (not query.late or is_late(standing, self._today))
            and (not query.unfinished or not standing.is_over)
            and (not query.implementations or standing.implementation in query.implementations)
            and (not query.forecasts or standing.forecast in query.forecasts)
            and (query.missing is None or _is_missing(standing, query.missing, query.year))
        )

    def _ends(self, standing: Standing) -> bool:
        end, year = standing.action.end, self._query.year
        return end is not None and year is not None and (end.year <= year if self._query.until else end.year == year)

    def _ends_within(self, standing: Standing) -> bool:
        end, first, last = standing.action.end, self._query.first, self._query.last
        if first is None and last is None:
            return True
        return end is not None and (first or end) <= end <= (last or end)

    def _speaks(self, action: Action) -> bool:
        told = _words(_told(action))
        return all(_is_told(forms, told) for forms in self._words)


def _is_missing(standing: Standing, name: str, year: int | None) -> bool:
    action = standing.action
    if name == VALUE:
        return bool(lacking(standing, year))
    if name == "end" and action.continuous:
        return False
    return getattr(action, name) in (None, ())


def measured(standing: Standing, words: Sequence[str], meanings: Meanings = lambda _: ()) -> tuple[Indicator, ...]:
    """Return the indicators of an action that a question about it speaks of, by any of its words."""
    asked = tuple(_asked(words, meanings))
    told = {one.name: _words(one.name) for one in standing.action.indicators}
    return tuple(one for one in standing.action.indicators if any(_is_told(forms, told[one.name]) for forms in asked))


def _asked(topic: Sequence[str], meanings: Meanings) -> Iterator[tuple[str, ...]]:
    """Yield what each word of the topic may be called; two words that mean one thing together are one."""
    at = 0
    while at < len(topic):
        both = f"{topic[at]} {topic[at + 1]}".casefold() if at + 1 < len(topic) else ""
        if together := tuple(meanings(both)) if both else ():
            yield (both, *together)
        else:
            yield (topic[at].casefold(), *meanings(topic[at].casefold()))
        at += 2 if together else 1


def _told(action: Action) -> str:
    parts = (action.title, action.area, action.aspect, action.goal, *(one.name for one in action.indicators))
    return " ".join(part for part in parts if part)


def _words(text: str) -> list[str]:
    return [found.group().casefold() for found in _WORD.finditer(text)]


def _is_told(forms: Iterable[str], told: Sequence[str]) -> bool:
    """Tell whether one of `forms` is told, all its words."""
    return any(all(any(_meets(part, word) for word in told) for part in form.split()) for form in forms)


@lru_cache(maxsize=20_000)  # actions share most of their words, and a question is put to all of them several times
def _meets(form: str, word: str) -> bool:
    if form == word or are_kin(form, word):
        return True
    if len(word) >= _SHORTEST_PART and form.startswith(word) and form[len(word) :] in _ARTICLES:
        return True
    # "beredskap" in "pandemiberedskap", but no "övningar" in "prövningar".
    longer = len(word) - len(form)
    return len(form) >= _SHORTEST_PART and (word.startswith(form) or (word.endswith(form) and longer >= _FIRST_PART))


def _answers(
    query: Query, question: str, chosen: Sequence[Standing], actions: Sequence[Action], meanings: Meanings
) -> bool:
    """Tell whether the question is one that the plan should answer."""
    asks_of_place = query.sought is Sought.STATUS and chosen and not query.topic and (query.scope or query.organisation)
    if query.numbers or (query.goal and not query.topic) or asks_of_place:
        return True
    if query.topic and not chosen and not _known_topic(query, actions, meanings):
        return bool(said.ANY.search(question))
    if said.ACTIONS.search(question):
        return query.narrows or query.sought in _LISTS
    if query.organisation and query.sought is Sought.LISTING:
        asks_of_it = _OWNING.search(question) or said.DOING.search(question)
        return asks_of_it is not None or query.by_state or query.takes_part
    if query.by_state and not query.topic:
        return query.sought in _LISTS
    return bool(query.topic) and not query.by_state and _is_close(query, question, chosen, meanings)


def _is_close(query: Query, question: str, chosen: Sequence[Standing], meanings: Meanings) -> bool:
    """Tell whether few enough actions are about what was asked, for a question that does not speak of actions."""
    if query.sought is Sought.COUNT:
        return len(chosen) <= _FEW and _is_counted(query, chosen, meanings)
    if query.sought is Sought.DUE and not _DONE.search(question):
        return False
    return 0 < len(chosen) <= _BY_TOPIC.get(query.sought, 0)


def _is_counted(query: Query, chosen: Sequence[Standing], meanings: Meanings) -> bool:
    return bool(query.topic) and bool(chosen) and all(_counts(one.action, query.topic, meanings) for one in chosen)


def _known_topic(query: Query, actions: Sequence[Action], meanings: Meanings) -> bool:
    """Tell whether some action is about the topic, though none in the state or place that was asked for."""
    matching = _Matching(Query(sought=query.sought, topic=query.topic), date.min, meanings)
    return any(matching(Standing(action=action, implementation=None, forecast=None)) for action in actions)


def _counts(action: Action, topic: Sequence[str], meanings: Meanings) -> bool:
    """Tell whether the action's indicator counts what was asked for, some of it at least."""
    told = [word for one in action.indicators for word in _words(one.name)]
    forms = [form for asked in _asked(topic, meanings) for form in asked]
    return any(_meets(part, word) for form in forms for part in form.split() for word in told)


def _shared(query: Query, standings: Sequence[Standing], today: date, meanings: Meanings) -> tuple[Standing, ...]:
    """Return what answers among the actions that the regions share, where one region was asked about."""
    scopes = {one.action.scope for one in standings if one.action.scope and said.SHARED.search(one.action.scope)}
    if query.scope is None or query.scope in scopes or query.numbers:
        return ()
    matches = [_Matching(replace(query, scope=scope), today, meanings) for scope in scopes]
    return tuple(one for one in standings if any(match(one) for match in matches))


def _wavering(query: Query, standings: Sequence[Standing], today: date, meanings: Meanings) -> tuple[Standing, ...]:
    """Return the actions in time whose owner expects a deviation, among those that were asked for."""
    deviating = frozenset({Forecast.AT_RISK, Forecast.OFF_TRACK})
    match = _Matching(replace(query, late=False, forecasts=deviating), today, meanings)
    return tuple(one for one in standings if match(one) and not is_late(one, today) and not one.is_over)
