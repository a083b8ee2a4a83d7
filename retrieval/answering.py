"""Answer a question from the documents in their own words: quotes of the best section, each with its citation.

Nothing is claimed that is not quoted. `retrieval.answers.finding` finds what answers, `retrieval.answers.answer_text`
says how it is put; here the two become one `Answer` with its status, band and numbered sources. Pure apart from what it
is handed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import uuid4

from retrieval.answers.answer_text import (
    Part,
    Telling,
    asked_back,
    nothing_read,
    with_slips,
    written,
    written_not_found,
)
from retrieval.answers.choices import Choice
from retrieval.answers.finding import Found, Searcher, find
from retrieval.answers.sureness import sureness
from retrieval.checking.citations import cite, renumbered
from retrieval.model import (
    Answer,
    AnswerMode,
    AnswerSentence,
    AnswerStatus,
    Band,
    Citation,
    RelatedAction,
    SentenceKind,
    Version,
)
from retrieval.words.glossary import Glossary, glossary
from retrieval.words.language import detect
from retrieval.words.spelling import mended, slips

_HALF = 0.5  # what touches less of the question than this is a part of the answer

Actions = Callable[[str], tuple[RelatedAction, ...]]


@dataclass(frozen=True, slots=True)
class _Put:
    """A question as it was put, with all that an answer repeats of it."""

    question: str
    language: str
    answer_language: str
    as_of: date
    now: datetime
    answer_id: str


def _no_actions(_question: str) -> tuple[RelatedAction, ...]:
    return ()


def _new_id() -> str:
    return uuid4().hex


def answer(
    question: str,
    *,
    index: Searcher,
    versions: Mapping[str, Version],
    as_of: date,
    now: datetime,
    language: str | None = None,
    actions: Actions = _no_actions,
    new_id: Callable[[], str] = _new_id,
    lexicon: Glossary | None = None,
) -> Answer:
    """Answer `question` from `versions`, the latest of each document by its name, as they stand on `as_of`.

    `language` is the answer's ("sv", "en"), the question's own where None. `actions` gives the actions of the plan that
    concern a question, their status in words of the answer's language. `lexicon` is the shipped glossary where None.
    """
    spoken = detect(question, default=language or "sv")
    put = _Put(question, spoken, language or spoken, as_of, now, new_id())
    if not versions:
        return _refused(put, nothing_read(put.answer_language))
    misspelt = slips(question, _code(spoken), index.has, lexicon or glossary())
    meant = mended(question, misspelt)
    found = find(meant, _code(spoken), index=index, versions=versions, as_of=as_of, lexicon=lexicon)
    if found.options:
        return _asked_back(put, found)
    related = actions(meant)
    is_empty = not found.choices and found.earlier is None
    given = _not_found(put, found, related) if is_empty else _answered(put, found, related)
    return replace(given, text=with_slips(given.text, misspelt, put.answer_language))


def _code(language: str) -> Literal["sv", "en"]:
    return "en" if language == "en" else "sv"


def _status(found: Found) -> AnswerStatus:
    if found.against is not None:
        return AnswerStatus.CONFLICT
    halves = any(choice.coverage < _HALF for choice in found.choices)
    if found.missing or not found.choices or halves or not all(choice.fits for choice in found.choices):
        return AnswerStatus.PARTIAL
    return AnswerStatus.ANSWERED


def _answered(put: _Put, found: Found, related: tuple[RelatedAction, ...]) -> Answer:
    told = [(choice, Telling.FORMER if found.bounds.is_earlier else Telling.MAIN) for choice in found.choices]
    told += [(found.against, Telling.AGAINST)] if found.against is not None else []
    told += [(found.earlier, Telling.EARLIER)] if found.earlier is not None else []
    parts = [Part(choice, _cited(choice), telling) for choice, telling in told]
    sources, numbers = renumbered([citation for part in parts for citation in part.citations])
    numbered = [part.numbered(numbers) for part in parts]
    former = {n.n for part in numbered if part.is_earlier for n in part.citations}
    band = sureness(found)
    return replace(
        _refused(put, written(numbered, related, band, put.answer_language, found.missing)),
        status=_status(found),
        band=band,
        sentences=tuple(_sentence(citation) for part in numbered for citation in part.citations),
        sources=sources,
        actions=related,
        earlier=tuple(source.n for source in sources if source.n in former),
    )


def _cited(choice: Choice) -> Sequence[Citation]:
    return [cite(one.version, one.point.start, one.point.end) for one in choice.chosen]


def _sentence(citation: Citation) -> AnswerSentence:
    return AnswerSentence(citation.quote, SentenceKind.QUOTE, (citation.n,))


def _not_found(put: _Put, found: Found, related: tuple[RelatedAction, ...]) -> Answer:
    nearest, _ = renumbered([cite(one.version, one.point.start, one.point.end) for one in found.nearest])
    missing = found.asked.kind if found.asked.kind is not None and not found.bounds.first else None
    text = written_not_found(found.bounds.all, nearest, related, missing, put.answer_language)
    return replace(_refused(put, text), nearest=nearest, actions=related)


def _asked_back(put: _Put, found: Found) -> Answer:
    """Return the one question back where several strategies may be meant."""
    options = tuple(version.title for version in found.options)
    return replace(
        _refused(put, asked_back(found.options, put.answer_language)), status=AnswerStatus.AMBIGUOUS, options=options
    )


def _refused(put: _Put, text: str) -> Answer:
    return Answer(
        answer_id=put.answer_id,
        question=put.question,
        question_language=put.language,
        answer_language=put.answer_language,
        mode=AnswerMode.EXTRACTIVE,
        status=AnswerStatus.NOT_FOUND,
        band=Band.NONE,
        as_of=put.as_of,
        text=text,
        sentences=(),
        sources=(),
        actions=(),
        earlier=(),
        nearest=(),
        created_at=put.now,
    )


def to_json(given: Answer) -> dict[str, object]:
    """Return `given` in the shape that ``ask --json`` prints (`docs/architecture.md`)."""
    return {
        "answer_id": given.answer_id,
        "question": given.question,
        "question_language": given.question_language,
        "answer_language": given.answer_language,
        "mode": given.mode.value,
        "status": given.status.value,
        "band": given.band.value,
        "as_of": given.as_of.isoformat(),
        "text": given.text,
        "sentences": [
            {"text": sentence.text, "kind": sentence.kind.value, "citations": list(sentence.citations)}
            for sentence in given.sentences
        ],
        "sources": [_source(source) for source in given.sources],
        "actions": [
            {"nr": action.nr, "title": action.title, "status": action.status, "owner": action.owner}
            for action in given.actions
        ],
        "earlier": [{"n": number} for number in given.earlier],
        "nearest": [_source(source) for source in given.nearest],
        "options": list(given.options),
        "model": given.model,
        "created_at": given.created_at.isoformat(),
    }


def _source(source: Citation) -> dict[str, object]:
    return {
        "n": source.n,
        "document": source.document,
        "title": source.title,
        "version": source.version,
        "state": source.state.value,
        "page": source.page,
        "section": list(source.section),
        "start": source.start,
        "end": source.end,
        "quote": source.quote,
    }
