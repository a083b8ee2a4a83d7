"""Decide which strategies are current: a person's word first, else the newest one on the same subject and place.

Pure: takes the latest version of every document and returns them with state, reason and links set. The order in which
documents came does not matter. Nothing is inferred by a model.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prompts.texts import Texts
from retrieval.documents.replacing import Replacing, said_in_documents
from retrieval.model import DocumentState, DocumentType, Version

_REPLACES = re.compile(r"\b(?:ersätt|ersatt|efterträd|avlös|replac|supersed|succeed)\w*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.\n•]")
_STRATEGY = re.compile(r"strateg", re.IGNORECASE)
_NAMED = re.compile(r"((?:\b\w+ )?\b\w+)-strateg|\b(\w{4,}?)s?strateg", re.IGNORECASE)
_NO_SUBJECT = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "strategi strategin strategisk strategy plan program förslag till för i inom med om och av en ett den det "
        "nya ny region regional regionala regionen regionens län läns kommun kommuns kommunens gemensam gemensamma "
        "nationell nationella remissversion utkast version draft the of for and a in on new md docx pdf txt"
    ).split()
)
# The longest first: each takes with it what a shorter one would leave.
_ENDINGS = (
    *("regionens", "regionen", "region", "läns", "län", "kommuns", "kommun"),
    *("ernas", "erna", "ens", "ets", "en", "et", "s"),
)
_SHORTEST = 3  # letters that must be left when an ending is taken
_LONGEST_WORDS = 160  # characters of a quoted reason
_LEAST_SHARED = 0.5  # of the subject's words
_OUT = frozenset([DocumentState.DRAFT, DocumentState.REVOKED])


def with_states(versions: Sequence[Version], texts: Texts) -> tuple[Version, ...]:
    """Return `versions` with state, `state_reason`, `supersedes` and `superseded_by` set anew.

    A person's `--supersedes` links two documents; the older one is superseded unless a person said its state. Without
    it, a document is superseded by the one that is said to replace it, in its own words or a decision's, and a strategy
    by the next newer one that shares its subject and its place. A draft or revoked document replaces nothing.
    """
    fresh = [_unlinked(version, texts) for version in versions]
    told, people = _told_links(fresh), _said_links(fresh)
    newer = _inferred_links(fresh) | {older: one.newer for older, one in told.items()} | people
    links = _Links(newer, {older: one for older, one in told.items() if older not in people})
    by_name = {version.document: version for version in fresh}
    return tuple(_linked(version, by_name, links, texts) for version in fresh)


@dataclass(frozen=True, slots=True)
class _Links:
    """Which document replaces which, by the older one's name, and what is told about it in the documents."""

    newer: Mapping[str, str]
    told: Mapping[str, Replacing]

    def older(self, document: str) -> str | None:
        return next((older for older, newer in reversed(list(self.newer.items())) if newer == document), None)


def _unlinked(version: Version, texts: Texts) -> Version:
    said = "state" in version.said
    state = version.state if said else DocumentState.CURRENT
    label = texts(f"terms.document_state.{state.value}")
    reason = texts("documents.reason.said", state=label) if said else texts("documents.reason.current")
    supersedes = version.supersedes if "supersedes" in version.said else None
    return replace(version, state=state, state_reason=reason, supersedes=supersedes, superseded_by=None)


def _said_links(versions: Sequence[Version]) -> dict[str, str]:
    """Return {older: newer} as people said it."""
    return {
        version.supersedes: version.document for version in versions if version.supersedes and version.state not in _OUT
    }


def _told_links(versions: Sequence[Version]) -> dict[str, Replacing]:
    """Return what the documents themselves say is replaced, where no person has said anything about it."""
    said = {version.document for version in versions if "supersedes" in version.said}
    older = {version.supersedes for version in versions if version.supersedes}
    found = said_in_documents(versions)
    return {name: one for name, one in found.items() if name not in older and one.newer not in said}


def _inferred_links(versions: Sequence[Version]) -> dict[str, str]:
    """Return {older: newer} for strategies that nobody has said anything about."""
    said = {version.supersedes for version in versions if version.supersedes}
    strategies = [version for version in versions if version.type is DocumentType.STRATEGY and version.year is not None]
    keys = {version.document: (subject(version), places(version)) for version in strategies}
    links: dict[str, str] = {}
    for version in strategies:
        newer = [
            other
            for other in strategies
            if (other.year or 0) > (version.year or 0)
            and other.state is DocumentState.CURRENT
            and "supersedes" not in other.said
            and _same(keys[version.document], keys[other.document])
        ]
        if newer and version.document not in said:
            links[version.document] = min(newer, key=lambda other: (other.year or 0, other.document)).document
    return links


def _same(one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    (subjects, at), (others, there) = one, other
    shared, union = subjects & others, subjects | others
    about = bool(shared) and len(shared) / len(union) >= _LEAST_SHARED
    return about and (not at or not there or bool(at & there))


def _linked(version: Version, by_name: Mapping[str, Version], links: _Links, texts: Texts) -> Version:
    linked = replace(version, supersedes=version.supersedes or links.older(version.document))
    newer = by_name.get(links.newer.get(version.document, ""))
    if newer is None:
        return linked
    linked = replace(linked, superseded_by=newer.document)
    if "state" in version.said:
        return linked
    if one := links.told.get(version.document):
        values = {"newer": one.newer, "words": one.words, "where": one.where, "document": version.document}
        reason = texts("documents.reason.told", **values)
    else:
        reason = _reason(version, newer, tuple(by_name.values()), texts)
    return replace(linked, state=DocumentState.SUPERSEDED, state_reason=reason)


def _reason(version: Version, newer: Version, versions: Sequence[Version], texts: Texts) -> str:
    if newer.supersedes == version.document:
        return texts("documents.reason.said_superseded", newer=newer.document)
    about = " ".join(sorted(subject(version) & subject(newer)))
    words, where = evidence(newer, versions)
    values = {"newer": newer.document, "year": newer.year, "subject": about, "document": version.document}
    if not words:
        return texts("documents.reason.newer", **values)
    return texts("documents.reason.newer_says", words=words, where=where, **values)


def evidence(newer: Version, versions: Sequence[Version]) -> tuple[str, str]:
    """Return the words that say that a strategy is replaced, and the document they stand in; empty where none do.

    Looked for in the newer strategy first, then in papers about it.
    """
    for version in (newer, *(other for other in versions if other.type is not DocumentType.STRATEGY)):
        for found in _REPLACES.finditer(version.content.text):
            start, end = _sentence(version.content.text, found.start())
            if _STRATEGY.search(version.content.text, start, end):
                return _shortened(version.content.text[found.start() : end].strip()), version.document
    return "", ""


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(sign, 0, at) for sign in ".\n•") + 1
    end = _SENTENCE_END.search(text, at)
    return start, end.start() if end else len(text)


def _shortened(words: str) -> str:
    """Return the words from the one that says it, cut at a word when they are long."""
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + " …"


def subject(version: Version) -> frozenset[str]:
    """Return what the strategy is about, in plain words: {life, science} of "life science-strategi för Skåne"."""
    names = places(version)
    words = [_plain(word) for word in _words(version.title)]
    found = frozenset(word for word in words if word and word not in names and word not in _NO_SUBJECT)
    return found or _subject_in_text(version)


def _subject_in_text(version: Version) -> frozenset[str]:
    """Return the subject that the text itself puts before "-strategi" most often."""
    named = Counter((one or two).casefold() for one, two in _NAMED.findall(version.content.text))
    common = named.most_common(1)
    return frozenset(_plain(word) for word in common[0][0].split()) - _NO_SUBJECT if common else frozenset()


def places(version: Version) -> frozenset[str]:
    """Return the names in the title and the file's name: words that the text only ever writes with a capital."""
    text = version.content.text
    words = [*_words(version.title), *_words(re.sub(r"[-_.]", " ", version.document.rsplit(".", 1)[0]))]
    return frozenset(_plain(word) for word in words if _plain(word) not in _NO_SUBJECT and _is_name(_plain(word), text))


def _is_name(word: str, text: str) -> bool:
    if len(word) <= _SHORTEST - 1:
        return False
    # Inside a sentence: at its beginning every word has a capital.
    capital = re.search(rf"(?<=[a-zåäöé,] ){re.escape(word.capitalize())}", text)
    return bool(capital) and not re.search(rf"\b{re.escape(word)}", text)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word]


def _plain(word: str) -> str:
    """Return a word without Swedish endings of names and subjects, and without "strategi" in a compound."""
    word = re.sub(r"s?strateg\w*$", "", word) or word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _plain(word[: -len(ending)]) if ending.startswith("region") else word[: -len(ending)]
    return word
