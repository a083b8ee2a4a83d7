"""Find the reading order of a page from where its pieces of text stand: columns, then lines. Pure geometry.

Coordinates are points from the lower left corner, as PDF has them: y grows upwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from retrieval.readers.lines import Style

CELL = "\t|\t"  # between the cells of a table's row that has been laid out as one piece
_NARROWEST_GUTTER = 8.0  # points
_CROSSING = (0.0, 0.04, 0.1, 0.2)  # of the pieces may cross a gutter, the fewest first: headings over both columns
_FEWEST_LINES = 4  # on each side
_FEWEST_LAST = 2  # on the side where the text ends
_HALF = 0.38  # of the text's width: a column of two, the gutter and ragged lines aside
_SMALLEST_SHARE = 0.12  # of the pieces on each side
_NARROWEST_COLUMN = 0.2  # of the text's width: page numbers of a contents page are no column
_SAME_LINE = 0.4  # of the size: pieces whose baselines differ less stand on one line
_WIDE = 1.6  # of the size: a gap that separates cells, not words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one baseline, without wide gaps in it."""

    text: str
    left: float
    right: float
    base: float
    style: Style


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces of one line of a column, joined. `edge` is where the column ends to the right."""

    text: str
    left: float
    right: float
    base: float
    style: Style
    edge: float = 0.0
    first: bool = False  # of its page or column


def rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces by baseline, from the top, each from left to right."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-one.base, one.left)):
        last = found[-1][-1] if found else None
        if last is not None and abs(last.base - piece.base) <= _SAME_LINE * max(last.style.size, piece.style.size):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in found]


def reading_order(pieces: Sequence[Piece]) -> list[Row]:
    """Return the lines of a page as they are read: bands between what crosses the gutter, each read by column."""
    if not pieces:
        return []
    cut = gutter(pieces)
    if cut is None:
        return _column(pieces)
    across = [piece for piece in pieces if piece.left < cut < piece.right]
    found: list[Row] = []
    for band in _bands(pieces, across):
        left = [piece for piece in band if piece.right <= cut]
        right = [piece for piece in band if piece.left >= cut]
        over = [piece for piece in band if piece.left < cut < piece.right]
        found += _column(over) + reading_order(left) + reading_order(right)
    return found


def gutter(pieces: Sequence[Piece]) -> float | None:
    """Return the x in the middle of the widest empty strip between two columns, None when there is one column."""
    low, high = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    # A table's rows cross every gutter below it, however many they are: they say nothing of how the text stands.
    text = [piece for piece in pieces if CELL not in piece.text]
    crossing = _crossing(text, low, high)
    for test in (_parts, _parts_evenly):
        for share in _CROSSING if test is _parts else _CROSSING[:2]:
            strips = _strips(crossing, low, len(text) * share)
            wide = [(end - start, (start + end) / 2) for start, end in strips if end - start >= _NARROWEST_GUTTER]
            fitting = [(width, middle) for width, middle in wide if test(pieces, middle, high - low)]
            if fitting:
                return max(fitting)[1]
    return None


def _crossing(pieces: Sequence[Piece], low: float, high: float) -> list[int]:
    """Return how many pieces cover each point from `low` to `high`."""
    steps = int(high - low)
    crossing = [0] * (steps + 1)
    for piece in pieces:
        for x in range(max(0, int(piece.left - low)), min(steps, int(piece.right - low)) + 1):
            crossing[x] += 1
    return crossing


def _strips(crossing: Sequence[int], low: float, allowed: float) -> Iterator[tuple[float, float]]:
    """Return the stretches of x, margins aside, that at most `allowed` pieces cover."""
    start: int | None = None
    for x, count in enumerate(crossing):
        if count <= allowed and start is None:
            start = x
        elif count > allowed and start is not None:
            yield low + start, low + x
            start = None


def _parts(pieces: Sequence[Piece], cut: float, width: float) -> bool:
    sides = ([one for one in pieces if one.right <= cut], [one for one in pieces if one.left >= cut])
    text = [one for one in pieces if CELL not in one.text or not one.left < cut < one.right]
    fewest = max(_FEWEST_LINES, len(text) * _SMALLEST_SHARE)
    return all(
        len(side) >= fewest and median(one.right - one.left for one in side) >= width * _NARROWEST_COLUMN
        for side in sides
    )


def _parts_evenly(pieces: Sequence[Piece], cut: float, width: float) -> bool:
    """Tell whether the columns are of one width, so that few lines on one side are the last ones of its text."""
    sides = ([one for one in pieces if one.right <= cut], [one for one in pieces if one.left >= cut])
    fewer, more = sorted(sides, key=len)
    if len(fewer) < _FEWEST_LAST or len(more) < _FEWEST_LINES:
        return False
    long = sorted((one.right - one.left for one in more), reverse=True)[_FEWEST_LINES - 1]
    return min(long, max(one.right - one.left for one in fewer)) >= width * _HALF


def _bands(pieces: Sequence[Piece], across: Sequence[Piece]) -> list[list[Piece]]:
    """Return the page cut into bands, from the top; each begins with the lines that cross the gutter, if any."""
    tops = sorted({piece.base for piece in across}, reverse=True)
    bands: list[list[Piece]] = [[] for _ in range(len(tops) + 1)]
    for piece in pieces:
        above = sum(1 for top in tops if piece.base <= top + _SAME_LINE * piece.style.size)
        bands[above].append(piece)
    return [band for band in bands if band]


def _column(pieces: Sequence[Piece]) -> list[Row]:
    found = [_row(row) for row in rows(pieces)]
    edge = max((row.right for row in found), default=0.0)
    return [
        Row(row.text, row.left, row.right, row.base, row.style, edge=edge, first=at == 0)
        for at, row in enumerate(found)
    ]


def _row(row: Sequence[Piece]) -> Row:
    text = row[0].text
    for earlier, piece in pairwise(row):
        wide = piece.left - earlier.right > _WIDE * piece.style.size
        text = text.rstrip() + ("\t" if wide else " ") + piece.text.lstrip()
    longest = max(row, key=lambda piece: len(piece.text))
    return Row(text, row[0].left, row[-1].right, row[0].base, longest.style)
