"""Lay a plan out as sheets of typed cells, the way it was written: the same headings, the same words, dates as dates.

A cell is given back as `Action.written` has it as long as it still says what the action says; where the action has
changed since, the new value is written. An aspect or area that stood only on its first row stands on every row.
Decides nothing about a file format: `workbook` writes the sheets as .xlsx, `delimited` as CSV.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.importing.columns import Columns, recognise, told_by_cells
from plans.importing.grid import EMPTY, Cell, date_cell, decoded, number_cell, text_cell
from plans.importing.headings import Field
from plans.importing.reading import scope_of
from plans.importing.records import Record
from plans.importing.rows import read_row
from plans.model import Action, Forecast, Implementation
from prompts.texts import texts

# The order of the headings where the plan had none of its own, and which of the action's fields each holds.
_CANONICAL: Mapping[Field, tuple[str, ...]] = {
    Field.NR: ("nr",),
    Field.SCOPE: ("scope",),
    Field.ASPECT: ("aspect",),
    Field.AREA: ("area",),
    Field.TITLE: ("title",),
    Field.GOAL: ("goal",),
    Field.ACCOUNTABLE: ("accountable",),
    Field.CONTRIBUTORS: ("contributors", "contributors_text"),
    Field.REPORTER: ("reporter",),
    Field.SCHEDULE: ("start", "end", "continuous", "schedule_text"),
    Field.START: ("start", "end", "continuous", "schedule_text"),
    Field.END: ("start", "end", "continuous", "schedule_text"),
    Field.INDICATOR: ("indicator",),
    Field.BASELINE: ("baseline",),
    Field.TARGET: ("target",),
    Field.STATUS: ("implementation", "forecast", "status_text"),
    Field.FORECAST: ("implementation", "forecast", "status_text"),
    Field.COMMENT: ("comment",),
}
_FORBIDDEN_IN_TITLE = re.compile(r"[\x00-\x1f\[\]:*?/\\]")
_TITLE_LENGTH = 31  # characters, Excel's limit
_DASH = text_cell("–")
_ALWAYS = (Field.NR, Field.TITLE)


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One sheet: its name, its headings and its rows, each as wide as the headings."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def plan_sheets(actions: Iterable[Action], language: str = "sv") -> tuple[PlanSheet, ...]:
    """Return one sheet for each scope, in the plan's order."""
    groups: dict[str, list[Action]] = {}
    for action in sorted(actions, key=lambda one: one.position):
        groups.setdefault(_sheet_name(action, language), []).append(action)
    return tuple(
        _sheet(name, group, language, with_scope=not _name_says_scope(name, group, groups))
        for name, group in groups.items()
    )


def plan_sheet(actions: Iterable[Action], language: str = "sv") -> PlanSheet:
    """Return the whole plan as one table, with a column for the scope where the actions have one."""
    ordered = sorted(actions, key=lambda one: one.position)
    return _sheet(texts(language)("plan.headings.sheet"), ordered, language, with_scope=any(a.scope for a in ordered))


def _name_says_scope(name: str, actions: Sequence[Action], names: Iterable[str]) -> bool:
    """Tell whether an import of a sheet of this name gives its actions the scope they have."""
    unique = sum(1 for other in names if other.casefold() == name.casefold()) == 1
    return unique and sheet_title(name) == name and all(scope_of(name) == action.scope for action in actions)


def sheet_title(name: str) -> str:
    """Return `name` as an Excel sheet may be called."""
    return _FORBIDDEN_IN_TITLE.sub(" ", name).strip(" '")[:_TITLE_LENGTH] or "Handlingsplan"


def _sheet_name(action: Action, language: str) -> str:
    return action.scope or texts(language)("plan.headings.sheet")


def _sheet(name: str, actions: Sequence[Action], language: str, *, with_scope: bool = False) -> PlanSheet:
    columns = _columns(actions, language, with_scope=with_scope)
    rows = [_row(action, columns, language) for action in actions]
    for field in (Field.ASPECT, Field.AREA):
        if field in columns.fields:
            rows = list(_without_gaps(rows, columns.fields[field]))
    with_more = [(row, *_further_rows(action, columns)) for row, action in zip(rows, actions, strict=True)]
    return PlanSheet(name, columns.headings, tuple(row for rows in with_more for row in rows))


def _without_gaps(rows: Iterable[tuple[Cell, ...]], column: int) -> Iterable[tuple[Cell, ...]]:
    """Write a dash where an action has no aspect or area: left blank, the one above would be read into it."""
    above = False
    for row in rows:
        above = above or not row[column].is_empty
        yield (*row[:column], _DASH, *row[column + 1 :]) if above and row[column].is_empty else row


def _columns(actions: Sequence[Action], language: str, *, with_scope: bool) -> Columns:
    """Return the headings as written, without those only a mapping by hand understood, and with what is missing."""
    written = _written_headings(actions)
    extra = {heading for action in actions for kept in (action.extra or {}, *action.more) for heading in kept}
    known = _recognised(written, actions)
    understood = set(known.fields.values())
    kept = [heading for column, heading in enumerate(written) if column in understood or heading in extra]
    kept += [heading for heading in sorted(extra) if heading not in kept]
    have = set(_recognised(kept, actions).fields)
    missing = [
        field for field in _CANONICAL if field not in have and _needed(field, actions, have, with_scope=with_scope)
    ]
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
    return field in _ALWAYS or any(
        _is_written(getattr(action, name)) for action in actions for name in _CANONICAL[field]
    )


def _is_written(value: object) -> bool:
    return value is not None and value is not False and value not in ("", ())


def _row(action: Action, columns: Columns, language: str) -> tuple[Cell, ...]:
    cells = [_written_cell(action, heading) for heading in columns.headings]
    scope = None if Field.SCOPE in columns.fields else action.scope  # else the sheet says it
    said = read_row("", Record(None, 0, columns, tuple(cells)), scope=scope).action
    for field, column in columns.fields.items():
        if any(getattr(said, name) != getattr(action, name) for name in _CANONICAL.get(field, ())):
            cells[column] = _cell(action, field, columns, language)
    return tuple(cells)


def _further_rows(action: Action, columns: Columns) -> Iterator[tuple[Cell, ...]]:
    for further in action.more:
        yield tuple(decoded(further[heading])[1] if heading in further else EMPTY for heading in columns.headings)


def _written_cell(action: Action, heading: str) -> Cell:
    if action.written and heading in action.written:
        return decoded(action.written[heading])[1]
    return text_cell((action.extra or {}).get(heading, ""))


def _cell(action: Action, field: Field, columns: Columns, language: str) -> Cell:
    if field in {Field.SCHEDULE, Field.START, Field.END}:
        return _schedule_cell(action, field, columns, language)
    if field is Field.STATUS:
        return text_cell(_status_words(action, columns))
    if field is Field.FORECAST:
        return text_cell(_term("forecast", action.forecast, language))
    value = getattr(action, "contributors_text" if field is Field.CONTRIBUTORS else field.value)
    if field is Field.CONTRIBUTORS and not value:
        value = "; ".join(action.contributors)
    return number_cell(value) if isinstance(value, Decimal) else text_cell(str(value or ""))


def _schedule_cell(action: Action, field: Field, columns: Columns, language: str) -> Cell:
    if field is Field.START:
        return date_cell(action.start) if action.start else EMPTY
    if field is Field.SCHEDULE and (written := action.schedule_text) and _says(written, action, columns):
        return text_cell(written)
    if action.continuous:
        return text_cell(texts(language)("plan.headings.continuous"))
    if action.start and action.end and field is Field.SCHEDULE and Field.START not in columns.fields:
        return text_cell(f"{action.start.isoformat()} – {action.end.isoformat()}")
    return date_cell(action.end) if action.end else EMPTY


def _says(words: str, action: Action, columns: Columns) -> bool:
    """Tell whether the schedule's words still say when the action runs."""
    column = columns.fields[Field.SCHEDULE]
    cells = tuple(text_cell(words) if place == column else EMPTY for place in range(len(columns.headings)))
    said = read_row("", Record(None, 0, columns, cells)).action
    return (said.start, said.end, said.continuous) == (action.start, action.end, action.continuous)


def _status_words(action: Action, columns: Columns) -> str:
    """Return the plan's own word for the status while it holds, otherwise the field's word (Swedish, as plans are)."""
    if action.status_text and _status_holds(action.status_text, action, columns):
        return action.status_text
    words = [_term("implementation", action.implementation, "sv")]
    if Field.FORECAST not in columns.fields:
        words.append(_term("forecast", action.forecast, "sv"))
    return ", ".join(word for word in words if word)


def _status_holds(words: str, action: Action, columns: Columns) -> bool:
    column = columns.fields[Field.STATUS]
    cells = tuple(text_cell(words) if place == column else EMPTY for place in range(len(columns.headings)))
    said = read_row("", Record(None, 0, columns, cells)).action
    same_forecast = Field.FORECAST in columns.fields or said.forecast == action.forecast
    return said.implementation == action.implementation and same_forecast


def _term(table: str, value: Implementation | Forecast | None, language: str) -> str:
    return texts(language)(f"terms.{table}.{value}") if value else ""
