"""The words of all passages by number, and those of the best passages for a question.

Everything is counted from the passages' own word numbers when a question asks, so that no index of sentences or pairs
has to be kept. What is counted of the best ones is `FEATURES`, by `retrieval.ranking.looking`; what each weighs is
decided in `retrieval.search`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.scoring import Floats, Ints, Lists

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


_KEPT: Final = 5000  # passages kept as `Piece`, of a few thousand bytes each
# A passage's words, those above it, how many words each of its sentences has, and how many 4-grams those have.
Piece = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Floats]


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
    _pieces: dict[int, "Piece"] = field(default_factory=dict, compare=False, repr=False)

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
        pieces = [self._piece(number) for number in passages.tolist()]
        if not pieces:
            nothing = np.zeros(0, np.int64)
            return Candidates(nothing, nothing, nothing, [0], [], np.zeros(0, np.float32), 0)
        said, above, sizes, grams_in = zip(*pieces, strict=True)
        many, lengths = list(map(len, sizes)), list(map(len, said))
        rows = np.concatenate([*sizes, np.array(list(map(len, above)), np.int64)])
        return Candidates(
            np.concatenate([*said, *above]),
            np.arange(len(rows)).repeat(rows),
            np.arange(len(many)).repeat(np.array(many, np.int64)),
            list(accumulate(many, initial=0)),
            lengths,
            np.concatenate(grams_in),
            sum(lengths),
        )

    def _piece(self, number: int) -> "Piece":
        """Return a passage by itself; those that come up again and again are kept."""
        found = self._pieces.get(number)
        if found is None:
            if len(self._pieces) >= _KEPT:
                self._pieces.clear()
            said, sizes = self.passage(number)
            first, last = self.sentences[number : number + 2].tolist()
            above, grams_in = self.headings[int(self.heading_of[number])], self.grams_in[first:last]
            found = said.astype(np.int64), above.astype(np.int64), sizes, np.array(grams_in, np.float32)
            self._pieces[number] = found
        return found


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words of some passages row by row: first their sentences, then for each passage what stands above it.

    Every passage has a sentence with a word in it: without one it would have been worth nothing.
    """

    tokens: NDArray[np.int64]
    row_of_token: NDArray[np.int64]
    passage_of_sentence: NDArray[np.int64]
    bounds: list[int]  # the first sentence of each passage, and the one after all of them
    lengths: list[int]  # per passage, how many tokens its sentences have
    grams_in: Floats  # per sentence, how many 4-grams its words have
    spoken: int  # how many of the tokens stand in sentences

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.lengths)

    @property
    def sentences(self) -> int:
        """How many sentences there are; the rows after them are headings."""
        return len(self.passage_of_sentence)

    def best(self, by_sentence: Floats) -> Floats:
        """Return for each passage the best of its sentences' values; rows are sentences, columns stay."""
        return np.maximum.reduceat(by_sentence, np.array(self.bounds[:-1], np.int64), axis=0)

    def total(self, by_sentence: Floats) -> Floats:
        """Return for each passage the sum of its sentences' values."""
        return np.add.reduceat(by_sentence, np.array(self.bounds[:-1], np.int64), axis=0)
