"""Find which document the documents themselves say is replaced: "Strategin ersätter Digital agenda för hälsa 2019".

The sentence must name the older one by its title, or by its kind and year, and stand in the newer one or in a paper
about it. It is a proposal, as every rule's word on what is current: a person's word goes before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.model import BlockKind, DocumentState, DocumentType, Version
from retrieval.words.analysis import stem, stop_words, words
from retrieval.words.sentences import spans

_ACTIVE = re.compile(
    r"\b(?:ersätter|ersätta|ersatte|ersatt|efterträder|efterträda|avlöser|avlösa|"
    r"replaces?|replacing|supersedes?|superseding|succeeds?)\b(?!\s+(?:inte|ej|delvis|in part|partly)\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:ersätts|ersattes|efterträds|efterträddes|avlöses|avlöstes|(?:is|are|was|been|be) (?:replaced|superseded))\b"
    r"(?!\s+(?:inte|ej|delvis|in part|partly)\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:upphör(?:de)?\s+(?:därmed\s+|då\s+|samtidigt\s+)?att\s+gälla|upphävs|upphävdes|ceases? to apply|"
    r"(?:is|are) (?:repealed|revoked))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:inte|ej|aldrig|not|never)\b[^.]{0,25}$", re.IGNORECASE)
_BY = re.compile(r"^\W*(?:\w+\W+){0,3}?(?:av|by)\s+(.*)$", re.IGNORECASE | re.DOTALL)
_SELF = re.compile(
    r"^(?:den\s+(?:här|nya)\s+|denna\s+|detta\s+|this\s+|the\s+(?:new\s+)?)?"
    r"(?:strategin?|plan(?:en)?|handlingsplan(?:en)?|program(?:met)?|agendan?|policyn?|dokument(?:et)?|"
    r"strategy|action plan|programme|agenda|policy|document)\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"strateg|plan|agenda|program|polic", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STEERING = frozenset([DocumentType.STRATEGY, DocumentType.PLAN, DocumentType.OTHER])
_FEWEST = 2  # telling words of a title: one alone names no document
_LONGEST = 160  # characters of a quoted reason


@dataclass(frozen=True, slots=True)
class Replacing:
    """What a document says: `newer` replaces `older`, in `words`, which stand in the document `where`."""

    older: str
    newer: str
    words: str
    where: str


def said_in_documents(versions: Sequence[Version]) -> dict[str, Replacing]:
    """Return what the documents say is replaced, by the older document's name; the first that says it counts."""
    found: dict[str, Replacing] = {}
    for version in versions:
        newer = version if version.type in _STEERING - {DocumentType.OTHER} else _concerned(version, versions)
        if newer is None or newer.state is not DocumentState.CURRENT:
            continue
        for sentence, older in _sentences(version, newer, versions):
            if newer.document in found and found[newer.document].newer == older.document:
                continue  # they cannot replace each other
            found.setdefault(older.document, Replacing(older.document, newer.document, sentence, version.document))
    return found


def _concerned(paper: Version, versions: Sequence[Version]) -> Version | None:
    """Return the one strategy or plan that a decision is about: the one whose title it has, or names at its start."""
    if paper.type is not DocumentType.DECISION:
        return None
    head = f"{paper.title}\n{paper.content.text[:1500]}"
    named = [one for one in versions if one.type in {DocumentType.STRATEGY, DocumentType.PLAN} and _names(head, one)]
    whole = [one for one in named if one.title.casefold() in head.casefold()] or named
    return max(whole, key=lambda one: one.year or 0) if whole else None


def _sentences(where: Version, newer: Version, versions: Sequence[Version]) -> Iterator[tuple[str, Version]]:
    others = [one for one in versions if one is not newer and one.type in _STEERING and _is_older(one, newer)]
    text = where.content.text
    if not any(verb.search(text) for verb in (_ACTIVE, _PASSIVE, _ENDS)):
        return
    for block in where.content.blocks:
        if not others or block.kind in {BlockKind.HEADING, BlockKind.PULL_QUOTE}:
            continue
        for start, end in spans(text, block.start, block.end):
            for phrase in _replaced(text[start:end]):
                yield from ((_shortened(text[start:end]), one) for one in others if _names(phrase, one, others))


def _is_older(one: Version, newer: Version) -> bool:
    return one.year is None or newer.year is None or one.year <= newer.year


def _replaced(sentence: str) -> Iterator[str]:
    """Return the stretches of a sentence that name what is replaced."""
    for verb in _ACTIVE.finditer(sentence):
        if not _NOT.search(sentence[: verb.start()]):
            yield sentence[verb.end() :]
    for verb in _PASSIVE.finditer(sentence):
        by = _BY.match(sentence[verb.end() :])
        if by and _SELF.match(by[1]) and not _NOT.search(sentence[: verb.start()]):
            yield sentence[: verb.start()]
    if (end := _ENDS.search(sentence)) and not _NOT.search(sentence[: end.start()]):
        yield sentence[: end.start()]


def _names(phrase: str, version: Version, others: Sequence[Version] = ()) -> bool:
    """Tell whether a phrase names a document: all telling words of its title, or its kind and a year only it has."""
    said = {stem(word) for word in words(phrase)}
    title = _telling(version.title)
    years = {int(year) for year in _YEAR.findall(phrase)}
    if len(title) >= _FEWEST and title <= said:
        ranges = {int(year) for year in _YEAR.findall(version.title)}
        return not years or not ranges or bool(years & ranges) or version.year in years
    same_year = [one for one in others if one.year == version.year]
    alone = version.year in years and len(same_year) == 1 and version.type is not DocumentType.OTHER
    return alone and bool(_KIND.search(phrase)) and bool(title & said)


def _telling(title: str) -> frozenset[str]:
    spoken = stop_words("sv") | stop_words("en")
    return frozenset(stem(word) for word in words(title) if word not in spoken and not word.isdigit())


def _shortened(sentence: str) -> str:
    """Return a sentence, cut at a word when it is long."""
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + " …"
