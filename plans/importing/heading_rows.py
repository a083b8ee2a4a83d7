"""Find the row, or the two rows, of headings that begin a plan's table."""

import re
from collections.abc import Mapping, Sequence

from plans.importing.columns import Columns, recognise
from plans.importing.grid import Kind, Row
from plans.importing.headings import Field

HEAD_ROWS = 60  # how far down the first headings are looked for
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATUM = re.compile(r"\S+@\S+\.\w+|\d{4}-\d\d-\d\d|(?!(?:19|20)\d\d$)\d+(?:[.,]\d+)?(?: ?%)?")
ENOUGH = 3  # fields that make a row of headings, the title among them


def first_heading(rows: Sequence[Row], mapping: Mapping[str, Field | None]) -> tuple[int, Columns] | None:
    """Return the last row of the first headings in `rows`, and their columns."""
    for place in range(len(rows)):
        if found := heading_at(rows, place, mapping):
            last, columns = found
            return last, columns
    return None


def heading_at(rows: Sequence[Row], place: int, mapping: Mapping[str, Field | None]) -> tuple[int, Columns] | None:
    """Return the last row of the headings that begin at `place`, and their columns."""
    if _is_data(rows[place]):
        return None
    single = columns_of(rows[place], mapping)
    double = _two_row_columns(rows, place, mapping)
    if double and is_heading(double) and (len(double.fields) > len(single.fields) or _is_years(rows[place + 1])):
        below = columns_of(rows[place + 1], mapping)
        if len(double.fields) > len(below.fields) or _has_groups(rows[place]):
            return place + 1, double
    return (place, single) if is_heading(single) else None


def is_heading(columns: Columns) -> bool:
    """Tell whether a row names enough fields, the action among them, to be headings."""
    written = sum(1 for heading in columns.headings if heading)
    enough = ENOUGH if written > 2 else 2  # noqa: PLR2004 - a table of two columns
    return Field.TITLE in columns.fields and len(columns.fields) >= enough


def columns_of(row: Row, mapping: Mapping[str, Field | None]) -> Columns:
    """Return what a row would hold were it headings."""
    return recognise([cell.text if cell.kind is Kind.TEXT else "" for cell in row.cells], mapping)


def _two_row_columns(rows: Sequence[Row], place: int, mapping: Mapping[str, Field | None]) -> Columns | None:
    if place + 1 >= len(rows):
        return None
    upper, lower = rows[place], rows[place + 1]
    figures = any(cell.kind in {Kind.NUMBER, Kind.DATE, Kind.PERCENT} for cell in lower.cells)
    if not upper.filled or (figures and not _is_years(lower)):
        return None
    tops = _spread(upper, lower)
    leaves = [_leaf(leaf.text, top) for leaf, top in zip(lower.cells, tops, strict=True)]
    return recognise(leaves, mapping, tops)


def _is_data(row: Row) -> bool:
    """Tell whether a row holds an address, a date or a figure, as no heading does; most rows of a plan do."""
    return any(_DATUM.fullmatch(row.cells[column].text) for column in row.filled)


def _leaf(text: str, top: str) -> str:
    """Return a heading of the lower row; a bare year says what it is the year of only together with its group."""
    return f"{top} {text}".strip() if _YEAR.fullmatch(text) else text or top


def _is_years(row: Row) -> bool:
    """Tell whether a row holds years only, as it does under "Målvärde" over two columns."""
    written = [row.cells[column].text for column in row.filled]
    return bool(written) and all(_YEAR.fullmatch(text) for text in written)


def _has_groups(upper: Row) -> bool:
    """Tell whether a row above headings names groups of them; a title over the whole table names none."""
    return len({upper.cells[column].text for column in upper.filled}) > 1


def _spread(upper: Row, lower: Row) -> list[str]:
    """Return the upper row's headings over the columns they stand for, also where the file did not merge them."""
    spread: list[str] = []
    for head, leaf in zip(upper.heads, lower.cells, strict=True):
        carried = spread[-1] if spread and head.is_empty and not leaf.is_empty else ""
        spread.append(head.text or carried)
    return spread
