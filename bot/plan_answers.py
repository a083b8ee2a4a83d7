"""Answers about the plan, computed from the store and never from prose, each with the row it comes from.

What is asked and of which actions is decided in `plans.lookups`; here it is put into sentences. A source names the
plan's file, its sheet and the action's number, and quotes the row as `plans.plan_text` holds it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final, Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.plan_sentences import ActionSentences
from plans.lookup_names import is_called, several
from plans.lookup_words import Sought
from plans.lookups import VALUE, Found, Meanings, look_up, measured
from plans.model import Implementation, StatusUpdate
from plans.plan_text import plan_text
from plans.standing import Standing, standing
from plans.stores.base import Store
from plans.wording import written_date
from prompts.texts import texts
from retrieval.model import (
    Answer,
    AnswerMode,
    AnswerSentence,
    AnswerStatus,
    Band,
    Citation,
    DocumentState,
    RelatedAction,
    SentenceKind,
)
from retrieval.words.glossary import Glossary, glossary
from retrieval.words.language import detect

_LISTED: Final = 25  # actions a reader is shown; JSON has them all
_SOURCES: Final = 12  # sources shown one by one
_TOLD: Final = 3  # actions that are told of one by one when it is asked how they go; more are counted and listed
_SHORT: Final = 3  # letters of a name that is an abbreviation: KI, KTH
_MEASURED: Final = frozenset({Sought.COUNT, Sought.VALUE, Sought.STATUS})  # what may be asked of an indicator
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOBODY: Final = "…"
_LANGUAGES: Final[tuple[Literal["sv", "en"], ...]] = ("sv", "en")


class PlanAnswers:
    """Answers from one plan, as it stands on a day; `lexicon` is the shipped glossary where None."""

    def __init__(self, store: Store, zone: ZoneInfo, lexicon: Glossary | None = None) -> None:
        self._store = store
        self._zone = zone
        self._lexicon = lexicon or glossary()

    def answer(self, question: str, *, as_of: date, now: datetime, language: str, named: bool = True) -> Answer | None:
        """Return the answer to a question about the plan, None where the documents should answer.

        `named`: it may name people; without that nobody is, neither in what is said nor in what is quoted.
        """
        standings = self.standings(as_of)
        found = look_up(question, standings, as_of, self._meanings)
        if found is None:
            return None
        writing = _Writing(found, standings, as_of, language, zone=self._zone, meanings=self._meanings, named=named)
        answer = writing.answer(question, now)
        return answer if named else unnamed(answer)

    def standings(self, as_of: date) -> tuple[Standing, ...]:
        """Return where every action stood at the end of a day, in the plan's order."""
        with self._store.reading() as ledger:
            actions, updates = ledger.actions.all(), ledger.updates.all()
        known = [update for update in updates if update.confirmed_at.astimezone(self._zone).date() <= as_of]
        by_nr: dict[str, list[StatusUpdate]] = {}
        for update in known:
            by_nr.setdefault(update.nr, []).append(update)
        return tuple(standing(action, by_nr.get(action.nr, ())) for action in actions)

    def text_of(self, file: str, as_of: date) -> str | None:
        """Return the text that citations of the plan file `file` index, None where no action was read from it."""
        found = plan_text(file, self.standings(as_of))
        return found.text if found.spans else None

    def _meanings(self, words: str) -> Iterable[str]:
        """Yield what a word, or two of them, mean in the other language."""
        for language in _LANGUAGES:
            yield from (" ".join(phrase) for phrase in self._lexicon.meanings(words.split(), language))


def unnamed(answer: Answer) -> Answer:
    """Return an answer without e-mail addresses; a quote that holds one is left out."""
    return replace(
        answer,
        text=_ADDRESS.sub(_NOBODY, answer.text),
        sentences=tuple(replace(one, text=_ADDRESS.sub(_NOBODY, one.text)) for one in answer.sentences),
        sources=tuple(
            replace(one, start=0, end=0, quote="") if _ADDRESS.search(one.quote) else one for one in answer.sources
        ),
        actions=tuple(
            replace(one, title=_ADDRESS.sub(_NOBODY, one.title), owner=_ADDRESS.sub(_NOBODY, one.owner))
            for one in answer.actions
        ),
    )


class _Writing:
    """One answer in the making: sentences, and the rows they cite numbered as they come."""

    def __init__(
        self,
        found: Found,
        standings: Sequence[Standing],
        as_of: date,
        language: str,
        *,
        zone: ZoneInfo,
        meanings: Meanings,
        named: bool,
    ) -> None:
        self._found = found
        self._meanings = meanings
        self._as_of = as_of
        self._language = language
        self._say = texts(language)
        self._words = ActionSentences(self._say, as_of, zone, named=named)
        self._named = named
        files = dict.fromkeys(one.action.source.file for one in standings)
        self._texts = {file: plan_text(file, standings) for file in files}
        self._sources: dict[str, Citation] = {}
        self._rows_cited: dict[str, Standing] = {}
        self._sentences: list[AnswerSentence] = []
        self._lines: list[str] = []

    def answer(self, question: str, now: datetime) -> Answer:
        """Return the answer, its sentences computed and their rows cited."""
        self._write()
        return Answer(
            answer_id=uuid4().hex,
            question=question,
            question_language=detect(question, default=self._language),
            answer_language=self._language,
            mode=AnswerMode.EXTRACTIVE,
            status=AnswerStatus.ANSWERED,
            band=Band.HIGH,
            as_of=self._as_of,
            text="\n\n".join(["\n".join(self._lines), *self._source_lines()]),
            sentences=tuple(self._sentences),
            sources=tuple(self._sources.values()),
            actions=tuple(self._related(one) for one in self._found.standings),
            earlier=(),
            nearest=(),
            created_at=now,
        )

    def _write(self) -> None:
        found = self._found
        if found.query.sought in {Sought.LISTING, Sought.COUNT} and not found.query.numbers:
            self._list() if found.query.sought is Sought.LISTING else self._count()
            return
        if not found.standings:
            self._none()
        if found.query.sought is Sought.STATUS and not found.query.numbers and len(found.standings) > _TOLD:
            self._overview()
            return
        for one in found.standings:
            self._add(self._told(one), [one], bullet=len(found.standings) > 1)

    def _told(self, one: Standing) -> str:
        """Return what was asked of one action: of its indicators those that the question names, where it names any."""
        query = self._found.query
        named = measured(one, query.measured, self._meanings) if query.sought in _MEASURED else ()
        if query.sought is Sought.VALUE or named:
            return self._words.value(one, named)
        return self._words.told(one, query.sought)

    # Lists and counts.

    def _list(self) -> None:
        found = self._found
        if found.standings:
            self._head(self._counted(), found.standings)
            self._rows(found.standings)
        else:
            self._none()
        self._hints()

    def _overview(self) -> None:
        """Say how many stand where, and list them: "hur går det för Uppsala?"."""
        found = self._found
        self._head(self._counted(end="."), found.standings)
        self._head(self._by_status(found.standings), found.standings)
        self._rows(found.standings)
        self._hints()

    def _hints(self) -> None:
        """Say how many more there are just outside of what was asked for."""
        for key, standings in (("shared", self._found.beside), ("wavering", self._found.wavering)):
            if standings:
                one = len(standings) == 1
                said = self._say(f"lookup.{key}.one") if one else self._say(f"lookup.{key}.many", count=len(standings))
                self._head(said, standings)
                self._rows(standings if key == "wavering" else ())

    def _rows(self, standings: Sequence[Standing]) -> None:
        query = self._found.query
        for one in standings[:_LISTED]:
            lacks = query.missing == VALUE
            self._add(self._words.lacking(one, query.year) if lacks else self._words.row(one), [one], bullet=True)
        if len(standings) > _LISTED:
            self._lines.append(self._say("lookup.list.more", count=len(standings) - _LISTED))

    def _count(self) -> None:
        found = self._found
        if self._is_measure():
            for one in found.standings:
                named = measured(one, found.query.topic, self._meanings)
                self._add(self._words.value(one, named), [one])
            return
        if not found.standings:
            self._none()
            self._hints()
            return
        self._head(self._counted(end="."), found.standings)
        if not found.query.narrows:
            self._head(self._by_status(found.standings), found.standings)
        elif len(found.standings) <= _LISTED:
            self._rows(found.standings)
        self._hints()

    def _is_measure(self) -> bool:
        """Tell whether what an indicator counts was asked for, not actions."""
        query = self._found.query
        return bool(query.topic) and not query.by_state and not self._found.of_actions

    def _counted(self, end: str = ":") -> str:
        found = self._found
        count, filters = len(found.standings), self._filters()
        if not filters:
            return self._say("lookup.count.all", count=count) + end
        return self._say("lookup.count.some", count=count, of=found.of, filters=filters) + end

    def _by_status(self, standings: Sequence[Standing]) -> str:
        counts: dict[str, int] = {}
        for kind in (*Implementation, None):
            number = sum(one.implementation == kind for one in standings)
            if number:
                counts[self._say(f"terms.implementation.{kind or 'unknown'}").lower()] = number
        parts = ", ".join(f"{name} {number}" for name, number in counts.items())
        return self._say("lookup.count.by_status", parts=parts)

    def _none(self) -> None:
        found = self._found
        self._add(self._say("lookup.none.text", of=found.of, filters=self._filters()), ())

    def _filters(self) -> str:
        """Name what narrows the question, in words: "Uppsala, försenad"."""
        query, say = self._found.query, self._say
        parts = [query.scope] if query.scope else []
        parts += [say("lookup.filter.goal", number=query.goal)] if query.goal else []
        if query.organisation:
            key = "takes_part" if query.takes_part else "organisation"
            parts.append(say(f"lookup.filter.{key}", name=self._organisation()))
        parts += [say("lookup.filter.late")] if query.late else []
        parts += [say("lookup.filter.unfinished")] if query.unfinished else []
        parts += [
            say(f"terms.implementation.{kind}").lower() for kind in Implementation if kind in query.implementations
        ]
        parts += [say(f"terms.forecast.{kind}").lower() for kind in sorted(query.forecasts)]
        parts += [say(f"lookup.missing.{query.missing}")] if query.missing else []
        if query.year and query.missing == VALUE:
            parts.append(str(query.year))
        elif query.year:
            parts.append(say("lookup.filter.until" if query.until else "lookup.filter.year", year=query.year))
        parts += self._period()
        parts += [say("lookup.filter.topic", topic=" ".join(query.topic))] if query.topic else []
        return ", ".join(parts)

    def _period(self) -> list[str]:
        first, last = self._found.query.first, self._found.query.last
        days = {
            name: written_date(day, self._language)
            for name, day in (("first", first), ("last", last))
            if day is not None
        }
        if not days:
            return []
        key = "between" if first and last else "from" if first else "to"
        return [self._say(f"lookup.filter.{key}", **days)]

    def _organisation(self) -> str:
        """Return the organisation as the plan writes it where all mean the same one, else as it was asked for."""
        query = self._found.query
        names = {
            part
            for one in self._found.standings
            for name in (one.action.contributors if query.takes_part else [one.action.accountable or ""])
            for part in several(name)
            if is_called(part, query.organisation)
        }
        if len(names) == 1:
            return names.pop()
        asked = " ".join(query.organisation)
        return asked.upper() if len(asked) <= _SHORT else asked.title()

    # Sentences and sources.

    def _head(self, text: str, standings: Sequence[Standing]) -> None:
        """Add a sentence that rests on all of `standings`: it cites them, and their own lines show the numbers."""
        self._lines += [""] if self._lines else []
        self._cite(text, standings)
        self._lines.append(text)

    def _add(self, text: str, standings: Sequence[Standing], *, bullet: bool = False) -> None:
        marks = " ".join(f"[{n}]" for n in self._cite(text, standings))
        self._lines.append(" ".join(part for part in ("•" if bullet else "", text, marks) if part))

    def _cite(self, text: str, standings: Sequence[Standing]) -> tuple[int, ...]:
        numbers = tuple(self._cited(one) for one in standings)
        self._sentences.append(AnswerSentence(text, SentenceKind.COMPUTED, numbers))
        return numbers

    def _cited(self, one: Standing) -> int:
        action = one.action
        if action.nr not in self._sources:
            held = self._texts[action.source.file]
            start, end = held.spans[action.nr]
            self._sources[action.nr] = Citation(
                n=len(self._sources) + 1,
                document=action.source.file,
                title=self._say("lookup.source.title"),
                version=self._as_of.isoformat(),
                state=DocumentState.CURRENT,
                page=None,
                section=tuple(part for part in (action.source.sheet, action.nr) if part),
                start=start,
                end=end,
                quote=held.text[start:end],
            )
            if not self._named and action.reporter:  # the row as the plan holds it names its reporter
                self._sources[action.nr] = replace(self._sources[action.nr], start=0, end=0, quote="")
            self._rows_cited[action.nr] = one
        return self._sources[action.nr].n

    def _source_lines(self) -> list[str]:
        if not self._sources:
            return []
        lines = [self._source_line(one) for one in self._rows_cited.values()]
        if len(lines) > _SOURCES:
            files = ", ".join(dict.fromkeys(source.document for source in self._sources.values()))
            lines = [self._say("lookup.source.many", count=len(lines), files=files)]
        return ["\n".join([self._say("answer.sources.heading"), *lines])]

    def _source_line(self, one: Standing) -> str:
        say, source = self._say, self._sources[one.action.nr]
        row, reply = one.action.source.row, self._words.reply_day(one)
        place = [source.document, *source.section[:-1]]
        place += [say("lookup.source.row", row=row)] if row else []
        place += [one.action.nr]
        place += [say("lookup.source.reply", date=reply)] if reply else []
        return say("answer.sources.line", marks=f"[{source.n}]", place=", ".join(place))

    def _related(self, one: Standing) -> RelatedAction:
        action = one.action
        return RelatedAction(action.nr, action.title, self._words.status(one), action.accountable or "")
