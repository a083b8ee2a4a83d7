"""Find the plan's table in a grid and hand out its rows: where the headings stand, what is a sum, what is a section.

Headings may stand on any of the first rows, on one row or two. An aspect or area written only on its first row is
carried down, also over blank rows; every other blank stays blank. What a cell's words mean is decided in `rows`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from plans.importing.claims import normalised
from plans.importing.columns import Columns, recognise, told_by_cells
from plans.importing.grid import EMPTY, Cell, Grid, Kind, Row, plain_rows, text_cell
from plans.importing.heading_rows import ENOUGH, HEAD_ROWS, columns_of, first_heading, heading_at, is_heading
from plans.importing.headings import Field
from plans.importing.records import Record, further_cells
from plans.importing.refusals import LONGEST_SHOWN, Note, RowError
from plans.numbers import looks_like_a_number

_COUNTABLE = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.UNSAVED, Kind.ERROR})
_CERTAIN = 5  # fields without a title that still make it a plan's table, so that the missing column is an error
_SUM = re.compile(r"(?:summa|delsumma|totalt?|total|sum|subtotal|antal åtgärder|number of actions)\b", re.IGNORECASE)
# How a line under a table begins that explains it: a footnote, a source, when it was last changed.
_REMARK = re.compile(
    r"[*†‡¹²³]|\d\)|(?:not|note|obs|n\.?b|källa|källor|source|kommentar|förklaring\w*|teckenförklaring|legend"
    r"|senast (?:uppdaterad|ändrad)|uppdaterad|last updated|updated)\b\s*\d*\s*[:!.]?\s",
    re.IGNORECASE,
)
_PLAN_TITLE = re.compile(
    r"(?:handlings|åtgärds|aktivitets)plan|(?:action|implementation) plan|(?:åtgärds|fakta)(?:blad|kort)", re.IGNORECASE
)
_COUNT = re.compile(r"\d+ (?:åtgärder|aktiviteter|insatser|rader|st|actions|activities|rows)\.?", re.IGNORECASE)
# "Mål 1: Rent vatten", "Delmål 2.1 Fler båtar" on a row of its own: the goal of the actions below it.
_GOAL_ROW = re.compile(
    r"(?:(?:del|etapp|effekt|inriktnings|huvud)?mål|(?:sub-?)?goal|objective)\s+\d[\d.]*\b", re.IGNORECASE
)
LETTERED = re.compile(r"(?:[A-ZÅÄÖ]|\d{1,2})\.\s")  # how aspects are set out: "A. Forskning", "1. Forskning"
# "S1 Bygga en testbädd", "Å-03: …", "Åtgärd 3. …": the number and the name.
_NUMBERED_TITLE = re.compile(
    r"(?:(?:åtgärd|insats|aktivitet|action|activity|nr|no)\.?\s+(?=\S*\d))?"
    r"([A-ZÅÄÖ]{0,3}[-.]?\d+(?:[.:-]\d+)*)[.:]?\s+(?:[–-]\s+)?(\S.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """What a grid held: the plan's rows, and what was wrong or is worth saying. Without rows it held no table."""

    records: tuple[Record, ...] = ()
    errors: tuple[RowError, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[Columns, ...] = ()
    above: tuple[str, ...] = ()  # the lines above the headings: the plan's title, its years
    almost: RowError | None = None  # the table would be one, had it a column for the action


def find_table(file: str, grid: Grid, mapping: Mapping[str, Field | None]) -> Table:
    """Return the plan's rows in `grid`, an empty table where it holds no plan."""
    turned = _turned(grid, mapping)
    if turned is not None:
        grid = turned
    head = first_heading(grid.rows[:HEAD_ROWS], mapping)
    if head is None:
        return Table(almost=_almost(file, grid, mapping))
    return _Walk(file, grid, mapping).run(*head)


def _almost(file: str, grid: Grid, mapping: Mapping[str, Field | None]) -> RowError | None:
    for row in grid.rows[:HEAD_ROWS]:
        columns = columns_of(row, mapping)
        if len(columns.fields) >= ENOUGH and Field.TITLE not in columns.fields:
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
    if Field.TITLE in columns.fields and around and _names(around[-1], values[columns.fields[Field.TITLE]].text):
        # "Åtgärd 1: Bygga en testbädd" is the action itself, not what it stands under.
        if Field.NR not in columns.fields and (found := _NUMBERED_TITLE.fullmatch(around[-1])):
            headings, values = [text_cell("Nr"), *headings], [text_cell(found.group(1)), *values]
            columns = recognise([cell.text for cell in headings], mapping)
        around = around[:-1]
    if Field.TITLE not in columns.fields and around and len(columns.fields) >= ENOUGH:
        headings, values = _title_from(around[-1], headings, values, columns)
        columns, around = recognise([cell.text for cell in headings], mapping), around[:-1]
    if not is_heading(columns) or heading_at(grid.rows, 0, mapping):
        return None
    return Grid(grid.sheet, plain_rows([headings, values]), around)


def _names(heading: str, title: str) -> bool:
    return bool(title) and normalised(title) in normalised(heading)


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
        self.unused: list[Row] = []  # sections under which no action stands yet

    def run(self, head: int, columns: Columns) -> Table:
        columns = self._begin(columns, head)
        self._open_section_above(head, columns)
        place = head + 1
        while place < len(self.grid.rows):
            if again := self._heading_again(place):
                place, columns = again
                columns = self._begin(columns, place)
            else:
                self._take(self.grid.rows[place], columns)
            place += 1
        for row in self.unused:
            self._note("row_left_out", row, text=row.cells[row.filled[0]].text)
        above = [row.cells[column].text for row in self.grid.rows[:head] for column in row.filled]
        return Table(tuple(self.records), tuple(self.errors), tuple(self.notes), tuple(self.headings), tuple(above))

    def _heading_again(self, place: int) -> tuple[int, Columns] | None:
        """Return headings further down: those of a second table, or the same ones on the next printed page.

        On two rows only after a blank one or where the upper row has been a heading before: else it is an action.
        """
        rows = self.grid.rows
        found = heading_at(rows, place, self.mapping)
        if found is None or found[0] == place:
            return found
        above = tuple(cell.text for cell in rows[place].cells)
        repeated = any(tuple(cell.text for cell in row.cells) == above for row in rows[:place])
        return found if repeated or not rows[place - 1].filled else None

    def _begin(self, found: Columns, place: int) -> Columns:
        row = self.grid.rows[place].number
        columns = told_by_cells(found, (below.cells for below in self.grid.rows[place + 1 :]))
        self.headings.append(columns)
        self.carried |= _from_headings(self.grid.headings, columns)
        self.errors += _ambiguous(self.file, self.grid, columns, row)
        for column in sorted(self.grid.hidden_columns):
            if column < len(columns.headings) and columns.headings[column]:
                self._note("hidden_column", self.grid.rows[place], heading=columns.headings[column])
        return columns

    def _take(self, row: Row, columns: Columns) -> None:
        row = self._seen(row)
        if not row.filled or _is_sum(row):
            return
        if self._is_aside(row, columns):
            self._note("row_left_out", row, text="; ".join(row.cells[column].text for column in row.filled))
        elif self.records and (further := further_cells(self.records[-1], row, columns)):
            self.records[-1] = replace(self.records[-1], more=(*self.records[-1].more, further))
        elif self._is_section(row, columns):
            self._open_section(row, columns)
        else:
            self._carry(row, columns)
            if not self._only_places(row, columns):
                self._record(row, columns)

    def _seen(self, row: Row) -> Row:
        """Return a row without what nobody sees in it, which is told of: it may be there to mislead."""
        unseen = tuple(cell.text for cell in row.cells if cell.unseen)
        if not unseen:
            return row
        self._note("unseen_cells", row, text=shorten("; ".join(dict.fromkeys(unseen)), LONGEST_SHOWN))
        return replace(row, cells=tuple(EMPTY if cell.unseen else cell for cell in row.cells))

    def _record(self, row: Row, columns: Columns) -> None:
        if row.hidden:
            self._note("hidden_row", row)
        self.unused.clear()
        self.records.append(Record(self.grid.sheet, row.number, columns, row.cells, dict(self.carried)))

    def _only_places(self, row: Row, columns: Columns) -> bool:
        """Tell whether a row holds an aspect or area for the rows below it, or a number that waits for its action."""
        filled = set(row.filled)
        places = {columns.fields.get(Field.ASPECT), columns.fields.get(Field.AREA)}
        return places >= filled or filled == {columns.fields.get(Field.NR)}

    def _is_aside(self, row: Row, columns: Columns) -> bool:
        """Tell whether a row is a remark below the table, or a sum that is not called one."""
        if len(row.filled) == 1 and _REMARK.match(row.cells[row.filled[0]].text):
            return True
        return self._is_unnamed_sum(row, columns)

    def _is_unnamed_sum(self, row: Row, columns: Columns) -> bool:
        """Tell whether a row holds figures only, none of them a number of an action: a sum without a word."""
        named = {columns.fields.get(field) for field in (Field.NR, Field.TITLE, Field.ASPECT, Field.AREA)}
        return not named & set(row.filled) and all(row.cells[column].kind in _COUNTABLE for column in row.filled)

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
        """Take a lettered line above the first headings ("A. Forskning") for the aspect of what follows.

        A numbered sentence, or one of several numbered lines, is an instruction.
        """
        lines = [(row, row.cells[row.filled[0]].text) for row in self.grid.rows[:head] if len(row.filled) == 1]
        lettered = [(row, text) for row, text in lines if LETTERED.match(text)]
        counted = [row for row, text in lettered if text[0].isdigit()]
        for row, text in lettered:
            if not text.endswith((".", ":")) and (row not in counted or len(counted) == 1):
                self._open_section(row, columns)

    def _open_section(self, row: Row, columns: Columns) -> None:
        cell = row.cells[row.filled[0]]
        if _GOAL_ROW.match(cell.text) and Field.GOAL not in columns.fields and (row.filled[0] == 0 or row.wide):
            self.unused.append(row)
            self.carried[Field.GOAL] = cell
            return
        free = [field for field in (Field.ASPECT, Field.AREA) if field not in columns.fields]
        if not free or (row.filled[0] != 0 and not row.wide):
            self._note("row_left_out", row, text=cell.text)
            return
        self.unused.append(row)
        self.carried.pop(Field.GOAL, None)  # a goal belongs to the part it stands in
        if free == [Field.ASPECT, Field.AREA] and not LETTERED.match(cell.text) and Field.ASPECT in self.carried:
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
    if not all(
        cell.kind in _COUNTABLE or looks_like_a_number(cell.text) or _COUNT.fullmatch(cell.text) for cell in others
    ):
        return False
    return bool(_SUM.match(first.text))


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
