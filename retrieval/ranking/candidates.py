"""The words of all passages by number, and those of the best passages for a question.

Everything is counted from the passages' own word numbers when a question asks, so that no index of sentences or pairs
has to be kept. What is counted of the best ones is `FEATURES`, by `retrieval.ranking.looking`; what each weighs is
decided in `retrieval.search`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.scoring import Floats, Ints, Lists, gathered

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
    def of(cls, grams_in: NDArray[np.int64], words: int, *, passages: int) -> Self:
        """Return the averages of texts with `words` in all, whose sentences have so many 4-grams."""
        many = int(grams_in.sum())
        return cls(many / max(1, len(grams_in)), many / max(1, passages), words / max(1, passages))


@dataclass(frozen=True)
class Tokens:
    """The words of all passages by number, sentence by sentence, and of what stands above them."""

    by_sentence: Lists  # per sentence, its word numbers
    sentences: NDArray[np.int64]  # passage n has the sentences sentences[n] to sentences[n + 1]
    headings: Lists  # the words of each title with a section's path
    heading_of: Ints  # per passage, which of `headings` stands above it
    averages: Averages
    grams_in: Floats  # per sentence, how many 4-grams its words have

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

    def of(self, passages: NDArray[np.int64]) -> "Candidates":
        """Return the words of `passages`."""
        passage_of_sentence, sentences = gathered(self.sentences, passages)
        starts, above = self.by_sentence.starts, self.headings.starts
        heading = self.heading_of[passages]
        firsts, lasts = starts[self.sentences[passages]], starts[self.sentences[passages + 1]]
        titles, ends = above[heading], above[heading + 1]
        tokens = [*_slices(self.by_sentence.values, firsts, lasts), *_slices(self.headings.values, titles, ends)]
        sizes = np.concatenate([starts[sentences + 1] - starts[sentences], ends - titles])
        return Candidates(
            np.concatenate([self.by_sentence.values[:0], *tokens]),
            np.arange(len(sizes)).repeat(sizes),
            passage_of_sentence,
            begins(passage_of_sentence),
            lengths=lasts - firsts,
            grams_in=self.grams_in[sentences],
        )


def _slices(values: Ints, firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> Iterator[Ints]:
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield values[first:last]


@dataclass(frozen=True)
class Candidates:
    """The words of some passages row by row: first their sentences, then for each passage what stands above it.

    Every passage has a sentence with a word in it: without one it would have been worth nothing.
    """

    tokens: Ints
    row_of_token: NDArray[np.int64]
    passage_of_sentence: NDArray[np.int64]
    firsts: NDArray[np.int64]  # the first sentence of each passage
    lengths: NDArray[np.int64]  # per passage, how many tokens it has
    grams_in: Floats  # per sentence, how many 4-grams its words have

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.lengths)

    @property
    def sentences(self) -> int:
        """How many sentences there are; the rows after them are headings."""
        return len(self.passage_of_sentence)

    @cached_property
    def spoken(self) -> int:
        """How many of the tokens stand in sentences."""
        return int(self.lengths.sum())

    def best(self, by_sentence: Floats) -> Floats:
        """Return for each passage the best of its sentences' values; rows are sentences, columns stay."""
        return np.maximum.reduceat(by_sentence, self.firsts, axis=0)

    def total(self, by_sentence: Floats) -> Floats:
        """Return for each passage the sum of its sentences' values."""
        return np.add.reduceat(by_sentence, self.firsts, axis=0)


def begins(rising: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where in `rising` each value stands for the first time."""
    changes = np.ones(len(rising), np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=changes[1:])
    return changes.nonzero()[0]
