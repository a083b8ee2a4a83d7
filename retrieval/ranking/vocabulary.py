"""The corpus' own words: each taken apart once, so that a passage is a row of numbers.

A word's terms are its stem and, at half weight, the parts of its compound; its grams are its character 4-grams. Words
that the corpus does not have are taken apart the same way when a question asks for them.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.scoring import Ints, Lists
from retrieval.words.analysis import Language, compound_parts, grams, stem, stop_words

_MANY_STEMS = 1000  # that have come or gone: from here on it is quicker to take every word apart again
_KEPT = 20_000  # compounds of questions that are remembered
PART_WEIGHT = 0.5  # a part of a compound against a word of its own


@dataclass(frozen=True)
class Vocabulary:
    """Words, stems and grams by number. Word `n` has stem ``stem_of[n]``, ``parts[n]`` (stems) and ``grams_of[n]``."""

    words: Sequence[str]
    stems: Sequence[str]
    grams: Sequence[str]
    stem_of: Ints
    parts: Lists
    grams_of: Lists
    words_with: Lists  # for each gram the words that hold it
    is_stop: NDArray[np.bool_]
    _parted: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, words: Sequence[str], languages: Iterable[Language], before: "Vocabulary | None" = None) -> Self:
        """Take `words` apart, each by the language of the texts that hold it.

        What `before`, the vocabulary of an earlier index, knows of their compounds is taken from it where it holds.
        """
        stem_numbers: dict[str, int] = {}
        stem_of = [_number(stem_numbers, stem(word, lang)) for word, lang in zip(words, languages, strict=True)]
        stops = stop_words("sv") | stop_words("en")
        whole = {stemmed: number for stemmed, number in stem_numbers.items() if stemmed not in stops}
        known = before.still_parted(whole) if before is not None else {}
        parts = [
            [whole[part] for part in (known[word] if word in known else compound_parts(word, whole))] for word in words
        ]
        gram_numbers: dict[str, int] = {}
        grams_of = Lists.of([[_number(gram_numbers, gram) for gram in grams(word)] for word in words])
        return cls(
            words,
            list(stem_numbers),
            list(gram_numbers),
            np.array(stem_of, np.int32),
            Lists.of(parts),
            grams_of,
            grams_of.inverted(len(gram_numbers)),
            np.array([word in stops for word in words], np.bool_),
        )

    @cached_property
    def word_numbers(self) -> dict[str, int]:
        """The number of each word."""
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def stem_numbers(self) -> dict[str, int]:
        """The number of each stem."""
        return {stemmed: number for number, stemmed in enumerate(self.stems)}

    @cached_property
    def gram_numbers(self) -> dict[str, int]:
        """The number of each gram."""
        return {gram: number for number, gram in enumerate(self.grams)}

    def still_parted(self, whole: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the words with the parts of each that are those of a corpus with the stems `whole` too.

        A word may be split otherwise only where it holds a stem that has come or gone: the stem of a part is the
        beginning of the part, but for the -a that is put back at its end.
        """
        stops = stop_words("sv") | stop_words("en")
        mine = set(self.stems) - stops
        changed = {stemmed for stemmed in mine if stemmed not in whole} | (set(whole) - mine)
        if len(changed) > _MANY_STEMS:
            return {}
        text = "\n".join(self.words)
        starts = np.append(0, np.cumsum([len(word) + 1 for word in self.words])[:-1])
        touched = np.zeros(len(self.words), np.bool_)
        for stemmed in changed:
            for part in {stemmed, stemmed.removesuffix("a")}:
                found = [match.start() for match in re.finditer(re.escape(part), text)]
                touched[starts.searchsorted(found, side="right") - 1] = True
        stems, parts = self.stems, self.parts
        return {
            self.words[number]: tuple(stems[part] for part in parts[number].tolist())
            for number in (~touched).nonzero()[0].tolist()
        }

    @cached_property
    def gram_counts(self) -> NDArray[np.int64]:
        """How many grams each word has."""
        return np.diff(self.grams_of.starts)

    @cached_property
    def words_of(self) -> Lists:
        """For each stem the words that have it."""
        return Lists.grouped(self.stem_of, np.arange(len(self.words), dtype=np.int32), len(self.stems))

    def grams_in(self, word: str) -> tuple[list[int], int]:
        """Return the numbers of those grams of a word that the corpus has, and how many it has in all."""
        if (number := self.word_numbers.get(word)) is not None:
            known = self.grams_of[number].tolist()
            return known, len(known)
        own = grams(word)
        return self.known_grams(own), len(own)

    def known_grams(self, grams: Iterable[str]) -> list[int]:
        """Return the numbers of those of `grams` that the corpus has."""
        known = self.gram_numbers
        return [known[gram] for gram in grams if gram in known]

    def stems_of(self, word: str, language: Language) -> tuple[int, ...]:
        """Return the numbers of the stems a question's word may have in the corpus, none where it has no such stem."""
        found = []
        if (number := self.word_numbers.get(word)) is not None:
            found.append(int(self.stem_of[number]))
        if (by_rule := self.stem_numbers.get(stem(word, language))) is not None:
            found.append(by_rule)
        return tuple(dict.fromkeys(found))

    def parted(self, word: str) -> tuple[str, ...]:
        """Return the stems of the parts of a question's compound, which is taken apart once."""
        found = self._parted.get(word)
        if found is None:
            if len(self._parted) >= _KEPT:
                self._parted.clear()
            found = self._parted[word] = compound_parts(word, self.stem_numbers)
        return found

    def parts_of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the stems of the parts of a question's compound."""
        return tuple([self.stem_numbers[part] for part in self.parted(word)])


def _number(numbers: dict[str, int], key: str) -> int:
    return numbers.setdefault(key, len(numbers))
