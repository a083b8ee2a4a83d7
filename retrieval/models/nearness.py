"""Let a configured embedding model have a say in the ranking: its similarity is one more field beside the words.

Vectors of passages are made when documents are read in, each text paid for once. A question's vector is made while it
waits; where that fails or takes too long the words alone rank, and the model rests. The similarities of a question are
stretched to 0–1 between the nearest passages, as models differ in what they call near.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from retrieval.library import fingerprint
from retrieval.model import Hit, Passage, Ranking
from retrieval.models.allowance import Limits, Trouble, UseLedger, is_resting
from retrieval.models.deadline import STARTING, Late, within
from retrieval.models.embedding import EmbeddingModel, NoVectors
from retrieval.ranking.index import ModelVectors, Progress
from retrieval.ranking.scoring import Floats
from retrieval.search import SearchIndex, Where
from retrieval.words.glossary import Glossary

WEIGHT: Final = 0.6  # of the similarity beside the words' own score, both 0 to 1
_LOOKED_AT: Final = 100  # passages that each side puts forward
_PROBE: Final = "beredskap"
_BATCH: Final = 256  # texts between two reports of progress


class VectorCache(Protocol):
    """Where vectors are kept that were paid for."""

    def get(self, model: str, hashes: Iterable[str]) -> dict[str, Floats]:
        """Return the vectors of `model` that there are, by hash."""
        ...

    def put(self, model: str, vectors: Mapping[str, Floats]) -> None:
        """Keep vectors of `model`."""
        ...

    def forget(self, model: str) -> None:
        """Drop the vectors of `model`."""
        ...


class Nearness:
    """An embedding model with its vectors."""

    def __init__(
        self,
        model: EmbeddingModel,
        vectors: ModelVectors,
        cache: VectorCache,
        *,
        ledger: UseLedger,
        now: Callable[[], datetime],
        limits: Limits,
    ) -> None:
        self._model = model
        self._vectors = vectors
        self._cache = cache
        self._ledger = ledger
        self._now = now
        self._limits = limits
        self._placed: tuple[SearchIndex, dict[str, list[int]]] | None = None
        self._asked: dict[str, dict[str, float]] = {}  # the latest question's: an answer searches several times

    def bring_up_to_date(self, passages: Sequence[Passage], progress: Progress | None = None) -> bool:
        """Make the vectors of `passages` that are missing and swap them in; False, and noted, where the model fails."""
        texts = {_hash(passage.text): passage.text for passage in passages}
        held = fingerprint(sorted(texts))
        if not texts or (self._vectors.holds(held) and self._ledger.trouble(self._model.name) is None):
            return True
        try:
            found = self._made(texts, progress)
        except NoVectors as none:
            self._ledger.note(self._model.name, Trouble(self._now(), none.reason))
            return False
        self._vectors.rebuild(found, held)
        self._ledger.note(self._model.name, None)
        return True

    def similarities(self, question: str, seconds: float) -> dict[str, float]:
        """Return how near the nearest texts are, 0 to 1 by hash; none where the model does not answer in time."""
        if is_resting(self._ledger.trouble(self._model.name), self._now(), self._limits):
            return {}
        try:
            if question not in self._asked:
                self._asked = {question: self._ask(question, seconds)}
            near = self._asked[question]
        except NoVectors as none:
            if not none.is_starting:  # that is the machine's slowness, not the model's
                self._ledger.note(self._model.name, Trouble(self._now(), none.reason))
            return {}
        self._ledger.note(self._model.name, None)
        return near

    def warm(self) -> None:
        """Open the model and the vectors, so that the first question need not wait for either."""
        self._vectors.dimensions()
        self._model.open()

    def searcher(self, index: SearchIndex, seconds: Callable[[], float]) -> "FusedSearch":
        """Return a search over `index` in which the model has its say, within what `seconds` leaves each time."""
        return FusedSearch(index, lambda: self._places(index), lambda question: self.similarities(question, seconds()))

    def _places(self, index: SearchIndex) -> dict[str, list[int]]:
        """Return where in `index` each text stands; worked out once, and only when the model had something to say."""
        if self._placed is None or self._placed[0] is not index:
            self._placed = (index, _places(index))
        return self._placed[1]

    def fault(self, seconds: float) -> str | None:
        """Return why the model gives no vectors that fit those here, in a few words, None where it does."""
        try:
            made = self._model.question(_PROBE, seconds)
        except NoVectors as none:
            return none.reason
        known = self._vectors.dimensions()
        if known is not None and known != len(made):
            return f"{len(made)} ≠ {known}"
        self._ledger.note(self._model.name, None)
        return None

    def holds(self, passages: Sequence[Passage]) -> bool:
        """Tell whether there are vectors of exactly these passages."""
        return self._vectors.holds(fingerprint(sorted({_hash(passage.text) for passage in passages})))

    def _made(self, texts: Mapping[str, str], progress: Progress | None) -> dict[str, Floats]:
        """Return the vector of each text, those that are kept and those that the model makes now, which are kept."""
        found = self._cache.get(self._model.name, texts)
        if found and len(self._model.texts([_PROBE])[0]) not in {len(vector) for vector in found.values()}:
            self._cache.forget(self._model.name)  # the same name is another model now
            found = {}
        missing = [one for one in texts if one not in found]
        for start in range(0, len(missing), _BATCH):
            some = missing[start : start + _BATCH]
            made = dict(zip(some, self._model.texts([texts[one] for one in some]), strict=True))
            self._cache.put(self._model.name, made)
            found |= made
            if progress is not None:
                progress("embeddings", start + len(some), len(missing))
        if len({len(vector) for vector in found.values()}) > 1:
            raise NoVectors("vectors of another length than those kept")
        return found

    def _ask(self, question: str, seconds: float) -> dict[str, float]:
        """Return the similarities of a question, stretched to 0–1 between the nearest."""
        asked = self._model.question(question, seconds)
        try:
            near = within(STARTING, lambda: self._vectors.nearest(asked, _LOOKED_AT))
        except Late as late:
            raise NoVectors("the vectors were not opened in time", is_starting=True) from late
        except Exception as error:  # whatever Chroma raises, the words still rank
            raise NoVectors(str(error) if isinstance(error, ValueError) else type(error).__name__) from error
        lowest, highest = min(near.values(), default=0.0), max(near.values(), default=1.0)
        return {one: (cosine - lowest) / max(highest - lowest, 1e-9) for one, cosine in near.items()}


class FusedSearch:
    """A search by words with similarities beside it; without any it is the search by words, exactly."""

    def __init__(
        self,
        index: SearchIndex,
        places: Callable[[], Mapping[str, Sequence[int]]],
        near: Callable[[str], Mapping[str, float]],
    ) -> None:
        self._index = index
        self._places = places
        self._near = near

    def has(self, word: str) -> bool:
        """Tell whether a text has `word`, in lower case, in any inflection."""
        return self._index.has(word)

    def search(
        self, question: str, top: int = 10, where: Where | None = None, lexicon: Glossary | None = None
    ) -> Ranking:
        """Return the best `top` passages among those that `where` lets through; the band is the words'."""
        near = self._near(question)
        if not near:
            return self._index.search(question, top, where, lexicon)
        began = time.perf_counter()
        by_words = self._index.search(question, max(top, _LOOKED_AT), where, lexicon)
        scores, places = {hit.passage: hit.score for hit in by_words.hits}, self._places()
        also = (self._index.shelf[place] for one in near for place in places.get(one, ()))
        passages = dict.fromkeys([*scores, *(passage for passage in also if where is None or where(passage))])
        fused = [Hit(one, _fused(scores.get(one, 0.0), near.get(_hash(one.text), 0.0))) for one in passages]
        best = sorted(fused, key=lambda hit: -hit.score)[:top]
        return Ranking(tuple(best), by_words.band, (time.perf_counter() - began) * 1000)


def _fused(words: float, near: float) -> float:
    return (words + WEIGHT * near) / (1 + WEIGHT)


def _places(index: SearchIndex) -> dict[str, list[int]]:
    """Return where in `index` each text stands, by its hash."""
    found: dict[str, list[int]] = {}
    for place in range(len(index)):
        found.setdefault(_hash(index.shelf[place].text), []).append(place)
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
