"""Find tables in plain text that are set with spaces or tabs, and write their rows out with bars. Pure.

Lines that follow each other make a table when they part into the same columns: each cell begins, or each ends, where
those above it do. Two columns of running text are no table, nor are the lines of a contents page.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

_GAP = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\t\s*")
_DOTS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_BULLET = re.compile(r"^\s*(?:[•·▪■●○◦*–-]|\d{1,2}[.)]|[a-z]\))(?:\s|$)")
_FEWEST_ROWS = 3
_SLACK = 1  # characters that a cell may stand beside its column
_LONGEST = 34  # characters of a usual cell; in two columns of text lines are longer
_TAB = 8


def with_rows(lines: Sequence[str]) -> list[str]:
    """Return `lines`, those of a table with " | " between its cells."""
    found = list(lines)
    for start, end in _tables([_cells(line) for line in lines]):
        for at in range(start, end):
            found[at] = " | ".join(text for _, _, text in _cells(lines[at]))
    return found


_Cell = tuple[int, int, str]  # where it begins and ends, and what it says


def _cells(line: str) -> list[_Cell]:
    """Return the cells of a line; none where it cannot be a table's row."""
    text = line.expandtabs(_TAB) if "\t" in line else line
    if "|" in text or _DOTS.search(text) or _BULLET.match(text):
        return []
    places: list[_Cell] = []
    start = len(text) - len(text.lstrip())
    for gap in [*_GAP.finditer(text.rstrip(), start), None]:
        end = gap.start() if gap else len(text.rstrip())
        if end > start:
            places.append((start, end, text[start:end]))
        start = gap.end() if gap else end
    return places if len(places) > 1 else []


def _tables(rows: Sequence[Sequence[_Cell]]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and rows[start] and _fits(rows[start:end], rows[end]):
            end += 1
        if end - start >= _FEWEST_ROWS and _is_short([cell for row in rows[start:end] for cell in row]):
            yield start, end
        start = end


def _fits(above: Sequence[Sequence[_Cell]], row: Sequence[_Cell]) -> bool:
    """Tell whether a row has the columns of every row above it; the first may be headings, set over figures."""
    if len(row) != len(above[0]):
        return False
    return all(
        all(abs(cell[0] - other[column][0]) <= _SLACK for other in above)
        or all(abs(cell[1] - other[column][1]) <= _SLACK for other in above)
        for column, cell in enumerate(row)
    )


def _is_short(cells: Sequence[_Cell]) -> bool:
    return median(end - start for start, end, _ in cells) <= _LONGEST
