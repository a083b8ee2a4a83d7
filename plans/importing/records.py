"""One action's rows: the row it stands on, and the rows it goes on over.

Regions write an action once and let its second indicator, its milestones or its partners follow on rows of their own,
with the cells before them blank, merged or written out again. Decides only which rows belong together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.importing.claims import normalised
from plans.importing.columns import Columns
from plans.importing.grid import EMPTY, Cell, Kind, Row
from plans.importing.headings import MEASURES, STEP_WORDS, STEPS, Field

# What may differ between two rows of the same number and title that are one action with several indicators.
_MEASURES = (*MEASURES, *STEPS, Field.COMMENT)
_PLACES = (Field.NR, Field.TITLE, Field.ASPECT, Field.AREA)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a plan: its cells by column, and the aspect and area it stands under."""

    sheet: str | None
    row: int
    columns: Columns
    cells: tuple[Cell, ...]
    carried: Mapping[Field, Cell] = field(default_factory=dict)
    more: tuple[tuple[Cell, ...], ...] = ()  # the rows it goes on over: a second indicator, a milestone

    def cell(self, wanted: Field) -> Cell:
        """Return the cell of a field, the carried one where its own is blank; empty where there is no such column."""
        column = self.columns.fields.get(wanted)
        own = EMPTY if column is None or column >= len(self.cells) else self.cells[column]
        return self.carried.get(wanted, EMPTY) if own.is_empty else own


def further_cells(last: Record, row: Row, columns: Columns) -> tuple[Cell, ...]:
    """Return the cells that `row` adds to the action of `last`; empty when the row is no part of it.

    A row belongs to the one right above it when it names no action of its own, or writes the same number and title
    once more beside another indicator. A row without a name that has both somebody responsible and a time of its own
    is an action that lacks its name, unless a step ("Delaktivitet") is named in it.
    """
    if row.wide or last.columns is not columns or row.number != last.row + len(last.more) + 1:
        return ()
    own = tuple(EMPTY if column in row.repeated else cell for column, cell in enumerate(row.cells))
    written = {column for column, cell in enumerate(own) if not cell.is_empty}
    if not any(own[column].kind is Kind.TEXT and columns.headings[column] for column in written):
        return ()
    places = {columns.fields[place] for place in _PLACES if place in columns.fields}
    if not written & places:
        return own if written != {0} and not _is_nameless_action(written, columns) else ()
    return _measures(last, own, columns) if _names_again(last, own, columns) else ()


def _is_nameless_action(written: set[int], columns: Columns) -> bool:
    if any(normalised(columns.headings[column]) in STEP_WORDS for column in written):
        return False
    responsible = columns.fields.get(Field.ACCOUNTABLE) in written
    times = {columns.fields.get(place) for place in (Field.SCHEDULE, Field.START, Field.END)}
    return responsible and bool(times & written)


def _names_again(last: Record, own: tuple[Cell, ...], columns: Columns) -> bool:
    number, title = columns.fields.get(Field.NR), columns.fields.get(Field.TITLE)
    if number is None or title is None or own[number].is_empty:
        return False
    known = last.cells
    return own[number].text.casefold() == known[number].text.casefold() and own[title] == known[title]


def _measures(last: Record, own: tuple[Cell, ...], columns: Columns) -> tuple[Cell, ...]:
    """Return the cells in which a row differs from the action's first one, when those are measures only."""
    rows = ((cell.text for cell in cells) for cells in (last.cells, own))
    differing = {column for column, (one, other) in enumerate(zip(*rows, strict=True)) if one != other}
    free = set(range(len(own))) - columns.places
    allowed = free | {columns.fields[place] for place in _MEASURES if place in columns.fields}
    telling = free | {columns.fields.get(Field.INDICATOR), columns.fields.get(Field.MILESTONE)}
    if not differing <= allowed or not any(not own[column].is_empty for column in differing & telling):
        return ()
    return tuple(cell if column in differing else EMPTY for column, cell in enumerate(own))
