"""Rank passages for a question: four ways of counting, fused.

Words and 4-grams rank all passages; the best sentence and the neighbouring words are counted in the best few hundred
only. Each count is divided by its best value for the question before they are summed with `WEIGHTS`. The recipe and its
figures stand in `docs/why.md` (Ranking). What a question's words mean is decided in `retrieval.bridging`, whether the
best passage is good enough in `retrieval.banding`.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval import storing
from retrieval.analysis import Language
from retrieval.banding import band
from retrieval.bridging import Bridge
from retrieval.building import Progress, Reading, gram_field, languages_of, word_field
from retrieval.candidates import Tokens
from retrieval.model import Hit, Passage, Ranking
from retrieval.question import Concept, Question, Variant
from retrieval.scoring import Field, Floats
from retrieval.shelf import PassageShelf
from retrieval.vocabulary import PART_WEIGHT, Vocabulary

WEIGHTS: Final = (0.7, 1.0, 1.2, 0.6)  # words, 4-grams, best sentence, neighbouring words
CANDIDATES: Final = 100  # passages that are looked at closer

Where = Callable[[Passage], bool]


@dataclass(frozen=True)
class SearchIndex:
    """Everything a question needs, as arrays; built whole and swapped whole."""

    shelf: PassageShelf
    vocabulary: Vocabulary
    tokens: Tokens
    words: Field
    grams: Field
    languages: frozenset[Language]

    @classmethod
    def build(cls, passages: Sequence[Passage], progress: Progress | None = None) -> Self:
        """Return the index of `passages`; `progress` is told how many are read."""
        reading, languages = Reading(), languages_of(passages)
        for done, passage in enumerate(passages, 1):
            reading.add(passage, languages[passage.document, passage.version])
            if progress is not None:
                progress("index", done, len(passages))
        vocabulary, tokens = reading.vocabulary(), reading.tokens()
        return cls(
            PassageShelf.of(passages),
            vocabulary,
            tokens,
            word_field(tokens, vocabulary),
            gram_field(tokens, vocabulary),
            frozenset(languages.values()),
        )

    def save(self, folder: Path) -> None:
        """Write the index into `folder`; the caller swaps folders, so that no reader ever sees half of one."""
        parts = (self.shelf, self.vocabulary, self.tokens, self.words, self.grams, self.languages)
        storing.save(folder, parts)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the index in `folder`, memory-mapped.

        Raises:
            IndexOutdated: there is none, or another version of the program wrote it.
        """
        return cls(*storing.load(folder))

    def __len__(self) -> int:
        return len(self.shelf)

    def search(self, question: str, top: int = 10, where: Where | None = None) -> Ranking:
        """Return the best `top` passages for `question` among those that `where` lets through, with a band."""
        began = time.perf_counter()
        asked = self.bridge.take(question)
        hits = self._ranked(asked, top, where)
        sure = band(asked, [number for number, _ in hits], self.grams, self.vocabulary)
        found = tuple(Hit(self.shelf[number], score) for number, score in hits)
        return Ranking(found, sure, (time.perf_counter() - began) * 1000)

    def _ranked(self, asked: Question, top: int, where: Where | None) -> list[tuple[int, float]]:
        coarse = np.stack([self._word_scores(asked), self._gram_scores(asked)])
        if where is not None:
            coarse[:, [not where(self.shelf[number]) for number in range(len(self))]] = 0
        order = best((coarse / peaks(coarse)).sum(axis=0), CANDIDATES)
        near = self.tokens.of(order)
        fine = [
            near.best_sentences(asked, self.vocabulary, self.grams.idf, self._averages[0]),
            near.bigrams(asked, self.vocabulary, len(self), self._averages[1]),
        ]
        scores = np.vstack([coarse[:, order], fine])
        fused = np.array(WEIGHTS, np.float32) @ (scores / peaks(scores)) / np.float32(sum(WEIGHTS))
        return [(int(order[place]), float(fused[place])) for place in best(fused, top)]

    def _word_scores(self, asked: Question) -> Floats:
        """Return what the stems of the topic, and the parts of its compounds, are worth in each passage."""

        def terms(variant: Variant) -> Iterator[tuple[int, float]]:
            for word in variant.words:
                yield from ((stem, variant.weight) for stem in self.vocabulary.stems_of(word, variant.language))
                yield from ((part, variant.weight * PART_WEIGHT) for part in self.vocabulary.parts_of(word))

        return _summed(self.words, asked.topic, terms)

    def _gram_scores(self, asked: Question) -> Floats:
        """Return what the 4-grams of the question, its frame left out, are worth in each passage."""

        def terms(variant: Variant) -> Iterator[tuple[int, float]]:
            for word in variant.words:
                yield from ((gram, variant.weight) for gram in self.vocabulary.known_grams(word))

        return _summed(self.grams, asked.spoken, terms)

    @cached_property
    def bridge(self) -> Bridge:
        """What the words of a question may stand for here."""
        return Bridge(self.vocabulary, self.languages)

    @cached_property
    def _averages(self) -> tuple[float, float]:
        """The grams in a sentence and the words in a passage, on average."""
        numbers = self.tokens.by_sentence.values
        grams = int(self.vocabulary.gram_counts[numbers].sum())
        return grams / max(1, len(self.tokens.by_sentence)), len(numbers) / max(1, len(self))


def _summed(
    field: Field, concepts: Iterable[Concept], terms: Callable[[Variant], Iterable[tuple[int, float]]]
) -> Floats:
    """Return for every passage the sum over `concepts` of the best of their variants."""
    plain: list[tuple[int, float]] = []  # of concepts with one variant: nothing to choose between
    scores = np.zeros(field.texts, np.float32)
    for concept in concepts:
        if len(concept.variants) == 1:
            plain.extend(terms(concept.variants[0]))
        else:
            each = [_scores(field, list(terms(variant))) for variant in concept.variants]
            scores += np.max(each, axis=0)
    return scores + _scores(field, plain)


def _scores(field: Field, terms: Sequence[tuple[int, float]]) -> Floats:
    return field.scores([term for term, _ in terms], [weight for _, weight in terms])


def peaks(scores: Floats) -> Floats:
    """Return the best value of each row as a column, 1 where the row is empty."""
    highest = scores.max(axis=1, keepdims=True, initial=0)
    result: Floats = np.where(highest > 0, highest, np.float32(1))
    return result


def best(scores: NDArray[np.floating], many: int) -> NDArray[np.int64]:
    """Return the places of the `many` highest scores above 0, highest first, equals in order."""
    places = np.flatnonzero(scores > 0)
    if len(places) > many:
        places = places[np.argpartition(-scores[places], many)[: many + 1]]
    return places[np.lexsort((places, -scores[places]))][:many].astype(np.int64)
