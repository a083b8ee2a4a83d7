"""Turn passages into the arrays that search reads."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Passage
from retrieval.ranking.candidates import Averages, Tokens
from retrieval.ranking.scoring import Cells, Field, Ints, Lists, Tuning, field
from retrieval.ranking.vocabulary import PART_WEIGHT, Vocabulary
from retrieval.words.analysis import Language, words
from retrieval.words.language import detect
from retrieval.words.sentences import spans

WORD: Final = Tuning(k1=0.6, b=0.4)
GRAM: Final = Tuning(k1=0.9, b=0.6)
Progress = Callable[[str, int, int], None]  # the step, passages done, passages in all
_BLOCK: Final = 1000  # passages whose terms are counted at a time: what they hold must fit in memory
_SAMPLE: Final = 3000  # characters that decide a document's language


def languages_of(passages: Sequence[Passage]) -> dict[tuple[str, str], Language]:
    """Return the language of each document version, decided on its first passages."""
    samples: dict[tuple[str, str], str] = {}
    for passage in passages:
        key = (passage.document, passage.version)
        if len(samples.get(key, "")) < _SAMPLE:
            samples[key] = f"{samples.get(key, '')} {passage.text}"
    return {key: "en" if detect(sample) == "en" else "sv" for key, sample in samples.items()}


class _Numbers(dict[str, int]):
    """Gives every word a number when it is first met."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Reading:
    """Numbers the words of passages as they are read.

    What was read for an index `before` is taken from it where a passage has the same text. The result does not show it:
    words are numbered as they come in the passages, whatever was read before.
    """

    def __init__(self, before: "Read | None" = None) -> None:
        self._before = before
        self._numbers = _Numbers((word, number) for number, word in enumerate(before.words)) if before else _Numbers()
        self._tokens: list[Ints] = []
        self._sizes: list[NDArray[np.int64]] = []
        self._sentences = array("q", [0])
        self._headings: dict[tuple[str, ...], int] = {}
        self._heading_of = array("i")
        self._english = array("b")

    def add(self, passage: Passage, language: Language) -> None:
        """Read one passage, which is written in `language`."""
        place = self._before.place_of(passage.text) if self._before else None
        if self._before is not None and place is not None:
            read = self._before.tokens.passage(place)
        else:
            read = self._read(passage.text)
        self._tokens.append(read[0])
        self._sizes.append(read[1])
        self._sentences.append(self._sentences[-1] + len(read[1]))
        self._english.append(language == "en")
        above = (passage.title, *passage.section)
        self._heading_of.append(self._headings.setdefault(above, len(self._headings)))

    def _read(self, text: str) -> tuple[Ints, NDArray[np.int64]]:
        number = self._numbers.__getitem__
        found = [list(map(number, words(sentence))) for sentence in sentences(text)]
        tokens = array("i", chain.from_iterable(found))
        return np.array(tokens, np.int32), np.array([len(each) for each in found if each], np.int64)

    def done(self) -> tuple[Vocabulary, Tokens]:
        """Return the words read, each taken apart by the language that uses it most, and the passages in numbers."""
        tokens = np.concatenate([np.zeros(0, np.int32), *self._tokens])
        sizes = np.concatenate([np.zeros(0, np.int64), *self._sizes])
        self._tokens.clear()
        self._sizes.clear()
        tokens, order = _as_they_come(tokens, len(self._numbers))
        known = list(self._numbers)
        spoken = [known[number] for number in order.tolist()]
        starts = np.append(0, sizes.cumsum())
        bounds = np.frombuffer(self._sentences, np.int64)
        english = np.frombuffer(self._english, np.int8).repeat(np.diff(starts[bounds]))
        balance = np.bincount(tokens, 2.0 * english - 1, len(spoken))
        languages: list[Language] = ["en" if more else "sv" for more in (balance > 0).tolist()]
        vocabulary = Vocabulary.of(spoken, languages, self._before.vocabulary if self._before else None)
        grams_in = np.add.reduceat(vocabulary.gram_counts[tokens], starts[:-1]) if len(sizes) else sizes
        averages = Averages.of(grams_in, len(tokens), passages=len(bounds) - 1)
        above, heading_of = self._above(vocabulary.word_numbers), np.frombuffer(self._heading_of, np.int32)
        return vocabulary, Tokens(
            Lists(starts, tokens), bounds, above, heading_of, averages, grams_in.astype(np.float32)
        )

    def _above(self, known: Mapping[str, int]) -> Lists:
        """Return the words above the passages; one that no passage has cannot be found, and is left out."""
        return Lists.of(
            [[known[word] for line in above for word in words(line) if word in known] for above in self._headings]
        )


@dataclass(frozen=True)
class Read:
    """What was read for an earlier index."""

    vocabulary: Vocabulary
    tokens: Tokens
    place_of: Callable[[str], int | None]  # a passage with the same text

    @property
    def words(self) -> Sequence[str]:
        """The words by number."""
        return self.vocabulary.words


def _as_they_come(tokens: Ints, many: int) -> tuple[Ints, NDArray[np.int64]]:
    """Return `tokens` numbered anew in the order in which they first come, and the old number of each new one."""
    first = np.full(many, len(tokens), np.int64)
    first[tokens[::-1]] = np.arange(len(tokens) - 1, -1, -1)
    order = first.argsort(kind="stable")[: np.count_nonzero(first < len(tokens))]
    new = np.zeros(many, np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return new[tokens], order


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a passage; a line is the least of them, so that list items stand alone."""
    for line in text.split("\n"):
        for start, end in spans(line):
            yield line[start:end]


def word_field(tokens: Tokens, vocabulary: Vocabulary) -> Field:
    """Return the field of stems, the parts of compounds at half weight; stop words left out."""

    def blocks() -> Iterator[Cells]:
        for passages, numbers in tokens.blocks(_BLOCK):
            spoken = ~vocabulary.is_stop[numbers]
            rows, said = passages[spoken], numbers[spoken]
            owner, parts = vocabulary.parts.gather(said)
            weights = np.ones(len(said) + len(parts), np.float32)
            weights[len(said) :] = PART_WEIGHT
            terms = np.concatenate([vocabulary.stem_of[said], parts])
            yield Cells.of(np.concatenate([rows, rows[owner]]), terms, weights)

    return field(blocks(), (tokens.passages, len(vocabulary.stems)), WORD)


def gram_field(tokens: Tokens, vocabulary: Vocabulary) -> Field:
    """Return the field of character 4-grams, stop words and all."""

    def blocks() -> Iterator[Cells]:
        for passages, numbers in tokens.blocks(_BLOCK):
            owner, grams = vocabulary.grams_of.gather(numbers)
            yield Cells.of(passages[owner], grams)

    return field(blocks(), (tokens.passages, len(vocabulary.grams)), GRAM)
