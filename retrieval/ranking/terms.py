"""A question's word as the corpus sees it: its stems, the parts of its compound and its n-grams, by number.

A word is taken apart when it is first asked for and then kept: questions repeat their words. What is kept of it says
where its lists lie, so that a question costs slices and no looking up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.scoring import Field, Floats, Ints
from retrieval.ranking.vocabulary import PART_WEIGHT, Vocabulary
from retrieval.words.analysis import Language, stop_words

_KEPT: Final = 20_000  # words kept taken apart
_ROOM: Final = 8_000_000  # numbers kept of all of them together
_WHOLE: Final = 8_000_000  # numbers kept of what words are worth in every passage
_FEW: Final = 5000  # passages up to which it is kept of every word, not of stop words alone


@dataclass(frozen=True, slots=True)
class Spread:
    """Where some terms of a word stand."""

    postings: tuple[tuple[int, int, float], ...]  # first, after the last, weight
    everywhere: NDArray[np.floating] | None = None  # what these are worth in every passage, where that is kept


@dataclass(frozen=True, slots=True)
class Term:
    """A word taken apart."""

    stems: tuple[int, ...]
    idf: Floats  # of each of its n-grams that the corpus has; then 0, for having its stem
    shares: Floats  # what share each of these is of `telling`
    telling: float  # the sum of the idf of all its n-grams, an unknown one counting as the rarest
    rarity: float  # the idf of its stem; that of an unknown stem where it has none here
    words: Spread  # of its stems and of the parts of its compound, weighed
    grams: Spread  # of its n-grams, but for those that choose nothing
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
        self._whole = _WHOLE
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
                self._room, self._whole = _ROOM, _WHOLE
            found = self._known[word, language] = self._take(word, language)
        return found

    def _take(self, word: str, language: Language) -> Term:
        vocabulary = self._vocabulary
        known, many = vocabulary.grams_in(word)
        each = [*map(self._grams.idf.item, known), 0.0]
        telling = sum(each) + (many - len(known)) * self._grams.unseen
        idf = np.array(each, np.float32)
        stems = vocabulary.stems_of(word, language)
        words_with, words_of = vocabulary.words_with, vocabulary.words_of
        held = [words_with.values[first:last] for first, last in words_with.spans(known)]
        stemmed = [words_of.values[first:last] for first, last in words_of.spans(stems)]
        holders = np.concatenate([words_of.values[:0], *held, *stemmed])
        self._room -= len(holders)
        is_stop = word in stop_words(language)
        return Term(
            stems,
            idf,
            idf / np.float32(max(telling, 1e-9)),
            telling,
            rarity=max([self._words.idf.item(stem) for stem in stems], default=self._words.unseen),
            words=self._by_words(stems, vocabulary.parts_of(word)),
            grams=self._by_grams(known, is_stop=is_stop),
            holders=holders,
            sizes=(*map(len, held), sum(map(len, stemmed))),
        )

    def _by_words(self, stems: Sequence[int], parts: Sequence[int]) -> Spread:
        spans = self._words.postings.spans
        own = [(first, last, 1.0) for first, last in spans(stems)]
        return Spread((*own, *[(first, last, PART_WEIGHT) for first, last in spans(parts)]))

    def _by_grams(self, known: Sequence[int], *, is_stop: bool) -> Spread:
        """Return where n-grams stand, with what they are worth in every passage where that is short and there is room.

        Adding it costs less than gathering the postings for each question anew.
        """
        texts, spans = self._grams.texts, self._grams.postings.spans(known)
        chosen = tuple([(first, last, 1.0) for first, last in spans if last - first <= self._common])
        is_short = texts <= _FEW or (is_stop and sum([last - first for first, last, _ in chosen]) >= texts)
        if not is_short or self._whole < texts:
            return Spread(chosen)
        self._whole -= texts
        return Spread(chosen, self._grams.summed(chosen).astype(self._grams.precision, copy=False))

    def prepare(self, words: Iterable[tuple[str, Language]]) -> None:
        """Take `words` apart before a question asks for them."""
        for word, language in words:
            self.of(word, language)


Take = Callable[[str, Language], Term]
