"""Answers to questions: the documents' own words, with the actions of the plan that concern the question beside them.

Here alone the plan and the documents meet: an action becomes a passage so that the same ranking finds it, in the same
two languages. What an answer says is decided in `retrieval.answering`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.courtesies_asked import as_courtesy
from bot.models import Models
from bot.plan_answers import PlanAnswers
from plans.lookup_query import Query, read_query
from plans.model import Action, StatusUpdate
from plans.standing import standing
from plans.stores.base import Store
from prompts.texts import texts
from retrieval.answering import answer
from retrieval.answers.asked_day import AskedDay, asked_day
from retrieval.difference.change_questions import as_answer, changed_topic
from retrieval.documents.sections import whole_section
from retrieval.library import Indexes, Library, fingerprint
from retrieval.model import (
    Answer,
    AnswerStatus,
    Audience,
    Band,
    DocumentState,
    DocumentType,
    Passage,
    Ranking,
    RelatedAction,
)
from retrieval.refusals import DocumentRefusal
from retrieval.register import Readable, Register, all_at, known_by, readable
from retrieval.search import SearchIndex
from retrieval.words.glossary import Glossary
from retrieval.words.language import detect

if TYPE_CHECKING:
    from retrieval.difference.comparison import Comparison

_MOST: Final = 5  # actions beside an answer
_LONGEST_WORD: Final = 60  # characters
_MOST_WORDS: Final = 100
_NEAR: Final = 0.6  # of the best action's score: what is further off concerns something else


class Answers:
    """Answers and searches over one library and one plan."""

    def __init__(
        self,
        library: Library,
        indexes: Indexes,
        store: Store,
        *,
        register: Register,
        now: Callable[[], datetime],
        zone: ZoneInfo,
        models: Models,
        lexicon: Glossary | None = None,
        language: str = "sv",
    ) -> None:
        self._library = library
        self._register = register
        self._indexes = indexes
        self._store = store
        self._now = now
        self._zone = zone
        self._models = models
        self._lexicon = lexicon
        self._language = language  # of what is no question

    def ask(
        self,
        question: str,
        as_of: date | None = None,
        language: str | None = None,
        person: str = "",
        *,
        audience: Audience = Audience.EVERYONE,
    ) -> Answer:
        """Answer `question` from the documents as they stand on `as_of`, today when left out.

        `person` is the address of who asks: a language model words so many answers a day for each. `audience` is that
        of everybody who will see the answer: it holds nothing else, and names nobody where that is everyone.
        """
        asked = within_reason(question)
        today = self._now().astimezone(self._zone).date()
        polite = as_courtesy(asked, self._actions, language or self._language, as_of=today, now=self._now())
        if polite is not None:
            return polite
        then = AskedDay(as_of, asked) if as_of else asked_day(asked, today)
        if then is None or then.day == today:
            answered = self._answered(asked, today, language, person, audience)
        else:
            spoken = language or detect(question)
            answered = _told_of_day(self._answered(then.question, then.day, spoken, person, audience), today)
        return answered if answered.question == question else replace(answered, question=question)

    def _answered(self, question: str, day: date, language: str | None, person: str, audience: Audience) -> Answer:
        now = self._now()
        spoken = language or detect(question)
        if (topic := changed_topic(question)) is not None and (found := self._compared(topic, day, spoken, audience)):
            return as_answer(found, question, as_of=day, now=now, language=spoken, answer_id=uuid4().hex)
        plan = PlanAnswers(self._store, self._zone, self._lexicon)
        named = audience is Audience.INTERNAL
        if computed := plan.answer(question, as_of=day, now=now, language=spoken, named=named):
            return self._checkable(computed)
        is_past = day < now.astimezone(self._zone).date()
        versions = readable((known_by if is_past else all_at)(self._library.versions(), day), audience)
        left = self._models.clock()
        by_words = self._library.index(versions)
        index = self._models.searcher(by_words, left)
        lexicon = self._models.lexicon(question, by_words, self._lexicon, person, left)
        given = answer(
            question,
            index=index,
            versions=versions,
            as_of=day,
            now=now,
            language=language,
            actions=lambda asked: self.related(asked, spoken),
            lexicon=lexicon,
        )
        given = self._models.pointed(given, versions, index, lexicon=lexicon, person=person, left=left)
        return self._models.reworded(given, versions, index, person, left)

    def _checkable(self, computed: Answer) -> Answer:
        """Quote nothing of a plan file that was also read as a document: its rows are laid out otherwise there."""
        documents = {source.document for source in computed.sources if self._register.versions(source.document)}
        sources = (
            replace(one, start=0, end=0, quote="") if one.document in documents else one for one in computed.sources
        )
        return replace(computed, sources=tuple(sources)) if documents else computed

    def compare(
        self,
        topic: str,
        before: str | None = None,
        after: str | None = None,
        language: str | None = None,
        *,
        audience: Audience = Audience.EVERYONE,
    ) -> "Comparison":
        """Return what changed about `topic` between two versions, by default the strategy in force and the one before.

        Raises:
            DocumentRefusal: one of the two is not there.
        """
        from retrieval.comparing import chosen, compare, pair

        day = self._now().astimezone(self._zone).date()
        register = Readable(self._register, audience, day)
        if before is not None and after is not None:
            sides = chosen(register, before, day), chosen(register, after, day)
        else:
            earlier, current = pair(register, day)
            sides = (
                earlier if before is None else chosen(register, before, day),
                current if after is None else chosen(register, after, day),
            )
        return compare(topic, *sides, language)

    def _compared(self, topic: str, day: date, language: str, audience: Audience) -> "Comparison | None":
        """Return the comparison of the strategies in force and before, None where there is nothing to compare with."""
        from retrieval.comparing import compare, pair

        try:
            return compare(topic, *pair(Readable(self._register, audience, day), day), language)
        except DocumentRefusal:
            return None

    def section(
        self,
        question: str,
        document: str,
        label: str | None,
        start: int,
        language: str,
        *,
        audience: Audience = Audience.EVERYONE,
    ) -> Answer | None:
        """Return the whole section around a place in a document as an answer, None where it is not there any more.

        What `audience` may not read is not there.
        """
        now = self._now()
        day = now.astimezone(self._zone).date()
        register = Readable(self._register, audience, day)
        found = next((one for one in register.versions(document) if one.label == label), None)
        if found is None:
            return None
        latest = readable(all_at(self._library.versions(), day), audience).get(document)
        if latest is not None and latest.label == label:
            found = latest
        elif found.state is DocumentState.CURRENT:
            found = replace(found, state=DocumentState.SUPERSEDED)  # the document was changed since it was quoted
        return whole_section(found, start, question=question, as_of=day, now=now, language=language)

    def plan_question(self, question: str) -> Query | None:
        """Return how a question about the plan was understood, None where there is no plan."""
        day = self._now().astimezone(self._zone).date()
        actions = self._actions()
        return read_query(question, actions, day) if actions else None

    def plan_scopes(self) -> tuple[str, ...]:
        """Return the parts that the plan has."""
        return tuple(dict.fromkeys(action.scope for action in self._actions() if action.scope))

    def _actions(self) -> Sequence[Action]:
        with self._store.reading() as ledger:
            return ledger.actions.all()

    def plan_text(self, file: str) -> str | None:
        """Return the text that citations of a plan file index today, None where the plan has no such file.

        A file that was also read as a document is that document: its own text is what citations index.
        """
        if self._register.versions(file):
            return None
        day = self._now().astimezone(self._zone).date()
        return PlanAnswers(self._store, self._zone).text_of(file, day)

    def searcher(
        self, audience: Audience = Audience.EVERYONE, *, is_asked_much: bool = False
    ) -> Callable[[str, int], Ranking]:
        """Return a search over the documents that `audience` may read, its index opened once.

        Where it `is_asked_much` it does beforehand what the first questions would have to wait for.
        """
        index = self._library.index(readable(self._library.versions(), audience))
        if is_asked_much:
            index.prepare()

        def search(question: str, top: int) -> Ranking:
            asked, left = within_reason(question), self._models.clock()
            lexicon = self._models.lexicon(asked, index, self._lexicon, "", left)
            return self._models.searcher(index, left).search(asked, top, lexicon=lexicon)

        return search

    def related(self, question: str, language: str) -> tuple[RelatedAction, ...]:
        """Return the actions of the plan that concern a question, the nearest first, their status in `language`."""
        with self._store.reading() as ledger:
            actions = {action.nr: action for action in ledger.actions.all()}
            if not actions:
                return ()
            ranking = self._plan_index(actions).search(question, top=_MOST, lexicon=self._lexicon)
            if ranking.band in {Band.NONE, Band.LOW}:
                return ()
            best = ranking.hits[0].score
            numbers = [hit.passage.section[-1] for hit in ranking.hits if hit.score >= _NEAR * best]
            return tuple(_related(actions[nr], ledger.updates.about(nr), language) for nr in numbers)

    def _plan_index(self, actions: Mapping[str, Action]) -> SearchIndex:
        told = {nr: _told(action) for nr, action in actions.items()}
        return self._indexes.of(
            "plan", fingerprint(told.items()), lambda: [_passage(actions[nr], text) for nr, text in told.items()]
        )


def within_reason(question: str) -> str:
    """Return a question without endless "words" and what follows on a hundred: nobody means them, and they are slow."""
    words = question.split()
    kept = [word for word in words if len(word) <= _LONGEST_WORD][:_MOST_WORDS]
    return question if kept == words else " ".join(kept)


def _told_of_day(answered: Answer, today: date) -> Answer:
    """Return an answer that says first which day it is about."""
    from plans.wording import written_date

    is_silent = answered.status is AnswerStatus.NOT_FOUND and not answered.nearest
    key = "silent" if is_silent else "past" if answered.as_of < today else "ahead"
    day = written_date(answered.as_of, answered.answer_language)
    said = texts(answered.answer_language)(f"answer.as_of.{key}", day=day)
    return replace(answered, text=said if is_silent else f"{said}\n\n{answered.text}")


def status_in_words(action: Action, updates: tuple[StatusUpdate, ...], language: str) -> str:
    """Return where an action stands as people read it: "Pågår, viss avvikelse"."""
    now, words = standing(action, updates), texts(language)
    parts = [words(f"terms.implementation.{now.implementation or 'unknown'}")]
    if now.forecast:
        parts.append(words(f"terms.forecast.{now.forecast}").lower())
    return ", ".join(parts)


def _related(action: Action, updates: tuple[StatusUpdate, ...], language: str) -> RelatedAction:
    return RelatedAction(
        nr=action.nr,
        title=action.title,
        status=status_in_words(action, updates, language),
        owner=action.accountable or "",
    )


def _told(action: Action) -> str:
    parts = (action.title, action.area, action.goal, action.indicator, action.aspect, action.accountable)
    return ". ".join(part for part in parts if part)


def _passage(action: Action, text: str) -> Passage:
    above = tuple(part for part in (action.scope, action.area) if part)
    return Passage(
        document=action.source.file,
        title=action.source.file,
        version="1",
        type=DocumentType.PLAN,
        state=DocumentState.CURRENT,
        page=None,
        section=(*above, action.nr),
        start=0,
        end=len(text),
        text=text,
    )
