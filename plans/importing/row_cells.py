"""One row while it is read: its cells by field, and what is found wrong or worth saying on the way."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from plans.dates.periods import Period
from plans.importing.claims import normalised
from plans.importing.grid import EMPTY, Cell, Kind
from plans.importing.headings import ENGLISH_TITLES, Field
from plans.importing.records import Record
from plans.importing.refusals import Note, RowError
from plans.importing.schedules import NOTHING, Fault, read_schedule
from plans.model import Written
from plans.numbers import looks_like_a_number, read_number, read_quantity

BLANK_WORDS: Final = frozenset({"-", "–", "—", "n/a"})
_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")  # a decimal comma is Swedish: in English it groups thousands
_SHARE = re.compile(r"^(?:andel|share|proportion)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WHOLE = 100  # per cent
_FORMULAS = {Kind.ERROR: "formula_error", Kind.UNSAVED: "formula_unsaved"}


class RowCells:
    """The cells of one row, and what is said of them."""

    def __init__(self, file: str, record: Record) -> None:
        self.file, self.record = file, record
        self.errors: list[RowError] = []
        self.notes: list[Note] = []

    def part(self, record: Record) -> "RowCells":
        """Return another reading of the same action's cells, whose errors and notes are this one's."""
        part = RowCells(self.file, record)
        part.errors, part.notes = self.errors, self.notes
        return part

    def text(self, field: Field) -> str | None:
        """Return what is written for `field`, None for nothing or a dash."""
        cell = self.cell(field)
        return None if cell.is_empty or cell.text in BLANK_WORDS else cell.text

    def cell(self, field: Field) -> Cell:
        """Return the cell of `field`, empty where a formula failed."""
        cell = self.record.cell(field)
        return EMPTY if cell.kind in _FORMULAS else cell

    def wrong(self, code: str, field: Field, value: str | None, **values: str) -> None:
        """Say what is wrong with the cell of `field`."""
        where = {"sheet": self.record.sheet or self.file, "row": str(self.record.row)}
        shown = {**where, "value": value or "", "column": self.record.columns.heading(field) or field.value, **values}
        self.errors.append(
            RowError(
                file=self.file,
                code=code,
                sheet=self.record.sheet,
                row=self.record.row,
                column=self.record.columns.heading(field),
                value=value or None,
                values=shown,
            )
        )

    def note(self, key: str, **values: str) -> None:
        """Say something worth knowing about the row."""
        shown = {"sheet": self.record.sheet or self.file, "row": str(self.record.row), **values}
        where = (self.record.sheet, self.record.row)
        self.notes.append(Note(key=key, file=self.file, sheet=where[0], row=where[1], values=shown))

    def report_formulas(self) -> None:
        """Say of each known cell whose formula has no value that it has none."""
        for fields in (self.record.columns.fields, *self.record.columns.further):
            for field, column in fields.items():
                cell = self.record.cells[column] if column < len(self.record.cells) else EMPTY
                if cell.kind in _FORMULAS:
                    part = replace(self.record, columns=replace(self.record.columns, fields=fields))
                    self.part(part).wrong(_FORMULAS[cell.kind], field, cell.text)

    def period(self, field: Field) -> Period:
        """Return when the cell of `field` says, saying what is wrong with it."""
        found = read_schedule(self.cell(field))
        if isinstance(found, Period):
            return found
        if found is Fault.END_BEFORE_START:
            self.end_before_start(field)
        else:
            self.wrong(found.value, field, self.text(field))
        return NOTHING

    def end_before_start(self, field: Field, start: str | None = None, end: str | None = None) -> None:
        """Say that the cell of `field` ends before it starts."""
        value = self.text(field)
        span = f"{start} – {end or value}" if start else value or ""
        self.wrong(Fault.END_BEFORE_START.value, field, value, span=span)

    def value(self, field: Field, indicator: str | None) -> Written | None:
        """Return a baseline or target as it is written: a number where the cell holds one, otherwise the words."""
        cell = self.cell(field)
        if cell.is_empty or cell.text in BLANK_WORDS:
            return None
        if cell.kind is Kind.NUMBER:
            return Decimal(cell.text)
        if self._is_english and _ENGLISH_THOUSANDS.fullmatch(cell.text):
            return Decimal(cell.text.replace(",", ""))
        quantity = read_quantity(cell.text)
        if looks_like_a_number(cell.text) and quantity is None and not re.match(r"(?:19|20)\d\d\D", cell.text):
            self.wrong("bad_number", field, cell.text)
        elif quantity and quantity.unit == "%" and quantity.value > _WHOLE and _SHARE.match(indicator or ""):
            self.wrong("share_over_whole", field, cell.text, indicator=indicator or "")
        elif quantity and quantity.unit is None and looks_like_a_number(cell.text):
            return read_number(cell.text)
        return cell.text

    def year(self, field: Field) -> int | None:
        """Return the year that the cell of `field` names; words without one name none."""
        text = self.text(field)
        if text is None:
            return None
        if found := _YEAR.findall(text):
            return int(found[-1])
        if looks_like_a_number(text):
            self.wrong("bad_year", field, text)
        return None

    def heading_year(self, field: Field) -> int | None:
        """Return the year in the heading of `field`: "Mål 2028"."""
        return year_in(self.record.columns.heading(field))

    @property
    def _is_english(self) -> bool:
        return normalised(self.record.columns.heading(Field.TITLE) or "") in ENGLISH_TITLES


def year_in(heading: str | None) -> int | None:
    """Return the year that a heading names, None where it names none or several."""
    found = _YEAR.findall(heading or "")
    return int(found[0]) if len(found) == 1 else None
