"""Keep vectors of passages in Chroma and ask it what is like a text: the only file that knows chromadb.

The vectors are ours: hashed character n-grams, the same on every machine, nothing fetched. They add nothing to the
ranking of questions (measured) and serve what likeness is for: aligning the sections of two versions, near-duplicates.
The index is disposable. The register holds the texts; `rebuild` makes the index from them under a new name and then
swaps. Only one process may own a folder: several writers break it.
"""

import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import numpy as np

from retrieval.analysis import grams, stop_words, words
from retrieval.model import Passage
from retrieval.scoring import Floats

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

DIMENSIONS: Final = 384
_BATCH: Final = 2000  # Chroma takes 5,461 at most
_METHOD: Final = "ngrams-1"  # stands in the collection's name: vectors of another method are never mixed with these
_READY: Final = f"passages-{_METHOD}-"
_UNREADY: Final = f"unready-{_METHOD}-"
_PROBE: Final = "vektor"

Progress = Callable[[str, int, int], None]  # the step, passages done, passages in all


@dataclass(frozen=True, slots=True)
class Likeness:
    """A passage like a text, by its place in what was built; `similarity` is the cosine, at most 1."""

    place: int
    similarity: float


class VectorIndex:
    """The vectors of passages in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rebuild(self, passages: Sequence[Passage], progress: Progress | None = None) -> None:
        """Make the index of `passages` under a new name, then drop those before: a reader never meets half of one."""
        number = 1 + max((_build(name) for name in self._names()), default=0)
        name = f"{number:08}-{uuid.uuid4().hex[:8]}"
        collection = self._client.create_collection(
            _UNREADY + name, embedding_function=_refusal(), configuration={"hnsw": {"space": "cosine"}}
        )
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            places = [str(start + place) for place in range(len(batch))]
            collection.add(ids=places, embeddings=np.stack([vector(passage.text) for passage in batch]))
            if progress is not None:
                progress("vectors", start + len(batch), len(passages))
        collection.modify(name=_READY + name)
        for old in self._names():
            if old != _READY + name:
                self._client.delete_collection(old)

    def similar(self, text: str, top: int = 10) -> tuple[Likeness, ...]:
        """Return the passages most like `text`, likest first; none before anything is built."""
        collection = self._current()
        if collection is None or not (size := collection.count()):
            return ()
        answer = collection.query(query_embeddings=vector(text), n_results=min(top, size), include=["distances"])
        distances = (answer["distances"] or [[]])[0]
        return tuple(
            Likeness(int(place), 1 - float(distance))
            for place, distance in zip(answer["ids"][0], distances, strict=True)
        )

    def health(self) -> bool:
        """Tell whether the index answers a query; a count still looks right when the folder is damaged."""
        try:
            return bool(self.similar(_PROBE, 1))
        except Exception:  # noqa: BLE001 - whatever Chroma raises, the answer is that it must be built anew
            return False

    def _current(self) -> "Collection | None":
        """Return the newest finished build."""
        ready = [name for name in self._names() if name.startswith(_READY)]
        if not ready:
            return None
        return self._client.get_collection(max(ready), embedding_function=_refusal())

    def _names(self) -> list[str]:
        return [found.name for found in self._client.list_collections() if found.name.startswith((_READY, _UNREADY))]

    @cached_property
    def _client(self) -> "ClientAPI":
        import chromadb  # noqa: PLC0415 - takes longer than a whole answer; only ingest and comparing come here
        from chromadb.config import Settings  # noqa: PLC0415

        self._folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(self._folder), settings=Settings(anonymized_telemetry=False))


def _build(name: str) -> int:
    return int(name.removeprefix(_READY).removeprefix(_UNREADY).partition("-")[0])


@cache
def _refusal() -> Any:  # noqa: ANN401 - Chroma's type, which must not be imported before it is needed
    """Return an embedding function that refuses to work: without one, Chroma downloads a model of its own."""
    from chromadb import EmbeddingFunction  # noqa: PLC0415
    from chromadb.utils.embedding_functions import register_embedding_function  # noqa: PLC0415

    @register_embedding_function
    class VectorsAreGiven(EmbeddingFunction[Any]):
        """Raises when Chroma would compute a vector itself."""

        def __init__(self) -> None:
            pass

        def __call__(self, input: Any) -> NoReturn:  # noqa: A002, ANN401, ARG002 - the name and type are Chroma's
            raise RuntimeError("vectors are always given to Chroma: pass embeddings, never texts")

        @staticmethod
        def name() -> str:
            return "handslag-vectors-are-given"

        def get_config(self) -> dict[str, Any]:
            return {}

        @staticmethod
        def build_from_config(config: dict[str, Any]) -> "VectorsAreGiven":  # noqa: ARG004 - Chroma's signature
            return VectorsAreGiven()

    return VectorsAreGiven()


def vector(text: str) -> Floats:
    """Return the vector of a text, `DIMENSIONS` numbers of length 1 in all: its hashed 4-grams, stop words left out.

    Each n-gram adds the root of its count, with a sign of its own, at the place that its checksum gives.
    """
    stops = stop_words("sv") | stop_words("en")
    counts = Counter(gram for word in words(text) if word not in stops for gram in grams(word))
    result = np.zeros(DIMENSIONS, np.float32)
    for gram, count in counts.items():
        checksum = zlib.crc32(gram.encode())
        result[checksum % DIMENSIONS] += np.sqrt(count) * (1 if checksum & 0x80000000 else -1)
    length = float(np.linalg.norm(result))
    if length:
        return result / np.float32(length)
    result[0] = 1  # Chroma has no place for a vector without direction
    return result
