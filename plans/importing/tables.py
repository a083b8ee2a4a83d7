"""Find the plan's table in a grid and hand out its rows: where the headings stand, what is a sum, what is a section.

Headings may stand on any of the first rows, on one row or two. An aspect or area written only on its first row is
carried down, also over blank rows; every other blank stays blank. What a cell's words mean is decided in `rows`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plans.importing.columns import Columns, recognise
from plans.importing.grid import EMPTY, Cell, Grid, Kind, Row, plain_rows, text_cell
from plans.importing.headings import Field
from plans.importing.refusals import Note, RowError

_HEAD_ROWS = 60  # how far down the first headings are looked for
_ENOUGH = 3  # fields that make a row of headings, the title among them
_CERTAIN = 5  # fields without a title that still make it a plan's table, so that the missing column is an error
_SUM = re.compile(r"(?:summa|delsumma|totalt?|total|sum|subtotal|antal åtgärder|number of actions)\b", re.IGNORECASE)
_PLAN_TITLE = re.compile(r"(?:handlings|åtgärds|aktivitets)plan|(?:action|implementation) plan", re.IGNORECASE)
LETTERED = re.compile(r"(?:[A-ZÅÄÖ]|\d{1,2})\.\s")  # how aspects are set out: "A. Forskning", "1. Forskning"
_NUMBERED_TITLE = re.compile(r"([A-ZÅÄÖ]{0,3}\d+(?:\.\d+)*)[.:]?\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a plan: its cells by column, and the aspect and area it stands under."""

    sheet: str | None
    row: int
    columns: Columns
    cells: tuple[Cell, ...]
    carried: Mapping[Field, Cell] = field(default_factory=dict)

    def cell(self, wanted: Field) -> Cell:
        """Return the cell of a field, the carried one where its own is blank; empty where there is no such column."""
        column = self.columns.fields.get(wanted)
        own = EMPTY if column is None or column >= len(self.cells) else self.cells[column]
        return self.carried.get(wanted, EMPTY) if own.is_empty else own


@dataclass(frozen=True, slots=True)
class Table:
    """What a grid held: the plan's rows, and what was wrong or is worth saying. Without rows it held no table."""

    records: tuple[Record, ...] = ()
    errors: tuple[RowError, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[Columns, ...] = ()
    almost: RowError | None = None  # the table would be one, had it a column for the action


def find_table(file: str, grid: Grid, mapping: Mapping[str, Field | None]) -> Table:
    """Return the plan's rows in `grid`, an empty table where it holds no plan."""
    turned = _turned(grid, mapping)
    if turned is not None:
        grid = turned
    head = _first_heading(grid.rows[:_HEAD_ROWS], mapping)
    if head is None:
        return Table(almost=_almost(file, grid, mapping))
    return _Walk(file, grid, mapping).run(*head)


def _first_heading(rows: Sequence[Row], mapping: Mapping[str, Field | None]) -> tuple[int, Columns] | None:
    for place in range(len(rows)):
        if found := _heading_at(rows, place, mapping):
            last, columns = found
            return last, columns
    return None


def _heading_at(rows: Sequence[Row], place: int, mapping: Mapping[str, Field | None]) -> tuple[int, Columns] | None:
    """Return the last row of the headings that begin at `place`, and their columns."""
    single = _columns(rows[place], mapping)
    double = _two_row_columns(rows, place, mapping)
    if double and _is_heading(double) and len(double.fields) > len(single.fields):
        below = _columns(rows[place + 1], mapping)
        if len(double.fields) > len(below.fields) or _has_groups(rows[place]):
            return place + 1, double
    return (place, single) if _is_heading(single) else None


def _is_heading(columns: Columns) -> bool:
    written = sum(1 for heading in columns.headings if heading)
    enough = _ENOUGH if written > 2 else 2  # noqa: PLR2004 - a table of two columns
    return Field.TITLE in columns.fields and len(columns.fields) >= enough


def _columns(row: Row, mapping: Mapping[str, Field | None]) -> Columns:
    return recognise([cell.text if cell.kind is Kind.TEXT else "" for cell in row.cells], mapping)


def _two_row_columns(rows: Sequence[Row], place: int, mapping: Mapping[str, Field | None]) -> Columns | None:
    if place + 1 >= len(rows):
        return None
    upper, lower = rows[place], rows[place + 1]
    if not upper.filled or any(cell.kind in {Kind.NUMBER, Kind.DATE, Kind.PERCENT} for cell in lower.cells):
        return None
    tops = _spread(upper, lower)
    leaves = [leaf.text or top for leaf, top in zip(lower.cells, tops, strict=True)]
    return recognise(leaves, mapping, tops)


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


def _almost(file: str, grid: Grid, mapping: Mapping[str, Field | None]) -> RowError | None:
    for row in grid.rows[:_HEAD_ROWS]:
        columns = _columns(row, mapping)
        if len(columns.fields) >= _ENOUGH and Field.TITLE not in columns.fields:
            known = ", ".join(columns.headings[column] for column in sorted(columns.fields.values()))
            code = "missing_column" if len(columns.fields) >= _CERTAIN else "perhaps_missing_column"
            return RowError(
                file=file,
                code=code,
                sheet=grid.sheet,
                row=row.number,
                values={"sheet": grid.sheet or file, "row": str(row.number), "headings": known},
            )
    return None


def _turned(grid: Grid, mapping: Mapping[str, Field | None]) -> Grid | None:
    """Return a table of two columns, heading and value, as a table of one row; None when it is not such a table."""
    pairs = [tuple(cell for cell in row.cells if not cell.is_empty) for row in grid.rows]
    if not pairs or any(len(row.cells) != 2 for row in grid.rows):  # noqa: PLR2004 - heading and value
        return None
    headings = [row.cells[0] for row in grid.rows]
    values = [row.cells[1] for row in grid.rows]
    columns = recognise([cell.text for cell in headings], mapping)
    around = grid.headings
    if Field.TITLE not in columns.fields and around and len(columns.fields) >= _ENOUGH:
        headings, values = _title_from(around[-1], headings, values, columns)
        columns, around = recognise([cell.text for cell in headings], mapping), around[:-1]
    if not _is_heading(columns) or _heading_at(grid.rows, 0, mapping):
        return None
    return Grid(grid.sheet, plain_rows([headings, values]), around)


def _title_from(
    heading: str, headings: list[Cell], values: list[Cell], columns: Columns
) -> tuple[list[Cell], list[Cell]]:
    """Return a turned table with the section's heading as its action ("S1 Bygga en testbädd": the number too)."""
    found = _NUMBERED_TITLE.fullmatch(heading)
    added = {"Åtgärd": found.group(2) if found else heading}
    if found and Field.NR not in columns.fields:
        added["Nr"] = found.group(1)
    heads, texts = ([text_cell(text) for text in part] for part in (added, added.values()))
    return [*heads, *headings], [*texts, *values]


class _Walk:
    """One pass down a table, carrying the aspect and area along."""

    def __init__(self, file: str, grid: Grid, mapping: Mapping[str, Field | None]) -> None:
        self.file, self.grid, self.mapping = file, grid, mapping
        self.records: list[Record] = []
        self.notes: list[Note] = []
        self.headings: list[Columns] = []
        self.errors: list[RowError] = []
        self.carried: dict[Field, Cell] = {}

    def run(self, head: int, columns: Columns) -> Table:
        self._begin(columns, self.grid.rows[head].number)
        self._open_section_above(head, columns)
        place = head + 1
        while place < len(self.grid.rows):
            if again := _heading_at(self.grid.rows, place, self.mapping):
                place, columns = again
                self._begin(columns, self.grid.rows[place].number)
            else:
                self._take(self.grid.rows[place], columns)
            place += 1
        return Table(tuple(self.records), tuple(self.errors), tuple(self.notes), tuple(self.headings))

    def _begin(self, columns: Columns, row: int) -> None:
        self.headings.append(columns)
        self.carried |= _from_headings(self.grid.headings, columns)
        self.errors += _ambiguous(self.file, self.grid, columns, row)

    def _take(self, row: Row, columns: Columns) -> None:
        filled = row.filled
        if not filled or _is_sum(row):
            return
        if self._is_section(row, columns):
            self._open_section(row, columns)
            return
        self._carry(row, columns)
        if {columns.fields.get(Field.ASPECT), columns.fields.get(Field.AREA)} >= set(filled):
            return
        if set(filled) == {columns.fields.get(Field.NR)}:
            return  # a number that waits for its action
        if row.hidden:
            self._note("hidden_row", row)
        self.records.append(Record(self.grid.sheet, row.number, columns, row.cells, dict(self.carried)))

    def _is_section(self, row: Row, columns: Columns) -> bool:
        if len(row.filled) != 1 or row.cells[row.filled[0]].kind is not Kind.TEXT:
            return False
        only = row.filled[0]
        if row.wide or (only == 0 and LETTERED.match(row.cells[0].text)):
            return True
        if only == columns.fields.get(Field.NR):
            return " " in row.cells[only].text  # a sentence in the number's column is no number
        return only not in {columns.fields.get(field) for field in (Field.TITLE, Field.ASPECT, Field.AREA)}

    def _open_section_above(self, head: int, columns: Columns) -> None:
        """Take a lettered line above the first headings ("A. Forskning") for the aspect of what follows."""
        for row in self.grid.rows[:head]:
            if len(row.filled) == 1 and LETTERED.match(row.cells[row.filled[0]].text):
                self._open_section(row, columns)

    def _open_section(self, row: Row, columns: Columns) -> None:
        cell = row.cells[row.filled[0]]
        free = [field for field in (Field.ASPECT, Field.AREA) if field not in columns.fields]
        if not free or (row.filled[0] != 0 and not row.wide):
            self._note("row_left_out", row, text=cell.text)
        elif free == [Field.ASPECT, Field.AREA] and not LETTERED.match(cell.text) and Field.ASPECT in self.carried:
            self.carried[Field.AREA] = cell
        else:
            self.carried[free[0]] = cell
            if free[0] is Field.ASPECT:
                self.carried.pop(Field.AREA, None)

    def _carry(self, row: Row, columns: Columns) -> None:
        for wanted in (Field.ASPECT, Field.AREA):
            column = columns.fields.get(wanted)
            if column is None or row.cells[column].is_empty:
                continue
            if (
                wanted is Field.ASPECT
                and Field.AREA in columns.fields
                and row.cells[column] != self.carried.get(wanted)
            ):
                self.carried.pop(Field.AREA, None)  # an area belongs to its aspect
            self.carried[wanted] = row.cells[column]

    def _note(self, key: str, row: Row, **values: str) -> None:
        shown = {"sheet": self.grid.sheet or self.file, "row": str(row.number), **values}
        self.notes.append(Note(key=key, file=self.file, sheet=self.grid.sheet, row=row.number, values=shown))


def _is_sum(row: Row) -> bool:
    first, *others = (row.cells[column] for column in row.filled)
    countable = {Kind.NUMBER, Kind.PERCENT, Kind.UNSAVED, Kind.ERROR}
    return bool(_SUM.match(first.text)) and all(cell.kind in countable or cell.text.isdigit() for cell in others)


def _from_headings(path: tuple[str, ...], columns: Columns) -> dict[Field, Cell]:
    """Return the aspect and area that a Word table's section headings give, where it has no columns for them."""
    path = tuple(text for text in path if not _PLAN_TITLE.match(text))
    lettered = [place for place, text in enumerate(path) if LETTERED.match(text)]
    below = path[lettered[0] :] if lettered else path[-2:]
    free = [wanted for wanted in (Field.ASPECT, Field.AREA) if wanted not in columns.fields]
    if len(free) == 1:
        below = below[-1:] if free == [Field.AREA] else below[:1]
    return {wanted: Cell(Kind.TEXT, text) for wanted, text in zip(free, below, strict=False)}


def _told_apart(columns: Columns, *places: int) -> tuple[str, ...]:
    """Return the headings of two columns, with the columns' numbers where both are called the same."""
    names = tuple(columns.headings[place] for place in places)
    if len(set(names)) == len(names):
        return names
    return tuple(f"{name} ({place + 1})" for name, place in zip(names, places, strict=True))


def _ambiguous(file: str, grid: Grid, columns: Columns, row: int) -> Iterator[RowError]:
    for found in columns.ambiguities:
        first, second = _told_apart(columns, found.first, found.second)
        yield RowError(
            file=file,
            code="ambiguous_column",
            sheet=grid.sheet,
            row=row,
            column=first,
            value=second,
            values={"first": first, "second": second, "field": found.field, "sheet": grid.sheet or file},
        )
