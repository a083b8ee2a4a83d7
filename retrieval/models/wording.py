"""Let a language model word an answer that the documents' own words have already given, and believe nothing it says.

The quotes come first: a model is only asked where the search is sure and the quotes answer. It sees the question and a
few passages under opaque keys, as data, and gives back sentences with quotes. `retrieval.checking.verifying` drops
every one that its quotes do not bear; when what is left says less than the quotes did, they stay the answer, and a word
says so. What the previous strategy said stays as it was quoted. Which model it is, and how long it may take, its port
decides.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from retrieval.answers import scope
from retrieval.answers.fitting import fits
from retrieval.answers.ideas import ideas
from retrieval.answers.topic import Topic, terms
from retrieval.checking.citations import renumbered
from retrieval.checking.verifying import Borne, DraftSentence, Evidence, borne
from retrieval.documents.chunking import chunk
from retrieval.documents.orders import gives_orders
from retrieval.model import (
    Answer,
    AnswerMode,
    AnswerSentence,
    AnswerStatus,
    Band,
    Citation,
    Passage,
    Ranking,
    SentenceKind,
    Version,
)
from retrieval.models.model_text import with_a_word, written_by_model
from retrieval.words.wordstock import WordStock

if TYPE_CHECKING:
    from retrieval.words.analysis import Language

MOST_PASSAGES = 8
MOST_CHARACTERS = 12_000  # of all passages together
LONGEST_QUESTION = 1_000  # characters; a longer one is answered with quotes only
MOST_SENTENCES = 12
_AS_GOOD = 0.8  # the share of what the quotes say on the question that the model's sentences must say too
_LISTED = 0.5  # the share of a list's quotes that a model's list must rest on


class Excuse(StrEnum):
    """Why a configured model did not word the answer; each has a sentence under ``models.instead``."""

    FAILED = "failed"  # unreachable, late, or not to be understood
    STARTING = "starting"  # there was no time left to get it going
    RESTING = "resting"  # failed a moment ago
    UNVERIFIED = "unverified"  # what it said did not hold, or did not answer
    QUOTA = "quota"  # the person has had today's share
    CEILING = "ceiling"  # the month's share is used up


class Unworded(Exception):  # noqa: N818 - an outcome, not a fault in the program
    """A model gave nothing; `excuse` says why in general, `reason` for the log and for `handslag check`."""

    def __init__(self, excuse: Excuse, reason: str = "") -> None:
        self.excuse = excuse
        self.reason = reason
        super().__init__(f"no wording ({excuse}): {reason or 'see `handslag check`'}")


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a model is given: the question, the answer's language, and passages under their keys."""

    question: str
    language: str
    evidence: tuple[Evidence, ...]


class Writer(Protocol):
    """Whoever words answers."""

    @property
    def name(self) -> str:
        """The model's name, as the answer shows it."""
        ...

    def write(self, assignment: Assignment) -> Sequence[DraftSentence]:
        """Return sentences with their quotes.

        Raises:
            Unworded: there are none, for whatever reason.
        """
        ...


class Searcher(Protocol):
    """What wording asks of an index."""

    def search(self, question: str, top: int = 10, where: Callable[[Passage], bool] | None = None) -> Ranking:
        """Return the best `top` passages among those that `where` lets through."""
        ...


def reworded(given: Answer, writer: Writer, versions: Mapping[str, Version], index: Searcher) -> Answer:
    """Return `given` in a model's words where they hold, else `given` itself, with a word about it if one was asked.

    `versions` and `index` are those that `given` was made of.
    """
    if not _may_be_reworded(given):
        return given
    evidence = tuple(_evidence(given, versions, index))
    if not evidence:
        return given
    try:
        drafts = writer.write(Assignment(given.question, given.answer_language, evidence))
    except Unworded as unworded:
        return _instead(given, unworded.excuse, writer.name)
    by_key = {one.key: one for one in evidence}
    checked = [borne(draft, by_key, given.answer_language, given.question) for draft in drafts[:MOST_SENTENCES]]
    held = tuple(dict.fromkeys(one for one in checked if isinstance(one, Borne)))
    if not held or not _answers(given, held, versions):
        return _instead(given, Excuse.UNVERIFIED, writer.name)
    return _worded(given, held, writer.name)


def _may_be_reworded(given: Answer) -> bool:
    """Tell whether a model is asked: only about quotes that answer, found by a search that was sure."""
    return (
        given.status is AnswerStatus.ANSWERED
        and given.band in {Band.HIGH, Band.MEDIUM}
        and all(sentence.kind is SentenceKind.QUOTE for sentence in given.sentences)
        and bool(_main(given))
        and len(given.question) <= LONGEST_QUESTION
    )


def _main(given: Answer) -> list[Citation]:
    """Return the sources of the answer proper, without those of the previous strategy."""
    return [source for source in given.sources if source.n not in given.earlier]


def _evidence(given: Answer, versions: Mapping[str, Version], index: Searcher) -> Iterator[Evidence]:
    """Yield the passages that the quotes stand in, then the nearest of the same documents, as far as there is room."""
    cited = {source.document for source in _main(given)}
    ranking = index.search(given.question, MOST_PASSAGES, lambda passage: passage.document in cited)
    near = [hit.passage for hit in ranking.hits]
    passages = dict.fromkeys([*_quoted_passages(given, versions), *near])
    room = MOST_CHARACTERS
    shown = 0
    for passage in passages:
        version = versions.get(passage.document)
        if version is None or version.label != passage.version or gives_orders(passage.text):
            continue
        room -= len(passage.text)
        if room < 0 or shown == MOST_PASSAGES:
            return
        shown += 1
        yield Evidence(f"P{shown}", version, passage.start, passage.end, passage.section)


def _quoted_passages(given: Answer, versions: Mapping[str, Version]) -> Iterator[Passage]:
    sources = _main(given)
    passages = {name: chunk(versions[name]) for name in dict.fromkeys(source.document for source in sources)}
    for source in sources:
        yield from (one for one in passages[source.document] if one.start <= source.start and source.end <= one.end)


def _answers(given: Answer, held: Sequence[Borne], versions: Mapping[str, Version]) -> bool:
    """Tell whether the sentences say as much on the question as the quotes do, and hold what was asked for."""
    asked = scope.read(given.question, versions.values())
    before, after = _main(given), [citation for one in held for citation in one.citations]
    if asked.wanted is scope.Wanted.LISTING:
        listed = [any(one.document == new.document and _meet(one, new) for new in after) for one in before]
        if sum(listed) < _LISTED * len(listed):
            return False
    if any(fits(asked.wanted, one.quote) for one in before) and not any(fits(asked.wanted, one.quote) for one in after):
        return False
    language: Language = "en" if given.question_language == "en" else "sv"
    about = ideas(given.question, language, asked.ignored, scope.IMPLIED.get(asked.wanted, ()))
    told, quoted = _terms(after, [one.text for one in held]), _terms(before, ())
    topic = Topic(about, [WordStock((told, quoted))])
    return topic.coverage(topic.touch(told)) >= _AS_GOOD * topic.coverage(topic.touch(quoted))


def _meet(first: Citation, second: Citation) -> bool:
    return first.start < second.end and second.start < first.end


def _terms(citations: Sequence[Citation], sentences: Sequence[str]) -> frozenset[str]:
    headings = (heading for citation in citations for heading in citation.section)
    return terms("\n".join([*sentences, *(citation.quote for citation in citations), *headings]))


def _worded(given: Answer, held: Sequence[Borne], model: str) -> Answer:
    """Return the answer in the model's sentences; what the previous strategy said follows as it was quoted."""
    former = [source for source in given.sources if source.n in given.earlier]
    sources, numbers = renumbered([*(citation for one in held for citation in one.citations), *former])
    sentences = tuple(_sentence(one, numbers) for one in held)
    numbered = {_place(source): source for source in sources}
    earlier = [numbered[_place(source)] for source in former]
    answer = replace(
        given,
        mode=AnswerMode.LLM,
        model=model,
        sources=sources,
        sentences=(*sentences, *(AnswerSentence(one.quote, SentenceKind.QUOTE, (one.n,)) for one in earlier)),
        earlier=tuple(one.n for one in earlier),
    )
    return replace(answer, text=written_by_model(answer, sentences))


def _sentence(one: Borne, numbers: Mapping[tuple[str, int, int], int]) -> AnswerSentence:
    marks = tuple(dict.fromkeys(numbers[_place(citation)] for citation in one.citations))
    is_quote = len(one.citations) == 1 and one.text.split() == one.citations[0].quote.split()
    return AnswerSentence(one.text, SentenceKind.QUOTE if is_quote else SentenceKind.PARAPHRASE, marks)


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document, citation.start, citation.end


def _instead(given: Answer, excuse: Excuse, model: str) -> Answer:
    text = with_a_word(given.text, excuse, given.answer_language)
    return replace(given, mode=AnswerMode.LLM_FALLBACK, model=model, text=text)
