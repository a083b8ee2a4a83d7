"""BM25 over integer terms as plain numpy arrays: computed once, stored as they are, read memory-mapped.

A field is a term-major sparse matrix (CSR): for each term the passages that hold it and what it is worth there, so that
a question costs one slice per term. What the terms mean is `retrieval.ranking.vocabulary`'s affair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
_FEW = 5000  # passages


@dataclass(frozen=True, slots=True)
class Tuning:
    """BM25's two constants: `k1` is how soon repeating a term stops paying, `b` how much a long text is held back."""

    k1: float
    b: float

    def worth(self, counts: Floats, lengths: Floats | float, average: float) -> Floats:
        """Return the term frequency part of BM25, 0 to `k1` + 1, for `counts` in texts of `lengths`."""
        result: Floats = counts * np.float32(self.k1 + 1) / (counts + self.damping(lengths, average))
        return result.astype(np.float32, copy=False)

    def damping(self, lengths: Floats | float, average: float) -> Floats | float:
        """Return what a count is held back by in texts of `lengths`."""
        return lengths * (self.k1 * self.b / max(average, 1e-9)) + self.k1 * (1 - self.b)


@dataclass(frozen=True, slots=True)
class Lists:
    """Many lists of integers in one array (CSR): list `n` is ``values[starts[n]:starts[n + 1]]``."""

    starts: NDArray[np.int64]
    values: Ints

    def __getitem__(self, at: int) -> Ints:
        return self.values[self.starts[at] : self.starts[at + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @classmethod
    def of(cls, lists: list[list[int]]) -> Self:
        """Return `lists` packed."""
        starts = np.zeros(len(lists) + 1, np.int64)
        np.cumsum([len(each) for each in lists], out=starts[1:])
        return cls(starts, np.fromiter((value for each in lists for value in each), np.int32, int(starts[-1])))

    def gather(self, rows: NDArray[np.integer]) -> tuple[NDArray[np.int64], Ints]:
        """Return the lists of `rows` laid end to end, beside each value the place of its row in `rows`."""
        owner, position = gathered(self.starts, rows)
        return owner, self.values[position]

    def spans(self, rows: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """Return where the lists of `rows` begin and end in `values`."""
        item = self.starts.item  # of a few rows quicker than numpy's own ways
        return tuple([(item(row), item(row + 1)) for row in rows])

    def inverted(self, terms: int) -> "Lists":
        """Return for each of `terms` values the lists that hold it."""
        owner = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))
        return Lists.grouped(self.values, owner, terms)

    @classmethod
    def grouped(cls, keys: NDArray[np.integer], values: Ints, many: int) -> Self:
        """Return for each key from 0 to `many` - 1 the `values` that stand beside it in `keys`."""
        starts = np.zeros(many + 1, np.int64)
        np.cumsum(np.bincount(keys, minlength=many), out=starts[1:])
        return cls(starts, values[np.argsort(keys, kind="stable")])


def gathered(starts: NDArray[np.int64], rows: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions of the lists of `rows` laid end to end, beside each the place of its row in `rows`."""
    first = starts[rows]
    sizes = starts[rows + 1] - first
    owner = np.arange(len(rows)).repeat(sizes)
    # Where each list begins in the result is taken off where it begins in the source: what is left to add is the place.
    ahead = (first - (sizes.cumsum() - sizes)).repeat(sizes)
    ahead += np.arange(len(owner))
    return owner, ahead


@dataclass(frozen=True)
class Field:
    """One BM25 field over passages."""

    postings: Lists  # per term, the passages that hold it, rising
    impacts: Floats  # beside each posting, idf times worth
    tuning: Tuning
    texts: int  # passages in all

    @property
    def ceiling(self) -> float:
        """What worth comes near when a passage repeats a term for ever."""
        return self.tuning.k1 + 1

    @property
    def precision(self) -> type[np.float32 | np.float64]:
        """How sums over all passages are kept: in full, but for an index where reading twice as much takes long."""
        return np.float64 if self.texts <= _FEW else np.float32

    @cached_property
    def idf(self) -> Floats:
        """What one occurrence of each term tells."""
        return idf(np.diff(self.postings.starts), self.texts)

    @cached_property
    def unseen(self) -> float:
        """What a term tells that no passage holds."""
        return float(idf(0, self.texts))

    def scores(self, terms: Sequence[int], weights: Sequence[float]) -> Floats:
        """Return for every passage what it holds of `terms`, each times its weight."""
        spans = [
            (*span, weight) for term, weight in zip(terms, weights, strict=True) for span in self.postings.spans([term])
        ]
        return self.summed(spans).astype(np.float32)

    def summed(self, spans: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
        """Return for every passage what the postings in `spans` (first, after the last, weight) are worth in all.

        The sum of some of these is the same as all in one, to the last bit of the `Floats` that it is made.
        """
        if not spans:
            return np.zeros(self.texts)
        values, impacts = self.postings.values, self.impacts
        worth = [
            impacts[first:last] if weight == 1 else impacts[first:last] * np.float32(weight)
            for first, last, weight in spans
        ]
        found = np.concatenate([values[first:last] for first, last, _ in spans])
        return np.bincount(found, np.concatenate(worth), self.texts).astype(np.float64, copy=False)


def idf(frequency: NDArray[np.integer] | int, texts: int) -> Floats:
    """Return ``ln(1 + (N - df + .5) / (df + .5))``: what one occurrence of a term tells, never below 0."""
    return np.log1p((texts - np.asarray(frequency) + 0.5) / (np.asarray(frequency) + 0.5)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Cells:
    """What some passages in a row hold: sorted by term, then by passage, each pair once."""

    terms: Ints
    passages: Ints
    counts: NDArray[np.float16]  # whole and half numbers, exact to 1,024

    @classmethod
    def of(cls, passages: Ints, terms: Ints, weights: Floats | None = None) -> Self:
        """Return occurrences added up: each a passage, a term and a weight, 1 where none is given."""
        first = int(passages.min(initial=2**31 - 1))
        wide = int(passages.max(initial=first)) - first + 1
        keys = terms.astype(np.int64) * wide + (passages - first)
        order = slice(None) if weights is None else keys.argsort(kind="stable")
        keys = np.sort(keys) if weights is None else keys[order]
        begins = _firsts(keys)
        if weights is None:
            counts = np.diff(begins, append=len(keys))
        else:
            counts = np.add.reduceat(weights[order], begins) if len(keys) else weights
        term, passage = np.divmod(keys[begins], wide)
        return cls(
            term.astype(np.int32), (passage + first).astype(np.int32), np.minimum(counts, 1024).astype(np.float16)
        )


def field(blocks: Iterable[Cells], shape: tuple[int, int], tuning: Tuning) -> Field:
    """Return the BM25 field of a sparse count matrix of `shape` (passages, terms), given in blocks of rising passages.

    Every block is put where its terms' lists go on, so that nothing is ever sorted as a whole.
    """
    how_many, vocabulary = shape
    kept = list(blocks)
    lengths, frequency = np.zeros(how_many, np.float32), np.zeros(vocabulary, np.int64)
    for block in kept:
        lengths += np.bincount(block.passages, block.counts, how_many).astype(np.float32)
        frequency += np.bincount(block.terms, minlength=vocabulary)
    starts = np.append(0, frequency.cumsum())
    values, impacts = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.float32)
    average, telling, ahead = (
        float(lengths.mean(dtype=np.float64)) if how_many else 0.0,
        idf(frequency, how_many),
        starts[:-1].copy(),
    )
    for block in kept:
        begins = _firsts(block.terms)
        terms, sizes = block.terms[begins], np.diff(begins, append=len(block.terms))
        place = (ahead[terms] - begins).repeat(sizes) + np.arange(len(block.terms))
        ahead[terms] += sizes
        values[place] = block.passages
        worth = tuning.worth(block.counts.astype(np.float32), lengths[block.passages], average)
        impacts[place] = worth * telling[block.terms]
    return Field(Lists(starts, values), impacts, tuning, how_many)


def _firsts(sorted_values: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return where each value stands for the first time."""
    changes = np.ones(len(sorted_values), np.bool_)
    np.not_equal(sorted_values[1:], sorted_values[:-1], out=changes[1:])
    return changes.nonzero()[0]
