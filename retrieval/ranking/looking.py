"""Look closer at the best passages: what of the question stands in their sentences, their headings and side by side.

The passages are some thousands of words, of which a few hundred have anything in common with the question: those alone
are looked at. What is asked in numpy costs a microsecond or two however little it does, so sentences, headings and
passages are counted together wherever they can be.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.candidates import FEATURES, Averages, Candidates, begins
from retrieval.ranking.layout import Layout
from retrieval.ranking.question import Question, Role, Variant
from retrieval.ranking.scoring import Field, Floats, Ints, Tuning, gathered, idf
from retrieval.ranking.vocabulary import Vocabulary

SENTENCE: Final = Tuning(k1=0.6, b=0.3)
BIGRAM: Final = Tuning(k1=0.6, b=0.3)


@dataclass(frozen=True, slots=True)
class Beside:
    """The stems of a question, numbered from 1, and the pairs of them that stand side by side in it."""

    stems: dict[int, int]
    follows: list[tuple[int, int]]

    @classmethod
    def of(cls, question: Question, stems_of: Callable[[Variant], list[tuple[int, ...]]]) -> Self:
        """Return what stands side by side in `question`; stop words count as neighbours, and are stepped over too."""
        every = [[stems_of(variant) for variant in concept.variants] for concept in question.concepts]
        full = [{stem for variant in variants for stems in variant for stem in stems} for variants in every]
        topic = [stems for stems, c in zip(full, question.concepts, strict=True) if c.role is not Role.STOP]
        phrases = [[set(stems) for stems in words] for variants in every for words in variants if len(words) > 1]
        pairs = {
            pair for row in (full, topic, *phrases) for left, right in pairwise(row) for pair in product(left, right)
        }
        stems = sorted(set().union(*full))
        return cls({stem: number for number, stem in enumerate(stems, 1)}, sorted(pairs))


class Looked:
    """What of one question stands in some passages.

    Each different word that has anything in common with the question is compared with it once; sentences, headings and
    passages then fold the rows of their words.
    """

    def __init__(
        self,
        near: Candidates,
        layout: Layout,
        beside: Beside,
        vocabulary: Vocabulary,
        grams: Field,
        *,
        averages: Averages,
    ) -> None:
        self._near = near
        self._layout = layout
        self._beside = beside
        self._vocabulary = vocabulary
        self._grams = grams
        self._averages = averages
        self._idf = grams.idf[list(layout.grams)]
        self._at = layout.kin(vocabulary, beside.stems)[near.tokens].nonzero()[0]  # the tokens that are looked at
        self._row = near.row_of_token[self._at]
        self._words, self._place = _numbered(near.tokens[self._at], len(vocabulary.words))
        self._spoken = int(self._at.searchsorted(near.spoken))  # how many of them stand in sentences
        word, gram = layout.shared(self._words, vocabulary)
        self._counts = self._counted(word, gram)
        holds = np.zeros((len(self._words), len(layout.grams)), np.float32)
        holds[word, gram] = 1
        self._likeness = layout.alike(vocabulary.stem_of[self._words], holds, self._idf)
        self._touches, self._above = self._touching()

    def _counted(self, word: NDArray[np.int64], gram: NDArray[np.int64]) -> Floats:
        """Return how often each n-gram (columns) stands in each sentence (rows): `word` by word, which holds what."""
        wide, rows = len(self._layout.grams), self._near.sentences
        starts = np.zeros(len(self._words) + 1, np.int64)
        np.bincount(word, minlength=len(self._words)).cumsum(out=starts[1:])
        token, pair = gathered(starts, self._place[: self._spoken])
        cells = self._row[token] * wide + gram[pair]
        return np.bincount(cells, minlength=rows * wide).reshape(rows, wide).astype(np.float32)

    def _touching(self) -> tuple[Floats, Floats]:
        """Return how much each concept (columns) is touched in each sentence, and in the headings of each passage."""
        near, first = self._near, begins(self._row)
        touches = np.zeros((near.sentences + near.passages, self._layout.slots), np.float32)
        if len(first):
            touches[self._row[first]] = np.maximum.reduceat(self._likeness[self._place], first, axis=0)
        touched = self._layout.by_concept(touches)
        return touched[: near.sentences], touched[near.sentences :]

    def touched(self) -> Floats:
        """Return the rows of `FEATURES` that tell how much of the question is touched, from the fifth on."""
        near, layout, by_sentence, above = self._near, self._layout, self._touches, self._above
        # The topic, all n-grams and those of no question word, in one go: of a sentence, of two in a row, of a sentence
        # with the headings above it.
        worth = np.concatenate([by_sentence, self._two, np.maximum(by_sentence, above[near.passage_of_sentence])])
        one, two, under = (worth @ layout.worth).reshape(3, near.sentences, 3)
        columns = np.empty((near.sentences, 5), np.float32)
        columns[:, 0], columns[:, 1] = one[:, 0], (by_sentence >= layout.same).astype(np.float32) @ layout.rarity
        columns[:, 2:4], columns[:, 4] = two[:, :2], under[:, 0]
        best, anywhere = near.best(columns).T, near.best(by_sentence)
        whole = np.concatenate([anywhere, np.maximum(anywhere, above)]) @ layout.worth
        rows = np.empty((len(FEATURES) - 4, near.passages), np.float32)
        rows[0], rows[1], rows[2:5] = best[0], best[0] ** 2, best[1:4]
        rows[5], rows[6] = whole[: near.passages, 0], whole[: near.passages, 2]
        rows[7], rows[8], rows[9] = whole[near.passages :, 0], best[4], self._in_a_row()
        return rows

    @cached_property
    def _two(self) -> Floats:
        """How much each concept is touched in each sentence or the one after it in the same passage."""
        two = self._touches.copy()
        np.maximum(two[:-1], two[1:], out=two[:-1])
        lasts = self._near.firsts[1:] - 1
        two[lasts] = self._touches[lasts]
        return two

    def _in_a_row(self) -> Floats:
        """Return the longest run of the question's words in their order in each passage, in pairs of neighbours."""
        word, slot = (self._likeness >= self._layout.same).nonzero()
        concept_of = np.full(len(self._words), -2, np.int64)
        concept_of[word[::-1]] = self._layout.concept_of_slot[slot[::-1]]  # of several, the first
        concept, at, row = (each[: self._spoken] for each in (concept_of[self._place], self._at, self._row))
        together = (at[1:] - at[:-1] == 1) & (row[1:] == row[:-1])
        following = (together & (concept[:-1] >= 0) & (concept[1:] == concept[:-1] + 1)).nonzero()[0]
        longest, before, length = [0] * self._near.passages, -2, 0
        passages = self._near.passage_of_sentence[row[following]].tolist()
        for place, passage in zip(following.tolist(), passages, strict=True):
            length = length + 1 if place == before + 1 else 1
            longest[passage], before = max(longest[passage], length), place
        return np.array(longest, np.float32)

    def passage_grams(self) -> Floats:
        """Return for each passage its 4-gram score."""
        return self._layout.summed(self._passage_worth, self._idf)

    @property
    def gram_worth(self) -> Floats:
        """What each n-gram of the question (columns) is worth in each passage (rows)."""
        return self._passage_worth * self._idf

    @cached_property
    def _passage_worth(self) -> Floats:
        """The same, however telling the n-gram is."""
        counts, lengths = self._near.total(self._counts), self._near.total(self._near.grams_in)
        return self._grams.tuning.worth(counts, lengths[:, None], self._averages.passage_grams)

    def best_sentences(self) -> Floats:
        """Return for each passage the 4-gram score of its best sentence."""
        worth = SENTENCE.worth(self._counts, self._near.grams_in[:, None], self._averages.sentence_grams)
        return self._near.best(self._layout.summed(worth, self._idf))

    def said(self, places: NDArray[np.int64]) -> list[bytes]:
        """Return for each of the candidates at `places` the words of the sentence that touches most."""
        near = self._near
        touched = (self._touches @ self._layout.telling_asked).tolist()
        bounds = [*near.firsts.tolist(), near.sentences]
        most = [max(range(bounds[at], bounds[at + 1]), key=touched.__getitem__) for at in places.tolist()]
        first, last = near.row_of_token.searchsorted(most), near.row_of_token.searchsorted(most, side="right")
        return [near.tokens[a:b].tobytes() for a, b in zip(first.tolist(), last.tolist(), strict=True)]

    def neighbours(self) -> Floats:
        """Return for each passage what the question's neighbouring words are worth as neighbours there."""
        near, vocabulary, numbers, follows = self._near, self._vocabulary, self._beside.stems, self._beside.follows
        if not follows:
            return np.zeros(near.passages, np.float32)
        wide, columns = len(numbers) + 1, 2 * len(follows)
        number_of = np.zeros(len(vocabulary.stems), np.int32)  # 0: not in the question
        number_of[list(numbers)] = np.arange(1, wide)
        column_of = np.full(wide * wide, -1, np.int64)
        column_of[[numbers[left] * wide + numbers[right] for left, right in follows]] = np.arange(len(follows))
        number = number_of[vocabulary.stem_of[self._words]][self._place[: self._spoken]]
        asked = number.nonzero()[0]
        stops = vocabulary.is_stop[near.tokens[: near.spoken]]
        left, right, apart = _side_by_side(self._at[asked], stops)
        number, passage = number[asked], near.passage_of_sentence[self._row[asked]]
        column = column_of[number[left] * wide + number[right]]
        found = (column >= 0) & (passage[left] == passage[right])
        cells = passage[left[found]] * columns + column[found] + apart[found] * len(follows)
        counts = np.bincount(cells, minlength=near.passages * columns).reshape(near.passages, columns)
        frequency = np.count_nonzero(counts, axis=0)
        worth = BIGRAM.worth(
            counts.astype(np.float32), near.lengths[:, None].astype(np.float32), self._averages.passage_words
        )
        result: Floats = worth @ np.where(frequency, idf(frequency, self._grams.texts), np.float32(0))
        return result


def _numbered(words: Ints, many: int) -> tuple[NDArray[np.int64], Ints]:
    """Return the different ones among `words`, numbers below `many`, and for each word its place among them."""
    there = np.zeros(many, np.bool_)
    there[words] = True
    different = there.nonzero()[0]
    place_of = np.empty(many, np.int32)
    place_of[different] = np.arange(len(different), dtype=np.int32)
    return different, place_of[words]


def _side_by_side(
    at: NDArray[np.int64], stops: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return which of the words of the question at the places `at` stand side by side, left and right.

    Beside each pair whether it is one of telling words with only stop words between them, or none. `stops` tells of
    every place whether a stop word stands there.
    """
    near = (at[1:] - at[:-1] == 1).nonzero()[0]
    told = (~stops[at]).nonzero()[0]
    place = at[told]
    rank = place - stops.cumsum()[place]
    apart = (rank[1:] - rank[:-1] == 1).nonzero()[0]
    left, right = np.concatenate([near, told[apart]]), np.concatenate([near + 1, told[apart + 1]])
    return left, right, np.arange(len(left)) >= len(near)
