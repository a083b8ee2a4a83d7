"""Turn one row of a plan into an action, and say everything that is wrong with the row at once.

Decides what a cell means in its column: an address, a schedule, a number, a status. A blank stays blank. The cells
themselves are kept in `Action.written`, so that the export can give them back as they were.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from plans.dates.periods import Period
from plans.importing.claims import asks_whether_done, normalised
from plans.importing.grid import EMPTY, Cell, Kind, decoded, encoded
from plans.importing.headings import REGIONS, Field
from plans.importing.measures import read_indicators
from plans.importing.records import Record
from plans.importing.refusals import Note, RowError
from plans.importing.row_cells import BLANK_WORDS, RowCells
from plans.importing.schedules import NOTHING, first_day
from plans.importing.steps import read_steps
from plans.model import Action, Implementation, Source
from plans.numbers import looks_like_a_number, read_yes_or_no
from plans.status_words import Status, read_status

_POINT = re.compile(r"[•▪●◦·*–-]\s+")
_TICK = re.compile(r"\(?x\)?|[✓✔☑✅•●]\ufe0f?|ja|yes|1", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>,;:()\[\]\"]+@[^\s@<>,;:()\[\]\"]+\.[^\W\d_]{2,}")
_AROUND = ' ",;:<([–-\n'  # what stands between a name and its address
_COMMON_PARTNERS = (
    "näringslivet|akademin|kommunerna|regionerna|lärosätena|sjukhusen|civilsamhället|patientorganisationer"
    "|industry|academia"
)
_AND = re.compile(rf"(?<=\w) (?:och|and|samt) (?=[A-ZÅÄÖ]|(?:{_COMMON_PARTNERS})\b)")


@dataclass(frozen=True, slots=True)
class RowReading:
    """An action as its row has it (its number "" where none is written), and what is wrong or worth saying."""

    action: Action
    errors: tuple[RowError, ...] = ()
    notes: tuple[Note, ...] = ()


def read_row(file: str, record: Record, *, scope: str | None = None, position: int = 0) -> RowReading:
    """Return the action of one row with everything that is wrong with the row."""
    row = RowCells(file, record)
    row.report_formulas()
    title = row.text(Field.TITLE)
    if title is None and record.cell(Field.TITLE).is_empty:
        row.wrong("no_title", Field.TITLE, None)
    period, schedule = _schedule(row)
    status = _status(row)
    reporter, name = _reporter(row)
    contributors = row.text(Field.CONTRIBUTORS)
    first, *others = read_indicators(row)
    steps = read_steps(row, period.end)
    action = Action(
        nr=_number(row.cell(Field.NR)),
        title=_title(title or ""),
        source=Source(file, record.sheet, record.row),
        scope=row.text(Field.SCOPE) or _ticked_regions(record) or scope,
        aspect=_one_line(row.text(Field.ASPECT)),
        area=_one_line(row.text(Field.AREA)),
        goal=row.text(Field.GOAL),
        accountable=_one_line(row.text(Field.ACCOUNTABLE)),
        contributors=_contributors(row),
        contributors_text=contributors,
        reporter=reporter,
        start=period.start,
        end=steps.last_day or period.end,
        continuous=period.continuous,
        schedule_text=schedule,
        indicator=first.name or None,
        unit=first.unit,
        baseline=first.baseline,
        baseline_year=first.baseline_year,
        target=first.target,
        target_year=first.target_year,
        indicator_source=first.source,
        frequency=first.frequency,
        more_indicators=tuple(others),
        milestones=steps.milestones,
        resources=_resources(row),
        predecessor=_one_line(row.text(Field.PREDECESSOR)),
        implementation=status.implementation,
        forecast=status.forecast,
        status_text=row.text(Field.STATUS),
        comment=row.text(Field.COMMENT),
        position=position,
        extra=_extra(record, name),
        written=written_cells(record),
        more=_further_rows(record),
    )
    if record.more:
        for number, cells in enumerate(record.more, start=1):
            row.part(replace(record, row=record.row + number, cells=cells, carried={}, more=())).report_formulas()
        last = record.row + len(record.more)
        row.note("goes_on", nr=action.nr or action.title, last=str(last))
    return RowReading(action, tuple(row.errors), tuple(row.notes))


def split_contributors(text: str) -> tuple[str, ...]:
    """Return the organisations of a contributors cell: split at line ends, ``;`` and ``/``, else ``,``; then at "och".

    "och" parts two names only when the second begins like one ("Region Stockholm och KTH", not "Vård och omsorg").
    """
    text = re.sub(r",[ \t]*\n", ", ", text)  # a line that was only wrapped
    pieces = re.split(r"[;\n]|(?<!-)/", text)
    if len(pieces) == 1:
        pieces = re.split(r",(?!\d)", text)
    names = (name.strip(" .•-") for piece in pieces for name in _AND.split(piece))
    return tuple(dict.fromkeys(name for name in names if name))


def written_cells(record: Record) -> dict[str, str]:
    """Return the row's cells as `Action.written` keeps them: heading -> column, kind and text; blank ones too."""
    kept: dict[str, str] = {}
    for column, heading in enumerate(record.columns.headings):
        if heading:
            cell = record.cells[column] if column < len(record.cells) else EMPTY
            kept[_free(heading, kept)] = encoded(column, cell)
    return kept


def _further_rows(record: Record) -> tuple[dict[str, str], ...]:
    """Return what stands on the rows that the action goes on over, as `written_cells` does, without the blank cells."""
    rows = (written_cells(replace(record, cells=cells)) for cells in record.more)
    return tuple({heading: code for heading, code in row.items() if not decoded(code)[1].is_empty} for row in rows)


def _ticked_regions(record: Record) -> str | None:
    """Return the regions whose columns are ticked, where two or more of the other columns are called after regions."""
    known = record.columns.places
    named = [
        column
        for column, heading in enumerate(record.columns.headings)
        if column not in known and normalised(heading).removeprefix("region ").removesuffix(" län") in REGIONS
    ]
    ticked = [column for column in named if column < len(record.cells) and _TICK.fullmatch(record.cells[column].text)]
    return ", ".join(record.columns.headings[column] for column in ticked) or None if len(named) > 1 else None


def _extra(record: Record, name: str | None) -> dict[str, str] | None:
    known = record.columns.places
    extra: dict[str, str] = {}
    for column, heading in enumerate(record.columns.headings):
        if heading and column not in known and column < len(record.cells) and not record.cells[column].is_empty:
            extra[_free(heading, extra)] = record.cells[column].text
    named = record.columns.heading(Field.REPORTER_NAME) or record.columns.heading(Field.REPORTER)
    if name and named:
        extra[_free(named, extra)] = name
    return extra or None


def _free(heading: str, taken: Mapping[str, str]) -> str:
    number, free = 1, heading
    while free in taken:
        number, free = number + 1, f"{heading} ({number + 1})"
    return free


def _contributors(row: RowCells) -> tuple[str, ...]:
    """Return who takes part: those of the action's row, and those of the rows it goes on over."""
    place = row.record.columns.fields.get(Field.CONTRIBUTORS)
    below = [cells[place].text for cells in row.record.more if place is not None and place < len(cells)]
    names = [name for text in (row.text(Field.CONTRIBUTORS) or "", *below) for name in split_contributors(text)]
    return tuple(dict.fromkeys(names))


def _resources(row: RowCells) -> str | None:
    """Return what the action may cost, a bare number with the unit of its heading: "Budget (tkr)"."""
    cell = row.cell(Field.RESOURCES)
    unit = re.search(r"\(([^()]+)\)", row.record.columns.heading(Field.RESOURCES) or "")
    is_bare = cell.kind is Kind.NUMBER or looks_like_a_number(cell.text)
    return f"{cell.text} {unit[1]}" if is_bare and unit else row.text(Field.RESOURCES)


def _number(cell: Cell) -> str:
    return cell.text.strip().rstrip(".") if cell.text not in BLANK_WORDS else ""


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _title(text: str) -> str:
    """Return a title on one line; several points in the cell are parted by semicolons."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if any(_POINT.match(line) for line in lines):
        lines = ["; ".join(_POINT.sub("", line).rstrip(";") for line in lines)]
    return " ".join(lines)


def _status(row: RowCells) -> Status:
    words = row.text(Field.STATUS)
    done = read_yes_or_no(words or "") if asks_whether_done(row.record.columns.heading(Field.STATUS) or "") else None
    if done is not None:
        return Status(Implementation.COMPLETED if done else None)
    status = read_status(words or "")
    if status is None:
        row.wrong("unknown_status", Field.STATUS, words)
        return Status()
    if status.late:
        row.note("late_is_derived", value=words or "")
    outlook = row.text(Field.FORECAST)
    said = read_status(outlook or "")
    if said is None or (said.implementation and not said.late):
        row.wrong("unknown_forecast", Field.FORECAST, outlook)
        return status
    return replace(status, forecast=said.forecast or status.forecast)


def _reporter(row: RowCells) -> tuple[str | None, str | None]:
    """Return the reporter's address and name."""
    text = row.text(Field.REPORTER)
    name = row.text(Field.REPORTER_NAME)
    if text is None:
        return None, name
    text = text.removeprefix("mailto:").strip()
    addresses = _ADDRESS.findall(text)
    if addresses and text.count("@") == len(addresses):
        if len(set(addresses)) > 1:
            row.note("several_reporters", value=text, first=addresses[0])
        before = text[: text.index(addresses[0])].strip(_AROUND) if len(addresses) == 1 else ""
        return addresses[0].casefold(), name or before or None
    heading = row.record.columns.heading(Field.REPORTER) or ""
    if "@" not in text and not re.search(r"mail|mejl|e-?post", heading, re.IGNORECASE):
        row.note("reporter_is_a_name", value=text)
        return None, text
    row.wrong("bad_address", Field.REPORTER, text)
    return None, name


def _schedule(row: RowCells) -> tuple[Period, str | None]:
    """Return when the action runs, and the plan's own words for it."""
    written = [field for field in (Field.START, Field.END, Field.SCHEDULE) if row.text(field)]
    periods = {field: row.period(field) for field in written}
    words = row.text(Field.SCHEDULE) or " – ".join(row.text(field) or "" for field in written) or None
    whole, last = periods.get(Field.SCHEDULE, NOTHING), periods.get(Field.END)
    start = first_day(row.cell(Field.START)) if periods.get(Field.START, NOTHING) != NOTHING else whole.start
    end = last.end if last else whole.end
    if start and end and end < start:
        row.end_before_start(Field.END if last else Field.SCHEDULE, row.text(Field.START), row.text(Field.END))
    return Period(start, end, continuous=whole.continuous or (last is not None and last.continuous)), words
