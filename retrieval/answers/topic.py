"""How well a stretch of text touches what a question is about.

The search ranks passages; this looks inside the few that matter, sentence by sentence and heading by heading. Each
content word of the question, or each expression the glossary knows, is one idea with several readings; the best
reading counts. Words meet when they have the same stem, when one is a part of the other ("beredskap" in
"pandemiberedskap"), and, only for words the documents do not have at all, when they differ by a slip of the keyboard.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.answers.ideas import PARTICLES, Idea, Reading, akin, either_stop_words
from retrieval.words.analysis import Language, compound_parts, frame_words, stem, words
from retrieval.words.closeness import closeness, cognates, is_slip
from retrieval.words.glossary import Glossary, glossary
from retrieval.words.kinship import in_full, roots

_NUMBERS = " två tre fyra fem sex sju åtta nio tio tolv two three four five six seven eight nine ten twelve "
_MEETS = 0.5  # closeness from which two words are taken to speak of the same
_ITSELF = 0.9  # closeness from which a word is taken to be the other itself
_RELATED = 0.95  # closeness of words of one root, and of words that differ in accents only
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


class Topic:
    """The ideas of a question, ready to be looked for in texts of one collection.

    `vocabulary` holds the terms of that collection: an idea that it does not have may be a slip of the keyboard.
    """

    def __init__(
        self, asked: Sequence[Idea], stretches: Sequence[frozenset[str]], lexicon: Glossary | None = None
    ) -> None:
        self._lexicon = lexicon or glossary()
        self._vocabulary = frozenset[str]().union(*stretches)
        self._roots: dict[str, list[str]] = defaultdict(list)
        for term in self._vocabulary:
            for root in roots(term):
                self._roots[root].append(term)
        self._close: dict[str, dict[str, float]] = {}
        self._touched: dict[frozenset[str], tuple[float, ...]] = {}
        self.ideas = tuple(self._bridged(self._found(idea), stretches, alone=len(asked) == 1) for idea in asked)
        self._sure = {
            key: one.weight for idea in self.ideas for one in idea.readings if one.is_near for key in one.stems
        }
        self._worth = [self._by_term(idea) for idea in self.ideas]
        self._phrases = [[one for one in idea.readings if len(one.stems) > 1] for idea in self.ideas]
        holding = self._holding(stretches)
        self.weights = self._rarities(len(stretches), holding)
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
            touched = self._touched[found] = tuple(self._best(at, found) for at in range(len(self.ideas)))
        return touched

    def coverage(self, touched: Sequence[float]) -> float:
        """Return how much of the question `touched` covers, 0 to 1, rare ideas weighing most."""
        total = sum(self.weights)
        return sum(weight * part for weight, part in zip(self.weights, touched, strict=True)) / total if total else 0.0

    def precision(self, heading: str, language: Language = "sv") -> float:
        """Return the share of the content words of `heading` that the question asks for, 0 to 1."""
        content = [
            word
            for word in words(heading)
            if word not in either_stop_words() and not word.isdigit() and len(word) > 1 and f" {word} " not in _NUMBERS
        ]
        content = [word for word in content if word not in frame_words(language)] or content
        stems = [stem(word, language) for word in content]
        known = [
            max((self._sure.get(key, 1.0) * near.get(one, 0.0) for key, near in self._close.items()), default=0.0)
            for one in stems
        ]
        return sum(known) / len(known) if known else 0.0

    def _of(self, reading: Reading, found: frozenset[str], *, whole: bool = False) -> float:
        parts = [
            max((self._near(key)[term] for term in found & self._near(key).keys()), default=0.0)
            for key in reading.stems
        ]
        if min(parts) < _MEETS:
            return 0.0 if whole else reading.weight * _IN_PART * sum(parts) / len(parts)
        return reading.weight * sum(parts) / len(parts)

    def _by_term(self, idea: Idea) -> dict[str, float]:
        """Return what each word of the collection is worth for `idea`, by its readings of one word."""
        worth: dict[str, float] = {}
        for reading in idea.readings:
            for term, near in self._near(reading.stems[0]).items() if len(reading.stems) == 1 else ():
                if reading.is_kin and near < _ITSELF:
                    continue
                part = near if near >= _MEETS else 0.0 if idea.is_name else _IN_PART * near
                worth[term] = max(worth.get(term, 0.0), reading.weight * part)
        return worth

    def _best(self, at: int, found: frozenset[str]) -> float:
        worth, whole = self._worth[at], self.ideas[at].is_name
        by_word = max((worth[term] for term in found & worth.keys()), default=0.0)
        return max((by_word, *(self._of(reading, found, whole=whole) for reading in self._phrases[at])))

    def _near(self, key: str) -> dict[str, float]:
        """Return the words of the collection that are near `key`, with how near."""
        if key not in self._close:
            forms = {key, in_full(key)}
            inside: dict[str, float] = {}
            for form in forms:
                for term in (term for term in self._vocabulary if form in term or term in form):
                    inside[term] = max(inside.get(term, 0.0), closeness(form, term))
            related = {term: _RELATED for root in roots(key) for term in self._roots.get(root, ())}
            self._close[key] = related | {term: near for term, near in inside.items() if near > related.get(term, 0.0)}
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
            slips = dict.fromkeys((term for term in self._vocabulary if is_slip(key, term)), _SLIP)
            weakly = self._near(key)
            self._close[key] = slips or weakly or dict.fromkeys(cognates(key, self._vocabulary), _LIKE)
        if idea.is_name or any(self._close[key] for key in missing):
            return idea
        return replace(idea, readings=(*idea.readings, *akin(idea, self._lexicon)))

    def _bridged(self, idea: Idea, stretches: Sequence[frozenset[str]], *, alone: bool) -> Idea:
        """Let words of like meaning count less where some `stretches` have the idea itself, and nothing if `alone`."""
        keys = [one.stems[0] for one in idea.readings if len(one.stems) == 1 and not one.is_near]
        own = {term for key in keys for term, near in self._near(key).items() if near >= _MEETS}
        if sum(not own.isdisjoint(found) for found in stretches) <= (0 if alone else _SELDOM):
            return idea
        kept = (
            replace(one, weight=_BESIDE_OWN * one.weight) if one.is_near else one
            for one in idea.readings
            if not (one.is_near and alone)
        )
        return replace(idea, readings=tuple(kept))

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the stems of the parts of a compound that the collection has one by one: "läkemedelsexporten"."""
        parts = compound_parts(word, self._vocabulary | self._lexicon.single("sv"))
        return parts if all(self._has(part) for part in parts) else ()

    def _holding(self, stretches: Sequence[frozenset[str]]) -> list[int]:
        """Return how many of `stretches` speak of each idea."""
        holding = [0] * len(self.ideas)
        for found in stretches:
            for at, part in enumerate(self.touch(found)):
                holding[at] += part >= _MEETS
        return holding

    def _rarities(self, many: int, holding: Sequence[int]) -> tuple[float, ...]:
        """Return what each idea weighs: the more, the fewer of `many` stretches speak of it."""
        return tuple(
            idea.emphasis * math.log(1 + (many + 1) / (held + 1)) * (1 if held or idea.emphasis >= 1 else _UNHEARD)
            for idea, held in zip(self.ideas, holding, strict=True)
        )
