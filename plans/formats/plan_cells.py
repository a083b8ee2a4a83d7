"""Lay a plan out as sheets of typed cells, the way it was written: the same headings, the same words, dates as dates.

A cell is given back as `Action.written` has it as long as it still says what the action says; where the action has
changed since, the new value is written. An aspect or area that stood only on its first row stands on every row.
Decides nothing about a file format: `workbook` writes the sheets as .xlsx, `delimited` as CSV.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from plans.formats.sheet import Sheet
from plans.importing.columns import Columns, recognise, told_by_cells
from plans.importing.grid import EMPTY, Cell, date_cell, decoded, number_cell, text_cell
from plans.importing.headings import HOLDS, MEASURES, STEPS, Field
from plans.importing.measures import indicator_values
from plans.importing.reading import scope_of
from plans.importing.records import Record
from plans.importing.row_cells import year_in
from plans.importing.rows import read_row
from plans.importing.steps import written_steps
from plans.model import Action, Forecast, Implementation
from prompts.texts import texts

_Cells: TypeAlias = tuple[Cell, ...]
_Read: TypeAlias = Callable[..., Action]  # of a row's cells, and of those it goes on over
# Written together: a second indicator or milestone may stand in any of these, or on a row further down.
_BLOCK = (*MEASURES, *STEPS)
_TIMES = (Field.SCHEDULE, Field.START, Field.END)
_YEARS: Mapping[Field, tuple[Field, str, str]] = {
    Field.BASELINE_YEAR: (Field.BASELINE, "baseline", "baseline_year"),
    Field.TARGET_YEAR: (Field.TARGET, "target", "target_year"),
}
_FORBIDDEN_IN_TITLE = re.compile(r"[\x00-\x1f\[\]:*?/\\\ufffe\uffff\ud800-\udfff]")
_TITLE_LENGTH = 31  # UTF-16 units, Excel's limit
_DASH = text_cell("–")
_ALWAYS = (Field.NR, Field.TITLE)


def plan_sheets(actions: Iterable[Action], language: str = "sv") -> tuple[Sheet, ...]:
    """Return one sheet for each scope, in the plan's order."""
    groups: dict[str, list[Action]] = {}
    for action in sorted(actions, key=lambda one: one.position):
        groups.setdefault(_sheet_name(action, language), []).append(action)
    return tuple(
        _sheet(name, group, language, with_scope=not _name_says_scope(name, group, groups))
        for name, group in groups.items()
    )


def plan_sheet(actions: Iterable[Action], language: str = "sv") -> Sheet:
    """Return the whole plan as one table, with a column for the scope where the actions have one."""
    ordered = sorted(actions, key=lambda one: one.position)
    return _sheet(texts(language)("plan.headings.sheet"), ordered, language, with_scope=any(a.scope for a in ordered))


def _name_says_scope(name: str, actions: Sequence[Action], names: Iterable[str]) -> bool:
    """Tell whether an import of a sheet of this name gives its actions the scope they have."""
    unique = sum(1 for other in names if other.casefold() == name.casefold()) == 1
    return unique and sheet_title(name) == name and all(scope_of(name) == action.scope for action in actions)


def sheet_title(name: str) -> str:
    """Return `name` as an Excel sheet may be called."""
    allowed = _FORBIDDEN_IN_TITLE.sub(" ", name).strip(" '").encode("utf-16-le")
    return allowed[: 2 * _TITLE_LENGTH].decode("utf-16-le", "ignore").rstrip("'") or "Handlingsplan"


def _sheet_name(action: Action, language: str) -> str:
    return action.scope or texts(language)("plan.headings.sheet")


def _sheet(name: str, actions: Sequence[Action], language: str, *, with_scope: bool = False) -> Sheet:
    columns = _columns(actions, language, with_scope=with_scope)
    read = _reader(columns)
    written = [_rows(action, columns, read, language) for action in actions]
    rows, further = [first for first, *_ in written], [more for _, *more in written]
    for field in (Field.ASPECT, Field.AREA):
        if field in columns.fields:
            rows = list(_without_gaps(rows, columns.fields[field]))
    rows = [row for first, more in zip(rows, further, strict=True) for row in (first, *more)]
    return Sheet(name, columns.headings, tuple(rows), spans=tuple(1 + len(more) for more in further))


def _without_gaps(rows: Iterable[tuple[Cell, ...]], column: int) -> Iterable[tuple[Cell, ...]]:
    """Write a dash where an action has no aspect or area: left blank, the one above would be read into it."""
    above = False
    for row in rows:
        above = above or not row[column].is_empty
        yield (*row[:column], _DASH, *row[column + 1 :]) if above and row[column].is_empty else row


def _columns(actions: Sequence[Action], language: str, *, with_scope: bool) -> Columns:
    """Return the headings as written, without those only a mapping by hand understood, and with what is missing."""
    written = _written_headings(actions)
    known = _recognised(written, actions)
    understood = known.places
    names = {heading for column, heading in enumerate(written) if column in understood}
    extra = {heading for action in actions for heading in _left_over(action, names)}
    kept = [heading for column, heading in enumerate(written) if column in understood or heading in extra]
    kept += [heading for heading in sorted(extra) if heading not in kept]
    found = _recognised(kept, actions)
    have = set(found.fields) | {field for field in _YEARS if _said_by_heading(field, found, actions)}
    missing = [field for field in HOLDS if field not in have and _needed(field, actions, have, with_scope=with_scope)]
    added = [texts(language)(f"plan.headings.{field}") for field in missing]
    first = [heading for field, heading in zip(missing, added, strict=True) if field in {Field.NR, Field.SCOPE}]
    headings = [*first, *kept, *(heading for heading in added if heading not in first)]
    return _recognised(headings, actions)


def _recognised(headings: Sequence[str], actions: Sequence[Action]) -> Columns:
    cells = ([_written_cell(action, heading) for heading in headings] for action in actions)
    return told_by_cells(recognise(headings), cells)


def _written_headings(actions: Sequence[Action]) -> list[str]:
    places: dict[str, int] = {}
    for action in actions:
        for heading, code in (action.written or {}).items():
            places.setdefault(heading, decoded(code)[0])
    return sorted(places, key=lambda heading: places[heading])


def _needed(field: Field, actions: Sequence[Action], have: set[Field], *, with_scope: bool) -> bool:
    if field is Field.SCOPE:
        return with_scope
    if field in {Field.SCHEDULE, Field.START, Field.END} and have & {Field.SCHEDULE, Field.END}:
        return field is Field.START and any(action.start and not action.end for action in actions)
    if field in {Field.START, Field.END, Field.FORECAST}:
        return False  # the schedule and the status hold them
    if field in MEASURES and any(
        _is_written(indicator_values(one)[field]) for action in actions for one in action.more_indicators
    ):
        return True
    return field in _ALWAYS or any(_is_written(getattr(action, name)) for action in actions for name in HOLDS[field])


def _is_written(value: object) -> bool:
    return value is not None and value is not False and value not in ("", ())


def _left_over(action: Action, understood: Container[str]) -> Iterator[str]:
    """Yield the headings whose cells are kept as they are; one that only a mapping by hand understood is not."""
    extra = action.extra or {}
    yield from extra
    for heading in (heading for row in action.more for heading in row):
        mapped = heading not in understood and heading not in extra and not _written_cell(action, heading).is_empty
        if not mapped:
            yield heading


def _said_by_heading(field: Field, columns: Columns, actions: Iterable[Action]) -> bool:
    """Tell whether the heading of a value ("Mål 2028") names the year of all its values."""
    figure, value, own = _YEARS[field]
    year = year_in(columns.heading(figure))
    measured = [one for action in actions for one in action.indicators if getattr(one, value) is not None]
    return year is not None and all(getattr(one, own) == year for one in measured)


def _reader(columns: Columns) -> _Read:
    """Return what reads an action's rows; rows that are alike, such as those with nothing but a status, once."""

    @cache
    def read(cells: _Cells, rows: tuple[_Cells, ...] = (), scope: str | None = None) -> Action:
        return read_row("", Record(None, 0, columns, cells, more=rows), scope=scope).action

    return read


def _rows(action: Action, columns: Columns, read: _Read, language: str) -> list[_Cells]:
    """Return the action's row and those it goes on over: as written where that says the same, else written anew."""
    cells = [_written_cell(action, heading) for heading in columns.headings]
    rows = [
        tuple(decoded(row[heading])[1] if heading in row else EMPTY for heading in columns.headings)
        for row in action.more
    ]
    scope = None if Field.SCOPE in columns.fields else action.scope  # else the sheet says it
    for _ in range(2):  # what is written anew in one column may change how another is read
        kept = (*cells, *rows)
        said = read(tuple(cells), tuple(rows), scope)
        if (said.indicators, said.milestones) != (action.indicators, action.milestones):
            rows = _block(action, columns, read, cells, rows, language=language)
            said = read(tuple(cells), tuple(rows), scope)
        for field, column in columns.fields.items():
            if any(getattr(said, name) != getattr(action, name) for name in HOLDS.get(field, ())):
                cells[column] = _cell(action, field, columns, read, language)
        if (*cells, *rows) == kept:
            break
    return [tuple(cells), *rows]


def _block(
    action: Action, columns: Columns, read: _Read, cells: list[Cell], rows: Sequence[_Cells], *, language: str
) -> list[_Cells]:
    """Write the indicators and milestones anew into `cells`; return the rows below with a further indicator on each."""
    cleared = {columns.fields[field] for field in (*_BLOCK, *_TIMES) if field in columns.fields}
    cleared |= {place for fields in columns.further for place in fields.values()}
    for field in _BLOCK:
        if field in columns.fields:
            cells[columns.fields[field]] = _cell(action, field, columns, read, language)
    for fields in columns.further:
        for place in fields.values():
            cells[place] = EMPTY
    width = len(columns.headings)
    count = max(len(rows), len(action.more_indicators))
    below = [list(row) for row in rows] + [[EMPTY] * width for _ in range(count - len(rows))]
    for number, row in enumerate(below):
        for place in cleared:
            row[place] = EMPTY
        if number < len(action.more_indicators):
            for field, value in indicator_values(action.more_indicators[number]).items():
                if field in columns.fields:
                    row[columns.fields[field]] = _value_cell(value)
    return [tuple(row) for row in below if any(not cell.is_empty for cell in row)]


def _value_cell(value: Decimal | str | int | None) -> Cell:
    if isinstance(value, Decimal | int):
        return number_cell(Decimal(value))
    return text_cell(value or "")


def _written_cell(action: Action, heading: str) -> Cell:
    if action.written and heading in action.written:
        return decoded(action.written[heading])[1]
    return text_cell((action.extra or {}).get(heading, ""))


def _cell(action: Action, field: Field, columns: Columns, read: _Read, language: str) -> Cell:
    if field in {Field.SCHEDULE, Field.START, Field.END}:
        return _schedule_cell(action, field, columns, read, language)
    if field is Field.STATUS:
        return text_cell(_status_words(action, columns, read))
    if field is Field.FORECAST:
        return text_cell(_term("forecast", action.forecast, language))
    if field in {Field.MILESTONE_DUE, Field.MILESTONE_DONE}:
        return EMPTY  # the milestones' own cell says it
    if field is Field.MILESTONE:
        return text_cell(written_steps(action.milestones, texts(language)("plan.headings.done")))
    value = getattr(action, "contributors_text" if field is Field.CONTRIBUTORS else field.value)
    if field is Field.CONTRIBUTORS and not value:
        value = "; ".join(action.contributors)
    return _value_cell(value)


def _schedule_cell(action: Action, field: Field, columns: Columns, read: _Read, language: str) -> Cell:
    if field is Field.START:
        return date_cell(action.start) if action.start else EMPTY
    if field is Field.SCHEDULE and (written := action.schedule_text) and _says(written, action, columns, read):
        return text_cell(written)
    if action.continuous:
        return text_cell(texts(language)("plan.headings.continuous"))
    if action.start and action.end and field is Field.SCHEDULE and Field.START not in columns.fields:
        return text_cell(f"{action.start.isoformat()} – {action.end.isoformat()}")
    return date_cell(action.end) if action.end else EMPTY


def _says(words: str, action: Action, columns: Columns, read: _Read) -> bool:
    """Tell whether the schedule's words still say when the action runs."""
    column = columns.fields[Field.SCHEDULE]
    cells = tuple(text_cell(words) if place == column else EMPTY for place in range(len(columns.headings)))
    said = read(cells)
    return (said.start, said.end, said.continuous) == (action.start, action.end, action.continuous)


def _status_words(action: Action, columns: Columns, read: _Read) -> str:
    """Return the plan's own word for the status while it holds, otherwise the field's word (Swedish, as plans are)."""
    if action.status_text and _status_holds(action.status_text, action, columns, read):
        return action.status_text
    words = [_term("implementation", action.implementation, "sv")]
    if Field.FORECAST not in columns.fields:
        words.append(_term("forecast", action.forecast, "sv"))
    return ", ".join(word for word in words if word)


def _status_holds(words: str, action: Action, columns: Columns, read: _Read) -> bool:
    column = columns.fields[Field.STATUS]
    cells = tuple(text_cell(words) if place == column else EMPTY for place in range(len(columns.headings)))
    said = read(cells)
    same_forecast = Field.FORECAST in columns.fields or said.forecast == action.forecast
    return said.implementation == action.implementation and same_forecast


def _term(table: str, value: Implementation | Forecast | None, language: str) -> str:
    return texts(language)(f"terms.{table}.{value}") if value else ""
