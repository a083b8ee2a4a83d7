"""What every reader gives and the limits it keeps: parts as found, and remarks for whoever decides on the document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from retrieval.model import RawBlock

READING = "2"  # goes up when a file would be read otherwise than before: unchanged files are then read again
MOST_BYTES = 60 * 1024 * 1024  # a file; the largest strategy seen is 12 MB
MOST_CHARACTERS = 8_000_000  # the text of one document: about 3,000 pages
MOST_PAGES = 3_000


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark on a document: the key of a text under ``documents.notice`` and its variables."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as its reader found it. `title` is what the file itself marks as its title."""

    title: str | None
    blocks: tuple[RawBlock, ...]
    notices: tuple[Notice, ...] = ()


class Reader(Protocol):
    """Reads one format.

    Raises:
        DocumentRefusal: the file is not what its name says, is locked, broken or without text.
    """

    def __call__(self, path: Path, /) -> RawDocument: ...
