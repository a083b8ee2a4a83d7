"""Measure text on slides, and share it out over as many as it takes: letters are never made smaller to fit.

Widths are Arial's, which stands on every machine or has a stand-in of the same measures. Everything is in points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final
from unicodedata import east_asian_width

LEADING: Final = 1.2  # a line's height, in ems
_SAFETY: Final = 1.03  # a word processor breaks a line a little sooner than its letters say
_BOLD: Final = 1.08
_WIDTHS: Final = {
    "ijl'|": 0.222,
    " .,:;/!tfI[]\\\u00a0": 0.278,
    "r-()–": 0.333,
    '"”“': 0.355,
    "cksvxyzJ": 0.5,
    "0123456789abdeghnopqu?åäöé$#_": 0.556,
    "+=<>~": 0.584,
    "FTZL": 0.611,
    "ABEKPSVXYÅÄ&": 0.667,
    "CDHNRUw": 0.722,
    "GOQÖ": 0.778,
    "mM": 0.833,
    "%": 0.889,
    "W—…": 1.0,
    "@": 1.015,
}
_WIDTH_OF: Final = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_OTHER, _WIDE = 0.65, 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one look: bold or not, grey or not; `language` is a tag where they are in another than the rest."""

    text: str
    bold: bool = False
    muted: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph on a slide: its spans, its size, and how it is set; `mark` is what kind of list point it is."""

    spans: tuple[Span, ...]
    size: float
    mark: str = ""  # "bullet" or "number"
    number: int = 0  # of a numbered point
    indent: float = 0
    before: float = 0

    def height(self, width: float) -> float:
        """Return how high it is in a column of a width."""
        text = "".join(span.text for span in self.spans)
        bold = sum(len(span.text) for span in self.spans if span.bold) > len(text) / 2
        return self.before + count_lines(text, self.size, width - self.indent, bold=bold) * self.size * LEADING


Item = tuple[Line, ...]  # lines that stay together: a quote and who said it


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is."""
    ems = sum(_WIDTH_OF.get(letter) or (_WIDE if east_asian_width(letter) in "WF" else _OTHER) for letter in text)
    return ems * size * (_BOLD if bold else 1) * _SAFETY


def count_lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes, broken between words, and in words that are wider than a line."""
    return sum(_lines(line, size, width, bold=bold) for line in text.split("\n"))


def _lines(text: str, size: float, width: float, *, bold: bool) -> int:
    lines, used, space = 1, 0.0, width_of(" ", size, bold=bold)
    for word in text.split(" "):
        wide = width_of(word, size, bold=bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        if wide > width:
            more = ceil(wide / width)
            lines, used = lines + more - 1, wide - (more - 1) * width
        else:
            used += wide + (space if used else 0)
    return lines


def height_of(items: Iterable[Item], width: float) -> float:
    """Return how high items are, one under the other."""
    return sum(line.height(width) for item in items for line in item)


def pages(items: Sequence[Item], width: float, first: float, rest: float) -> Iterator[tuple[Item, ...]]:
    """Share items out over pages, the first `first` high and the others `rest`; at least one item on each."""
    page: list[Item] = []
    room = first
    for item in items:
        high = height_of([item], width)
        if page and high > room:
            yield tuple(page)
            page, room = [], rest
        page.append(item)
        room -= high
    yield tuple(page)


def rows_high(rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, around: float) -> list[float]:
    """Return the height of each row of a table, whose cells have `around` on all sides; the first row is bold."""
    return [
        max(count_lines(text, size, width - 2 * around, bold=n == 0) for text, width in zip(row, widths, strict=True))
        * size
        * LEADING
        + 2 * around
        for n, row in enumerate(rows)
    ]


def row_pages(high: Sequence[float], first: float, rest: float, most: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where the rows of each page begin and end, by their heights; at least one on each, at most `most`."""
    begin, room = 0, first
    for n, height in enumerate(high):
        if n > begin and (height > room or (most is not None and n - begin >= most)):
            yield begin, n
            begin, room = n, rest
        room -= height
    yield begin, len(high)
