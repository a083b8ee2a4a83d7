"""Look closer at the best few hundred passages: their best sentence, and the question's words side by side.

Both are counted from the passages' own word numbers when a question asks, so that no index of sentences or pairs has
to be kept.
"""

from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.question import Question, Role, Variant
from retrieval.scoring import Floats, Ints, Lists, Tuning, gathered, idf
from retrieval.vocabulary import Vocabulary

SENTENCE: Final = Tuning(k1=0.6, b=0.3)
BIGRAM: Final = Tuning(k1=0.6, b=0.3)


@dataclass(frozen=True)
class Tokens:
    """The words of all passages by number, sentence by sentence."""

    by_sentence: Lists  # per sentence, its word numbers
    sentences: NDArray[np.int64]  # passage n has the sentences sentences[n] to sentences[n + 1]

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
        return Candidates(len(passages), passage_of_sentence, sentence_of_token, tokens)


@dataclass(frozen=True)
class Candidates:
    """The words of some passages: `tokens` are word numbers, beside each the place of its sentence."""

    passages: int
    passage_of_sentence: NDArray[np.int64]
    sentence_of_token: NDArray[np.int64]
    tokens: Ints

    def best_sentences(self, question: Question, vocabulary: Vocabulary, gram_idf: Floats, average: float) -> Floats:
        """Return for each passage the 4-gram score of its best sentence; `average` is the grams in a sentence."""
        wanted = _grams_wanted(question, vocabulary)
        columns, sentences = wanted.grams, len(self.passage_of_sentence)
        best = np.zeros(self.passages, np.float32)
        if not len(columns) or not sentences:
            return best
        lengths = np.bincount(self.sentence_of_token, vocabulary.gram_counts[self.tokens], sentences)
        counts = self._gram_counts(columns, vocabulary)
        worth = SENTENCE.worth(counts, lengths.astype(np.float32)[:, None], average) * (
            gram_idf[columns] * wanted.weights
        )
        by_variant = np.add.reduceat(worth, wanted.variants, axis=1)
        by_sentence = np.maximum.reduceat(by_variant, wanted.concepts, axis=1).sum(axis=1)
        np.maximum.at(best, self.passage_of_sentence, by_sentence)
        return best

    def _gram_counts(self, columns: Ints, vocabulary: Vocabulary) -> Floats:
        """Return how often each sentence (rows) holds the gram of each column."""
        column_of, holders = vocabulary.words_with.gather(columns)
        by_word = Lists.grouped(holders, column_of.astype(np.int32), len(vocabulary.words))
        held = by_word.starts[self.tokens + 1] > by_word.starts[self.tokens]
        row, column = by_word.gather(self.tokens[held])
        cells = self.sentence_of_token[held][row] * len(columns) + column
        counts = np.bincount(cells, minlength=len(self.passage_of_sentence) * len(columns))
        return counts.reshape(-1, len(columns)).astype(np.float32)

    def bigrams(self, question: Question, vocabulary: Vocabulary, texts: int, average: float) -> Floats:
        """Return for each passage what the question's neighbouring words are worth as neighbours there.

        `texts` is the number of passages in the index, `average` the words in one.
        """
        numbers, follows = _neighbours(question, vocabulary)
        scores = np.zeros(self.passages, np.float32)
        if not follows or not len(self.tokens):
            return scores
        number_of = np.zeros(len(vocabulary.stems), np.int32)  # 0: not in the question
        number_of[list(numbers)] = np.arange(1, len(numbers) + 1)
        column_of = np.full((len(numbers) + 1) ** 2, -1, np.int32)
        pairs = [(numbers[left] + 1) * (len(numbers) + 1) + numbers[right] + 1 for left, right in follows]
        column_of[pairs] = np.arange(len(pairs))
        spoken = number_of[vocabulary.stem_of[self.tokens]]
        lengths = np.bincount(self.passage_of_sentence[self.sentence_of_token], minlength=self.passages)
        apart = np.flatnonzero(~vocabulary.is_stop[self.tokens])
        for sequence, sentence in ((spoken, self.sentence_of_token), (spoken[apart], self.sentence_of_token[apart])):
            at = np.flatnonzero((sequence[:-1] > 0) & (sequence[1:] > 0))
            column = column_of[sequence[at] * (len(numbers) + 1) + sequence[at + 1]]
            here, there = self.passage_of_sentence[sentence[at]], self.passage_of_sentence[sentence[at + 1]]
            found = (column >= 0) & (here == there)
            cells = here[found] * len(pairs) + column[found]
            counts = np.bincount(cells, minlength=self.passages * len(pairs)).reshape(-1, len(pairs))
            frequency = (counts > 0).sum(axis=0)
            worth = BIGRAM.worth(counts.astype(np.float32), lengths.astype(np.float32)[:, None], average)
            scores += (worth * np.where(frequency, idf(frequency, texts), 0)).sum(axis=1)
        return scores


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The grams of a question laid out for one pass: each variant a run of grams, each concept a run of variants."""

    grams: Ints
    weights: Floats
    variants: list[int]  # where each variant's grams begin
    concepts: list[int]  # where each concept's variants begin


def _grams_wanted(question: Question, vocabulary: Vocabulary) -> _Wanted:
    columns: list[int] = []
    weights: list[float] = []
    variants: list[int] = []
    concepts: list[int] = []
    for concept in question.spoken:
        here = len(variants)
        for variant in concept.variants:
            if known := [gram for word in variant.words for gram in vocabulary.known_grams(word)]:
                variants.append(len(columns))
                columns.extend(known)
                weights.extend([variant.weight] * len(known))
        if len(variants) > here:
            concepts.append(here)
    return _Wanted(np.array(columns, np.int32), np.array(weights, np.float32), variants, concepts)


def _neighbours(question: Question, vocabulary: Vocabulary) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Return the stems of the question, numbered, and the pairs of them that stand side by side in it.

    Stop words count as neighbours, and are stepped over too.
    """
    variants = [variant for concept in question.concepts for variant in concept.variants]
    phrases = [[set(vocabulary.stems_of(word, v.language)) for word in v.words] for v in variants if len(v.words) > 1]
    full = [_stems(concept.variants, vocabulary) for concept in question.concepts]
    topic = [_stems(concept.variants, vocabulary) for concept in question.concepts if concept.role is not Role.STOP]
    rows = (full, topic, *phrases)
    pairs = {pair for row in rows for left, right in pairwise(row) for pair in product(left, right)}
    numbers = {stem: number for number, stem in enumerate(sorted({stem for pair in pairs for stem in pair}))}
    return numbers, sorted(pairs)


def _stems(variants: tuple[Variant, ...], vocabulary: Vocabulary) -> set[int]:
    return {stem for each in variants for word in each.words for stem in vocabulary.stems_of(word, each.language)}
