"""Turn passages into the arrays that search reads."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Language, words
from retrieval.candidates import Tokens
from retrieval.language import detect
from retrieval.model import Passage
from retrieval.scoring import Field, Floats, Ints, Lists, Tuning, field
from retrieval.sentences import spans
from retrieval.vocabulary import PART_WEIGHT, Vocabulary

WORD: Final = Tuning(k1=0.6, b=0.4)
GRAM: Final = Tuning(k1=0.9, b=0.6)
Progress = Callable[[str, int, int], None]  # the step, passages done, passages in all
_SAMPLE: Final = 3000  # characters that decide a document's language


def languages_of(passages: Sequence[Passage]) -> dict[tuple[str, str], Language]:
    """Return the language of each document version, decided on its first passages."""
    samples: dict[tuple[str, str], str] = {}
    for passage in passages:
        key = (passage.document, passage.version)
        if len(samples.get(key, "")) < _SAMPLE:
            samples[key] = f"{samples.get(key, '')} {passage.text}"
    return {key: "en" if detect(sample) == "en" else "sv" for key, sample in samples.items()}


class Reading:
    """Numbers the words of passages as they are read."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._english: Counter[int] = Counter()
        self._swedish: Counter[int] = Counter()
        self._sentences: list[list[int]] = []
        self._first = [0]
        self._headings: dict[tuple[str, ...], int] = {}
        self._heading_of: list[int] = []

    def add(self, passage: Passage, language: Language) -> None:
        """Read one passage, which is written in `language`."""
        for sentence in sentences(passage.text):
            numbers = [self._numbers.setdefault(word, len(self._numbers)) for word in words(sentence)]
            if numbers:
                self._sentences.append(numbers)
                (self._english if language == "en" else self._swedish).update(numbers)
        self._first.append(len(self._sentences))
        above = (passage.title, *passage.section)
        self._heading_of.append(self._headings.setdefault(above, len(self._headings)))

    def vocabulary(self) -> Vocabulary:
        """Return the words read, each taken apart by the language that uses it most."""
        return Vocabulary.of(
            list(self._numbers),
            ["en" if self._english[number] > self._swedish[number] else "sv" for number in range(len(self._numbers))],
        )

    def tokens(self) -> Tokens:
        """Return the words of the passages in order."""
        return Tokens(
            Lists.of(self._sentences),
            np.array(self._first, np.int64),
            self._above(),
            np.array(self._heading_of, np.int32),
        )

    def _above(self) -> Lists:
        """Return the words above the passages; one that no passage has cannot be found, and is left out."""
        known = self._numbers
        return Lists.of(
            [[known[word] for line in above for word in words(line) if word in known] for above in self._headings]
        )


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a passage; a line is the least of them, so that list items stand alone."""
    for line in text.split("\n"):
        for start, end in spans(line):
            yield line[start:end]


def word_field(tokens: Tokens, vocabulary: Vocabulary) -> Field:
    """Return the field of stems, the parts of compounds at half weight; stop words left out."""
    passages, numbers = tokens.flat()
    spoken = ~vocabulary.is_stop[numbers]
    passages, numbers = passages[spoken], numbers[spoken]
    owner, parts = vocabulary.parts.gather(numbers)
    return _counted(
        np.concatenate([passages, passages[owner]]),
        np.concatenate([vocabulary.stem_of[numbers], parts]),
        np.concatenate([np.ones(len(numbers)), np.full(len(parts), PART_WEIGHT)]),
        (tokens.passages, len(vocabulary.stems)),
        WORD,
    )


def gram_field(tokens: Tokens, vocabulary: Vocabulary) -> Field:
    """Return the field of character 4-grams, stop words and all."""
    passages, numbers = tokens.flat()
    owner, grams = vocabulary.grams_of.gather(numbers)
    return _counted(passages[owner], grams, None, (tokens.passages, len(vocabulary.grams)), GRAM)


def _counted(
    rows: Ints, terms: Ints, weights: NDArray[np.float64] | None, shape: tuple[int, int], tuning: Tuning
) -> Field:
    """Return the BM25 field of occurrences: the same term in the same passage is added up."""
    keys = rows.astype(np.int64) * shape[1] + terms
    cells, place = np.unique(keys, return_inverse=True)
    counts: Floats = np.bincount(place, weights=weights, minlength=len(cells)).astype(np.float32)
    return field(
        (cells // shape[1]).astype(np.int32), (cells % shape[1]).astype(np.int32), counts, shape=shape, tuning=tuning
    )
