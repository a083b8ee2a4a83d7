"""Small words that decide what a sentence says: must or may, before or after, at least or at most, one or several.

They are too common to be looked for among a sentence's words, and a paraphrase that changes one says another thing.
What such a word means has to stand in the quotes as well, in either language; and what the quotes only ought, may or
want to do is not told as a fact. Numbers, dates and names are the work of `retrieval.checking.claims`, yes and no that
of `retrieval.checking.verifying`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from retrieval.words import amounts
from retrieval.words.analysis import stem

_MEANINGS: Final[Mapping[str, str]] = {
    "must": r"ska|skall|skulle|måste|behöver|shall|must|will|would|(?:is|are|was|were) to|needs? to|ha(?:s|ve) to",
    "should": r"bör|borde|should|ought to",
    "may": r"kan|kunna|får|kunde|may|can|could|might",
    "want": r"vill|wants?|wish(?:es)?",
    "before": r"före|innan|inför|before|prior to",
    "after": r"efter|after",
    "latest": r"senast|(?:no|not) later than|at the latest|by",
    "earliest": r"tidigast|(?:no|not) earlier than|at the earliest",
    "least": r"minst|åtminstone|lägst|at least|(?:no|not) less than",
    "most": r"högst|maximalt|upp till|at most|up to|(?:no|not) more than",
    "more": r"mer än|fler än|över|drygt|more than|over",
    "less": r"mindre än|färre än|under|knappt|less than|fewer than",
    "without": r"utan|without",
    "half": r"halv[at]?|hälften|half|(?<=\d)½|½",
    "and a half": r"och (?:en|ett) halv[t]?|and a half|(?<=\d)½",
}
_NOT_CLAIMED: Final = frozenset({"by", "över", "over", "under"})  # these mean too much else to claim anything
_FORMS: Final = {
    meaning: re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE) for meaning, forms in _MEANINGS.items()
}
_MODALS: Final = ("must", "should", "may", "want")
# What says by itself that something is meant to be and not yet there.
_INTENT: Final = re.compile(
    r"\b(?:mål|målet|målsättning\w*|avser|planer\w*|sikta\w*|strävan?\w*|strävar|vision\w*|ambition\w*|föreslå\w*|syfta\w*"
    r"|aims?|goals?|intends?|plans?|seeks?|strives?|propos\w+)\b",
    re.IGNORECASE,
)
_NO_BEFORE: Final = re.compile(r"\b(?:inte|ej|icke|ing(?:en|et|a)|not|no)\b", re.IGNORECASE)
_ONE: Final = re.compile(r"\b(?:en|ett|one)\s+([^\W\d_]{2,})", re.IGNORECASE)
_RATIO: Final = re.compile(r"\s*(?:av|utav|of|out of|in)\s+(?:de\s+|the\s+)?", re.IGNORECASE)
_WORD_AFTER: Final = re.compile(r"\s+([^\W\d_]{2,})")
_MEASURED: Final = (
    " år års månad månads vecka veckas dag dags dygn dygns timme timmes tredjedel fjärdedel femtedel tiondel"
    " year month week day hour third "
)


def overstated(sentence: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """Return the meanings that `sentence` has and none of `quotes`, and those that it must not lose and has lost."""
    said, given = _meant(sentence), frozenset(meaning for quote in quotes for meaning in _FORMS if _has(meaning, quote))
    found = [meaning for meaning in said if meaning not in given]
    found += _lost(sentence, frozenset(said), quotes)
    return (*found, *_miscounted(sentence, quotes))


def _meant(text: str) -> dict[str, None]:
    return {meaning: None for meaning in _FORMS if _has(meaning, text, claimed=True)}


def _has(meaning: str, text: str, *, claimed: bool = False) -> bool:
    hits = (found.group().casefold() for found in _FORMS[meaning].finditer(text))
    return any(not (claimed and hit in _NOT_CLAIMED) for hit in hits)


def _lost(sentence: str, said: frozenset[str], quotes: Sequence[str]) -> Iterator[str]:
    """Yield what every quote has and the sentence may not leave out."""
    modals = [any(_has(modal, quote) for modal in _MODALS) for quote in quotes]
    if modals and all(modals) and not said.intersection(_MODALS) and not _INTENT.search(sentence):
        yield "modal"
    kept = bool(said & {"without"}) or _NO_BEFORE.search(sentence) is not None
    if not kept and any(_has("without", quote) and not _NO_BEFORE.search(quote) for quote in quotes):
        yield "with"
    if "half" in said and "and a half" not in said and all(_has("and a half", quote) for quote in quotes):
        yield "and a half"


def _miscounted(sentence: str, quotes: Sequence[str]) -> Iterator[str]:
    """Yield "one" made of several and ratios turned around."""
    several = {one for quote in quotes for one in _counted(quote)}
    single = {_root(found[1]) for quote in quotes for found in _ONE.finditer(quote)}
    for found in _ONE.finditer(sentence):
        word = found[1].casefold()
        if _root(word) not in single and (_root(word) in several or f" {word} " in _MEASURED):
            yield found.group()
    ratios = {ratio for quote in quotes for ratio in _ratios(quote)}
    turned = {(second, first) for first, second in ratios} - ratios
    if turned.intersection(_ratios(sentence)):
        yield "ratio"


def _counted(text: str) -> Iterator[str]:
    """Yield the roots of the words that a number above one stands before."""
    for one in amounts.read(text).numbers:
        if one.value > 1 and (found := _WORD_AFTER.match(text, one.end)):
            yield _root(found[1])


def _root(word: str) -> str:
    return stem(word.casefold(), "sv")


def _ratios(text: str) -> Iterator[tuple[object, object]]:
    numbers = amounts.read(text).numbers
    for first, second in pairwise(numbers):
        if _RATIO.fullmatch(text[first.end : second.start]):
            yield first.value, second.value
