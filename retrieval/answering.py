"""Answer a question from the documents in their own words: quotes of the best section, each with its citation.

Nothing is claimed that is not quoted. The question's words decide which documents are asked (`retrieval.scope`), the
search which passages are near, `retrieval.selecting` what answers, `retrieval.answer_text` how it is put. Superseded
strategies only fill a part of their own, unless they are asked for. Pure apart from what it is handed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, Protocol
from uuid import uuid4

from retrieval import scope
from retrieval.answer_text import Part, nothing_read, written, written_not_found
from retrieval.citations import cite, renumbered
from retrieval.language import detect
from retrieval.model import (
    Answer,
    AnswerMode,
    AnswerSentence,
    AnswerStatus,
    Band,
    Citation,
    DocumentType,
    Passage,
    Ranking,
    RelatedAction,
    SentenceKind,
    Version,
)
from retrieval.selecting import MOST_POINTS, Choice, Chosen, Selection
from retrieval.topic import Idea, ideas

SEARCHED = 20  # passages that are looked into
READ = 12  # documents that are looked into sentence by sentence
NEAREST = 3  # passages shown when nothing answers
_EARLIER_POINTS = 3  # quotes of the previous strategy beside an answer
_COVERED = 0.5  # the least share of the question that an answer touches
_COVERED_ALONE = 0.65  # the same where the search itself would refuse
_COVERED_EARLIER = 0.6  # the same for what the previous strategy said
_SURELY_COVERED = 0.8  # from here what was found inside the passages lifts the search's band a step
_WHOLLY_COVERED = 0.9  # from here a sentence with the sort of content asked for is sure whatever the search thought
_HEAD_START = 0.15  # by which a strategy is preferred to other documents
_NAMED_HEAD_START = 0.4  # the same when the question says "the strategy"

Actions = Callable[[str], tuple[RelatedAction, ...]]


class Searcher(Protocol):
    """What answering asks of an index."""

    def search(self, question: str, top: int = 10, where: Callable[[Passage], bool] | None = None) -> Ranking:
        """Return the best `top` passages among those that `where` lets through."""
        ...


@dataclass(frozen=True, slots=True)
class _Put:
    """A question as it was put, with all that an answer repeats of it."""

    question: str
    language: str
    answer_language: str
    as_of: date
    now: datetime
    answer_id: str


@dataclass(frozen=True, slots=True)
class _Near:
    """How sure the search was, and what it was chosen from."""

    band: Band
    selection: Selection


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
) -> Answer:
    """Answer `question` from `versions`, the latest of each document by its name, as they stand on `as_of`.

    `language` is the answer's ("sv", "en"), the question's own where None. `actions` gives the actions of the plan that
    concern a question, their status in words of the answer's language.
    """
    spoken = detect(question, default=language or "sv")
    put = _Put(question, spoken, language or spoken, as_of, now, new_id())
    if not versions:
        return _refused(put, nothing_read(put.answer_language))
    asked = scope.read(question, versions.values())
    bounds = scope.scope(asked, versions, as_of)
    topic = ideas(question, _code(spoken), asked.ignored, scope.IMPLIED.get(asked.wanted, ()))
    main, near = _main(put, index, asked, bounds, topic)
    silent = asked.previous or (main is not None and not main.fits)
    earlier = None if silent else _earlier(put, index, asked, bounds, topic)
    related = actions(question)
    if main is None and earlier is None:
        return _not_found(put, near.selection.nearest(NEAREST), bounds, asked, related)
    return _answered(put, (main, earlier), _band(near.band, main, asked), related, asked)


def _code(language: str) -> Literal["sv", "en"]:
    return "en" if language == "en" else "sv"


def _search(put: _Put, index: Searcher, versions: Sequence[Version]) -> Ranking:
    labels = {version.document: version.label for version in versions}
    return index.search(put.question, SEARCHED, lambda passage: labels.get(passage.document) == passage.version)


def _main(
    put: _Put, index: Searcher, asked: scope.Asked, bounds: scope.Scope, topic: Sequence[Idea]
) -> tuple[Choice | None, _Near]:
    """Return what answers among the documents in force, None where nothing does, and what the search came near."""
    live = (*bounds.first, *bounds.then)
    ranking = _search(put, index, live)
    selection = Selection(topic, asked.wanted, _worth_reading(live, ranking), ranking.hits, MOST_POINTS)
    near = _Near(ranking.band, selection)
    first, then = selection.best(bounds.first), selection.best(bounds.then)
    choice = _preferred(first, then, _NAMED_HEAD_START if asked.names_strategy else _HEAD_START)
    enough = _COVERED_ALONE if ranking.band is Band.NONE else _COVERED
    answers = choice is not None and choice.coverage >= enough and (asked.kind is None or bool(bounds.first))
    return (choice if answers else None), near


def _worth_reading(versions: Sequence[Version], ranking: Ranking) -> list[Version]:
    """Return the versions to look into, at most `READ`: those with the best passages, then the first strategies."""
    order = dict.fromkeys(hit.passage.document for hit in ranking.hits)
    by_name = {version.document: version for version in versions}
    found = [by_name[name] for name in order if name in by_name]
    strategies = [one for one in versions if one.type is DocumentType.STRATEGY and one.document not in order]
    return [*found, *strategies][:READ]


def _preferred(first: Choice | None, then: Choice | None, head_start: float) -> Choice | None:
    if first is None or then is None:
        return first or then
    enough = first.coverage >= _COVERED and (first.fits or not then.fits)
    return first if enough and first.score + head_start >= then.score else max(then, first, key=lambda one: one.score)


def _earlier(
    put: _Put, index: Searcher, asked: scope.Asked, bounds: scope.Scope, topic: Sequence[Idea]
) -> Choice | None:
    """Return what the previous strategy said, None where it has nothing on the topic."""
    if not bounds.earlier or asked.kind is not None:
        return None
    ranking = _search(put, index, bounds.earlier)
    if ranking.band is Band.NONE:
        return None
    read = _worth_reading(bounds.earlier, ranking)
    choice = Selection(topic, asked.wanted, read, ranking.hits, _EARLIER_POINTS).best(read)
    return choice if choice is not None and choice.coverage >= _COVERED_EARLIER and choice.fits else None


def _band(found: Band, choice: Choice | None, asked: scope.Asked) -> Band:
    """Return how sure the answer is: the search's band, corrected by what was found inside the passages."""
    if choice is None or (asked.wanted.is_specific and not choice.fits):
        return Band.LOW
    if found is Band.LOW and choice.coverage >= _SURELY_COVERED:
        return Band.MEDIUM
    if found is Band.NONE:
        return Band.MEDIUM if asked.wanted.is_specific and choice.coverage >= _WHOLLY_COVERED else Band.LOW
    return found


def _answered(
    put: _Put,
    choices: tuple[Choice | None, Choice | None],
    band: Band,
    related: tuple[RelatedAction, ...],
    asked: scope.Asked,
) -> Answer:
    main, earlier = choices
    parts = [
        Part(
            choice, [cite(one.version, one.point.start, one.point.end) for one in choice.chosen], is_earlier, asked_for
        )
        for choice, is_earlier, asked_for in ((main, asked.previous, True), (earlier, True, False))
        if choice is not None
    ]
    sources, numbers = renumbered([citation for part in parts for citation in part.citations])
    numbered = [_numbered(part, numbers) for part in parts]
    former = {n.n for part in numbered if part.is_earlier for n in part.citations}
    return Answer(
        answer_id=put.answer_id,
        question=put.question,
        question_language=put.language,
        answer_language=put.answer_language,
        mode=AnswerMode.EXTRACTIVE,
        status=AnswerStatus.ANSWERED if main is not None and main.fits else AnswerStatus.PARTIAL,
        band=band,
        as_of=put.as_of,
        text=written(numbered, related, band, put.answer_language),
        sentences=tuple(_sentence(citation) for part in numbered for citation in part.citations),
        sources=sources,
        actions=related,
        earlier=tuple(source.n for source in sources if source.n in former),
        nearest=(),
        created_at=put.now,
    )


def _numbered(part: Part, numbers: Mapping[tuple[str, int, int], int]) -> Part:
    """Return `part` with its citations numbered."""
    citations = [
        replace(citation, n=numbers[citation.document, citation.start, citation.end]) for citation in part.citations
    ]
    return replace(part, citations=citations)


def _sentence(citation: Citation) -> AnswerSentence:
    return AnswerSentence(citation.quote, SentenceKind.QUOTE, (citation.n,))


def _not_found(
    put: _Put, near: Sequence[Chosen], bounds: scope.Scope, asked: scope.Asked, related: tuple[RelatedAction, ...]
) -> Answer:
    nearest, _ = renumbered([cite(one.version, one.point.start, one.point.end) for one in near])
    missing = asked.kind if asked.kind is not None and not bounds.first else None
    text = written_not_found(bounds.all, nearest, related, missing, put.answer_language)
    return replace(_refused(put, text), nearest=nearest, actions=related)


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
