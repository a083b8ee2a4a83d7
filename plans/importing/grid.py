"""A sheet as the importer sees it, whatever file it came from: rows of typed cells, merged cells already filled in.

A reader (`workbook`, `delimited`, `word`) makes grids; `tables` finds the plan's rows in them. Nothing here knows a
file format or what a column means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plans.numbers import written_number


class Kind(StrEnum):
    """What a cell holds."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"  # a number shown as per cent: `text` is "18 %"
    DATE = "date"  # `text` is ISO
    ERROR = "error"  # a formula that failed: #REF!, #N/A
    UNSAVED = "unsaved"  # a formula whose value the file does not hold


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it holds, and that as text."""

    kind: Kind = Kind.EMPTY
    text: str = ""
    unseen: bool = field(default=False, compare=False)  # letters in the colour of the sheet, or too small to read

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is written in it."""
        return self.kind is Kind.EMPTY


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `heads` is the row with wide merged cells repeated over their columns, as a heading row wants them."""

    number: int
    cells: tuple[Cell, ...]
    heads: tuple[Cell, ...]
    hidden: bool = False
    wide: bool = False  # its one cell is merged over several columns
    repeated: frozenset[int] = frozenset()  # the columns whose cell is merged with the one above

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns in which something is written, counted from 0."""
        return tuple(column for column, cell in enumerate(self.cells) if not cell.is_empty)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or table; `headings` are those of the sections around it, the outermost first (Word only)."""

    sheet: str | None
    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = field(default=(), compare=False)
    hidden_columns: frozenset[int] = field(default=frozenset(), compare=False)
    comments: tuple[str, ...] = field(default=(), compare=False)  # what is pinned to its cells
    of_summary: bool = field(
        default=False, compare=False
    )  # the plan's columns in a summary, of which nothing else is read


def text_cell(text: str) -> Cell:
    """Return the cell of a written text: empty when nothing but white space is written."""
    stripped = text.strip()
    return Cell(Kind.TEXT, stripped) if stripped else EMPTY


def number_cell(value: Decimal) -> Cell:
    """Return the cell of a number."""
    return Cell(Kind.NUMBER, written_number(value))


def percent_cell(share: Decimal) -> Cell:
    """Return the cell of a share (0.18) that is shown as per cent ("18 %")."""
    return Cell(Kind.PERCENT, f"{written_number(share * 100).replace('.', ',')} %")


def date_cell(day: date) -> Cell:
    """Return the cell of a date."""
    return Cell(Kind.DATE, day.isoformat())


def plain_rows(rows: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """Return rows without merged cells, numbered from 1, all as wide as the widest."""
    width = max((len(row) for row in rows), default=0)
    padded = (tuple(row) + (EMPTY,) * (width - len(row)) for row in rows)
    return tuple(Row(number, cells, cells) for number, cells in enumerate(padded, start=1))


def encoded(column: int, cell: Cell) -> str:
    """Return a cell and its column as one text for `Action.written`; the column, as a mapping may lose its order."""
    return f"{column}:{cell.kind}:{cell.text}"


def decoded(code: str) -> tuple[int, Cell]:
    """Return the column and the cell that `encoded` wrote."""
    column, kind, text = code.split(":", 2)
    return int(column), Cell(Kind(kind), text)
