"""A question's word as the corpus sees it: its stems, the parts of its compound and its n-grams, by number.

A word is taken apart when it is first asked for and then kept: questions repeat their words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from retrieval.ranking.scoring import Field
from retrieval.ranking.vocabulary import Vocabulary
from retrieval.words.analysis import Language, grams

_KEPT: Final = 20_000  # words kept taken apart


@dataclass(frozen=True, slots=True)
class Term:
    """A word taken apart."""

    stems: tuple[int, ...]
    parts: tuple[int, ...]
    grams: tuple[int, ...]  # those the corpus has
    telling: float  # the sum of the idf of all its n-grams, an unknown one counting as the rarest
    rarity: float  # the idf of its stem; that of an unknown stem where it has none here


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
        known = vocabulary.known_grams(word)
        unknown = len(grams(word)) - len(known)
        telling = float(self._grams.idf[known].sum()) + unknown * self._grams.unseen
        stems = vocabulary.stems_of(word, language)
        rarity = max((float(self._words.idf[stem]) for stem in stems), default=self._words.unseen)
        return Term(stems, vocabulary.parts_of(word), tuple(known), telling, rarity)


Take = Callable[[str, Language], Term]
