"""Lay a question out in columns, so that all its words are counted in one pass over the passages.

A slot is one word of one variant of one concept; most questions have one slot for each of their words. A concept is
worth what the best of its variants is, a variant what its words are together. A column is one n-gram of one
slot, or the slot's stem, which tells nothing as an n-gram.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.question import Concept, Role, is_question_word
from retrieval.ranking.scoring import Floats, Ints
from retrieval.ranking.terms import Take, Term

SAME_STEM: Final = 0.9  # the least likeness of two forms of one word
_SAME: Final = 0.7499  # the likeness from which two words are taken for one: .75, which a rounded sum may just miss
_ALIKE: Final = np.float32(0.25)  # below this two words have only an ending in common
TOPIC, TELLING, ASKED, RARITY = range(4)  # the columns of `Layout.worth`


@dataclass(frozen=True, slots=True)
class Layout:
    """The concepts of a question with their words' terms, in columns."""

    concepts: tuple[Concept, ...]
    terms: tuple[Term, ...]  # per slot
    plain: bool  # whether every concept is one word that counts in full
    weights: Sequence[float]  # per slot, what its variant weighs
    variants: NDArray[np.int64]  # where each variant's slots begin
    starts: NDArray[np.int64]  # where each concept's variants begin
    concept_of: NDArray[np.int64]  # the concept of each slot
    worth: Floats  # per concept, what touching it counts for: as topic, as telling, the same without asking, as rare
    ends: Sequence[int]  # slot n has the columns ends[n] to ends[n + 1], the last of them for its stem
    idf: Floats  # per column, what its n-gram tells
    shares: Floats  # per column (rows) and slot, what share that is of all that its word tells
    same: float = _SAME

    @classmethod
    def of(cls, concepts: tuple[Concept, ...], take: Take) -> "Layout":
        """Return `concepts` laid out, each word taken apart by `take`."""
        terms: list[Term] = []
        weights: list[float] = []
        variants: list[int] = []
        starts: list[int] = []
        concept_of: list[int] = []
        worth: list[tuple[float, float, float, float]] = []
        for number, concept in enumerate(concepts):
            first = len(terms)
            starts.append(len(variants))
            for variant in concept.variants:
                variants.append(len(terms))
                terms.extend([take(word, variant.language) for word in variant.words])
                weights.extend([variant.weight] * len(variant.words))
            concept_of.extend([number] * (len(terms) - first))
            worth.append(_worth(concept, terms[first:]))
        ends = list(accumulate([len(term.idf) for term in terms], initial=0))
        shares = np.zeros((ends[-1], len(terms)), np.float32)
        for slot, term in enumerate(terms):
            shares[ends[slot] : ends[slot + 1], slot] = term.shares
        return cls(
            concepts,
            tuple(terms),
            len(concepts) == len(terms) and weights.count(1.0) == len(weights),
            weights,
            np.array(variants, np.int64),
            np.array(starts, np.int64),
            np.array(concept_of, np.int64),
            np.array(worth, np.float32).reshape(-1, 4),
            ends,
            np.concatenate([term.idf for term in terms] or [np.zeros(0, np.float32)]),
            shares,
        )

    @property
    def slots(self) -> int:
        """How many words there are."""
        return len(self.terms)

    @property
    def columns(self) -> int:
        """How many columns there are; an n-gram that two words have, or one word twice, is there twice."""
        return len(self.idf)

    def by_concept(self, likeness: Floats) -> Floats:
        """Return per concept (columns) the likeness of its best variant; a variant's is the mean of its words'."""
        if self.plain:
            return likeness
        sizes = np.diff(self.variants, append=self.slots)
        means = np.zeros((self.slots, len(sizes)), np.float32)
        means[np.arange(self.slots), np.arange(len(sizes)).repeat(sizes)] = 1 / sizes.repeat(sizes)
        by_variant = likeness @ means
        best = np.ascontiguousarray(by_variant[:, self.starts])
        for concept, first, last in self._choices():
            by_variant[:, first:last].max(axis=1, out=best[:, concept])
        return best

    def summed(self, grams: Floats) -> Floats:
        """Return per row the sum over the concepts of what their n-grams are worth, of each concept its best variant.

        `grams` (columns) are worth so much times what they tell.
        """
        if self.plain:
            return grams @ self.idf
        # In one product: the n-grams of all concepts without a choice (column 0), then those of each other variant.
        choices = self._choices()
        chosen = [variant for _, first, last in choices for variant in range(first, last)]
        column_of = dict(zip(chosen, range(1, len(chosen) + 1), strict=True))
        telling = np.zeros((self.columns, len(chosen) + 1), np.float32)
        for variant, (slot, after) in enumerate(pairwise([*self.variants.tolist(), self.slots])):
            first, last = self.ends[slot], self.ends[after]
            telling[first:last, column_of.get(variant, 0)] = self.idf[first:last] * np.float32(self.weights[slot])
        by_variant = grams @ telling
        total: Floats = by_variant[:, 0].copy()
        column = 1
        for _, first, last in choices:
            total += by_variant[:, column : column + last - first].max(axis=1)
            column += last - first
        return total

    def _choices(self) -> list[tuple[int, int, int]]:
        """Return each concept with several variants, the first of these and the one after the last."""
        bounds = enumerate(pairwise([*self.starts.tolist(), len(self.variants)]))
        return [(concept, first, last) for concept, (first, last) in bounds if last > first + 1]

    def holders(self) -> tuple[Ints, NDArray[np.int64]]:
        """Return every word of the corpus that has something of a column, and the column; twice where it has it so."""
        sizes = [size for term in self.terms for size in term.sizes]
        return np.concatenate([term.holders for term in self.terms]), np.arange(len(sizes)).repeat(sizes)

    def alike(self, has: Floats) -> Floats:
        """Return how like each slot's word (columns) each of some words (rows) is, 0 to 1.

        Likeness is the share of a slot's n-grams, each as telling as it is rare, that the other word `has` (1 or 0);
        of the same stem it is at least `SAME_STEM`. A word that is hardly like it is not like it at all.
        """
        likeness: Floats = has @ self.shares
        same = has[:, [end - 1 for end in self.ends[1:]]]
        same *= SAME_STEM
        np.maximum(likeness, same, out=likeness)
        np.minimum(likeness, 1, out=likeness)
        likeness *= likeness >= _ALIKE
        # A translation of several words weighs as much as the phrase it stands for, but is no more like it than that.
        return likeness if self.plain else likeness * np.minimum(np.array(self.weights, np.float32), np.float32(1))


def _worth(concept: Concept, terms: Sequence[Term]) -> tuple[float, float, float, float]:
    """Return the row of `Layout.worth` for a concept; of its `terms` the rarest and the most telling count."""
    telling, rarity = terms[0].telling, terms[0].rarity
    for term in terms[1:]:
        telling, rarity = max(telling, term.telling), max(rarity, term.rarity)
    return (
        rarity if concept.role is Role.TOPIC else 0.0,
        telling,
        0.0 if is_question_word(concept.variants[0].words[0]) else telling,
        rarity,
    )
