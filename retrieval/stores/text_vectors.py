"""Vectors of texts by the model that made them, in SQL and in memory: what was paid for once is not asked for again."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from sqlalchemy import Engine, delete, select

from retrieval.ranking.scoring import Floats
from retrieval.stores.inserting import insert_new
from retrieval.stores.tables import text_vectors

_AT_ONCE = 400  # hashes in one question to the database
_STORED = np.dtype("<f4")


class MemoryVectors:
    """Vectors that are gone when the program ends."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Floats] = {}

    def get(self, model: str, hashes: Iterable[str]) -> dict[str, Floats]:
        return {one: self._kept[model, one] for one in hashes if (model, one) in self._kept}

    def put(self, model: str, vectors: Mapping[str, Floats]) -> None:
        self._kept |= {(model, one): vector for one, vector in vectors.items()}

    def forget(self, model: str) -> None:
        self._kept = {key: vector for key, vector in self._kept.items() if key[0] != model}


class SqlVectors:
    """Vectors in the database of `engine`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, model: str, hashes: Iterable[str]) -> dict[str, Floats]:
        return dict(self._get(model, hashes))

    def put(self, model: str, vectors: Mapping[str, Floats]) -> None:
        rows: list[dict[str, object]] = [
            {"model": model, "hash": one, "vector": vector.astype(_STORED).tobytes()} for one, vector in vectors.items()
        ]
        with self._engine.begin() as connection:
            insert_new(connection, text_vectors, rows)

    def forget(self, model: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(text_vectors).where(text_vectors.c.model == model))

    def _get(self, model: str, hashes: Iterable[str]) -> Iterator[tuple[str, Floats]]:
        table, wanted = text_vectors.c, list(dict.fromkeys(hashes))
        with self._engine.connect() as connection:
            reading = connection.execution_options(reading=True)
            for some in (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE)):
                query = select(table.hash, table.vector).where(table.model == model, table.hash.in_(some))
                for row in reading.execute(query):
                    yield row.hash, np.frombuffer(row.vector, _STORED).astype(np.float32)
