"""Look closer at the best passages: what of the question stands in their sentences, their headings and side by side.

Everything is counted from the passages' own word numbers when a question asks, so that no index of sentences or pairs
has to be kept. What each of `FEATURES` weighs is decided in `retrieval.search`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.layout import Layout
from retrieval.ranking.question import Question, Role, Variant
from retrieval.ranking.scoring import Field, Floats, Ints, Lists, Tuning, gathered, idf
from retrieval.ranking.vocabulary import Vocabulary

SENTENCE: Final = Tuning(k1=0.6, b=0.3)
BIGRAM: Final = Tuning(k1=0.6, b=0.3)
# What is counted of a passage. "touched" is how much of the question its words are like, the rarer the word the more.
FEATURES: Final = (
    "words",  # BM25 of stems and the parts of compounds
    "grams",  # BM25 of 4-grams
    "sentence",  # BM25 of 4-grams of the best sentence
    "neighbours",  # BM25 of the question's neighbouring words
    "sentence touched",  # the most of the topic that one sentence touches
    "sentence touched, squared",  # the same, much of one sentence counting more than a little of many
    "sentence held",  # the most of the question that one sentence holds, likeness not counting
    "two sentences touched",  # the most of the topic that two sentences in a row touch
    "two sentences, n-grams",  # the same of the whole question by n-grams
    "passage touched",  # the topic that the passage touches anywhere
    "passage, n-grams",  # the same of the question without its question words, by n-grams
    "passage or headings touched",  # the topic touched by the passage or by the headings above it
    "sentence or headings touched",  # the most of the topic touched by one sentence with the headings above it
    "in a row",  # the longest run of the question's words in their order
)


@dataclass(frozen=True, slots=True)
class Averages:
    """How long texts are here: the 4-grams in a sentence and in a passage, and the words in a passage."""

    sentence_grams: float
    passage_grams: float
    passage_words: float

    @classmethod
    def of(cls, words: Ints, grams: NDArray[np.int64], *, sentences: int, passages: int) -> Self:
        """Return the averages of texts with `words`, of which each has so many 4-grams."""
        many = int(grams.take(words).sum())
        return cls(many / max(1, sentences), many / max(1, passages), len(words) / max(1, passages))


@dataclass(frozen=True)
class Tokens:
    """The words of all passages by number, sentence by sentence, and of what stands above them."""

    by_sentence: Lists  # per sentence, its word numbers
    sentences: NDArray[np.int64]  # passage n has the sentences sentences[n] to sentences[n + 1]
    headings: Lists  # the words of each title with a section's path
    heading_of: Ints  # per passage, which of `headings` stands above it
    averages: Averages

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.sentences) - 1

    def blocks(self, many: int) -> Iterator[tuple[Ints, Ints]]:
        """Yield every word number, and before it the passage it stands in, for `many` passages at a time."""
        starts = self.by_sentence.starts
        for first in range(0, self.passages, many):
            bounds = starts[self.sentences[first : first + many + 1]]
            passages = np.arange(first, first + len(bounds) - 1, dtype=np.int32).repeat(bounds[1:] - bounds[:-1])
            yield passages, self.by_sentence.values[bounds[0] : bounds[-1]]

    def passage(self, number: int) -> tuple[Ints, NDArray[np.int64]]:
        """Return the word numbers of a passage, and how many each of its sentences has."""
        bounds = self.by_sentence.starts[self.sentences[number] : self.sentences[number + 1] + 1]
        return self.by_sentence.values[bounds[0] : bounds[-1]], bounds[1:] - bounds[:-1]

    def of(self, passages: NDArray[np.int64], words: int) -> "Candidates":
        """Return the words of `passages`; `words` is how many different ones there are in all."""
        passage_of_sentence, sentences = gathered(self.sentences, passages)
        starts, values = self.by_sentence.starts, self.by_sentence.values
        sizes = starts[sentences + 1] - starts[sentences]
        firsts, lasts = starts[self.sentences[passages]], starts[self.sentences[passages + 1]]
        pieces = [values[first:last] for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)]
        tokens = np.concatenate([values[:0], *pieces])
        under, heading = self.headings.gather(self.heading_of[passages])
        there = np.zeros(words, np.bool_)
        there[tokens] = there[heading] = True
        found = there.nonzero()[0]
        row_of = np.empty(words, np.int32)
        row_of[found] = np.arange(len(found), dtype=np.int32)
        return Candidates(passage_of_sentence, sizes, lasts - firsts, found, row_of[tokens], under, row_of[heading])


@dataclass(frozen=True)
class Candidates:
    """The words of some passages, sentence by sentence: `tokens` are rows of `words`, which holds each word once.

    `heading` are the words above the passages, beside each in `under` the place of its passage.
    """

    passage_of_sentence: NDArray[np.int64]
    sizes: NDArray[np.int64]  # per sentence, how many tokens it has
    lengths: NDArray[np.int64]  # per passage the same
    words: NDArray[np.int64]
    tokens: Ints
    under: NDArray[np.int64]
    heading: Ints

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.lengths)

    @cached_property
    def sentence_of_token(self) -> NDArray[np.int64]:
        """The sentence that each token stands in."""
        return np.arange(len(self.sizes)).repeat(self.sizes)

    def held(self, words: NDArray[np.int64]) -> tuple[Ints, NDArray[np.int64]]:
        """Return for each token that is one of `words`, rows of the candidates', its place in it and its sentence."""
        row_of = np.full(len(self.words), -1, np.int32)
        row_of[words] = np.arange(len(words), dtype=np.int32)
        rows = row_of.take(self.tokens)
        at = (rows >= 0).nonzero()[0]
        return rows[at], self.sentence_of_token[at]

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The first sentence of each passage that has any."""
        return _begins(self.passage_of_sentence)

    def best(self, by_sentence: NDArray[np.floating]) -> Floats:
        """Return for each passage the best of its sentences' values; rows are sentences, columns stay."""
        return self._folded(np.maximum, by_sentence)

    def total(self, by_sentence: NDArray[np.floating]) -> Floats:
        """Return for each passage the sum of its sentences' values."""
        return self._folded(np.add, by_sentence)

    def _folded(self, how: np.ufunc, by_sentence: NDArray[np.floating]) -> Floats:
        result = np.zeros((self.passages, *by_sentence.shape[1:]), np.float32)
        if len(self.firsts):
            result[self.passage_of_sentence[self.firsts]] = how.reduceat(by_sentence, self.firsts, axis=0)
        return result


class Looked:
    """What of one question stands in some passages.

    Each different word of the passages is compared with the question once; sentences and passages then fold the rows of
    their words.
    """

    def __init__(
        self, near: Candidates, layout: Layout, vocabulary: Vocabulary, grams: Field, averages: Averages
    ) -> None:
        self._near = near
        self._layout = layout
        self._vocabulary = vocabulary
        self._grams = grams
        self._averages = averages
        self._idf = grams.idf[list(layout.grams)]
        self._held, counted = layout.counted(near.words, vocabulary)
        self._likeness = layout.alike(near.words[self._held], counted, vocabulary, self._idf)
        self._lengths = np.bincount(
            near.sentence_of_token, vocabulary.gram_counts[near.words].take(near.tokens), len(near.sizes)
        ).astype(np.float32)[:, None]
        tokens, sentences = near.held(self._held)
        rows, wide = len(near.sizes), len(self._held)
        there = np.bincount(sentences * wide + tokens, minlength=rows * wide).reshape(rows, wide)
        self._counts = there.astype(np.float32) @ counted
        touches = np.zeros((rows, layout.slots), np.float32)
        if len(tokens):
            begins = _begins(sentences)
            touches[sentences[begins]] = np.maximum.reduceat(self._likeness[tokens], begins, axis=0)
        self._touches = layout.by_concept(touches)

    def touched(self) -> Floats:
        """Return the rows of `FEATURES` that tell how much of the question is touched, from the fifth on."""
        near, layout, by_sentence = self._near, self._layout, self._touches
        held = (by_sentence >= layout.same).astype(np.float32)
        two = by_sentence.copy()
        passage = near.passage_of_sentence
        together = (passage[1:] == passage[:-1]).nonzero()[0]
        two[together] = np.maximum(by_sentence[together], by_sentence[together + 1])
        anywhere, above = near.best(by_sentence), self._above
        topic, grams, asked, every = layout.topic, layout.telling, layout.telling_asked, layout.rarity
        under = np.maximum(by_sentence, above[passage]) @ topic
        columns = np.empty((len(passage), 5), np.float32)
        columns[:, 0], columns[:, 1], columns[:, 2] = by_sentence @ topic, held @ every, two @ topic
        columns[:, 3], columns[:, 4] = two @ grams, under
        best = near.best(columns).T
        rows = np.empty((len(FEATURES) - 4, near.passages), np.float32)
        rows[0], rows[1], rows[2:5] = best[0], best[0] ** 2, best[1:4]
        rows[5], rows[6] = anywhere @ topic, anywhere @ asked
        rows[7], rows[8], rows[9] = np.maximum(anywhere, above) @ topic, best[4], self._in_a_row()
        return rows

    @cached_property
    def _above(self) -> Floats:
        """How much each concept is touched in the headings above each passage."""
        near = self._near
        found = np.zeros((near.passages, self._layout.slots), np.float32)
        likeness = np.zeros((len(near.words), self._layout.slots), np.float32)
        likeness[self._held] = self._likeness
        if len(near.under):
            begins = _begins(near.under)
            found[near.under[begins]] = np.maximum.reduceat(likeness[near.heading], begins, axis=0)
        return self._layout.by_concept(found)

    @cached_property
    def _same(self) -> NDArray[np.bool_]:
        """Whether a held word (rows) is taken for the word of each slot."""
        return self._likeness >= self._layout.same

    def _in_a_row(self) -> Floats:
        """Return the longest run of the question's words in their order in each passage, in pairs of neighbours."""
        word, slot = self._same.nonzero()
        concept_of = np.full(len(self._near.words), -2, np.int64)
        concept_of[self._held[word[::-1]]] = self._layout.concept_of_slot[slot[::-1]]  # of several, the first
        concept = concept_of[self._near.tokens]
        following = (concept[:-1] >= 0) & (concept[1:] == concept[:-1] + 1)
        following[self._near.sizes.cumsum()[:-1] - 1] = False
        at = following.nonzero()[0]
        longest = np.zeros(self._near.passages, np.float32)
        if len(at):
            begins = _begins(at - np.arange(len(at)))
            lengths = np.diff(begins, append=len(at)).astype(np.float32)
            np.maximum.at(longest, self._near.passage_of_sentence[self._near.sentence_of_token[at[begins]]], lengths)
        return longest

    def passage_grams(self) -> Floats:
        """Return for each passage its 4-gram score."""
        return self._layout.summed(self.gram_worth)

    @cached_property
    def gram_worth(self) -> Floats:
        """What each n-gram of the question (columns) is worth in each passage (rows)."""
        counts, lengths = self._near.total(self._counts), self._near.total(self._lengths)
        worth = self._grams.tuning.worth(counts, lengths, self._averages.passage_grams)
        return worth * self._idf

    def best_sentences(self) -> Floats:
        """Return for each passage the 4-gram score of its best sentence."""
        worth = SENTENCE.worth(self._counts, self._lengths, self._averages.sentence_grams)
        return self._near.best(self._layout.summed(worth * self._idf))

    def said(self, places: NDArray[np.int64]) -> list[bytes]:
        """Return for each of the candidates at `places` the words of the sentence that touches most, none for none."""
        near = self._near
        touched = (self._touches @ self._layout.telling_asked).tolist()
        starts = [0, *near.sizes.cumsum().tolist()]
        begins = near.passage_of_sentence.searchsorted(places).tolist()
        ends = near.passage_of_sentence.searchsorted(places, side="right").tolist()
        found = []
        for first, last in zip(begins, ends, strict=True):
            most = max(range(first, last), key=touched.__getitem__, default=-1)
            found.append(near.tokens[starts[most] : starts[most + 1]].tobytes() if most >= 0 else b"")
        return found


def _begins(rising: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where in `rising` each value stands for the first time."""
    changes = np.ones(len(rising), np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=changes[1:])
    return changes.nonzero()[0]


def neighbours(
    near: Candidates, question: Question, stems_of: Callable[[Variant], list[tuple[int, ...]]], vocabulary: Vocabulary,
    *, texts: int, average: float,
) -> Floats:  # fmt: skip
    """Return for each passage what the question's neighbouring words are worth as neighbours there.

    `texts` is the number of passages in the index, `average` the words in one.
    """
    numbers, follows = _pairs(question, stems_of)
    if not follows or not len(near.tokens):
        return np.zeros(near.passages, np.float32)
    wide = len(numbers) + 1
    number_of = np.zeros(len(vocabulary.stems), np.int32)  # 0: not in the question
    number_of[list(numbers)] = np.arange(1, wide)
    column_of = np.full(wide * wide, -1, np.int64)
    column_of[[numbers[left] * wide + numbers[right] for left, right in follows]] = np.arange(len(follows))
    spoken = number_of[vocabulary.stem_of[near.words]].take(near.tokens)
    left, right, apart = _side_by_side(spoken, ~vocabulary.is_stop[near.words].take(near.tokens))
    column = column_of[spoken[left] * wide + spoken[right]]
    passage_of = near.passage_of_sentence[near.sentence_of_token[np.stack([left, right])]]
    found = (column >= 0) & (passage_of[0] == passage_of[1])
    columns = 2 * len(follows)
    cells = passage_of[0][found] * columns + column[found] + apart[found] * len(follows)
    counts = np.bincount(cells, minlength=near.passages * columns).reshape(near.passages, -1)
    frequency = np.count_nonzero(counts, axis=0)
    worth = BIGRAM.worth(counts.astype(np.float32), near.lengths[:, None].astype(np.float32), average)
    result: Floats = worth @ np.where(frequency, idf(frequency, texts), np.float32(0))
    return result


def _side_by_side(
    spoken: Ints, telling: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return the places of words of the question that stand side by side, left and right.

    Beside each pair whether it is one of `telling` words with only stop words between them, or none.
    """
    at = spoken.nonzero()[0]
    told = at[telling[at]]
    rank = telling.cumsum()[told]
    near, apart = at[1:] - at[:-1] == 1, rank[1:] - rank[:-1] == 1
    left = np.concatenate([at[:-1][near], told[:-1][apart]])
    right = np.concatenate([at[1:][near], told[1:][apart]])
    return left, right, np.arange(len(left)) >= np.count_nonzero(near)


def _pairs(
    question: Question, stems_of: Callable[[Variant], list[tuple[int, ...]]]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Return the stems of the question, numbered from 1, and the pairs of them that stand side by side in it.

    Stop words count as neighbours, and are stepped over too.
    """
    every = [[stems_of(variant) for variant in concept.variants] for concept in question.concepts]
    full = [{stem for variant in variants for stems in variant for stem in stems} for variants in every]
    topic = [stems for stems, c in zip(full, question.concepts, strict=True) if c.role is not Role.STOP]
    phrases = [[set(stems) for stems in words] for variants in every for words in variants if len(words) > 1]
    pairs = {pair for row in (full, topic, *phrases) for left, right in pairwise(row) for pair in product(left, right)}
    numbers = {stem: number for number, stem in enumerate(sorted({stem for pair in pairs for stem in pair}), 1)}
    return numbers, sorted(pairs)
