"""Rank passages for a question: four ways of counting, fused.

Words and 4-grams rank all passages; the best sentence and the neighbouring words are counted in the best few hundred
only. Each count is divided by its best value for the question before they are summed with `WEIGHTS`. The recipe and its
figures stand in `docs/why.md` (Ranking). What a question's words mean is decided in `retrieval.ranking.bridging`,
whether the best passage is good enough in `retrieval.ranking.banding`.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Band, Hit, Passage, Ranking
from retrieval.ranking import storing
from retrieval.ranking.banding import LOOKED_AT, band
from retrieval.ranking.bridging import Bridge
from retrieval.ranking.building import Progress, Read, Reading, gram_field, languages_of, word_field
from retrieval.ranking.candidates import FEATURES, Tokens
from retrieval.ranking.layout import Layout
from retrieval.ranking.looking import Beside, Looked
from retrieval.ranking.question import Question
from retrieval.ranking.scoring import Field, Floats
from retrieval.ranking.shelf import PassageShelf
from retrieval.ranking.terms import Terms
from retrieval.ranking.totalling import totalled
from retrieval.ranking.vocabulary import Vocabulary
from retrieval.words.analysis import Language, stem
from retrieval.words.glossary import Glossary

# What each of `FEATURES` weighs, learned by `benchmarks/learning.py`.
WEIGHTS: Final = np.array(
    (0.93, 1.64, 1.98, 0.57, 0.12, 0.26, 0.72, 0.78, 0.85, 0.80, 0.71, 0.79, 0.95, 0.42), np.float32
)
_SHARES: Final = WEIGHTS / WEIGHTS.sum()
CANDIDATES: Final = 18  # passages that are looked at closer
NOTICED: Final = 20  # of the first passages, those whose repetitions are noticed
PREPARED: Final = 3000  # of the corpus' commonest words, those taken apart before anything is asked
AGAIN: Final = 0.1  # of the best score, what repeating a sentence costs
FEW: Final = 5000  # passages up to which every n-gram has its say
COMMON: Final = 0.2  # beyond that, the share of passages above which an n-gram has none
_TOUCHED: Final = FEATURES.index("passage touched")

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
    def build(
        cls, passages: Sequence[Passage], progress: Progress | None = None, before: "SearchIndex | None" = None
    ) -> Self:
        """Return the index of `passages`; `progress` is told how many are read.

        The texts that `before` holds are not read again. The index is the same with it and without.
        """
        reading, languages = Reading(before.read() if before is not None else None), languages_of(passages)
        for done, passage in enumerate(passages, 1):
            reading.add(passage, languages[passage.document, passage.version])
            if progress is not None:
                progress("index", done, len(passages))
        vocabulary, tokens = reading.done()
        return cls(
            PassageShelf.of(passages),
            vocabulary,
            tokens,
            word_field(tokens, vocabulary),
            gram_field(tokens, vocabulary),
            frozenset(languages.values()),
        )

    def read(self) -> Read:
        """Return what was read for this index, for another one."""
        return Read(self.vocabulary, self.tokens, self.shelf.places().get)

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

    def search(
        self, question: str, top: int = 10, where: Where | None = None, lexicon: Glossary | None = None
    ) -> Ranking:
        """Return the best `top` passages for `question` among those that `where` lets through, with a band.

        `where` is asked once for each version of a document, with one of its passages: it may look at the document,
        the version, the title, the type and the state, which its passages share. `lexicon` says what words mean in the
        other language; the shipped glossary where None.
        """
        began = time.perf_counter()
        asked = (self.bridge if lexicon is None else self._bridge_by(lexicon)).take(question)
        layout = Layout.of(asked.spoken, self.terms.of)
        if not layout.slots:
            return Ranking((), Band.NONE, (time.perf_counter() - began) * 1000)
        order, scores, looked = self.features(asked, layout, max(top, CANDIDATES), where)
        fused = repeated_later(fuse(scores), looked.said)
        places = first_of(fused, top)
        first = places[:LOOKED_AT]
        sure = band(layout, looked.gram_worth(first), scores[_TOUCHED, first], self.grams)
        numbers = order.tolist()
        found = tuple([Hit(self.shelf[numbers[place]], fused[place]) for place in places])
        return Ranking(found, sure, (time.perf_counter() - began) * 1000)

    def has(self, word: str) -> bool:
        """Tell whether a text has `word`, in lower case, in any inflection."""
        known = self.vocabulary
        return word in known.word_numbers or any(stem(word, one) in known.stem_numbers for one in self.languages)

    def prepare(self) -> None:
        """Do beforehand what the first questions would have to wait for; for a process that is asked many."""
        often = np.bincount(self.tokens.by_sentence.values, minlength=len(self.vocabulary.words))
        common = [self.vocabulary.words[number] for number in best(often, PREPARED)]
        self.terms.prepare((word, language) for language in sorted(self.languages) for word in common)
        if len(self) <= FEW:
            self._read_in()
        for question in ("what does qwx mean?", "vad betyder qwxen?"):  # a word that no lexicon has opens all of them
            self.search(question)

    def _read_in(self) -> None:
        """Have in memory what is mapped from files, which costs the first question that comes to a place more."""
        self.tokens.of(np.arange(len(self)))
        for number in range(len(self)):
            self.shelf[number]
        vocabulary, fields = self.vocabulary, (self.words, self.grams)
        lists = [vocabulary.words_with, vocabulary.grams_of, *[field.postings for field in fields]]
        for array in (*[each.values for each in lists], *[field.impacts for field in fields]):
            array.max(initial=0)

    def features(
        self, asked: Question, layout: Layout, many: int, where: Where | None = None
    ) -> tuple[NDArray[np.int64], Floats, Looked]:
        """Return the `many` nearest passages, what `FEATURES` (rows) counts in each, and what was looked at."""
        words = totalled(self.words, asked.topic, lambda word, language: self.terms.of(word, language).words)
        grams = totalled(self.grams, asked.spoken, lambda word, language: self.terms.of(word, language).grams)
        if where is not None:
            through = self._let_through(where)
            words, grams = words * through, grams * through
        order = best(words / (words.max(initial=0) or 1) + grams / (grams.max(initial=0) or 1), many)
        near = self.tokens.of(order)
        beside = Beside.of(asked, self.terms.of)
        looked = Looked(near, layout, beside, self.vocabulary, self.grams, averages=self.tokens.averages)
        exact = grams[order] if self.terms.is_exact else looked.passage_grams()
        return order, looked.features(words[order], exact), looked

    def _let_through(self, where: Where) -> NDArray[np.bool_]:
        sources, firsts = self._sources
        through = np.zeros(len(self.shelf.sources), np.bool_)
        through[sources[firsts]] = [where(self.shelf[int(number)]) for number in firsts]
        return through[sources]

    @cached_property
    def _sources(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The version of a document that each passage is of, and the first passage of each."""
        sources = np.ascontiguousarray(self.shelf.rows[:, 0])
        return sources, np.unique(sources, return_index=True)[1]

    @cached_property
    def terms(self) -> Terms:
        """The words of questions, taken apart; of many passages, the most common n-grams choose none."""
        common = len(self) * (1.0 if len(self) <= FEW else COMMON)
        return Terms(self.vocabulary, self.words, self.grams, common)

    @cached_property
    def bridge(self) -> Bridge:
        """What the words of a question may stand for here."""
        return Bridge(self.vocabulary, self.languages)

    def _bridge_by(self, lexicon: Glossary) -> Bridge:
        """Return the bridge with `lexicon`, the last one if it is the same: most are asked with one."""
        if not self._last_bridge or self._last_bridge[0].glossary is not lexicon:
            self._last_bridge[:] = [self.bridge.with_glossary(lexicon)]
        return self._last_bridge[0]

    @cached_property
    def _last_bridge(self) -> list[Bridge]:
        return []


def fuse(scores: Floats) -> list[float]:
    """Return the weighted sum of the rows of `scores`, each by its best value; 1 is best in everything."""
    result: list[float] = (_SHARES / peaks(scores)[:, 0] @ scores).tolist()
    return result


def repeated_later(scores: list[float], said: Callable[[list[int]], list[bytes]]) -> list[float]:
    """Return `scores` with less for each passage whose best sentence stands word for word in one before it.

    `said` returns the best sentences of the passages at some places. Reading the same sentence twice helps nobody.
    """
    later = scores.copy()
    order = first_of(scores, NOTICED)
    seen = {b""}  # the sentence of a passage that has none
    for place, sentence in zip(order, said(order), strict=True):
        if sentence in seen and sentence:
            later[place] = max(later[place] - AGAIN * scores[order[0]], 1e-6)
        seen.add(sentence)
    return later


def first_of(scores: Sequence[float], many: int) -> list[int]:
    """Return what `best` returns, of a few scores."""
    places = [place for place, score in enumerate(scores) if score > 0]
    return sorted(places, key=scores.__getitem__, reverse=True)[:many]


def peaks(scores: Floats) -> Floats:
    """Return the best value of each row as a column, 1 where the row is empty."""
    highest: Floats = scores.max(axis=1, keepdims=True, initial=0)
    highest[highest <= 0] = 1
    return highest


def best(scores: NDArray[np.floating] | NDArray[np.integer], many: int) -> NDArray[np.int64]:
    """Return the places of the `many` highest scores above 0, highest first, equals in order."""
    if len(scores) > many:
        least = np.partition(scores, len(scores) - many)[-many]
        places = (scores >= least if least > 0 else scores > 0).nonzero()[0]  # equals too, of which the first count
    else:
        places = (scores > 0).nonzero()[0]
    return places[(-scores[places]).argsort(kind="stable")[:many]]
