"""Lay a question out in columns, so that all its words are counted in one pass over the passages.

A slot is one word of one variant of one concept; most questions have one slot for each of their words. A concept is
worth what the best of its variants is, a variant what its words are together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.question import Concept, Role, is_question_word
from retrieval.ranking.scoring import Floats, Ints
from retrieval.ranking.terms import Take, Term
from retrieval.ranking.vocabulary import Vocabulary

SAME_STEM: Final = 0.9  # the least likeness of two forms of one word
_SAME: Final = 0.75  # the likeness from which two words are taken for one
_ALIKE: Final = 0.25  # below this two words have only an ending in common


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

    @cached_property
    def worth(self) -> Floats:
        """The concepts (rows) by what touching them counts for: as topic, as telling, as telling without asking."""
        return np.stack([self.topic, self.telling, self.telling_asked], axis=1)

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
    def grams(self) -> tuple[int, ...]:
        """The n-grams of the question, each once: what the columns of `held` and of `by_slot` are."""
        return tuple(dict.fromkeys(gram for term in self.terms for gram in term.grams))

    @cached_property
    def held(self) -> Floats:
        """How often the word of each slot (columns) holds each n-gram (rows)."""
        row_of = {gram: row for row, gram in enumerate(self.grams)}
        wide = self.slots
        cells = [row_of[gram] * wide + slot for slot, term in enumerate(self.terms) for gram in term.grams]
        counts = np.bincount(np.array(cells, np.int64), minlength=len(self.grams) * wide)
        return counts.reshape(len(self.grams), wide).astype(np.float32)

    def by_slot(self, grams: Floats) -> Floats:
        """Return the sum of the columns of each slot's n-grams."""
        return grams @ self.held

    def summed(self, grams: Floats, idf: Floats) -> Floats:
        """Return per row the sum over the concepts of what their n-grams are worth, of each concept its best variant.

        `idf` is what each of the `grams` (columns) tells.
        """
        if self.plain:
            return grams @ (self.held @ self.weights * idf)
        by_variant = np.add.reduceat(grams @ (self.held * self.weights * idf[:, None]), self.variants, axis=1)
        best: Floats = np.maximum.reduceat(by_variant, self.starts, axis=1)
        total: Floats = best.sum(axis=1)
        return total

    def kin(self, vocabulary: Vocabulary, stems: Iterable[int]) -> NDArray[np.bool_]:
        """Return of every word of the corpus whether it has an n-gram of the question, or one of `stems`."""
        there = np.zeros(len(vocabulary.words), np.bool_)
        holders = vocabulary.words_with.values
        lists = [holders[first:last] for first, last in {span for term in self.terms for span in term.holders}]
        lists.extend(vocabulary.words_of[stem] for stem in stems)
        if lists:
            there[np.concatenate(lists)] = True
        return there

    def shared(self, words: NDArray[np.int64], vocabulary: Vocabulary) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return every n-gram of the question that one of `words` holds: the place of the word, and the column."""
        column_of = np.zeros(len(vocabulary.grams), np.int32)  # 0: not in the question
        column_of[list(self.grams)] = np.arange(1, len(self.grams) + 1)
        row, gram = vocabulary.grams_of.gather(words)
        column = column_of[gram]
        at = column.nonzero()[0]
        return row[at], column[at].astype(np.int64) - 1

    def alike(self, stem_of: Ints, holds: Floats, idf: Floats) -> Floats:
        """Return how like each slot's word (columns) each of some words (rows) is, 0 to 1.

        Likeness is the share of a slot's n-grams, each as telling as it is rare (`idf`), that the other word `holds`
        (1 or 0); of the same stem (`stem_of`) it is at least `SAME_STEM`. A word that is hardly like it is not like it
        at all.
        """
        telling = np.maximum(np.array([term.telling for term in self.terms], np.float32), np.float32(1e-9))
        likeness = np.minimum(holds @ (self.held * idf[:, None] / telling), np.float32(1))
        stems, slots = self._stems
        row, which = (stem_of[:, None] == stems).nonzero()
        same = (row, slots[which])
        likeness[same] = np.maximum(likeness[same], np.float32(SAME_STEM))
        # A translation of several words weighs as much as the phrase it stands for, but is no more like it than that.
        return np.where(likeness >= _ALIKE, likeness * np.minimum(self.weights, np.float32(1)), np.float32(0))

    @cached_property
    def _stems(self) -> tuple[Ints, NDArray[np.int64]]:
        """The stems of all slots, beside each its slot."""
        pairs = [(stem, slot) for slot, term in enumerate(self.terms) for stem in term.stems]
        both = np.array(pairs, np.int64).reshape(-1, 2)
        return both[:, 0].astype(np.int32), both[:, 1]
