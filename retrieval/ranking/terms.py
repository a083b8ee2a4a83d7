"""A question's word as the corpus sees it: its stems, the parts of its compound and its n-grams, by number.

A word is taken apart when it is first asked for and then kept: questions repeat their words. What is kept of it says
where its lists lie, so that a question costs slices and no looking up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from retrieval.ranking.scoring import Field, Floats
from retrieval.ranking.vocabulary import PART_WEIGHT, Vocabulary
from retrieval.words.analysis import Language, grams

_KEPT: Final = 20_000  # words kept taken apart
_EVERYWHERE: Final = 2_000_000  # scores kept of words that stand nearly everywhere, of all of them together


Span = tuple[int, int]  # the first place in an array, and the one after the last


@dataclass(frozen=True, slots=True)
class Term:
    """A word taken apart."""

    stems: tuple[int, ...]
    grams: tuple[int, ...]  # those the corpus has
    telling: float  # the sum of the idf of all its n-grams, an unknown one counting as the rarest
    rarity: float  # the idf of its stem; that of an unknown stem where it has none here
    by_words: tuple[tuple[int, int, float], ...]  # the postings of its stems and of the parts of its compound, weighed
    by_grams: tuple[tuple[int, int, float], ...]  # the postings of its n-grams, but for those that choose nothing
    everywhere: Floats | None  # what `by_grams` are worth in every passage, where that is shorter
    holders: tuple[Span, ...]  # the words of the corpus with one of its n-grams, in `Vocabulary.words_with`


class Terms:
    """Takes words apart for one index, each once.

    N-grams in more than `common` passages choose none of them, yet cost most of the time: their postings are left out.
    """

    def __init__(self, vocabulary: Vocabulary, words: Field, grams: Field, common: float) -> None:
        self._vocabulary = vocabulary
        self._words = words
        self._grams = grams
        self._common = common
        self._room = _EVERYWHERE
        self._known: dict[tuple[str, Language], Term] = {}

    def of(self, word: str, language: Language) -> Term:
        """Return `word` taken apart."""
        found = self._known.get((word, language))
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
                self._room = _EVERYWHERE
            found = self._known[word, language] = self._take(word, language)
        return found

    def _take(self, word: str, language: Language) -> Term:
        vocabulary = self._vocabulary
        known = vocabulary.known_grams(word)
        unknown = len(grams(word)) - len(known)
        stems, parts = vocabulary.stems_of(word, language), vocabulary.parts_of(word)
        words, common = self._words.postings, self._common
        by_grams = tuple(
            (first, last, 1.0) for first, last in self._grams.postings.spans(known) if last - first <= common
        )
        return Term(
            stems,
            tuple(known),
            telling=float(self._grams.idf[known].sum()) + unknown * self._grams.unseen,
            rarity=max((float(self._words.idf[stem]) for stem in stems), default=self._words.unseen),
            by_words=(
                *((*span, 1.0) for span in words.spans(stems)),
                *((*span, PART_WEIGHT) for span in words.spans(parts)),
            ),
            by_grams=by_grams,
            everywhere=self._everywhere(by_grams),
            holders=vocabulary.words_with.spans(known),
        )

    def _everywhere(self, spans: Sequence[tuple[int, int, float]]) -> Floats | None:
        """Return the scores of a word whose postings are more than there are passages, while there is room for them."""
        texts = self._grams.texts
        if sum(last - first for first, last, _ in spans) < texts or self._room < texts:
            return None
        self._room -= texts
        return self._grams.summed(spans)


Take = Callable[[str, Language], Term]
