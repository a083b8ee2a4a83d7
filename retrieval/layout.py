"""Lay a question out in columns, so that all its words are counted in one pass over the passages.

A slot is one word of one variant of one concept; most questions have one slot for each of their words. A concept is
worth what the best of its variants is, a variant what its words are together.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.question import Concept, Role, asks_for_figure, is_question_word
from retrieval.scoring import Floats, Ints, gathered
from retrieval.terms import Take, Term
from retrieval.vocabulary import Vocabulary

_SAME: Final = 0.75  # the likeness from which two words are taken for one


@dataclass(frozen=True)
class Layout:
    """The concepts of a question with their words' terms, in columns."""

    concepts: tuple[Concept, ...]
    terms: tuple[Term, ...]  # per slot
    weights: Floats  # per slot, what its variant weighs
    variants: NDArray[np.int64]  # where each variant's slots begin
    starts: NDArray[np.int64]  # where each concept's variants begin
    same: float = _SAME

    @classmethod
    def of(cls, concepts: tuple[Concept, ...], take: Take) -> "Layout":
        """Return `concepts` laid out, each word taken apart by `take`."""
        terms: list[Term] = []
        weights: list[float] = []
        variants: list[int] = []
        starts: list[int] = []
        for concept in concepts:
            starts.append(len(variants))
            for variant in concept.variants:
                variants.append(len(terms))
                terms.extend(take(word, variant.language) for word in variant.words)
                weights.extend([variant.weight] * len(variant.words))
        return cls(
            concepts, tuple(terms), np.array(weights, np.float32), np.array(variants, np.int64),
            np.array(starts, np.int64),
        )  # fmt: skip

    @property
    def slots(self) -> int:
        """How many columns there are."""
        return len(self.terms)

    @cached_property
    def plain(self) -> bool:
        """Whether every concept is one word that stands for itself."""
        return len(self.concepts) == self.slots

    @cached_property
    def concept_of_slot(self) -> NDArray[np.int64]:
        """The concept of each slot."""
        variant = np.searchsorted(self.variants, np.arange(self.slots), side="right") - 1
        return np.searchsorted(self.starts, variant, side="right") - 1

    @cached_property
    def asks_for_figure(self) -> bool:
        """Whether an answer holds a number, an amount or a date."""
        return asks_for_figure([concept.variants[0].words[0] for concept in self.concepts])

    @cached_property
    def rarity(self) -> Floats:
        """How rare each concept's rarest word is."""
        return self._highest([term.rarity for term in self.terms])

    @cached_property
    def topic(self) -> Floats:
        """The same for what the question is about, 0 for its other words."""
        return self.rarity * np.array([concept.role is Role.TOPIC for concept in self.concepts], np.float32)

    @cached_property
    def telling(self) -> Floats:
        """How telling the n-grams of each concept's words are."""
        return self._highest([term.telling for term in self.terms])

    @cached_property
    def telling_asked(self) -> Floats:
        """The same, 0 for question words."""
        asking = [is_question_word(concept.variants[0].words[0]) for concept in self.concepts]
        return np.where(asking, np.float32(0), self.telling)

    def _highest(self, values: list[float]) -> Floats:
        by_slot = np.array(values, np.float32)
        return by_slot if self.plain else np.maximum.reduceat(by_slot, self.variants[self.starts])

    def by_concept(self, likeness: Floats) -> Floats:
        """Return per concept (columns) the likeness of its best variant; a variant's is the mean of its words'."""
        if self.plain:
            return likeness
        sizes = np.diff(self.variants, append=self.slots)
        by_variant = np.add.reduceat(likeness, self.variants, axis=1) / sizes.astype(np.float32)
        best: Floats = np.maximum.reduceat(by_variant, self.starts, axis=1)
        return best

    @cached_property
    def grams(self) -> Ints:
        """The n-grams of all slots, slot by slot."""
        return np.concatenate([term.grams for term in self.terms])

    @cached_property
    def first_grams(self) -> NDArray[np.int64]:
        """Where the n-grams of each slot begin, and where the last end."""
        return np.cumsum([0, *(len(term.grams) for term in self.terms)])

    def by_slot(self, grams: Floats) -> Floats:
        """Return the sum of the columns of each slot's n-grams."""
        sums = np.zeros((len(grams), grams.shape[1] + 1), np.float64)
        np.cumsum(grams, axis=1, out=sums[:, 1:])
        return sums[:, self.first_grams[1:]] - sums[:, self.first_grams[:-1]]

    def summed(self, grams: Floats) -> Floats:
        """Return per row the sum of its n-grams' values over the concepts, of each concept its best variant."""
        if self.plain:
            return np.asarray(grams @ np.repeat(self.weights, np.diff(self.first_grams)), np.float32)
        by_variant = np.add.reduceat(self.by_slot(grams) * self.weights, self.variants, axis=1)
        best: Floats = np.maximum.reduceat(by_variant, self.starts, axis=1)
        return np.asarray(best.sum(axis=1), np.float32)

    def alike_in(self, tokens: Ints, vocabulary: Vocabulary) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
        """Return the places of the tokens that are like a slot's word, beside each the slot and how like it is."""
        place, entry = self._alike.found_in(tokens, len(vocabulary.words))
        slots, likeness = self._alike_columns
        return place, slots[entry], likeness[entry]

    def grams_in(self, tokens: Ints, vocabulary: Vocabulary) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of the tokens that hold an n-gram of the question, beside each the n-gram's column."""
        place, entry = self._holders.found_in(tokens, len(vocabulary.words))
        return place, self._held_columns[entry]

    @cached_property
    def _alike(self) -> "_Words":
        return _Words(np.concatenate([term.alike for term in self.terms]))

    @cached_property
    def _alike_columns(self) -> tuple[NDArray[np.int64], Floats]:
        slots = np.repeat(np.arange(self.slots), [len(term.alike) for term in self.terms])
        # A translation of several words weighs as much as the phrase it stands for, but is no more like it than that.
        return slots, np.concatenate([term.likeness for term in self.terms]) * np.minimum(self.weights, 1)[slots]

    @cached_property
    def _holders(self) -> "_Words":
        return _Words(np.concatenate([term.holders for term in self.terms]))

    @cached_property
    def _held_columns(self) -> NDArray[np.int64]:
        firsts = zip(self.first_grams, self.terms, strict=False)
        return np.concatenate([first + term.held for first, term in firsts])


class _Words:
    """Finds tokens among some words, a word standing for each of the entries it was given at."""

    def __init__(self, words: Ints) -> None:
        self._order = np.argsort(words, kind="stable")
        in_order = words[self._order]
        begins = np.flatnonzero(np.diff(in_order, prepend=-1))
        self._words = in_order[begins]
        self._starts = np.append(begins, len(words))

    def found_in(self, tokens: Ints, vocabulary: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of the tokens found, beside each an entry of its word; `vocabulary` is its size."""
        row_of = np.zeros(vocabulary, np.int32)
        row_of[self._words] = np.arange(1, len(self._words) + 1, dtype=np.int32)
        rows = row_of[tokens]
        at = np.flatnonzero(rows)
        owner, entry = gathered(self._starts, rows[at] - 1)
        return at[owner], self._order[entry]
