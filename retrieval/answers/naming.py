"""Which of several strategies a question names: "klimatstrategin", "den digitala agendan", "the climate plan".

A name is recognised by the words of a document's title; words that all the titles share name none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model import DocumentType, Version
from retrieval.words.analysis import stem, stop_words, words
from retrieval.words.glossary import Glossary, glossary

_KIND = r"(?:strateg(?:i|y)|plan|agenda|program|polic)"
_KINDS = re.compile(
    rf"(?P<compound>[^\W\d_]{{3,}}?)s?-?(?:strategi|plan|agenda|program)(?:n|s|ns|en|ens|met|mets)?\b"
    rf"|(?P<before>[^\W\d_]{{3,}})(?:\s+(?:and|och)\s+[^\W\d_]{{3,}})?\s+{_KIND}\w*",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\b{_KIND}\w*\s+(?:för|for|on)\s+(?P<after>[^\W\d_]{{3,}})", re.IGNORECASE)
_DATED = re.compile(rf"[^\W\d_]*{_KIND}[^\W\d_]*\s+(?:från|av|of|from|\()?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_SHORTEST = 4  # letters that a name and a word of the title must share
_NAMING = frozenset({DocumentType.STRATEGY, DocumentType.PLAN})


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that a question names, and the words it does that with."""

    documents: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def named(question: str, versions: Sequence[Version], lexicon: Glossary | None = None) -> Named:
    """Return which of `versions` the question names; none where it names all of them, or no one."""
    candidates = [version for version in versions if version.type in _NAMING]
    titles = {version.document: _title_words(version.title) for version in candidates}
    shared = frozenset.intersection(*titles.values()) if titles else frozenset[str]()
    folded = question.casefold()
    whole = [version for version in candidates if _stands_in(version.title, folded)]
    if whole and len(whole) < len(candidates):
        longest = max(len(version.title) for version in whole)
        best = [version for version in whole if len(version.title) == longest]
        return Named(frozenset(version.document for version in best), frozenset(words(best[0].title)))
    if (dated := _by_year(folded, candidates)) is not None:
        return dated
    for found in (*_AFTER.finditer(folded), *_KINDS.finditer(folded)):
        said = next(group for group in found.groups() if group)
        forms = _forms(said, lexicon or glossary())
        own = {name: title - shared for name, title in titles.items()}
        alike = frozenset(
            name for name, title in own.items() if any(_same(form, its) for form in forms for its in title)
        )
        exactly = frozenset(name for name, title in own.items() if forms & title)
        for hits in (exactly, alike):
            if hits and len(hits) < len(candidates):
                years = {str(one.year) for one in candidates if one.document in hits}
                return Named(hits, frozenset(words(found.group())) | years)
    return Named()


def _by_year(folded: str, candidates: Sequence[Version]) -> Named | None:
    """Return what a year right after the kind of document names: "matstrategin från 2019", "the strategy of 2020"."""
    found = _DATED.search(folded)
    hits = frozenset(one.document for one in candidates if found and str(one.year) == found["year"])
    return Named(hits, frozenset(words(found.group()))) if found and 0 < len(hits) < len(candidates) else None


def _title_words(title: str) -> frozenset[str]:
    spoken = stop_words("sv") | stop_words("en")
    return frozenset(stem(word) for word in words(title) if word not in spoken and not word.isdigit())


def _stands_in(title: str, folded: str) -> bool:
    return len(words(title)) > 1 and title.casefold() in folded


def _forms(said: str, lexicon: Glossary) -> frozenset[str]:
    if said in stop_words("sv") | stop_words("en"):
        return frozenset()
    abroad = (phrase for phrase in (*lexicon.meanings((said,), "en"), *lexicon.meanings((said,), "sv")))
    return frozenset({stem(said), *(stem(word) for phrase in abroad for word in phrase)})


def _same(form: str, own: str) -> bool:
    """Tell whether a word of the title is meant: the same, or one that begins like it ("klimat", "klimatplan")."""
    shorter, longer = sorted((form, own), key=len)
    return shorter == longer or (len(shorter) >= _SHORTEST and longer.startswith(shorter))
