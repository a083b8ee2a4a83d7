"""Vectors of an embedding model as one array in a file, beside Chroma: a single question is held against all of them.

Opening Chroma takes longer (1.5 s of processor time, measured) than a cold answer may; the file is memory-mapped, and
comparing exactly takes 1 ms for 2,000 texts. It is an extract, written anew whenever Chroma's collection is.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.scoring import Floats

_SUFFIX: Final = ".vectors.npy"
_HASH: Final = "S64"  # hexadecimal sha256


class VectorFile:
    """The vectors of the model `name` in `folder`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}{_SUFFIX}"
        self._opened: tuple[int, NDArray[np.void]] | None = None

    def save(self, vectors: Mapping[str, Floats]) -> None:
        """Put `vectors`, all of the same length, by the hash of their text in the place of what was there.

        Files of other models go away.
        """
        size = len(next(iter(vectors.values()), ()))
        rows = np.zeros(len(vectors), np.dtype([("hash", _HASH), ("vector", "<f4", (size,))]))
        for row, (one, vector) in zip(rows, vectors.items(), strict=True):
            row["hash"], row["vector"] = one, vector / max(float(np.linalg.norm(vector)), 1e-9)
        unready = self._path.with_suffix(".unready")
        with unready.open("wb") as file:
            np.save(file, rows)
        unready.replace(self._path)
        for other in self._path.parent.glob(f"*{_SUFFIX}"):
            if other != self._path:
                other.unlink(missing_ok=True)

    def dimensions(self) -> int | None:
        """Return how many numbers a vector here has, None where there is no file."""
        rows = self._rows()
        return None if rows is None else int(rows["vector"].shape[1])

    def nearest(self, asked: Floats, top: int) -> dict[str, float]:
        """Return the hashes of the `top` texts nearest to `asked` (as long as those here) with their cosines."""
        rows = self._rows()
        if rows is None or not len(rows):
            return {}
        cosines = rows["vector"] @ (asked / np.float32(max(float(np.linalg.norm(asked)), 1e-9)))
        best = np.argsort(-cosines, kind="stable")[:top]
        return {rows["hash"][at].decode(): float(cosines[at]) for at in best}

    def _rows(self) -> NDArray[np.void] | None:
        """Return what the file holds now: another process may have put another in its place."""
        try:
            written = self._path.stat().st_mtime_ns
            if self._opened is None or self._opened[0] != written:
                self._opened = written, np.load(self._path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError):  # none, or none that can be read: Chroma has them too
            return None
        return self._opened[1]
