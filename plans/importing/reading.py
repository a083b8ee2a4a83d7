"""Read plan files into actions: a reader by suffix, the table in each sheet, every row, all faults at once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from typing import Final

from plans.importing.claims import normalised
from plans.importing.columns import Columns, field_named, recognise
from plans.importing.delimited import read_delimited
from plans.importing.grid import Grid
from plans.importing.headings import ENGLISH_TITLES, HOLDS, Field
from plans.importing.numbering import numbered
from plans.importing.refusals import LONGEST_SHOWN, Note, PlanImportRefusal, RowError
from plans.importing.restarting import Renumbered, told_apart
from plans.importing.rows import RowReading, read_row
from plans.importing.tables import LETTERED, Table, find_table
from plans.importing.word import read_word
from plans.importing.workbook import read_workbook
from plans.model import Action, ActionPlan

READERS: Mapping[str, Callable[[Path], tuple[Grid, ...]]] = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".docx": read_word,
}
# Names that say nothing about what the plan covers.
_NAMELESS_WORDS = (
    "blad|sheet|ark|tabell|table|plan|planen|hp|handlingsplan|handlingsplanen|åtgärd|åtgärder|åtgärdsplan|åtgärdslista"
    "|insats|insatser|aktivitet|aktiviteter|aktivitetsplan|projekt|lista|översikt|sammanställning|uppföljning|underlag"
    "|alla|mall|register|actions?|activity|activities|initiatives?|list|overview|summary|tracker|follow-up|data|export"
    "|all|master|template|för|och|for|of|and|v"
)
_NAMELESS = re.compile(rf"(?:{_NAMELESS_WORDS})(?:[ _.\d–-]+(?:{_NAMELESS_WORDS}))*[ _.\d–-]*", re.IGNORECASE)
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[–-]\s*((?:19|20)\d\d)\b")
_ONE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What these columns hold is read in other ways, or is there in every plan.
_APART: Final = frozenset(
    {
        Field.NR,
        Field.SCOPE,
        Field.TITLE,
        Field.SCHEDULE,
        Field.START,
        Field.END,
        Field.STATUS,
        Field.FORECAST,
    }
)
_FIELDS: Final = {field: names for field, names in HOLDS.items() if field not in _APART}


@dataclass(frozen=True, slots=True)
class ImportReading:
    """What the files hold. With `errors` the actions are only what could be read, and are not for storing."""

    actions: tuple[Action, ...] = ()
    errors: tuple[RowError, ...] = ()
    notes: tuple[Note, ...] = ()
    absent: Mapping[str, frozenset[str]] | None = None  # number -> fields its table has no column for
    plans: tuple[ActionPlan, ...] = ()  # what the lines above the tables say of each scope's plan


def read_plan(path: Path | str, *, mapping: Mapping[str, str] | None = None) -> ImportReading:
    """Read one plan file.

    Args:
        path: .xlsx, .xlsm, .csv, .tsv, .txt or .docx.
        mapping: heading -> field, by hand: a code of `Field` or any of its headings; "-" leaves a column aside.

    Raises:
        PlanImportRefusal: the file cannot be read at all.
    """
    return read_plans([path], mapping=mapping)


def read_plans(
    paths: Iterable[Path | str], *, mapping: Mapping[str, str] | None = None, stored: Sequence[Action] = ()
) -> ImportReading:
    """Read several files as one plan; actions without a number take that of the `stored` action they are.

    Raises:
        PlanImportRefusal: one of the files cannot be read at all.
    """
    files = [Path(path) for path in paths]
    by_hand = _by_hand(mapping or {})
    tables = [(path, grid, find_table(path.name, grid, by_hand)) for path in files for grid in _grids(path)]
    errors = _structure_errors(files, tables) + _unknown_headings(files[0], tables, mapping or {}) if files else []
    readings: list[RowReading] = []
    absent: list[frozenset[str]] = []
    for path, grid, table in tables:
        scope = _scope(grid)
        for record in table.records:
            readings.append(read_row(path.name, record, scope=scope, position=len(readings) + 1))
            absent.append(_absent(record.columns, readings[-1].action))
    apart, renumbered = told_apart([reading.action for reading in readings], stored)
    readings = [replace(reading, action=action) for reading, action in zip(readings, apart, strict=True)]
    actions = numbered(apart, stored)
    errors += [error for reading in readings for error in reading.errors]
    errors += _duplicates(readings)
    notes = [note for _, _, table in tables for note in table.notes]
    notes += [note for reading in readings for note in reading.notes]
    notes += [_renumbered_note(series) for series in renumbered] + _sheet_notes(tables)
    kept = {action.nr: fields for action, fields in zip(actions, absent, strict=True)}
    return ImportReading(actions, tuple(errors), tuple(notes), kept, _plans_of(tables, actions))


def _plans_of(tables: Sequence[tuple[Path, Grid, Table]], actions: Sequence[Action]) -> tuple[ActionPlan, ...]:
    """Return the plan of each scope that has a table of its own, as the lines above the table tell."""
    found: dict[str | None, ActionPlan] = {}
    rest = list(actions)
    for _, _, table in tables:
        own, rest = rest[: len(table.records)], rest[len(table.records) :]
        scopes = {action.scope for action in own}
        if len(scopes) == 1:
            plan = _plan_of(scopes.pop(), table)
            found.setdefault(plan.scope, plan)
    return tuple(found.values())


def _plan_of(scope: str | None, table: Table) -> ActionPlan:
    spans = [found for line in table.above if (found := _SPAN.search(line))]
    titles = [line for line in table.above if not LETTERED.match(line) and any(sign.isalpha() for sign in line)]
    title = " ".join(titles[0].split()) if titles else None
    year = _ONE_YEAR.findall(title or "")
    years = [spans[0][1], spans[0][2]] if spans else year * 2 if len(year) == 1 else [None, None]
    starts, ends = (int(one) if one else None for one in years)
    english = any(normalised(columns.heading(Field.TITLE) or "") in ENGLISH_TITLES for columns in table.headings)
    return ActionPlan(scope=scope, title=title, starts=starts, ends=ends, language="en" if english else "sv")


def _grids(path: Path) -> tuple[Grid, ...]:
    if not path.exists():
        raise PlanImportRefusal("not_found", file=str(path))
    if not path.is_file():
        raise PlanImportRefusal("not_a_file", file=str(path))
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise PlanImportRefusal("unknown_kind", file=path.name, kinds=", ".join(READERS))
    if path.stat().st_size == 0:
        raise PlanImportRefusal("empty_file", file=path.name)
    return reader(path)


def _by_hand(mapping: Mapping[str, str]) -> dict[str, Field | None]:
    chosen: dict[str, Field | None] = {}
    for heading, name in mapping.items():
        try:
            chosen[normalised(heading)] = field_named(name)
        except ValueError:
            fields = ", ".join(field.value for field in Field)
            raise PlanImportRefusal("unknown_field", heading=heading, field=name, fields=fields) from None
    return chosen


def _structure_errors(files: Sequence[Path], tables: Sequence[tuple[Path, Grid, Table]]) -> list[RowError]:
    errors = [error for _, _, table in tables for error in table.errors]
    for path in files:
        mine = [table for place, _, table in tables if place is path]
        almost = [table.almost for table in mine if table.almost]
        if any(table.headings for table in mine):
            errors += [error for error in almost if error.code == "missing_column"]
        elif almost:
            errors += [replace(error, code="missing_column") for error in almost]
        else:
            errors.append(RowError(file=path.name, code="no_table", values={"file": path.name}))
    return errors


def _unknown_headings(
    file: Path, tables: Sequence[tuple[Path, Grid, Table]], mapping: Mapping[str, str]
) -> list[RowError]:
    """Return an error for each heading mapped by hand that no table has."""
    written = [heading for _, _, table in tables for columns in table.headings for heading in columns.headings]
    known = {normalised(heading) for heading in written}
    shown = ", ".join(dict.fromkeys(heading for heading in written if heading))
    return [
        RowError(file=file.name, code="unknown_heading", column=heading, values={"heading": heading, "headings": shown})
        for heading in mapping
        if written and normalised(heading) not in known
    ]


def _scope(grid: Grid) -> str | None:
    return None if grid.sheet is None or grid.headings else scope_of(grid.sheet)


def scope_of(sheet: str) -> str | None:
    """Return the scope that a sheet's name gives, None for a name that says nothing ("Blad1", "Åtgärder")."""
    return None if sheet.isdigit() or _NAMELESS.fullmatch(sheet.strip()) else sheet


def _absent(columns: Columns, action: Action) -> frozenset[str]:
    """Return the fields that the table neither has a column for nor says in another way, such as a section heading."""
    absent = {
        name
        for field, names in _FIELDS.items()
        if field not in columns.fields
        for name in names
        if not getattr(action, name)
    }
    if not {Field.SCHEDULE, Field.START, Field.END} & columns.fields.keys():
        absent |= {"start", "end", "continuous", "schedule_text"}
    if not {Field.STATUS, Field.FORECAST} & columns.fields.keys():
        absent |= {"implementation", "forecast", "status_text"}
    return frozenset(absent)


def _duplicates(readings: Sequence[RowReading]) -> list[RowError]:
    first: dict[str, Action] = {}
    errors = []
    for action in (reading.action for reading in readings if reading.action.nr):
        other = first.setdefault(action.nr.casefold(), action)
        if other is not action:
            errors.append(_duplicate(action, other))
    return errors


def _duplicate(action: Action, other: Action) -> RowError:
    here, there = action.source, other.source
    headings = list(action.written or {})
    column = recognise(headings).heading(Field.NR)
    values = {
        "nr": action.nr,
        "sheet": here.sheet or here.file,
        "row": str(here.row),
        "other_sheet": there.sheet or there.file,
        "other_row": str(there.row),
    }
    return RowError(
        file=here.file,
        code="duplicate_number",
        sheet=here.sheet,
        row=here.row,
        column=column,
        value=action.nr,
        values=values,
    )


def _renumbered_note(series: Renumbered) -> Note:
    first, last = series.actions[0], series.actions[-1]
    numbers = first.nr if first is last else f"{first.nr}–{last.nr}"
    values = {"place": series.name, "numbers": numbers, "written": first.nr.removeprefix(series.prefix)}
    return Note(key="renumbered", file=first.source.file, sheet=first.source.sheet, values=values)


def _sheet_notes(tables: Sequence[tuple[Path, Grid, Table]]) -> list[Note]:
    notes = []
    hidden = {(path.name, sheet) for path, grid, _ in tables for sheet in grid.hidden_sheets}
    for file, sheet in sorted(hidden):
        notes.append(Note(key="hidden_sheet", file=file, sheet=sheet, values={"sheet": sheet}))
    for path, grid, table in tables:
        if grid.of_summary:
            notes.append(Note(key="of_summary", file=path.name, sheet=grid.sheet, values={"sheet": grid.sheet or ""}))
        if grid.comments:
            text = shorten("; ".join(grid.comments), LONGEST_SHOWN)
            values = {"sheet": grid.sheet or "", "count": str(len(grid.comments)), "text": text}
            notes.append(Note(key="comments", file=path.name, sheet=grid.sheet, values=values))
        if not table.headings and grid.sheet and any(row.filled for row in grid.rows):
            notes.append(
                Note(key="sheet_without_table", file=path.name, sheet=grid.sheet, values={"sheet": grid.sheet})
            )
    return notes
