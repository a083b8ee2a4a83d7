"""Which documents a question is put to, and what kind of answer it wants, read off its words.

"The strategy" means the one in force; the previous one is asked about by name or year only. A question that names a
kind of document is answered from that kind. The rules are data: a pattern and what it means.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from retrieval.answers.naming import Named, named
from retrieval.answers.papers import is_of_kind, kind_asked
from retrieval.answers.wanted import IMPLIED, Wanted, asking_words, wanted
from retrieval.model import DocumentState, DocumentType, Version
from retrieval.words.glossary import Glossary

__all__ = ["IMPLIED", "Asked", "Scope", "Wanted", "read", "scope"]

_PREVIOUS = re.compile(
    r"\b(förra|föregående|tidigare|gamla|äldre|utgående|första|dåvarande|ersatta)\s+([\w-]+\s+){0,3}[\w-]*(strategi|agenda|plan(en|s)?\b|program)\w*"
    r"|\b(previous|earlier|former|old|older|preceding|outgoing|superseded|last|first)\s+([\w-]+\s+){0,3}[\w-]*strateg\w+",
    re.IGNORECASE,
)
_BECOMES = re.compile(
    r"\b(?:vad (?:händer|hände|har hänt|blir det|sker) med"
    r"|what (?:happens|happened|will happen|becomes|became) (?:to|with|of)"
    r"|ersätt\w*|avlös\w*|replac\w+|supersed\w+)\s+(?:the |den |av )*$"
)
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_STRATEGY = re.compile(r"\bstrateg(i|in|ins|ier|ierna|y|ies|y's)\b", re.IGNORECASE)
_ITSELF = re.compile(
    r"\b(?:säger|sägs|står|skriver|nämner|tar|gäller|i|enligt|does|is|in|to|of)\s+(?:det\s+)?(?:i\s+)?(?:the\s+)?"
    r"(?P<itself>planen|agendan|programmet|policyn|dokumentet|riktlinjerna|plan|agenda|programme|program|policy|document)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question's words say about where to look and what to give back. `ignored`: words that say nothing else."""

    wanted: Wanted
    kind: DocumentType | None
    previous: bool
    names_strategy: bool
    ignored: frozenset[str]
    named: frozenset[str] = frozenset()  # the names of documents that the question names by their titles


def read(question: str, versions: Iterable[Version], lexicon: Glossary | None = None) -> Asked:
    """Read where `question` wants its answer from and what kind of answer it is."""
    versions = tuple(versions)
    folded = question.casefold()
    kind, kind_words = kind_asked(question, versions)
    called = named(question, versions, lexicon) if kind is None else Named()
    former = _previous(folded, versions) if kind is None else ""
    sort = wanted(question)
    return Asked(
        wanted=sort,
        kind=kind,
        previous=bool(former),
        names_strategy=bool(_STRATEGY.search(folded)),
        ignored=frozenset(re.findall(r"[^\W_]+", f"{former} {kind_words} {_itself(folded)}"))
        | asking_words(sort)
        | called.words,
        named=called.documents,
    )


def _itself(folded: str) -> str:
    """Return the word by which the question calls the document it is put to ("vad säger planen om …")."""
    return " ".join(found["itself"] for found in _ITSELF.finditer(folded))


def _previous(folded: str, versions: Iterable[Version]) -> str:
    """Return the words that ask for the previous strategy, "" where none do."""
    if (found := _PREVIOUS.search(folded)) and not _asks_about_history(found):
        return found.group()
    if not _STRATEGY.search(folded):
        return ""
    years = {str(version.year) for version in versions if version.year and version.state is DocumentState.SUPERSEDED}
    return next((year.group() for year in _YEAR.finditer(folded) if year.group() in years), "")


def _asks_about_history(found: re.Match[str]) -> bool:
    """Tell whether the words speak of a strategy as an event: when the first came, what became of the old one."""
    return found.group().startswith(("första", "first")) or bool(_BECOMES.search(found.string[: found.start()]))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an answer comes from: `first` is tried before `then`; `earlier` only ever fills the labelled part.

    Where the question names a kind of document that is not there, `first` is empty and `then` only serves to show what
    is near.
    """

    first: tuple[Version, ...]
    then: tuple[Version, ...]
    earlier: tuple[Version, ...]
    is_earlier: bool = False  # the previous strategy itself is asked

    @property
    def all(self) -> tuple[Version, ...]:
        """Every version that the question is put to."""
        return (*self.first, *self.then, *self.earlier)


def scope(asked: Asked, versions: Mapping[str, Version], as_of: date) -> Scope:
    """Return which of `versions` (the latest of each document) answer, in which order."""
    known = [version for version in versions.values() if version.state is not DocumentState.REVOKED]
    earlier = tuple(version for version in known if _is_earlier(version, known, as_of))
    live = [version for version in known if not any(version is former for former in earlier)]
    called = [version for version in known if version.document in asked.named]
    if called and all(any(version is former for former in earlier) for version in called):
        return Scope(tuple(called), (), (), is_earlier=True)
    if asked.previous and earlier:
        return Scope(earlier, (), (), is_earlier=True)
    if asked.kind is not None:
        of_kind = tuple(version for version in live if is_of_kind(version, asked.kind))
        return Scope(of_kind, (), ()) if of_kind else Scope((), tuple(live), earlier)
    if called:
        chosen = tuple(version for version in called if not any(version is former for former in earlier))
        return Scope(chosen, (), tuple(one for one in earlier if one.superseded_by in asked.named))
    strategies = tuple(version for version in live if version.type in {DocumentType.STRATEGY, DocumentType.PLAN})
    others = tuple(version for version in live if not any(version is one for one in strategies))
    return Scope(strategies, others, earlier)


def _is_earlier(version: Version, known: list[Version], as_of: date) -> bool:
    """Tell whether a strategy is shown only as the earlier one: replaced, or outlived with a newer one there."""
    if version.state is DocumentState.SUPERSEDED:
        return True
    if version.type is not DocumentType.STRATEGY or version.valid_to is None or version.valid_to >= as_of:
        return False
    return any(other.type is version.type and (other.year or 0) > (version.year or 0) for other in known)
