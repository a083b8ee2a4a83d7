"""Turn one row of a plan into an action, and say everything that is wrong with the row at once.

Decides what a cell means in its column: an address, a schedule, a number, a status. A blank stays blank. The cells
themselves are kept in `Action.written`, so that the export can give them back as they were.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.dates.periods import Period
from plans.importing.columns import asks_whether_done, normalised
from plans.importing.grid import EMPTY, Cell, Kind, decoded, encoded
from plans.importing.headings import ENGLISH_TITLES, REGIONS, Field
from plans.importing.records import Record
from plans.importing.refusals import Note, RowError
from plans.importing.schedules import NOTHING, Fault, first_day, read_schedule
from plans.model import Action, Implementation, Source, Written
from plans.numbers import looks_like_a_number, read_number, read_quantity, read_yes_or_no
from plans.status_words import Status, read_status

_POINT = re.compile(r"[•▪●◦·*–-]\s+")
_TICK = re.compile(r"\(?x\)?|[✓✔☑✅•●]\ufe0f?|ja|yes|1", re.IGNORECASE)
_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")  # a decimal comma is Swedish: in English it groups thousands
_WHOLE = 100  # per cent
_ADDRESS = re.compile(r"[^\s@<>,;:()\[\]\"]+@[^\s@<>,;:()\[\]\"]+\.[^\W\d_]{2,}")
_AROUND = ' ",;:<([–-\n'  # what stands between a name and its address
_SHARE = re.compile(r"^(?:andel|share|proportion)\b", re.IGNORECASE)
_COMMON_PARTNERS = (
    "näringslivet|akademin|kommunerna|regionerna|lärosätena|sjukhusen|civilsamhället|patientorganisationer"
    "|industry|academia"
)
_AND = re.compile(rf"(?<=\w) (?:och|and|samt) (?=[A-ZÅÄÖ]|(?:{_COMMON_PARTNERS})\b)")
_NOTHING = frozenset({"-", "–", "—", "n/a"})


@dataclass(frozen=True, slots=True)
class RowReading:
    """An action as its row has it (its number "" where none is written), and what is wrong or worth saying."""

    action: Action
    errors: tuple[RowError, ...] = ()
    notes: tuple[Note, ...] = ()


class _Reader:
    """What is read and found wrong while one row is read."""

    def __init__(self, file: str, record: Record) -> None:
        self.file, self.record = file, record
        self.errors: list[RowError] = []
        self.notes: list[Note] = []

    def text(self, field: Field) -> str | None:
        cell = self.cell(field)
        return None if cell.is_empty or cell.text in _NOTHING else cell.text

    def cell(self, field: Field) -> Cell:
        cell = self.record.cell(field)
        return EMPTY if cell.kind in {Kind.ERROR, Kind.UNSAVED} else cell

    def wrong(self, code: str, field: Field, value: str | None, **values: str) -> None:
        where = {"sheet": self.record.sheet or self.file, "row": str(self.record.row)}
        shown = {**where, "value": value or "", "column": self.record.columns.heading(field) or field.value, **values}
        self.errors.append(
            RowError(
                file=self.file,
                code=code,
                sheet=self.record.sheet,
                row=self.record.row,
                column=self.record.columns.heading(field),
                value=value or None,
                values=shown,
            )
        )

    def note(self, key: str, **values: str) -> None:
        shown = {"sheet": self.record.sheet or self.file, "row": str(self.record.row), **values}
        where = (self.record.sheet, self.record.row)
        self.notes.append(Note(key=key, file=self.file, sheet=where[0], row=where[1], values=shown))


def read_row(file: str, record: Record, *, scope: str | None = None, position: int = 0) -> RowReading:
    """Return the action of one row with everything that is wrong with the row."""
    row = _Reader(file, record)
    _report_formulas(row)
    title = row.text(Field.TITLE)
    if title is None and record.cell(Field.TITLE).is_empty:
        row.wrong("no_title", Field.TITLE, None)
    period, schedule = _schedule(row)
    status = _status(row)
    reporter, name = _reporter(row)
    contributors = row.text(Field.CONTRIBUTORS)
    indicator = row.text(Field.INDICATOR)
    action = Action(
        nr=_number(row.cell(Field.NR)),
        title=_title(title or ""),
        source=Source(file, record.sheet, record.row),
        scope=row.text(Field.SCOPE) or _ticked_regions(record) or scope,
        aspect=_one_line(row.text(Field.ASPECT)),
        area=_one_line(row.text(Field.AREA)),
        goal=row.text(Field.GOAL),
        accountable=_one_line(row.text(Field.ACCOUNTABLE)),
        contributors=split_contributors(contributors or ""),
        contributors_text=contributors,
        reporter=reporter,
        start=period.start,
        end=period.end,
        continuous=period.continuous,
        schedule_text=schedule,
        indicator=indicator,
        baseline=_value(row, Field.BASELINE, indicator),
        target=_value(row, Field.TARGET, indicator),
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
        row.errors += _errors_further_down(file, record, indicator)
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


def _errors_further_down(file: str, record: Record, indicator: str | None) -> list[RowError]:
    """Return what is wrong with the figures on the rows that an action goes on over."""
    errors: list[RowError] = []
    for number, cells in enumerate(record.more, start=1):
        row = _Reader(file, replace(record, row=record.row + number, cells=cells, carried={}, more=()))
        _report_formulas(row)
        for field in (Field.BASELINE, Field.TARGET):
            _value(row, field, row.text(Field.INDICATOR) or indicator)
        errors += row.errors
    return errors


def _ticked_regions(record: Record) -> str | None:
    """Return the regions whose columns are ticked, where two or more of the other columns are called after regions."""
    known = set(record.columns.fields.values())
    named = [
        column
        for column, heading in enumerate(record.columns.headings)
        if column not in known and normalised(heading).removeprefix("region ").removesuffix(" län") in REGIONS
    ]
    ticked = [column for column in named if column < len(record.cells) and _TICK.fullmatch(record.cells[column].text)]
    return ", ".join(record.columns.headings[column] for column in ticked) or None if len(named) > 1 else None


def _extra(record: Record, name: str | None) -> dict[str, str] | None:
    known = set(record.columns.fields.values())
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


def _report_formulas(row: _Reader) -> None:
    codes = {Kind.ERROR: "formula_error", Kind.UNSAVED: "formula_unsaved"}
    for field in row.record.columns.fields:
        cell = row.record.cell(field)
        if cell.kind in codes:
            row.wrong(codes[cell.kind], field, cell.text)


def _number(cell: Cell) -> str:
    return cell.text.strip().rstrip(".") if cell.text not in _NOTHING else ""


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _title(text: str) -> str:
    """Return a title on one line; several points in the cell are parted by semicolons."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if any(_POINT.match(line) for line in lines):
        lines = ["; ".join(_POINT.sub("", line).rstrip(";") for line in lines)]
    return " ".join(lines)


def _status(row: _Reader) -> Status:
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


def _reporter(row: _Reader) -> tuple[str | None, str | None]:
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


def _schedule(row: _Reader) -> tuple[Period, str | None]:
    """Return when the action runs, and the plan's own words for it."""
    written = [field for field in (Field.START, Field.END, Field.SCHEDULE) if row.text(field)]
    periods = {field: _period(row, field) for field in written}
    words = row.text(Field.SCHEDULE) or " – ".join(row.text(field) or "" for field in written) or None
    whole, last = periods.get(Field.SCHEDULE, NOTHING), periods.get(Field.END)
    start = first_day(row.cell(Field.START)) if periods.get(Field.START, NOTHING) != NOTHING else whole.start
    end = last.end if last else whole.end
    if start and end and end < start:
        _end_before_start(row, Field.END if last else Field.SCHEDULE, row.text(Field.START), row.text(Field.END))
    return Period(start, end, continuous=whole.continuous or (last is not None and last.continuous)), words


def _period(row: _Reader, field: Field) -> Period:
    found = read_schedule(row.cell(field))
    if isinstance(found, Period):
        return found
    if found is Fault.END_BEFORE_START:
        _end_before_start(row, field)
    else:
        row.wrong(found.value, field, row.text(field))
    return NOTHING


def _end_before_start(row: _Reader, field: Field, start: str | None = None, end: str | None = None) -> None:
    value = row.text(field)
    row.wrong(Fault.END_BEFORE_START.value, field, value, span=f"{start} – {end or value}" if start else value or "")


def _is_english(record: Record) -> bool:
    return normalised(record.columns.heading(Field.TITLE) or "") in ENGLISH_TITLES


def _value(row: _Reader, field: Field, indicator: str | None) -> Written | None:
    cell = row.cell(field)
    if cell.is_empty or cell.text in _NOTHING:
        return None
    if cell.kind is Kind.NUMBER:
        return Decimal(cell.text)
    if _is_english(row.record) and _ENGLISH_THOUSANDS.fullmatch(cell.text):
        return Decimal(cell.text.replace(",", ""))
    quantity = read_quantity(cell.text)
    if looks_like_a_number(cell.text) and quantity is None and not re.match(r"(?:19|20)\d\d\D", cell.text):
        row.wrong("bad_number", field, cell.text)
    elif quantity and quantity.unit == "%" and quantity.value > _WHOLE and _SHARE.match(indicator or ""):
        row.wrong("share_over_whole", field, cell.text, indicator=indicator or "")
    elif quantity and quantity.unit is None and looks_like_a_number(cell.text):
        return read_number(cell.text)
    return cell.text
