"""The documents and their index as one thing: what is read, searched and answered from.

The register is the truth; an index is made from it and can always be made again. An index belongs to one state of what
it was made from, its fingerprint, and is swapped as a whole: a folder per fingerprint, written aside and then renamed.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from retrieval.documents.chunking import chunk
from retrieval.model import Audience, Passage, Version
from retrieval.ranking.storing import IndexOutdated
from retrieval.search import SearchIndex

Progress = Callable[[str, int, int], None]


class Versions(Protocol):
    """What the library asks of a register."""

    def latest(self) -> tuple[Version, ...]:
        """Return the latest version of every document, by name."""
        ...


class Indexes:
    """The folder where indexes are kept, one sub-folder per fingerprint under a name such as ``documents``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: dict[str, tuple[str, SearchIndex]] = {}  # by name, with its fingerprint: swapped whole

    def has(self, name: str, fingerprint: str) -> bool:
        """Tell whether the index of `name` for `fingerprint` is kept here."""
        return (self._folder / f"{name}-{fingerprint}").is_dir()

    def of(
        self, name: str, fingerprint: str, passages: Callable[[], Iterable[Passage]], progress: Progress | None = None
    ) -> SearchIndex:
        """Return the index of `name` for `fingerprint`: the one in use, the one kept here, or else a new one.

        What is built takes from the index before it what has not changed.
        """
        held = self._opened.get(name)
        if held is None or held[0] != fingerprint:
            held = self._opened[name] = (fingerprint, self._found(name, fingerprint, passages, progress))
        return held[1]

    def _found(
        self, name: str, fingerprint: str, passages: Callable[[], Iterable[Passage]], progress: Progress | None
    ) -> SearchIndex:
        folder = self._folder / f"{name}-{fingerprint}"
        try:
            return SearchIndex.open(folder)
        except IndexOutdated:
            before = self._before(name)
            shutil.rmtree(folder, ignore_errors=True)
        index = SearchIndex.build(tuple(passages()), progress, before)
        self._keep(index, name, folder)
        try:
            return SearchIndex.open(folder)  # mapped: what the building took of memory is given back
        except IndexOutdated:
            return index  # another process has gone on to other documents meanwhile

    def _before(self, name: str) -> SearchIndex | None:
        """Return the index that is in use or kept for other documents under `name`, None where there is none."""
        if name in self._opened:
            return self._opened[name][1]
        for folder in sorted(self._folder.glob(f"{name}-*")):
            try:
                return SearchIndex.open(folder)
            except (IndexOutdated, OSError):
                continue  # of an earlier version of the program, or just taken away by another process
        return None

    def _keep(self, index: SearchIndex, name: str, folder: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".new-", dir=self._folder))
        index.save(aside)
        try:
            aside.rename(folder)
        except OSError:
            # Another process was first with the same content; its index is as good as ours.
            shutil.rmtree(aside, ignore_errors=True)
        for old in self._folder.glob(f"{name}-*"):
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)


def fingerprint(parts: Iterable[object]) -> str:
    """Return a short hash of `parts`, in order; equal parts give equal hashes."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:20]


def fingerprint_of(versions: Mapping[str, Version]) -> str:
    """Return the fingerprint of a set of versions: their content and how they are labelled."""
    return fingerprint((v.document, v.number, v.sha256, v.title, v.type, v.state) for _, v in sorted(versions.items()))


def _name(versions: Mapping[str, Version]) -> str:
    is_internal = any(version.audience is Audience.INTERNAL for version in versions.values())
    return "internal" if is_internal else "documents"


class Library:
    """A register with its index."""

    def __init__(self, register: Versions, indexes: Indexes) -> None:
        self._register = register
        self._indexes = indexes

    def versions(self) -> dict[str, Version]:
        """Return the latest version of every document, by document name."""
        return {version.document: version for version in self._register.latest()}

    def index(self, versions: Mapping[str, Version], progress: Progress | None = None) -> SearchIndex:
        """Return the search index of `versions`, built when it is not there yet.

        What everybody may read has an index of its own, with its own words and counts: what is internal neither shows
        in it nor weighs in it.
        """
        name = _name(versions)
        return self._indexes.of(name, fingerprint_of(versions), lambda: self.passages(versions), progress)

    def is_indexed(self, versions: Mapping[str, Version]) -> bool:
        """Tell whether there is an index of exactly these versions."""
        return self._indexes.has(_name(versions), fingerprint_of(versions))

    def passages(self, versions: Mapping[str, Version]) -> tuple[Passage, ...]:
        """Return the passages of `versions`, document by document."""
        return tuple(passage for version in versions.values() for passage in chunk(version))
