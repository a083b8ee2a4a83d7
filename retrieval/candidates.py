"""Look closer at the best passages: what of the question stands in their sentences, their headings and side by side.

Everything is counted from the passages' own word numbers when a question asks, so that no index of sentences or pairs
has to be kept. What each of `FEATURES` weighs is decided in `retrieval.search`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.layout import Layout
from retrieval.question import Question, Role, Variant
from retrieval.scoring import Field, Floats, Ints, Lists, Tuning, gathered, idf
from retrieval.vocabulary import Vocabulary

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
    "figures",  # where a figure is asked for, the most of the topic touched by a sentence with a figure of its own
    "in a row",  # the longest run of the question's words in their order
)


@dataclass(frozen=True)
class Tokens:
    """The words of all passages by number, sentence by sentence, and of what stands above them."""

    by_sentence: Lists  # per sentence, its word numbers
    sentences: NDArray[np.int64]  # passage n has the sentences sentences[n] to sentences[n + 1]
    headings: Lists  # the words of each title with a section's path
    heading_of: Ints  # per passage, which of `headings` stands above it
    kinds: Ints  # per sentence a number that it shares with those of the same words

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.sentences) - 1

    def flat(self) -> tuple[Ints, Ints]:
        """Return every word number, and beside it the passage it stands in."""
        passage_of_sentence = np.repeat(np.arange(self.passages, dtype=np.int32), np.diff(self.sentences))
        return np.repeat(passage_of_sentence, np.diff(self.by_sentence.starts)), self.by_sentence.values

    def of(self, passages: NDArray[np.int64]) -> "Candidates":
        """Return the words of `passages`."""
        passage_of_sentence, sentences = gathered(self.sentences, passages)
        sentence_of_token, tokens = self.by_sentence.gather(sentences)
        under, heading = self.headings.gather(self.heading_of[passages])
        kinds = self.kinds[sentences]
        return Candidates(len(passages), passage_of_sentence, sentence_of_token, tokens, under, heading, kinds)


@dataclass(frozen=True, slots=True)
class Averages:
    """How long texts are here: the 4-grams in a sentence and in a passage, and the words in a passage."""

    sentence_grams: float
    passage_grams: float
    passage_words: float


@dataclass(frozen=True)
class Candidates:
    """The words of some passages: `tokens` are word numbers, beside each the place of its sentence.

    `heading` are the words above the passages, beside each in `under` the place of its passage.
    """

    passages: int
    passage_of_sentence: NDArray[np.int64]
    sentence_of_token: NDArray[np.int64]
    tokens: Ints
    under: NDArray[np.int64]
    heading: Ints
    kinds: Ints

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The first sentence of each passage that has any."""
        return np.flatnonzero(np.diff(self.passage_of_sentence, prepend=-1))

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
    """What of one question stands in some passages."""

    def __init__(
        self, near: Candidates, layout: Layout, vocabulary: Vocabulary, grams: Field, averages: Averages
    ) -> None:
        self._near = near
        self._layout = layout
        self._vocabulary = vocabulary
        self._grams = grams
        self._averages = averages
        self._sentences = len(near.passage_of_sentence)
        self._token, self._slot, self._likeness = layout.alike_in(near.tokens, vocabulary)

    def touched(self) -> Floats:
        """Return the rows of `FEATURES` that tell how much of the question is touched, from the fifth on."""
        near, layout, by_sentence = self._near, self._layout, self._by_sentence
        held = (by_sentence >= layout.same).astype(np.float32)
        two = by_sentence.copy()
        together = np.flatnonzero(np.diff(near.passage_of_sentence) == 0)
        two[together] = np.maximum(by_sentence[together], by_sentence[together + 1])
        anywhere, above = near.best(by_sentence), self._above
        topic, grams, asked, every = layout.topic, layout.telling, layout.telling_asked, layout.rarity
        by_topic = by_sentence @ topic
        under = np.maximum(by_sentence, above[near.passage_of_sentence]) @ topic
        best = near.best(
            np.stack([by_topic, held @ every, two @ topic, two @ grams, under, by_topic * self._with_figure], axis=1)
        ).T
        return np.stack(
            [
                best[0],
                best[0] ** 2,
                *best[1:4],
                anywhere @ topic,
                anywhere @ asked,
                np.maximum(anywhere, above) @ topic,
                best[4],
                best[5],
                self._in_a_row(),
            ]
        )

    @cached_property
    def _by_sentence(self) -> Floats:
        """How much each concept (columns) is touched in each sentence (rows), 0 to 1."""
        found = np.zeros(self._sentences * self._layout.slots, np.float32)
        cells = self._near.sentence_of_token[self._token] * self._layout.slots + self._slot
        np.maximum.at(found, cells, self._likeness)
        return self._layout.by_concept(found.reshape(-1, self._layout.slots))

    @cached_property
    def _above(self) -> Floats:
        """How much each concept is touched in the headings above each passage."""
        near = self._near
        token, slot, likeness = self._layout.alike_in(near.heading, self._vocabulary)
        found = np.zeros(near.passages * self._layout.slots, np.float32)
        np.maximum.at(found, near.under[token] * self._layout.slots + slot, likeness)
        return self._layout.by_concept(found.reshape(-1, self._layout.slots))

    @cached_property
    def _with_figure(self) -> NDArray[np.bool_]:
        """Whether each sentence has a figure that the question does not have; none where no figure is asked for."""
        if not self._layout.asks_for_figure:
            return np.zeros(self._sentences, np.bool_)
        figure = self._vocabulary.is_number[self._near.tokens]
        figure[self._token[self._likeness >= self._layout.same]] = False
        return np.bincount(self._near.sentence_of_token[figure], minlength=self._sentences) > 0

    def _in_a_row(self) -> Floats:
        """Return the longest run of the question's words in their order in each passage, in pairs of neighbours."""
        same = self._likeness >= self._layout.same
        concept = np.full(len(self._near.tokens), -2, np.int64)
        concept[self._token[same][::-1]] = self._layout.concept_of_slot[self._slot[same][::-1]]
        sentence = self._near.sentence_of_token
        following = (concept[:-1] >= 0) & (concept[1:] == concept[:-1] + 1) & (sentence[1:] == sentence[:-1])
        at = np.flatnonzero(following)
        longest = np.zeros(self._near.passages, np.float32)
        if len(at):
            begins = np.diff(at, prepend=-2) != 1
            lengths = np.bincount(np.cumsum(begins) - 1).astype(np.float32)
            np.maximum.at(longest, self._near.passage_of_sentence[sentence[at[begins]]], lengths)
        return longest

    @cached_property
    def _gram_counts(self) -> Floats:
        """How often each sentence (rows) holds the n-gram of each column."""
        columns = len(self._layout.grams)
        token, column = self._layout.grams_in(self._near.tokens, self._vocabulary)
        cells = self._near.sentence_of_token[token] * columns + column
        counts = np.bincount(cells, minlength=self._sentences * columns)
        return counts.reshape(self._sentences, columns).astype(np.float32)

    def passage_grams(self) -> Floats:
        """Return for each passage its 4-gram score."""
        return self._layout.summed(self.gram_worth)

    @cached_property
    def gram_worth(self) -> Floats:
        """What each n-gram of the question (columns) is worth in each passage (rows)."""
        lengths = self._near.total(self._gram_lengths)[:, None]
        worth = self._grams.tuning.worth(self._near.total(self._gram_counts), lengths, self._averages.passage_grams)
        return worth * self._grams.idf[self._layout.grams]

    @cached_property
    def _gram_lengths(self) -> Floats:
        lengths = self._vocabulary.gram_counts[self._near.tokens]
        return np.bincount(self._near.sentence_of_token, lengths, self._sentences).astype(np.float32)

    def best_sentences(self) -> Floats:
        """Return for each passage the 4-gram score of its best sentence."""
        worth = SENTENCE.worth(self._gram_counts, self._gram_lengths[:, None], self._averages.sentence_grams)
        return self._near.best(self._layout.summed(worth * self._grams.idf[self._layout.grams]))

    def said(self, places: NDArray[np.int64]) -> list[int]:
        """Return for each of the candidates at `places` the kind of the sentence that touches most, -1 for none."""
        touched = self._by_sentence @ self._layout.telling_asked
        ranges = np.searchsorted(self._near.passage_of_sentence, np.stack([places, places + 1])).T.tolist()
        most = [first + int(touched[first:last].argmax()) if last > first else -1 for first, last in ranges]
        return [int(self._near.kinds[at]) if at >= 0 else -1 for at in most]


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
    column_of = np.full(wide * wide, -1, np.int32)
    column_of[[numbers[left] * wide + numbers[right] for left, right in follows]] = np.arange(len(follows))
    spoken = number_of[vocabulary.stem_of[near.tokens]]
    passage = near.passage_of_sentence[near.sentence_of_token]
    lengths = np.bincount(passage, minlength=near.passages).astype(np.float32)
    apart = np.flatnonzero(~vocabulary.is_stop[near.tokens])
    wanted = [
        _side_by_side(spoken, passage, column_of, wide),
        _side_by_side(spoken[apart], passage[apart], column_of, wide),
    ]
    columns = np.concatenate([wanted[0][1], wanted[1][1] + len(follows)])
    cells = np.concatenate([wanted[0][0], wanted[1][0]]) * (2 * len(follows)) + columns
    counts = np.bincount(cells, minlength=near.passages * 2 * len(follows)).reshape(near.passages, -1)
    frequency = np.count_nonzero(counts, axis=0)
    worth = BIGRAM.worth(counts.astype(np.float32), lengths[:, None], average)
    result: Floats = worth @ np.where(frequency, idf(frequency, texts), np.float32(0))
    return result


def _side_by_side(
    spoken: Ints, passage: NDArray[np.int64], column_of: Ints, wide: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the passages in which two words of the question stand side by side, beside each the pair's column."""
    at = np.flatnonzero(spoken)
    at = at[:-1][(np.diff(at) == 1) & (passage[at[:-1]] == passage[at[1:]])]
    column = column_of[spoken[at] * wide + spoken[at + 1]]
    found = column >= 0
    return passage[at[found]], column[found].astype(np.int64)


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
