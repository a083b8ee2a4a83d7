"""How well a stretch of text touches what a question is about.

The search ranks passages; this looks inside the few that matter, sentence by sentence and heading by heading. Each
content word of the question, or each expression the glossary knows, is one idea with several readings; the best
reading counts. Words meet when they have the same stem, when one is a part of the other ("beredskap" in
"pandemiberedskap"), and, only for words the documents do not have at all, when they differ by a slip of the keyboard.
"""

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import mul

from retrieval.answers.ideas import PARTICLES, Idea, Reading, akin, either_stop_words
from retrieval.words.analysis import Language, compound_parts, frame_words, stem, words
from retrieval.words.glossary import Glossary, glossary
from retrieval.words.wordstock import WordStock

_NUMBERS = " två tre fyra fem sex sju åtta nio tio tolv two three four five six seven eight nine ten twelve "
_MEETS = 0.5  # closeness from which two words are taken to speak of the same
_A_KIND = 0.75  # closeness of a compound that ends in the word: "informationssäkerhet" is a kind of "säkerhet"
_AS_A_KIND = 0.9  # of what the word itself is worth: too little to count as speaking of it
_ITSELF = 0.9  # closeness from which a word is taken to be the other itself
_SLIP = 0.85  # closeness of words that differ by a slip of the keyboard
_IN_PARTS = 0.85  # weight of the parts of a compound that the collection does not have
_FIRST_PART = 0.6  # the same of its first part alone
_LIKE = 0.7  # closeness of words spelled as the other language would
_SELDOM = 2  # stretches that may hold the question's own word, and words of like meaning still count in full
_BESIDE_OWN = 0.7  # of a word of like meaning, where the collection has the question's own word too
_UNHEARD = 0.6  # of what a verb or a light word weighs that the collection does not have: authors choose it freely
_IN_PART = 0.6  # what is left of a reading of which a word is missing


def terms(text: str, language: Language = "sv") -> frozenset[str]:
    """Return the stems of `text`, and for a verb with its particle the two joined ("följs upp": "uppfölj")."""
    tokens = words(text)
    joined = (after + stem(verb) for verb, after in pairwise(tokens) if after in PARTICLES)
    return frozenset(stem(token, language) for token in tokens) | frozenset(joined)


@lru_cache(maxsize=5_000)
def headed(headings: str, language: Language = "sv") -> frozenset[str]:
    """Return the `terms` of headings, which every question asks for again."""
    return terms(headings, language)


@lru_cache(maxsize=5_000)
def _content(heading: str, language: Language) -> tuple[str, ...]:
    """Return the stems of the content words of `heading`."""
    content = [
        word
        for word in words(heading)
        if word not in either_stop_words() and not word.isdigit() and len(word) > 1 and f" {word} " not in _NUMBERS
    ]
    content = [word for word in content if word not in frame_words(language)] or content
    return tuple([stem(word, language) for word in content])


class Topic:
    """The ideas of a question, ready to be looked for in texts of one collection.

    `stocks` hold the words of that collection, text by text: an idea that none of them has may be a slip of the
    keyboard.
    """

    def __init__(self, asked: Sequence[Idea], stocks: Sequence[WordStock], lexicon: Glossary | None = None) -> None:
        self._lexicon = lexicon or glossary()
        self._stocks = stocks
        self._close: dict[str, Mapping[str, float]] = {}
        self.ideas = tuple(self._bridged(self._found(idea), alone=len(asked) == 1) for idea in asked)
        self._sure = {
            key: one.weight for idea in self.ideas for one in idea.readings if one.is_near for key in one.stems
        }
        self._worth = [self._by_term(idea) for idea in self.ideas]
        self._phrases = [[one for one in idea.readings if len(one.stems) > 1] for idea in self.ideas]
        stems = (self._near(key) for readings in self._phrases for one in readings for key in one.stems)
        self._spoken = frozenset[str]().union(*self._worth, *stems)  # all words that speak of an idea at all
        self._touched, holding = self._looked_for()
        self.weights = self._rarities(sum(len(stock.stretches) for stock in stocks), holding)
        self._whole = sum(self.weights)
        known = [
            at
            for at, idea in enumerate(self.ideas)
            if holding[at] and idea.emphasis >= 1 and not idea.word.isdigit() and f" {idea.word} " not in _NUMBERS
        ]
        # The idea that says most, of those that the collection has: an answer to "when" or "who" speaks of it.
        self.telling = max(known, key=lambda at: self.weights[at], default=None)

    def touch(self, found: frozenset[str]) -> tuple[float, ...]:
        """Return for each idea how well `found` (see `terms`) speaks of it, 0 to 1."""
        touched = self._touched.get(found)
        if touched is None:
            none = self._spoken.isdisjoint(found)
            touched = tuple([0.0 if none else self._best(at, found) for at in range(len(self.ideas))])
            self._touched[found] = touched
        return touched

    def coverage(self, touched: Sequence[float]) -> float:
        """Return how much of the question `touched` covers, 0 to 1, rare ideas weighing most."""
        return sum(map(mul, self.weights, touched)) / self._whole if self._whole else 0.0

    def precision(self, heading: str, language: Language = "sv") -> float:
        """Return the share of the content words of `heading` that the question asks for, 0 to 1."""
        known = [
            max((self._sure.get(key, 1.0) * near.get(one, 0.0) for key, near in self._close.items()), default=0.0)
            for one in _content(heading, language)
        ]
        return sum(known) / len(known) if known else 0.0

    def _by_term(self, idea: Idea) -> dict[str, float]:
        """Return what each word of the collection is worth for `idea`, by its readings of one word."""
        worth: dict[str, float] = {}
        for reading in idea.readings:
            for term, near in self._near(reading.stems[0]).items() if len(reading.stems) == 1 else ():
                if reading.is_kin and near < (_A_KIND if reading.is_near else _ITSELF):
                    continue
                part = near if near >= _MEETS else 0.0 if idea.is_name else _IN_PART * near
                if reading.is_near and near < _ITSELF:
                    part *= _AS_A_KIND
                worth[term] = max(worth.get(term, 0.0), reading.weight * part)
        return worth

    def _best(self, at: int, found: frozenset[str]) -> float:
        best = _most(found, self._worth[at])
        for reading in self._phrases[at]:
            parts = [_most(found, self._near(key)) for key in reading.stems]
            best = max(best, _together(reading, parts, whole=self.ideas[at].is_name))
        return best

    def _best_in(self, stock: WordStock, at: int) -> Mapping[int, float]:
        """Return what `_best` does for each stretch of a text that speaks of the idea at all, by its place."""
        best = _by_place(stock, self._worth[at])
        for reading in self._phrases[at]:
            nears = [_by_place(stock, self._near(key)) for key in reading.stems]
            for place in set().union(*nears):
                parts = [near.get(place, 0.0) for near in nears]
                best[place] = max(best.get(place, 0.0), _together(reading, parts, whole=self.ideas[at].is_name))
        return best

    def _looked_for(self) -> tuple[dict[frozenset[str], tuple[float, ...]], Sequence[int]]:
        """Return how well every stretch of the collection speaks of each idea, and how many speak of it.

        Only those are looked at that hold a word of it.
        """
        touched: dict[frozenset[str], tuple[float, ...]] = {}
        holding = [0] * len(self.ideas)
        for stock in self._stocks:
            touched |= dict.fromkeys(stock.stretches, (0.0,) * len(self.ideas))
            columns = [self._best_in(stock, at) for at in range(len(self.ideas))]
            for place in set[int]().union(*columns):
                touched[stock.stretches[place]] = tuple([column.get(place, 0.0) for column in columns])
            holding = [
                held + sum(part >= _MEETS for part in column.values())
                for held, column in zip(holding, columns, strict=True)
            ]
        return touched, holding

    def _near(self, key: str) -> Mapping[str, float]:
        """Return the words of the collection that are near `key`, with how near."""
        if key not in self._close:
            first, *others = [stock.near(key) for stock in self._stocks] or [{}]
            self._close[key] = {**first, **{term: near for other in others for term, near in other.items()}}
        return self._close[key]

    def _has(self, key: str) -> bool:
        """Tell whether the collection has a word that speaks of the same as `key`."""
        return max(self._near(key).values(), default=0.0) >= _MEETS

    def _found(self, idea: Idea) -> Idea:
        """Let an idea that the collection does not have mean words a slip away, else words of like meaning."""
        if any(all(self._has(key) for key in one.stems) for one in idea.readings if not one.is_near):
            return idea
        missing = {key for reading in idea.readings if reading.is_own for key in reading.stems if not self._has(key)}
        if idea.language == "sv" and not idea.is_name and (parts := self._split(idea.word)):
            # What comes first says what it is about: of "bostadsbristen" the housing.
            idea = replace(idea, readings=(*idea.readings, Reading(parts, _IN_PARTS), Reading(parts[:1], _FIRST_PART)))
        for key in missing:
            slips = {term: _SLIP for stock in self._stocks for term in stock.slips(key)}
            weakly = self._near(key)
            self._close[key] = (
                slips or weakly or {term: _LIKE for stock in self._stocks for term in stock.cognates(key)}
            )
        if idea.is_name or any(self._close[key] for key in missing):
            return idea
        return replace(idea, readings=(*idea.readings, *akin(idea, self._lexicon)))

    def _bridged(self, idea: Idea, *, alone: bool) -> Idea:
        """Let words of like meaning count less where some stretches have the idea itself, and nothing if `alone`."""
        keys = [one.stems[0] for one in idea.readings if len(one.stems) == 1 and not one.is_near]
        own = {term for key in keys for term, near in self._near(key).items() if near >= _MEETS}
        if sum(len(_holding_any(stock, own)) for stock in self._stocks) <= (0 if alone else _SELDOM):
            return idea
        kept = (
            replace(one, weight=_BESIDE_OWN * one.weight) if one.is_near else one
            for one in idea.readings
            if not (one.is_near and alone)
        )
        return replace(idea, readings=tuple(kept))

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the stems of the parts of a compound that the collection has one by one: "läkemedelsexporten"."""
        parts = compound_parts(word, _Any((*self._stocks, self._lexicon.single("sv"))))
        return parts if all(self._has(part) for part in parts) else ()

    def _rarities(self, many: int, holding: Sequence[int]) -> tuple[float, ...]:
        """Return what each idea weighs: the more, the fewer of `many` stretches speak of it."""
        return tuple(
            idea.emphasis * math.log(1 + (many + 1) / (held + 1)) * (1 if held or _names(idea) else _UNHEARD)
            for idea, held in zip(self.ideas, holding, strict=True)
        )


def _names(idea: Idea) -> bool:
    """Tell whether an idea names something: a light word does not, nor does a number in letters ("the two regions")."""
    return idea.emphasis >= 1 and f" {idea.word} " not in _NUMBERS


def _together(reading: Reading, parts: Sequence[float], *, whole: bool) -> float:
    """Return what a reading of several words is worth whose words are spoken of as well as `parts` say."""
    if min(parts) < _MEETS:
        return 0.0 if whole else reading.weight * _IN_PART * sum(parts) / len(parts)
    return reading.weight * sum(parts) / len(parts)


def _most(found: Iterable[str], worth: Mapping[str, float]) -> float:
    """Return the best that the words `found` are worth, 0 where none is."""
    return max([worth.get(term, 0.0) for term in found], default=0.0)


def _by_place(stock: WordStock, worth: Mapping[str, float]) -> dict[int, float]:
    """Return the best that the words of `worth` are worth in each stretch that holds one of them."""
    best: dict[int, float] = {}
    for term, value in worth.items():
        for place in stock.places(term):
            if value > best.get(place, 0.0):
                best[place] = value
    return best


def _holding_any(stock: WordStock, own: Iterable[str]) -> frozenset[int]:
    """Return which stretches of a text hold a word of `own`."""
    return frozenset[int]().union(*map(stock.places, own))


@dataclass(frozen=True, slots=True)
class _Any:
    """What at least one of `parts` holds."""

    parts: Sequence[Container[str]]

    def __contains__(self, word: object) -> bool:
        return any(word in part for part in self.parts)
