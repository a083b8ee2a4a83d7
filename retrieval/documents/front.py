"""What stands at the beginning of a document, before its text: the lines and labels that tell what it is."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from retrieval.model import BlockKind, CleanText

_FRONT = 12  # parts at the beginning that may say what the document is
SHORT = 140  # characters: a line of a title page


@dataclass(frozen=True)
class Source:
    """What the rules look at."""

    name: str  # of the file
    title: str | None  # as the file itself marks it
    content: CleanText
    heads: tuple[str, ...] = ()  # what its page heads say

    @property
    def stem(self) -> str:
        """The file's name without its suffix."""
        return self.name.rsplit(".", 1)[0]

    def texts(self, *kinds: BlockKind) -> Iterator[str]:
        """Return the parts of the given kinds, of all when none is given."""
        return (
            self.content.text[block.start : block.end]
            for block in self.content.blocks
            if not kinds or block.kind in kinds
        )

    @property
    def front(self) -> tuple[str, ...]:
        """The short parts before the text proper begins."""
        found: list[str] = []
        for block in self.content.blocks[:_FRONT]:
            text = self.content.text[block.start : block.end]
            if block.kind is BlockKind.HEADING and block.level > 0:
                break
            if len(text) <= SHORT:
                found.append(text.replace(" | ", " ") if block.kind is BlockKind.ROW else text)
        return tuple(found)

    @cached_property
    def said(self) -> Mapping[str, str]:
        """What the front matter says under labels, "Dokumenttyp: Strategi", by the label in plain small letters."""
        found: dict[str, str] = {}
        rows: list[list[str]] = []
        for block in self.content.blocks[:_LABELLED]:
            text = self.content.text[block.start : block.end]
            if block.kind is BlockKind.ROW:
                rows.append([cell.strip(" :") for cell in text.split("|")])
            elif (label := LABEL.match(text)) and len(text) <= SHORT:
                found.setdefault(folded(label[1]), label[2].strip())
        pairs = [*(pair for row in rows for pair in pairwise(row)), *_columns(rows)]
        return {folded(label): value for label, value in pairs if folded(label) in _LABELS} | found


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Return the cells of each row with those right under them: labels may stand over their values."""
    for above, below in pairwise(rows):
        if len(above) == len(below) and all(folded(cell) not in _LABELS for cell in below):
            yield from zip(above, below, strict=True)


LABEL = re.compile(r"^([^\W\d_][\w ]{2,28}?)\s*:\s+(\S.*)$")
_LABELLED = 30  # parts at the beginning among which labels are looked for
TYPE_LABELS = ("dokumenttyp", "typ av dokument", "document type", "type of document", "handlingstyp")
TITLE_LABELS = (
    "titel",
    "dokumenttitel",
    "dokumentnamn",
    "dokumentets namn",
    "title",
    "document title",
    "rubrik",
    "arende",
)
_LABELS = frozenset([*TYPE_LABELS, *TITLE_LABELS])


def folded(text: str) -> str:
    """Return a text in small letters without accents, to look words up in."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)).casefold()
