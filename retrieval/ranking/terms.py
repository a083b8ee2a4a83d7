"""A question's word as the corpus sees it: its stems, the parts of its compound and its n-grams, by number.

A word is taken apart when it is first asked for and then kept: questions repeat their words. What is kept of it says
where its lists lie, so that a question costs slices and no looking up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from retrieval.ranking.scoring import Field, Floats, Ints
from retrieval.ranking.vocabulary import PART_WEIGHT, Vocabulary
from retrieval.words.analysis import Language, grams, stop_words

_KEPT: Final = 20_000  # words kept taken apart
_ROOM: Final = 8_000_000  # numbers kept of all of them together


@dataclass(frozen=True, slots=True)
class Term:
    """A word taken apart."""

    stems: tuple[int, ...]
    idf: Floats  # of each of its n-grams that the corpus has; then 0, for having its stem
    shares: Floats  # what share each of these is of `telling`
    telling: float  # the sum of the idf of all its n-grams, an unknown one counting as the rarest
    rarity: float  # the idf of its stem; that of an unknown stem where it has none here
    by_words: tuple[tuple[int, int, float], ...]  # the postings of its stems and of the parts of its compound, weighed
    by_grams: tuple[tuple[int, int, float], ...]  # the postings of its n-grams, but for those that choose nothing
    everywhere: Floats | None  # what `by_grams` are worth in every passage, where that is shorter
    holders: Ints  # the words of the corpus that have the first of these, then those that have the next
    sizes: tuple[int, ...]  # how many have each


class Terms:
    """Takes words apart for one index, each once.

    N-grams in more than `common` passages choose none of them, yet cost most of the time: their postings are left out.
    """

    def __init__(self, vocabulary: Vocabulary, words: Field, grams: Field, common: float) -> None:
        self._vocabulary = vocabulary
        self._words = words
        self._grams = grams
        self._common = common
        self._room = _ROOM
        self._known: dict[tuple[str, Language], Term] = {}

    @property
    def is_exact(self) -> bool:
        """Whether no n-gram is so common that it is left out of the postings of words."""
        return self._common >= self._grams.texts

    def of(self, word: str, language: Language) -> Term:
        """Return `word` taken apart."""
        found = self._known.get((word, language))
        if found is None:
            if self._room < 0 or len(self._known) >= _KEPT:
                self._known.clear()
                self._room = _ROOM
            found = self._known[word, language] = self._take(word, language)
        return found

    def _take(self, word: str, language: Language) -> Term:
        vocabulary = self._vocabulary
        own = grams(word)
        known = vocabulary.known_grams(own)
        idf = np.zeros(len(known) + 1, np.float32)
        idf[:-1] = self._grams.idf[known]
        telling = sum(idf.tolist()) + (len(own) - len(known)) * self._grams.unseen
        stems, parts = vocabulary.stems_of(word, language), vocabulary.parts_of(word)
        words, values = self._words.postings, vocabulary.words_with.values
        held = [
            *[values[first:last] for first, last in vocabulary.words_with.spans(known)],
            np.concatenate([values[:0], *[vocabulary.words_of[stem] for stem in stems]]),
        ]
        holders = np.concatenate(held)
        self._room -= len(holders)
        by_grams = [span for span in self._grams.postings.spans(known) if span[1] - span[0] <= self._common]
        weighed = [(first, last, 1.0) for first, last in by_grams]
        return Term(
            stems,
            idf,
            idf / np.float32(max(telling, 1e-9)),
            telling,
            rarity=max([self._words.idf.item(stem) for stem in stems], default=self._words.unseen),
            by_words=(
                *[(first, last, 1.0) for first, last in words.spans(stems)],
                *[(first, last, PART_WEIGHT) for first, last in words.spans(parts)],
            ),
            by_grams=tuple(weighed),
            everywhere=self._everywhere(weighed) if word in stop_words(language) else None,
            holders=holders,
            sizes=tuple(map(len, held)),
        )

    def _everywhere(self, spans: Sequence[tuple[int, int, float]]) -> Floats | None:
        """Return the scores of a word whose postings are more than there are passages, while there is room for them."""
        texts = self._grams.texts
        if sum([last - first for first, last, _ in spans]) < texts or self._room < texts:
            return None
        self._room -= texts
        return self._grams.summed(spans)

    def prepare(self, words: Iterable[tuple[str, Language]]) -> None:
        """Take `words` apart before a question asks for them."""
        for word, language in words:
            self.of(word, language)


Take = Callable[[str, Language], Term]
