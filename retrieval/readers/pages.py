"""Turn the pieces of a document's pages into lines in reading order: without running heads, with gaps and tables."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from retrieval.documents.hyphens import between
from retrieval.readers import furniture
from retrieval.readers.columns import CELL, Piece, Row, reading_order, rows
from retrieval.readers.lines import Line
from retrieval.words.phrases import plain

_TITLE = 1.3  # of a running head's size: what is larger and says the same is the title that it repeats
_FIRST = 2  # pages whose heads tell what the document is
_BETWEEN = " | "  # the cells of a row
_NOTES = 8  # lines of footnotes under a table, at most
_SLACK = 0.03  # of the width of a column
_LOOSE = 1.25  # of the usual distance between lines: more is a gap
_CELLS = 3  # in a line, and the like in the next: a table


def without_furniture(pages: Sequence[Sequence[Piece]]) -> tuple[list[list[Piece]], tuple[str, ...]]:
    """Return the pages without running heads, feet and page numbers, and what those say.

    They are found on whole lines across the page.
    """
    lined = [rows(page) for page in pages]
    drop = furniture.at_edges([[" ".join(piece.text for piece in row) for row in page] for page in lined])
    small = median([_size(lined[number][at]) for number, at in drop]) if drop else 0.0
    kept = {(number, at) for number, at in drop if _size(lined[number][at]) > small * _TITLE}
    drop -= kept
    left = [
        [piece for at, row in enumerate(page) if (number, at) not in drop for piece in row]
        for number, page in enumerate(lined)
    ]
    return left, tuple(dict.fromkeys(_text(lined[number][at]) for number, at in sorted(drop) if number < _FIRST))


def _text(row: Sequence[Piece]) -> str:
    return plain(" ".join(piece.text for piece in row))


def _size(row: Sequence[Piece]) -> float:
    return max(piece.style.size for piece in row)


def page_lines(pages: Sequence[Sequence[Piece]]) -> list[Line]:
    """Return the lines of all pages as they are read, contents pages left out."""
    ordered = [(number, row) for number, page in enumerate(pages, start=1) for row in reading_order(page)]
    inside = furniture.contents([row.text for _, row in ordered])
    kept = [entry for at, entry in enumerate(ordered) if at not in inside]
    usual = _usual_distance(kept)
    lines: list[Line] = []
    last: Row | None = None
    table = _table([row for _, row in kept])
    for at, (number, row) in enumerate(kept):
        line = _line(number, row, cells=at in table)
        if not any(sign.isalnum() for sign in line.text):
            continue
        # Footnotes may stand between a row and its rest.
        above = next((place for place in range(len(lines) - 1, -1, -1)[:_NOTES] if lines[place].row), None)
        if above is not None and (whole := _row_going_on(lines[above], row, number)):
            lines[above] = whole
            continue
        turn = bool(lines) and (row.first or lines[-1].page != number or (last is not None and row.base > last.base))
        gap = last is not None and not turn and _distance(last, row) > usual * _LOOSE
        lines.append(replace(line, gap=gap, turn=turn))
        last = row
    return lines


def _row_going_on(last: Line, row: Row, number: int) -> Line | None:
    """Return the last line with the rest of its row in it, when a page or a column broke a table inside a row.

    The rest then stands first, without anything in its first cell.
    """
    cells, rest = last.text.split(_BETWEEN), row.text.split(CELL)
    broken = last.row and (row.first or last.page != number) and not rest[0].strip() and len(cells) == len(rest)
    if not broken:
        return None
    pairs = zip(cells, rest, strict=True)
    whole = (cell + between(cell, more) + more if cell and more else cell or more for cell, more in pairs)
    return replace(last, text=_BETWEEN.join(map(plain, whole)))


def _table(ordered: Sequence[Row]) -> set[int]:
    """Return which lines are rows of a table: neighbours of three cells or more, or a full row's shorter neighbour."""
    cells = [1 if CELL in row.text else row.text.count("\t") + 1 for row in ordered]
    pairs = [at for at in range(len(cells) - 1) if cells[at] >= _CELLS and cells[at + 1] >= _CELLS]
    laid = {at for at, row in enumerate(ordered) if CELL in row.text}
    return {*pairs, *(at + 1 for at in pairs), *laid}


def _line(number: int, row: Row, *, cells: bool) -> Line:
    text = plain(row.text.replace(CELL, _BETWEEN).replace("\t", _BETWEEN if cells else " "))
    letter = (row.right - row.left) / max(1, len(text))
    room = (row.edge - row.right - _SLACK * (row.edge - row.left)) / letter if letter else 0.0
    return Line(text, number, room=room, style=row.style, row=cells)


def _distance(last: Row, row: Row) -> float:
    """Return how far apart two lines stand, in sizes of the larger."""
    return (last.base - row.base) / max(1.0, last.style.size, row.style.size)


def _usual_distance(ordered: Sequence[tuple[int, Row]]) -> float:
    steps = [_distance(one, two) for (page, one), (other, two) in pairwise(ordered) if page == other and not two.first]
    close = [step for step in steps if 0.8 < step < 2.5]  # noqa: PLR2004 - lines of one paragraph
    return median(close) if close else 1.2
