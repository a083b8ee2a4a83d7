"""Read an Excel workbook into grids: visible sheets only, merged cells filled in, formulas by their saved values.

The only reader of .xlsx; openpyxl is imported when a workbook is read. Size is checked before anything is unpacked.
"""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from plans.importing.grid import EMPTY, Cell, Grid, Kind, Row, date_cell, number_cell, percent_cell, text_cell
from plans.importing.refusals import PlanImportRefusal

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.cell import MergedCell
    from openpyxl.styles.colors import Color
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.worksheet import Worksheet

    AnyCell = SheetCell | MergedCell

PLAN_NAME = "handslag_plan"  # of the cells that hold the plan, in a workbook of ours that holds more than the plan
MAX_UNPACKED = 200 * 1024 * 1024  # bytes; a plan of thousands of rows unpacks to a few megabytes
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_MERGED = 500_000  # cells in one merged area
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Excel files and of protected new ones
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_PIECE = 1 << 20  # bytes read at a time
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="\$?([A-Z]{1,3}\$?\d{1,7}:\$?[A-Z]{1,3}\$?\d{1,7})"')
_COORDINATES = re.compile(rb"([A-Z]{1,3})\$?(\d{1,7})")
_PLAN_CELLS = re.compile(
    r"=?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!\$?[A-Z]{1,3}\$?\d{1,7}:\$?(?P<last>[A-Z]{1,3})\$?\d{1,7}"
)
_WIDE = 3  # columns; a cell merged over so many is a heading across the table


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """Return the workbook's visible sheets; of the summary as a workbook, the columns that are the plan.

    Raises:
        PlanImportRefusal: `protected`, `old_excel`, `broken`, `too_large`.
    """
    _check(path)
    values, formulas = _load(path, data_only=True), _load(path, data_only=False)
    own = _named(values)
    hidden = tuple(sheet.title for sheet in values.worksheets if sheet.sheet_state != "visible")
    return tuple(
        Grid(
            sheet.title,
            _rows(path, sheet, formulas[sheet.title], own[1] if own else None),
            hidden_sheets=hidden,
            hidden_columns=_hidden_columns(sheet),
            comments=tuple(_comments(sheet)),
            of_summary=own is not None,
        )
        for sheet in values.worksheets
        if sheet.sheet_state == "visible" and (own is None or sheet.title == own[0])
    )


def _named(workbook: "Workbook") -> tuple[str, int] | None:
    """Return the sheet that our own name for the plan points to and its last column, None where there is none."""
    name = workbook.defined_names.get(PLAN_NAME)
    found = _PLAN_CELLS.fullmatch(name.attr_text or "") if name else None
    if found is None:
        return None
    sheet = (found["quoted"] or found["plain"]).replace("''", "'")
    return (sheet, _column(found["last"].encode())) if sheet in workbook.sheetnames else None


def _check(path: Path) -> None:
    content = path.read_bytes()
    if content.startswith(_OLE):
        raise PlanImportRefusal("protected" if _PROTECTED in content else "old_excel", file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise PlanImportRefusal("broken", file=path.name) from error
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise PlanImportRefusal("broken", file=path.name)
    if unpacked > MAX_UNPACKED or _is_vast(path):
        raise PlanImportRefusal("too_large", file=path.name)


def _is_vast(path: Path) -> bool:
    """Tell whether a sheet has more rows or merges more cells than any plan, by its XML and before it is parsed.

    The parser would build every one of them, and a million empty rows or one cell merged over the whole sheet are a
    few bytes in the file.
    """
    with zipfile.ZipFile(path) as archive:
        return any(_is_vast_sheet(archive, name) for name in archive.namelist() if name.startswith("xl/worksheets/"))


def _is_vast_sheet(archive: zipfile.ZipFile, name: str) -> bool:
    rows, rest = 0, b""
    with archive.open(name) as sheet:
        while piece := sheet.read(_PIECE):
            text = rest + piece
            rows += len(_ROW.findall(text))
            if rows > MAX_ROWS or any(_merged_cells(found) > MAX_MERGED for found in _MERGED.finditer(text)):
                return True
            rest = text[text.rfind(b"<") :]  # a tag may be cut in two
            rows -= len(_ROW.findall(rest))
    return False


def _merged_cells(found: re.Match[bytes]) -> int:
    first, last = (coordinates.groups() for coordinates in _COORDINATES.finditer(found.group(1)))
    columns, rows = ((_column(last[0]) - _column(first[0])), int(last[1]) - int(first[1]))
    return (columns + 1) * (rows + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _load(path: Path, *, data_only: bool) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, wanted only here

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about drawings and validations that a plan can do without
            return load_workbook(path, data_only=data_only)
    except Exception as error:  # a damaged workbook fails anywhere inside openpyxl, in any way
        raise PlanImportRefusal("broken", file=path.name) from error


def _rows(path: Path, sheet: "Worksheet", formulas: "Worksheet", columns: int | None) -> tuple[Row, ...]:
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        last_row, last_column = _extent(sheet)
        if last_row > MAX_ROWS or last_column > MAX_COLUMNS:
            raise PlanImportRefusal("too_large", file=path.name)
    else:
        last_row, last_column = sheet.max_row, sheet.max_column
    last_column = min(last_column, columns or last_column)
    merged = list(sheet.merged_cells.ranges)
    lines = [
        [_cell(sheet, formulas, row, column) for column in range(1, last_column + 1)] for row in range(1, last_row + 1)
    ]
    bodies, heads = [list(line) for line in lines], [list(line) for line in lines]
    for area in merged:
        _fill(lines, heads, area, area.max_col)
        _fill(lines, bodies, area, area.min_col)
    wide = {area.min_row for area in merged if area.max_col - area.min_col + 1 >= _WIDE}
    repeated = _merged_downwards(merged, len(lines))
    return tuple(
        Row(
            number,
            tuple(body),
            tuple(head),
            hidden=bool(sheet.row_dimensions[number].hidden),
            wide=number in wide,
            repeated=frozenset(repeated.get(number, ())),
        )
        for number, (body, head) in enumerate(zip(bodies, heads, strict=True), start=1)
    )


def _hidden_columns(sheet: "Worksheet") -> frozenset[int]:
    """Return the hidden columns, from 0; a group of them is one entry from `min` to `max`."""
    groups = [(group.min or 0, group.max or 0) for group in sheet.column_dimensions.values() if group.hidden]
    return frozenset(
        column - 1 for first, last in groups for column in range(max(1, first), min(last, MAX_COLUMNS) + 1)
    )


def _comments(sheet: "Worksheet") -> Iterator[str]:
    cells = sheet._cells.values()  # noqa: SLF001 - only those that are there, not every one up to the last
    yield from (" ".join(cell.comment.text.split()) for cell in cells if cell.comment and cell.comment.text)


def _is_unseen(cell: "AnyCell") -> bool:
    """Tell whether nobody sees what a cell holds: white letters on no ground, tiny ones, or a format."""
    if str(cell.number_format).replace(" ", "") == ";;;":
        return True
    if not cell.has_style:
        return False
    font, ground = cell.font, cell.fill
    if font.sz is not None and font.sz <= _TINY:
        return True
    return _is_white(font.color) and (ground.fill_type is None or _is_white(ground.fgColor))


def _is_white(color: "Color | None") -> bool:
    """Tell whether a colour is white, said in figures or as the theme's own first."""
    if color is None:
        return False
    if color.type == "theme":
        return bool(color.theme == 0 and not color.tint)
    return color.type == "rgb" and _WHITE.fullmatch(str(color.rgb)) is not None


_WHITE = re.compile(r"(?:..)?(?:F[A-F0-9]){3}", re.IGNORECASE)  # and what nobody can tell from it
_TINY = 2  # points


def _merged_downwards(merged: "Iterable[CellRange]", height: int) -> dict[int, set[int]]:
    """Return row -> the columns (from 0) in which a cell from a row above goes on."""
    repeated: dict[int, set[int]] = {}
    for area in merged:
        for row in range(area.min_row + 1, min(area.max_row, height) + 1):
            repeated.setdefault(row, set()).update(range(area.min_col - 1, area.max_col))
    return repeated


def _extent(sheet: "Worksheet") -> tuple[int, int]:
    cells = sheet._cells  # noqa: SLF001 - a stray cell in the last corner would make iter_rows build all before it
    written = [place for place, cell in cells.items() if cell.value is not None]
    return max((row for row, _ in written), default=0), max((column for _, column in written), default=0)


def _fill(lines: list[list[Cell]], into: list[list[Cell]], area: "CellRange", last_column: int) -> None:
    for row, column in _places(area, last_column, len(lines), len(lines[0]) if lines else 0):
        into[row][column] = lines[area.min_row - 1][area.min_col - 1]


def _places(area: "CellRange", last_column: int, height: int, width: int) -> Iterator[tuple[int, int]]:
    rows: Iterable[int] = range(area.min_row - 1, min(area.max_row, height))
    return ((row, column) for row in rows for column in range(area.min_col - 1, min(last_column, width)))


def _cell(sheet: "Worksheet", formulas: "Worksheet", row: int, column: int) -> Cell:
    found = sheet.cell(row, column)
    held = _held(found, formulas, row, column)
    return replace(held, unseen=True) if not held.is_empty and _is_unseen(found) else held


def _held(found: "AnyCell", formulas: "Worksheet", row: int, column: int) -> Cell:
    value = found.value
    if value is None:
        formula = formulas.cell(row, column)
        return Cell(Kind.UNSAVED, str(formula.value)) if formula.data_type == "f" else EMPTY
    if found.data_type == "e":
        return Cell(Kind.ERROR, str(value))
    if isinstance(value, bool):
        return text_cell("ja" if value else "nej")
    if isinstance(value, int | float):
        number = Decimal(format(value, ".15g"))  # the digits that Excel keeps
        return percent_cell(number) if "%" in str(found.number_format) else number_cell(number)
    if isinstance(value, datetime):
        return date_cell(value.date())
    return date_cell(value) if isinstance(value, date) else text_cell(str(value))
