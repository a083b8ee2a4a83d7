"""A question's word as the corpus sees it: its stems, its n-grams, and the words of the corpus that are like it.

A word is taken apart when it is first asked for and then kept: questions repeat their words. Likeness is the share of
a word's n-grams, each as telling as it is rare, that another word holds; of the same stem it is at least `SAME_STEM`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from retrieval.analysis import Language, grams
from retrieval.scoring import Field, Floats, Ints
from retrieval.vocabulary import Vocabulary

SAME_STEM: Final = 0.9  # the least likeness of two forms of one word
_ALIKE: Final = 0.25  # below this two words have only an ending in common
_KEPT: Final = 20_000  # words kept taken apart


@dataclass(frozen=True, slots=True)
class Term:
    """A word taken apart. `alike` are word numbers, beside them their `likeness`, above 0 to 1."""

    stems: tuple[int, ...]
    parts: tuple[int, ...]
    grams: Ints  # those the corpus has
    telling: float  # the sum of the idf of all its n-grams, an unknown one counting as the rarest
    rarity: float  # the idf of its stem; that of an unknown stem where it has none here
    alike: Ints
    likeness: Floats
    holders: Ints  # the words that hold one of `grams`
    held: Ints  # beside each holder, the place of the n-gram in `grams`


class Terms:
    """Takes words apart for one index, each once."""

    def __init__(self, vocabulary: Vocabulary, words: Field, grams: Field) -> None:
        self._vocabulary = vocabulary
        self._words = words
        self._grams = grams
        self._known: dict[tuple[str, Language], Term] = {}

    def of(self, word: str, language: Language) -> Term:
        """Return `word` taken apart."""
        found = self._known.get((word, language))
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[word, language] = self._take(word, language)
        return found

    def _take(self, word: str, language: Language) -> Term:
        vocabulary = self._vocabulary
        whole = grams(word)
        known = np.array(vocabulary.known_grams(word), np.int32)
        telling = float(self._grams.idf[known].sum()) + (len(whole) - len(known)) * self._grams.unseen
        stems = vocabulary.stems_of(word, language)
        rarity = max((float(self._words.idf[stem]) for stem in stems), default=self._words.unseen)
        place, holders = vocabulary.words_with.gather(known)
        holders, place = _once(holders, place, len(known))
        alike, likeness = self._alike(holders, self._grams.idf[known][place] / max(telling, 1e-9), stems)
        return Term(
            stems, vocabulary.parts_of(word), known, telling, rarity, alike, likeness, holders, place.astype(np.int32)
        )

    def _alike(self, holders: Ints, shares: Floats, stems: tuple[int, ...]) -> tuple[Ints, Floats]:
        found, where = np.unique(holders, return_inverse=True)
        likeness = np.minimum(np.bincount(where, shares, len(found)), 1).astype(np.float32)
        if stems:
            same = np.isin(self._vocabulary.stem_of[found], stems)
            likeness[same] = np.maximum(likeness[same], np.float32(SAME_STEM))
        near = likeness >= _ALIKE
        return found[near].astype(np.int32), likeness[near]


def _once(holders: Ints, place: np.typing.NDArray[np.int64], many: int) -> tuple[Ints, np.typing.NDArray[np.int64]]:
    """Return each pair of a word and the place of an n-gram once, also where the word holds it twice."""
    keys = np.unique(holders.astype(np.int64) * max(1, many) + place)
    return (keys // max(1, many)).astype(np.int32), keys % max(1, many)


Take = Callable[[str, Language], Term]
