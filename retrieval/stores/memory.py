"""The register in memory: for tests and for trying things out."""

from collections.abc import Iterable

from retrieval.model import Version


class MemoryRegister:
    """A register that is gone when the program ends."""

    def __init__(self, versions: Iterable[Version] = ()) -> None:
        self._versions: dict[tuple[str, int], Version] = {}
        self.save(versions)

    def latest(self) -> tuple[Version, ...]:
        newest = {document: self._versions[document, number] for document, number in sorted(self._versions)}
        return tuple(newest.values())

    def versions(self, document: str) -> tuple[Version, ...]:
        return tuple(self._versions[key] for key in sorted(self._versions) if key[0] == document)

    def save(self, versions: Iterable[Version]) -> None:
        self._versions |= {(version.document, version.number): version for version in versions}
