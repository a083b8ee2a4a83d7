"""Passages on disk as columns: each is built when it is asked for, so that opening costs the same for any number."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval.model import DocumentState, DocumentType, Passage

_NO_PAGE: Final = -1


@dataclass
class PassageShelf:
    """The passages of an index by number."""

    texts: NDArray[np.uint8]  # all texts as UTF-8, end to end
    rows: NDArray[np.int64]  # per passage: source, section, page, start, end, first byte, last byte
    sources: Sequence[tuple[str, str, str, str, str]]  # document, title, version, type, state
    sections: Sequence[tuple[str, ...]]
    _built: dict[int, Passage] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Passage:
        if number not in self._built:
            self._built[number] = self._build(number)
        return self._built[number]

    def places(self) -> dict[str, int]:
        """Return the place of a passage for each text there is."""
        texts, bounds = self.texts.tobytes(), self.rows[:, -2:].tolist()
        return {texts[first:last].decode(): number for number, (first, last) in enumerate(bounds)}

    def _build(self, number: int) -> Passage:
        source, section, page, start, end, first, last = self.rows[number].tolist()
        document, title, version, kind, state = self.sources[source]
        return Passage(
            document=document,
            title=title,
            version=version,
            type=DocumentType(kind),
            state=DocumentState(state),
            page=None if page == _NO_PAGE else page,
            section=self.sections[section],
            start=start,
            end=end,
            text=self.texts[first:last].tobytes().decode(),
        )

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """Return a shelf holding `passages` in their order."""
        sources: dict[tuple[str, str, str, str, str], int] = {}
        sections: dict[tuple[str, ...], int] = {}
        rows, texts, first = [], [], 0
        for passage in passages:
            text = passage.text.encode()
            source = (passage.document, passage.title, passage.version, passage.type.value, passage.state.value)
            page = _NO_PAGE if passage.page is None else passage.page
            where = (
                sources.setdefault(source, len(sources)),
                sections.setdefault(passage.section, len(sections)),
                page,
            )
            rows.append((*where, passage.start, passage.end, first, first + len(text)))
            texts.append(text)
            first += len(text)
        blob = np.frombuffer(b"".join(texts), np.uint8)
        return cls(blob, np.array(rows, np.int64).reshape(-1, 7), list(sources), list(sections))

    def save(self, folder: Path) -> None:
        """Write the shelf into `folder`."""
        np.save(folder / "texts.npy", self.texts)
        np.save(folder / "rows.npy", self.rows)
        names = {"sources": self.sources, "sections": self.sections}
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the shelf that `save` wrote into `folder`, its arrays memory-mapped."""
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        texts, rows = (
            # As plain arrays on the same mapped memory: numpy's memmap class makes every slice slow.
            np.asarray(np.load(folder / name, mmap_mode="r", allow_pickle=False))
            for name in ("texts.npy", "rows.npy")
        )
        return cls(
            texts,
            rows,
            [(document, title, version, kind, state) for document, title, version, kind, state in names["sources"]],
            [tuple(section) for section in names["sections"]],
        )
