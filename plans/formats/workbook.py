"""Write the plan back as a file: an Excel workbook with one sheet for each scope, or one CSV table.

What is exported can be imported again without a change. A text that begins like a formula stays a text in both.
openpyxl is imported when a workbook is written.
"""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from plans.formats.plan_cells import PlanSheet, plan_sheet, plan_sheets, sheet_title
from plans.importing.grid import Cell, Kind
from plans.importing.refusals import PlanImportRefusal
from plans.model import Action
from plans.numbers import read_quantity

if TYPE_CHECKING:
    from openpyxl.cell import Cell as PlainCell
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_NARROW, _BROAD = 8, 48  # characters, the least and the most a column is wide
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what an Excel file cannot hold
_ROOM_FOR_A_NUMBER = 26  # characters of a sheet's name that leave room for " 2"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_PER_CENT = Decimal(100)


def export_plan(actions: Iterable[Action], path: Path | str, *, language: str = "sv") -> Path:
    """Write `actions` to `path` (.xlsx or .csv) and return it; `language` is of headings that the plan itself lacks.

    Raises:
        PlanImportRefusal: `export_kind`, when the suffix is neither.
    """
    target = Path(path)
    kept = list(actions)
    if target.suffix.lower() == ".xlsx":
        content = workbook_bytes(plan_sheets(kept, language))
    elif target.suffix.lower() == ".csv":
        content = csv_bytes(plan_sheet(kept, language))
    else:
        raise PlanImportRefusal("export_kind", file=target.name)
    if not target.parent.is_dir():
        raise PlanImportRefusal("export_folder", file=str(target))
    target.write_bytes(content)
    return target


def csv_bytes(sheet: PlanSheet) -> bytes:
    """Return a sheet as CSV the way Swedish Excel opens it: ``;``, UTF-8 with a mark, decimal comma."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_guarded(heading) for heading in sheet.headings])
    writer.writerows([_csv_text(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def workbook_bytes(sheets: Iterable[PlanSheet]) -> bytes:
    """Return the sheets as an Excel workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, wanted only here

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    taken: set[str] = set()
    for sheet in sheets:
        _write(workbook.create_sheet(_title(sheet.name, taken)), sheet)
    if not workbook.worksheets:
        workbook.create_sheet("Handlingsplan")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _title(name: str, taken: set[str]) -> str:
    title, number = sheet_title(name), 1
    while title.casefold() in taken:
        number += 1
        title = sheet_title(f"{name[:_ROOM_FOR_A_NUMBER]} {number}")
    taken.add(title.casefold())
    return title


def _write(target: "Worksheet", sheet: PlanSheet) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    for column, heading in enumerate(sheet.headings, start=1):
        cell = target.cell(1, column)
        _put_text(cell, heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        target.column_dimensions[get_column_letter(column)].width = _width(sheet, column - 1)
    for number, row in enumerate(sheet.rows, start=2):
        for column, content in enumerate(row, start=1):
            cell = target.cell(number, column)
            _put(cell, content)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    target.freeze_panes = "A2"
    if sheet.headings:
        target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{len(sheet.rows) + 1}"


def _width(sheet: PlanSheet, column: int) -> int:
    longest = max([len(sheet.headings[column]), *(len(row[column].text) for row in sheet.rows)])
    return max(_NARROW, min(_BROAD, longest + 2))


def _put(target: "PlainCell | MergedCell", content: Cell) -> None:
    if content.kind is Kind.EMPTY:
        return
    if content.kind is Kind.NUMBER:
        target.value = _number(Decimal(content.text))
    elif content.kind is Kind.DATE:
        target.value = date.fromisoformat(content.text)
        target.number_format = "yyyy-mm-dd"
    elif content.kind is Kind.PERCENT and (quantity := read_quantity(content.text)):
        target.value = _number(quantity.value / _PER_CENT)
        decimals = len(content.text.partition(",")[2].rstrip(" %"))
        target.number_format = f"0.{'0' * decimals} %" if decimals else "0 %"
    else:
        _put_text(target, content.text)


def _put_text(target: "PlainCell | MergedCell", text: str) -> None:
    target.value = _FORBIDDEN.sub("", text)
    target.data_type = "s"  # openpyxl takes a leading = for a formula
    target.quotePrefix = bool(_FORMULA.match(text))  # and so does Excel when the cell is edited


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _csv_text(cell: Cell) -> str:
    if cell.kind is Kind.NUMBER:
        return cell.text.replace(".", ",")
    return _guarded(cell.text)


def _guarded(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would take for a formula; a plain number is none."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
