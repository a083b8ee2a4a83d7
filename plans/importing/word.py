"""Read the tables of a Word document into grids, each with the headings of the section it stands in.

python-docx is imported when a document is read. Cells merged downwards are filled in, cells merged sideways count once.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from plans.importing.grid import EMPTY, Cell, Grid, Row, text_cell
from plans.importing.refusals import PlanImportRefusal
from plans.importing.tables import LETTERED
from plans.importing.workbook import MAX_UNPACKED

if TYPE_CHECKING:
    from docx.table import Table

_OLE = b"\xd0\xcf\x11\xe0"
_WIDE = 3


def read_word(path: Path) -> tuple[Grid, ...]:
    """Return the document's tables in order; a table's `sheet` is its nearest heading, else its number.

    Raises:
        PlanImportRefusal: `protected`, `broken`, `too_large`.
    """
    from docx import Document  # noqa: PLC0415 - slow to import, wanted only here

    _check(path)
    try:
        document = Document(str(path))
        return _without_shared_headings(tuple(_grids(document)))
    except Exception as error:  # a damaged document fails anywhere inside python-docx, in any way
        raise PlanImportRefusal("broken", file=path.name) from error


def _check(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise PlanImportRefusal("protected_word", file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise PlanImportRefusal("broken", file=path.name) from error
    if unpacked > MAX_UNPACKED:
        raise PlanImportRefusal("too_large", file=path.name)


def _grids(document: object) -> Iterator[Grid]:
    headings: dict[int, str] = {}
    number = 0
    for block in document.iter_inner_content():  # type: ignore[attr-defined] # python-docx has no types
        if hasattr(block, "rows"):
            number += 1
            path = tuple(headings[level] for level in sorted(headings))
            yield Grid(path[-1] if path else str(number), tuple(_rows(block)), headings=path)
        elif (level := _level(block)) and block.text.strip():
            headings = {known: text for known, text in headings.items() if known < level}
            headings[level] = " ".join(block.text.split())


def _without_shared_headings(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Leave out the headings that every table stands under: the document's title tells no tables apart.

    A lettered one ("A. Forskning och innovation") is an aspect, also when all tables stand under it.
    """
    shared = 0
    if len(grids) > 1:
        levels = zip(*(grid.headings[:-1] for grid in grids), strict=False)
        shared = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1 and not LETTERED.match(names[0]), levels))
    return tuple(replace(grid, headings=grid.headings[shared:]) for grid in grids)


def _level(paragraph: object) -> int | None:
    style = getattr(paragraph, "style", None)
    name = (getattr(style, "name", None) or "").casefold()
    kind, _, level = name.rpartition(" ")
    return int(level) if kind in {"heading", "rubrik"} and level.isdigit() else None


def _rows(table: "Table") -> Iterator[Row]:
    above: list[object] = []
    for number, row in enumerate(table.rows, start=1):
        elements = [cell._tc for cell in row.cells]  # noqa: SLF001 - the only way to tell a merged cell from an equal one
        heads = tuple(text_cell(cell.text) for cell in row.cells)
        repeated = [column > 0 and elements[column] is elements[column - 1] for column in range(len(elements))]
        cells: tuple[Cell, ...] = tuple(EMPTY if again else cell for cell, again in zip(heads, repeated, strict=True))
        down = (column for column, (one, other) in enumerate(zip(elements, above, strict=False)) if one is other)
        yield Row(number, cells, heads, wide=sum(repeated) + 1 >= _WIDE, repeated=frozenset(down))
        above = list(elements)
