"""Keep vectors of passages in Chroma and ask it what is like a text: the only file that knows chromadb.

`VectorIndex` holds our own: hashed character n-grams, the same on every machine, nothing fetched. They add nothing to
the ranking of questions (measured) and serve what likeness is for: aligning the sections of two versions,
near-duplicates. `ModelVectors` holds those of a configured embedding model, which do add to it.
The index is disposable: the register holds the texts. Where most of them are new it is made under a new name and then
swapped; else only the vectors of new texts are added and those of texts that are gone taken out. Only one process may
own a folder: several writers break it.
"""

import hashlib
import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Passage
from retrieval.ranking.matrix import VectorFile
from retrieval.ranking.scoring import Floats
from retrieval.words.analysis import grams, stop_words, words

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

DIMENSIONS: Final = 384
_BATCH: Final = 2000  # Chroma takes 5,461 at most
_NGRAMS: Final = "ngrams"
_METHOD: Final = f"{_NGRAMS}-2"  # stands in the collection's name: vectors of another method are never mixed with these
_OF_MODELS: Final = "model"  # what the methods of embedding models begin with
_READY: Final = "passages"
_UNREADY: Final = "unready"
_PROBE: Final = "vektor"
_FEW: Final = 0.2  # the share of the texts that may come or go before everything is made anew: what goes leaves holes
_ORDER: Final = ".order.txt"

Progress = Callable[[str, int, int], None]  # the step, passages done, passages in all


@dataclass(frozen=True, slots=True)
class Likeness:
    """A passage like a text, by its place in what was built; `similarity` is the cosine, at most 1."""

    place: int
    similarity: float


class VectorIndex:
    """The n-gram vectors of passages in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._builds = _Builds(folder, _METHOD)

    def rebuild(self, passages: Sequence[Passage], progress: Progress | None = None) -> None:
        """Make the index one of `passages`; a reader never meets half of it, and a small change costs little.

        Vectors are kept by the hash of their text, and the hashes in the order of the passages in a file beside Chroma:
        what does not stand in that file is not there.
        """
        texts = {_hash(passage.text): passage.text for passage in passages}
        order = [_hash(passage.text) for passage in passages]
        known = set(self._builds.order())
        new, gone = [one for one in texts if one not in known], known - texts.keys()

        def batches(hashes: list[str]) -> Iterator[_Batch]:
            for start in range(0, len(hashes), _BATCH):
                batch = hashes[start : start + _BATCH]
                yield batch, np.stack([vector(texts[one]) for one in batch])
                if progress is not None:
                    progress("vectors", start + len(batch), len(hashes))

        if self._builds.is_small(len(new) + len(gone), known):
            self._builds.change(batches(new), order, gone)
        else:
            self._builds.swap(batches(list(texts)), {}, family=_NGRAMS, order=order)

    def similar(self, text: str, top: int = 10) -> tuple[Likeness, ...]:
        """Return the passages most like `text`, likest first; none before anything is built."""
        places: dict[str, list[int]] = {}
        for place, one in enumerate(self._builds.order()):
            places.setdefault(one, []).append(place)
        stray = max(0, self._builds.size() - len(places))  # left by a change that was cut short
        found = self._builds.nearest(self._builds.current(), vector(text), top + stray)
        alike = [Likeness(place, similarity) for one, similarity in found for place in places.get(one, ())]
        return tuple(alike[:top])

    def health(self) -> bool:
        """Tell whether the index answers a query; a count still looks right when the folder is damaged."""
        try:
            return bool(self.similar(_PROBE, 1))
        except Exception:  # noqa: BLE001 - whatever Chroma raises, the answer is that it must be built anew
            return False


class ModelVectors:
    """The vectors that one embedding model made, by the hash of their text, in a collection of its own."""

    def __init__(self, folder: Path, model: str) -> None:
        method = f"{_OF_MODELS}-{hashlib.sha256(model.encode()).hexdigest()[:12]}"
        self._builds = _Builds(folder, method)
        self._file = VectorFile(folder, method)

    def rebuild(self, vectors: Mapping[str, Floats], held: str) -> None:
        """Make the collection one of `vectors`, all of the same length, by the hash of their text; drop other models'.

        `held` is any text that names the content: `holds` compares it. A small change costs little here too.
        """
        known, dimensions = set(self._builds.order()), len(next(iter(vectors.values()), ()))
        new, gone = [one for one in vectors if one not in known], known - vectors.keys()
        about: dict[str, str | int] = {"held": held, "dimensions": dimensions}
        if self._builds.is_small(len(new) + len(gone), known) and self.dimensions() == dimensions:
            self._builds.change(_stacked(vectors, new), list(vectors), gone, about)
        else:
            self._builds.swap(_stacked(vectors, list(vectors)), about, family=_OF_MODELS, order=list(vectors))
        self._file.save(vectors)

    def holds(self, held: str) -> bool:
        """Tell whether the collection is the one that `rebuild` made of `held`."""
        current = self._builds.current()
        return current is not None and (current.metadata or {}).get("held") == held

    def dimensions(self) -> int | None:
        """Return how many numbers a vector here has, None where nothing is built."""
        if (known := self._file.dimensions()) is not None:
            return known
        current = self._builds.current()
        return None if current is None else int(str((current.metadata or {}).get("dimensions", 0)))

    def nearest(self, asked: Floats, top: int) -> dict[str, float]:
        """Return the hashes of the texts nearest to `asked` with their cosines, none before anything is built.

        Raises:
            ValueError: `asked` has another length than the vectors here: it was made by another model.
        """
        known = self.dimensions()
        if known is None:
            return {}
        if known != len(asked):
            raise ValueError(f"a vector of {len(asked)} numbers among vectors of {known}: read the documents in again")
        return self._file.nearest(asked, top) or dict(self._builds.nearest(self._builds.current(), asked, top))


_Batch = tuple[list[str], NDArray[np.float32]]


def _stacked(vectors: Mapping[str, Floats], hashes: Sequence[str]) -> Iterator[_Batch]:
    """Yield the vectors of `hashes`, some at a time."""
    for start in range(0, len(hashes), _BATCH):
        batch = list(hashes[start : start + _BATCH])
        yield batch, np.stack([vectors[one] for one in batch])


class _Builds:
    """The collections of one method in a folder: a build is made under a new name, and the newest finished counts."""

    def __init__(self, folder: Path, method: str) -> None:
        self._folder = folder
        self._ready = f"{_READY}-{method}-"
        self._unready = f"{_UNREADY}-{method}-"

    def swap(
        self, batches: Iterable[_Batch], about: dict[str, str | int], *, family: str, order: Sequence[str] = ()
    ) -> None:
        """Make a build of `batches`, then drop the others whose method begins with `family`."""
        number = 1 + max((self._number(name) for name in self._names()), default=0)
        name = f"{number:08}-{uuid.uuid4().hex[:8]}"
        collection = self._client.create_collection(
            self._unready + name,
            embedding_function=_refusal(),
            configuration={"hnsw": {"space": "cosine"}},
            metadata=about or None,
        )
        for ids, vectors in batches:
            collection.add(ids=ids, embeddings=vectors)
        self._put_in_order(self._ready + name, order)
        collection.modify(name=self._ready + name)
        for old in self._client.list_collections():
            if old.name.startswith((f"{_READY}-{family}", f"{_UNREADY}-{family}")) and old.name != self._ready + name:
                self._client.delete_collection(old.name)
        for file in self._folder.glob(f"{_READY}-{family}*{_ORDER}"):
            if file.name != f"{self._ready}{name}{_ORDER}":
                file.unlink(missing_ok=True)

    def change(
        self,
        batches: Iterable[_Batch],
        order: Sequence[str],
        gone: AbstractSet[str],
        about: Mapping[str, str | int] | None = None,
    ) -> None:
        """Add `batches` to the newest build, put `order` in the place of its own, and take out those `gone`.

        `about` is said of it last, in the place of what was said before.
        """
        build = self.current()
        if build is None:
            raise LookupError("there is no build to change")
        for ids, vectors in batches:
            build.upsert(ids=ids, embeddings=vectors)
        self._put_in_order(build.name, order)
        going = sorted(gone)
        for start in range(0, len(going), _BATCH):
            build.delete(ids=going[start : start + _BATCH])
        if about is not None:
            build.modify(metadata=dict(about))

    def is_small(self, changes: int, known: AbstractSet[str]) -> bool:
        """Tell whether so many changes to what is `known` are few, and whether that is all there."""
        return bool(known) and changes <= _FEW * len(known) and self.size() >= len(known)

    def size(self) -> int:
        """Return how many vectors the newest finished build has, 0 before anything is built."""
        build = self.current()
        return 0 if build is None else build.count()

    def order(self) -> list[str]:
        """Return the ids of the newest finished build in their order, none before anything is built."""
        build = self.current()
        try:
            return [] if build is None else (self._folder / f"{build.name}{_ORDER}").read_text().split()
        except OSError:
            return []

    def _put_in_order(self, name: str, order: Sequence[str]) -> None:
        unready = self._folder / f"{_UNREADY}{_ORDER}"
        unready.write_text("\n".join(order))
        unready.replace(self._folder / f"{name}{_ORDER}")

    def current(self) -> "Collection | None":
        """Return the newest finished build."""
        ready = [name for name in self._names() if name.startswith(self._ready)]
        if not ready:
            return None
        return self._client.get_collection(max(ready), embedding_function=_refusal())

    def nearest(self, build: "Collection | None", asked: Floats, top: int) -> list[tuple[str, float]]:
        """Return the ids nearest to `asked` with their cosines, nearest first."""
        if build is None or not (size := build.count()):
            return []
        answer = build.query(query_embeddings=asked, n_results=min(top, size), include=["distances"])
        distances = (answer["distances"] or [[]])[0]
        return [(one, 1 - float(distance)) for one, distance in zip(answer["ids"][0], distances, strict=True)]

    def _number(self, name: str) -> int:
        return int(name.removeprefix(self._ready).removeprefix(self._unready).partition("-")[0])

    def _names(self) -> list[str]:
        beginnings = (self._ready, self._unready)
        return [found.name for found in self._client.list_collections() if found.name.startswith(beginnings)]

    @cached_property
    def _client(self) -> "ClientAPI":
        import chromadb  # noqa: PLC0415 - takes longer than a whole answer; only those who need vectors come here
        from chromadb.config import Settings  # noqa: PLC0415

        self._folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(self._folder), settings=Settings(anonymized_telemetry=False))


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


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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
