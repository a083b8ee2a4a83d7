"""Let a language model point out, among the sentences that came nearest, those that answer; it says nothing itself.

Where search alone is not sure, a question in everyday words may still have its answer a few passages down. A model is
shown the sentences of those passages under opaque keys, and gives back keys. What the reader gets is the documents' own
sentences, cut out here, and the word that a model pointed them out; the band stays low. So the worst that a model can
do is to point at a sentence that is beside the question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from retrieval.answers import scope
from retrieval.answers.answer_text import Part, Telling, written
from retrieval.answers.choices import Choice, Chosen
from retrieval.answers.finding import Searcher
from retrieval.checking.citations import cite, renumbered
from retrieval.documents.listing import lead_in
from retrieval.documents.orders import gives_orders
from retrieval.documents.outline import Point, outline
from retrieval.model import Answer, AnswerMode, AnswerSentence, AnswerStatus, Band, Citation, SentenceKind, Version
from retrieval.models.model_text import without_help
from retrieval.models.wording import LONGEST_QUESTION, Unworded
from retrieval.words.glossary import Glossary

MOST_POINTED: Final = 5  # sentences that an answer may hold
_MOST_PASSAGES: Final = 14
_MOST_CHARACTERS: Final = 12_000
_CHOOSES: Final = 12  # a model that gives back more keys than this chooses nothing


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence that may be pointed out, known to the model by `key` only."""

    key: str
    version: Version
    point: Point


@dataclass(frozen=True, slots=True)
class Lineup:
    """What a model is given: the question, the language of its instructions, and sentences under their keys."""

    question: str
    language: str
    offered: tuple[Offered, ...]


class Pointer(Protocol):
    """Whoever points out sentences."""

    @property
    def name(self) -> str:
        """The model's name, as the answer shows it."""
        ...

    def point(self, lineup: Lineup) -> Sequence[str]:
        """Return the keys of the sentences that answer, none where none does.

        Raises:
            Unworded: there is no answer, for whatever reason.
        """
        ...


def pointed(
    given: Answer,
    pointer: Pointer,
    versions: Mapping[str, Version],
    index: Searcher,
    lexicon: Glossary | None = None,
) -> Answer:
    """Return the sentences that a model points out where `given` is no sure answer; else `given` itself.

    `versions`, `index` and `lexicon` are those that `given` was made of. Where the model fails, a word says so.
    """
    if not _may_be_pointed_out(given):
        return given
    offered = tuple(_lineup(given, versions, index, lexicon))
    if not offered:
        return given
    try:
        keys = pointer.point(Lineup(given.question, given.answer_language, offered))
    except Unworded:
        text = without_help(given.text, given.answer_language)
        return replace(given, mode=AnswerMode.LLM_FALLBACK, model=pointer.name, text=text)
    by_key = {one.key: one for one in offered}
    if not keys or len(keys) > _CHOOSES or any(key not in by_key for key in keys):
        return given
    chosen = [by_key[key] for key in dict.fromkeys(keys)][:MOST_POINTED]
    return _answered(given, chosen, versions, pointer.name)


def _may_be_pointed_out(given: Answer) -> bool:
    """Tell whether a model is asked: only where nothing was found, or nothing sure, in the documents themselves."""
    unsure = given.status is AnswerStatus.NOT_FOUND or (
        given.band is Band.LOW and given.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    )
    quoted = all(sentence.kind is SentenceKind.QUOTE for sentence in given.sentences)
    return unsure and quoted and len(given.question) <= LONGEST_QUESTION


def _lineup(
    given: Answer, versions: Mapping[str, Version], index: Searcher, lexicon: Glossary | None
) -> Iterator[Offered]:
    """Yield the sentences of what `given` shows, then those of the passages nearest to the question."""
    asked = scope.read(given.question, versions.values(), lexicon)
    bounds = scope.scope(asked, versions, given.as_of)
    if asked.kind is not None and not bounds.first:
        return  # the kind of document that was asked for is not there
    live = {version.document: version for version in (*bounds.first, *bounds.then)}
    spans = [(one.document, one.start, one.end) for one in (*given.sources, *given.nearest) if one.document in live]
    labels = {name: version.label for name, version in live.items()}
    ranking = index.search(
        given.question, _MOST_PASSAGES, lambda passage: labels.get(passage.document) == passage.version, lexicon
    )
    spans += [(hit.passage.document, hit.passage.start, hit.passage.end) for hit in ranking.hits]
    room = _MOST_CHARACTERS
    for number, (version, point) in enumerate(_points(spans, live), 1):
        room -= len(point.text)
        if room < 0:
            return
        yield Offered(f"S{number}", version, point)


def _points(spans: Sequence[tuple[str, int, int]], live: Mapping[str, Version]) -> Iterator[tuple[Version, Point]]:
    """Yield the points that stand in `spans`, each once; neither lead-ins nor what gives orders to a machine."""
    seen: set[tuple[str, int]] = set()
    for document, start, end in spans:
        version = live[document]
        for point in outline(version).points:
            place = document, point.at
            if start <= point.start and point.end <= end and place not in seen and not point.leads_in:
                seen.add(place)
                if not gives_orders(point.text):
                    yield version, point


def _answered(given: Answer, pointed_out: Sequence[Offered], versions: Mapping[str, Version], model: str) -> Answer:
    """Return the answer that quotes what was pointed out; what the previous strategy said follows as it was."""
    chosen = tuple(_in_order(pointed_out))
    choice = Choice(chosen, coverage=0.0, by_heading=False, fits=True)
    own = Part(choice, [cite(one.version, one.point.start, one.point.end) for one in chosen], Telling.POINTED_OUT)
    former = list(_former(given, versions))
    sources, numbers = renumbered([*own.citations, *(one for part in former for one in part.citations)])
    parts = [part.numbered(numbers) for part in (own, *former)]
    earlier = {one.n for part in parts if part.is_earlier for one in part.citations}
    return replace(
        given,
        mode=AnswerMode.EXTRACTIVE,
        status=AnswerStatus.ANSWERED,
        band=Band.LOW,
        model=model,
        text=written(parts, given.actions, Band.LOW, given.answer_language),
        sentences=tuple(
            AnswerSentence(one.quote, SentenceKind.QUOTE, (one.n,)) for part in parts for one in part.citations
        ),
        sources=sources,
        earlier=tuple(source.n for source in sources if source.n in earlier),
        nearest=(),
    )


def _in_order(pointed_out: Sequence[Offered]) -> Iterator[Chosen]:
    """Yield what was pointed out by document and section, in the order of the first of each, with its lead-ins."""
    places = list(dict.fromkeys((one.version.document, one.point.path) for one in pointed_out))
    inside = sorted(pointed_out, key=lambda one: (places.index((one.version.document, one.point.path)), one.point.at))
    led: set[tuple[str, int]] = set()
    for one in inside:
        lead = lead_in(outline(one.version), one.point)
        if lead is not None and (one.version.document, lead.at) not in led:
            led.add((one.version.document, lead.at))
            yield Chosen(one.version, lead, context=True)
        yield Chosen(one.version, one.point)


def _former(given: Answer, versions: Mapping[str, Version]) -> Iterator[Part]:
    """Yield what the previous strategy said beside `given`, as a part of its own."""
    citations = [one for one in given.sources if one.n in given.earlier and one.document in versions]
    found = [(one, point) for one in citations if (point := _point_of(one, versions[one.document])) is not None]
    if found:
        chosen = tuple(Chosen(versions[one.document], point) for one, point in found)
        choice = Choice(chosen, coverage=0.0, by_heading=False, fits=True)
        yield Part(choice, [one for one, _ in found], Telling.EARLIER)


def _point_of(citation: Citation, version: Version) -> Point | None:
    held = outline(version).points
    return next((one for one in held if (one.start, one.end) == (citation.start, citation.end)), None)
