"""Write sheets as an Excel workbook, and the plan back as a file: a workbook, or one CSV table.

What is exported can be imported again without a change. A text that begins like a formula stays a text in both, and
nothing in a workbook is a formula or a link: every text is written as one, by name. XlsxWriter is imported when a
workbook is written; it takes a quarter of the time of openpyxl, which only reads (``plans/importing/workbook.py``).
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from plans.formats.packing import fixed, plain
from plans.formats.plan_cells import plan_sheet, plan_sheets, sheet_title
from plans.formats.sheet import Sheet
from plans.importing.grid import Cell, Kind
from plans.importing.refusals import PlanImportRefusal
from plans.importing.workbook import PLAN_NAME
from plans.model import Action
from plans.numbers import read_quantity

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_NARROW, _BROAD = 8, 48  # characters, the least and the most a column is wide
_BUTTON = 2  # characters that a filter's button takes of its heading
_LABELS, _READING = 30, 96  # the columns of a sheet that is a text to read
_MOST = 32_767  # UTF-16 units in a cell, Excel's limit
_ROOM_FOR_A_NUMBER = 26  # characters of a sheet's name that leave room for " 2"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_PER_CENT = Decimal(100)
_FIRST_YEAR = 1900  # of Excel's calendar
_A4, _A3 = 9, 8  # Excel's numbers of papers
_WIDE = 200  # characters: so wide a sheet is printed on two pages beside each other, on larger paper
_LINE, _HIGHEST = 15, 409  # points, of a row of one line and of the highest that Excel allows
_FILLED = 1.15  # a line is so much longer than its letters, as it is broken between words
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # of a file that says nothing of its time
_BODY = {"text_wrap": True, "valign": "top"}
_HEAD = _BODY | {"bold": True, "border": 1, "border_color": "#C3CCD5"}
# How cells look, by name; a percentage also says its decimals.
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "body": _BODY,
    "quoted": _BODY | {"quote_prefix": True},  # what would be a formula when the cell is edited
    "day": _BODY | {"num_format": "yyyy-mm-dd", "align": "left"},
    "number": _BODY | {"align": "right", "indent": 1},
    "label": _BODY | {"bold": True},
    "title": {"bold": True, "font_size": 18, "font_color": "#143652", "valign": "top"},
    "head": _HEAD | {"bg_color": "#143652", "font_color": "#FFFFFF"},
    "added head": _HEAD | {"bg_color": "#E4ECF3", "font_color": "#1B2733"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a workbook says of itself: its title and subject, what it is told by, its language ("sv-SE") and time."""

    title: str
    subject: str
    identifier: str
    language: str
    moment: datetime
    page: str = "&P"  # what stands at the foot of a printed page, in Excel's codes


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


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as CSV the way Swedish Excel opens it: ``;``, UTF-8 with a mark, decimal comma."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_guarded(heading) for heading in sheet.headings])
    writer.writerows([_csv_text(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def workbook_bytes(sheets: Iterable[Sheet], about: About | None = None) -> bytes:
    """Return the sheets as an Excel workbook, the same bytes for the same sheets."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - wanted only here

    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    moment = (about.moment if about else _EPOCH).astimezone(UTC).replace(tzinfo=None)
    said = {"title": plain(about.title), "subject": plain(about.subject), "author": "Handslag"} if about else {}
    workbook.set_properties({**said, "created": moment})
    if about:
        workbook.set_custom_property("Content hash", about.identifier)
    writing = _Writing(workbook, about)
    for sheet in sheets:
        writing.add(sheet)
    if not workbook.worksheets():
        workbook.add_worksheet("Handlingsplan")
    workbook.close()
    return fixed(out.getvalue(), moment, {"docProps/core.xml": lambda core: _in_language(core, about)})


def _in_language(core: bytes, about: About | None) -> bytes:
    """Say the language among the properties, where XlsxWriter has no word for it."""
    tag = f"<dc:language>{escape(about.language)}</dc:language>" if about else ""
    return core.replace(b"</cp:coreProperties>", f"{tag}</cp:coreProperties>".encode())


class _Writing:
    """One workbook while it is being written: the names it has given and the looks it has made."""

    def __init__(self, workbook: "Workbook", about: About | None) -> None:
        self.workbook, self.about = workbook, about
        self.taken: set[str] = set()
        self.looks: dict[str, Format] = {}

    def add(self, sheet: Sheet) -> None:
        """Write one sheet."""
        target = self.workbook.add_worksheet(_title(sheet.name, self.taken))
        if sheet.headings:
            self._table(target, sheet)
        else:
            self._text(target, sheet)
        if self.about:
            wide = sum(_width(sheet, column) for column in range(len(sheet.headings))) > _WIDE
            target.set_landscape()
            target.set_paper(_A3 if wide else _A4)
            target.fit_to_pages(2 if wide else 1, 0)
            if wide:
                target.repeat_columns(0, 1)
            target.set_header(f"&L{plain(self.about.title).replace('&', '&&')}&R&A")
            target.set_footer(f"&R{self.about.page}")

    def _table(self, target: "Worksheet", sheet: Sheet) -> None:
        own = len(sheet.headings) if sheet.of_plan is None else sheet.of_plan
        widths = [_width(sheet, column) for column in range(len(sheet.headings))]
        _set_height(target, 0, sheet.headings, widths)
        for column, heading in enumerate(sheet.headings):
            target.set_column(column, column, widths[column])
            _put_text(target, 0, column, heading, self._look("head" if column < own else "added head"))
        for number, row in enumerate(sheet.rows, start=1):
            _set_height(target, number, [cell.text for cell in row], widths)
            for column, content in enumerate(row):
                self._put(target, number, column, content)
        target.freeze_panes(1, 0)
        target.repeat_rows(0)
        target.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
        if sheet.of_plan:
            from xlsxwriter.utility import xl_range_abs  # noqa: PLC0415 - as above

            quoted = target.get_name().replace("'", "''")
            area = xl_range_abs(0, 0, max(len(sheet.rows), 1), sheet.of_plan - 1)
            self.workbook.define_name(PLAN_NAME, f"='{quoted}'!{area}")

    def _text(self, target: "Worksheet", sheet: Sheet) -> None:
        target.set_column(0, 0, _LABELS)
        target.set_column(1, 1, _READING)
        target.hide_gridlines(2)
        for number, row in enumerate(sheet.rows):
            _set_height(target, number, [cell.text for cell in row], (_LABELS, _READING))
            for column, content in enumerate(row):
                if content.kind is Kind.TEXT and number == 0:
                    target.set_row(number, 2 * _LINE)
                    _put_text(target, number, column, content.text, self._look("title"))
                elif content.kind is Kind.TEXT and column == 0:
                    _put_text(target, number, column, content.text, self._look("label"))
                else:
                    self._put(target, number, column, content)

    def _put(self, target: "Worksheet", row: int, column: int, content: Cell) -> None:
        if content.kind is Kind.EMPTY:
            return
        if content.kind is Kind.NUMBER:
            target.write_number(row, column, _number(Decimal(content.text)), self._look("number"))
        elif content.kind is Kind.DATE and (day := date.fromisoformat(content.text)).year >= _FIRST_YEAR:
            target.write_datetime(row, column, day, self._look("day"))
        elif content.kind is Kind.PERCENT and (quantity := read_quantity(content.text)):
            decimals = len(content.text.partition(",")[2].rstrip(" %"))
            shown = f"0.{'0' * decimals} %" if decimals else "0 %"
            target.write_number(
                row, column, _number(quantity.value / _PER_CENT), self._look("number", num_format=shown)
            )
        else:
            look = self._look("quoted" if _FORMULA.match(content.text) else "body")
            _put_text(target, row, column, content.text, look)

    def _look(self, name: str, **more: str) -> "Format":
        key = "".join((name, *more.values())) if more else name
        if key not in self.looks:
            self.looks[key] = self.workbook.add_format({**_LOOKS[name], **more})
        return self.looks[key]


def _title(name: str, taken: set[str]) -> str:
    title, number = sheet_title(name), 1
    while title.casefold() in taken:
        number += 1
        title = sheet_title(f"{name[:_ROOM_FOR_A_NUMBER]} {number}")
    taken.add(title.casefold())
    return title


def _width(sheet: Sheet, column: int) -> int:
    longest = max([len(sheet.headings[column]) + _BUTTON, *(len(row[column].text) for row in sheet.rows)])
    return max(_NARROW, min(_BROAD, longest + 2))


def _set_height(target: "Worksheet", row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Make a row as high as its longest cell; not every program does so by itself when it opens a file."""
    lines = max(map(_lines, texts, widths), default=1)
    if lines > 1:
        target.set_row(row, min(lines * _LINE, _HIGHEST))


def _lines(text: str, width: int) -> int:
    if len(text) < width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) * _FILLED / width)) for line in text.split("\n"))


def _put_text(target: "Worksheet", row: int, column: int, text: str, look: "Format") -> None:
    """Write a text as a text, whatever it looks like; one that is longer than a cell holds ends in an ellipsis."""
    kept = text if text.isprintable() else plain(text.replace("\r\n", "\n").replace("\r", "\n"))
    if 2 * len(kept) > _MOST and len(kept.encode("utf-16-le")) // 2 > _MOST:
        kept = kept.encode("utf-16-le")[: 2 * (_MOST - 2)].decode("utf-16-le", "ignore") + " …"
    target.write_string(row, column, kept, look)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _csv_text(cell: Cell) -> str:
    if cell.kind is Kind.NUMBER:
        return cell.text.replace(".", ",")
    return _guarded(cell.text)


def _guarded(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would take for a formula; a plain number is none."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
