"""Read what shows an action's effect: its indicators, from a row's columns, its lines, or the rows it goes on over."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from plans.importing.grid import text_cell
from plans.importing.headings import MEASURES, Field
from plans.importing.records import Record
from plans.importing.row_cells import RowCells
from plans.model import Indicator, Written

_FIGURES: Final = (Field.BASELINE, Field.TARGET)


def read_indicators(row: RowCells) -> tuple[Indicator, ...]:
    """Return every indicator of the action, the first one first; its name "" where only its values are written.

    A further one stands in columns of its own ("Indikator 2"), on a line of its own in the same cells, or on a row that
    the action goes on over. What is wrong with any of them is said of its own row and column.
    """
    found = [_indicator(part) for part in _parts(row)]
    first, *others = found
    return (first, *(one for one in others if one.name))


def _parts(row: RowCells) -> Iterator[RowCells]:
    record = row.record
    yield from (row.part(line) for line in _lines(replace(record, more=())))
    for fields in record.columns.further:
        yield row.part(replace(record, columns=replace(record.columns, fields=fields), carried={}, more=()))
    for number, cells in enumerate(record.more, start=1):
        below = replace(record, row=record.row + number, cells=cells, carried={}, more=())
        yield from (row.part(line) for line in _lines(below))


def _lines(record: Record) -> Iterator[Record]:
    """Yield the row once for each line of its indicator's cell, where its figures have as many lines."""
    places = {field: record.columns.fields[field] for field in MEASURES if field in record.columns.fields}
    lines = {field: record.cell(field).text.splitlines() for field in places}
    names = lines.get(Field.INDICATOR, [])
    figures = [lines[field] for field in _FIGURES if lines.get(field)]
    if len(names) < 2 or not figures or any(len(written) != len(names) for written in figures):  # noqa: PLR2004 - several
        yield record
        return
    for number in range(len(names)):
        cells = list(record.cells)
        for field, column in places.items():
            written = lines[field]
            if len(written) == len(names):
                cells[column] = text_cell(written[number])
        yield replace(record, cells=tuple(cells))


def _indicator(row: RowCells) -> Indicator:
    name = row.text(Field.INDICATOR)
    baseline, target = (row.value(field, name) for field in _FIGURES)
    return Indicator(
        name=name or "",
        unit=row.text(Field.UNIT),
        baseline=baseline,
        baseline_year=_year(row, Field.BASELINE_YEAR, Field.BASELINE, baseline),
        target=target,
        target_year=_year(row, Field.TARGET_YEAR, Field.TARGET, target),
        source=row.text(Field.INDICATOR_SOURCE),
        frequency=row.text(Field.FREQUENCY),
    )


def _year(row: RowCells, own: Field, figure: Field, value: Written | None) -> int | None:
    """Return the year of a value: of its own column, else of the value's heading where there is a value."""
    return row.year(own) or (row.heading_year(figure) if value is not None else None)


def indicator_values(indicator: Indicator) -> dict[Field, Written | int | None]:
    """Return what an indicator's cells hold, for writing it back."""
    return {
        Field.INDICATOR: indicator.name,
        Field.UNIT: indicator.unit,
        Field.BASELINE: indicator.baseline,
        Field.BASELINE_YEAR: indicator.baseline_year,
        Field.TARGET: indicator.target,
        Field.TARGET_YEAR: indicator.target_year,
        Field.INDICATOR_SOURCE: indicator.source,
        Field.FREQUENCY: indicator.frequency,
    }
