"""What every reader gives and the limits it keeps: parts as found, and remarks for whoever decides on the document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from retrieval.model import RawBlock
from retrieval.words.phrases import plain

READING = "5"  # goes up when a file would be read otherwise than before: unchanged files are then read again
MOST_BYTES = 60 * 1024 * 1024  # a file; the largest strategy seen is 12 MB
MOST_CHARACTERS = 8_000_000  # the text of one document: about 3,000 pages
MOST_PAGES = 3_000
_LONGEST_PROPERTY = 120  # characters; a title or some keywords stay under
_SHOWN = 60  # characters of what was left out that a remark repeats


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
    heads: tuple[str, ...] = ()  # what the page heads say; no part of the text


def remark(code: str, texts: Sequence[str]) -> tuple[Notice, ...]:
    """Return a remark on text that was left out, with how much it is and how it begins; none when there is none."""
    said = [text for text in texts if any(sign.isalnum() for sign in text)]
    text = plain(" ".join(" ".join(said).split()))
    if not text:
        return ()
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"
    return (Notice(code, {"characters": len(text), "count": len(said), "text": shown}),)


def properties(said: Iterable[str | None]) -> tuple[Notice, ...]:
    """Return a remark on what a file says about itself, where it is more than a title and some keywords."""
    return remark("properties", [text for text in said if text and len(text) > _LONGEST_PROPERTY])


class Reader(Protocol):
    """Reads one format.

    Raises:
        DocumentRefusal: the file is not what its name says, is locked, broken or without text.
    """

    def __call__(self, path: Path, /) -> RawDocument: ...
