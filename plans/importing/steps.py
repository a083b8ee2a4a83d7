"""Read an action's milestones: from one cell's lines, from numbered columns, or from the rows it goes on over.

"Upphandling (mars 2027)", "2027-03-01: Upphandling" and "Upphandling, klart senast Q1 2027" each give a name and a day.
A plan writes when a step is to be ready; only "genomförd" and its like, or a column for it, say that it has been.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from plans.dates.in_text import find_dates, names_no_day
from plans.importing.grid import Kind
from plans.importing.headings import Field
from plans.importing.row_cells import RowCells
from plans.model import Milestone

_ANY_DAY: Final = date(2000, 1, 1)  # dates without a year are no dates in a plan
_BETWEEN = re.compile(r"\n|;(?![^(]*\))")
_MARK = re.compile(r"^(?:[•▪●◦·*–-]|\(?\d{1,2}[.)](?!\d)|\(?[a-z]\))\s+")
_TAIL = re.compile(r"^(?P<name>.*\S)\s*(?:\((?P<inside>[^()]*)\)|[,:–—-]\s+(?P<after>[^,:()]+))[. ]*$", re.DOTALL)
_HEAD = re.compile(r"^(?P<when>[^:–—]{4,30}?)(?:\s*:|\s+[–—-])\s+(?P<name>\S.*)$", re.DOTALL)
_DONE = re.compile(
    r"^(?:genomför[dt](?:es)?|avsluta[dt](?:es)?|slutför[dt](?:es)?|completed|done|finished)\b[: ]*", re.IGNORECASE
)
_SMALL = re.compile(
    r"\b(?:senast|klar[at]?|färdig[at]?|till|i|under|den|datum|tid|slutdatum|tidplan|deadline|due|by|ready|before|före|"
    r"in|on|the|of|mål|plan|planerad|planned)\b|[\s.,:()]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Steps:
    """The milestones of an action, and the last day of its rows where each row has a step with a day of its own."""

    milestones: tuple[Milestone, ...] = ()
    last_day: date | None = None


def read_steps(row: RowCells, end: date | None) -> Steps:
    """Return the action's milestones.

    Args:
        row: the action's row, with those it goes on over.
        end: when its first row says that it ends; the day of the first step where a later row has a later one.
    """
    record = row.record
    own = list(_steps(row))
    for fields in record.columns.further:
        if Field.MILESTONE in fields:
            own += _steps(row.part(replace(record, columns=replace(record.columns, fields=fields), carried={})))
    below: list[Milestone] = []
    for number, cells in enumerate(record.more, start=1):
        part = row.part(replace(record, row=record.row + number, cells=cells, carried={}, more=()))
        below += _with_the_rows_day(part, list(_steps(part)))
    last = max((step.due for step in below if step.due), default=None)
    if not (end and last and last > end and len(own) == 1 and own[0].due is None and _rows_have_days(row)):
        return Steps(_told_apart([*own, *below]))
    return Steps(_told_apart([replace(own[0], due=end), *below]), last)


def written_steps(milestones: Iterable[Milestone], done_word: str) -> str:
    """Return milestones as one cell that `read_steps` reads back; `done_word` is such as "genomförd"."""
    return "\n".join(_written(step, done_word) for step in milestones)


def _written(step: Milestone, done_word: str) -> str:
    said = [step.due.isoformat()] if step.due else []
    said += [f"{done_word} {step.completed_on.isoformat()}"] if step.completed_on else []
    return f"{step.name} ({'; '.join(said)})" if said else step.name


def _steps(row: RowCells) -> Iterator[Milestone]:
    text = row.text(Field.MILESTONE)
    if text is None:
        return
    steps = [_step(piece, row) for piece in _pieces(text)]
    if len(steps) == 1:
        yield _dated(steps[0], row)
        return
    days = _days(row.text(Field.MILESTONE_DUE), len(steps))
    yield from (replace(step, due=step.due or day) for step, day in zip(steps, days, strict=True))


def _pieces(text: str) -> list[str]:
    pieces = (" ".join(_MARK.sub("", piece.strip()).split()) for piece in _BETWEEN.split(text))
    return [piece for piece in pieces if piece.strip(" .-–")]


def _step(piece: str, row: RowCells) -> Milestone:
    for pattern in (_TAIL, _HEAD):
        if found := pattern.match(piece):
            groups = found.groupdict()
            when = next(groups[name] for name in ("inside", "after", "when") if groups.get(name) is not None)
            due, done = _said(when)
            if due or done:
                return Milestone(name=found["name"].strip(" ,:–—-"), due=due, completed_on=done)
    if names_no_day(piece, _ANY_DAY):
        row.wrong("bad_date", Field.MILESTONE, piece)
    within = [found for found in find_dates(piece, _ANY_DAY) if found.has_year]
    return Milestone(name=piece, due=within[0].last if len(within) == 1 else None)


def _said(words: str) -> tuple[date | None, date | None]:
    """Return the days that words in parentheses and the like give: when it is due, when it was done."""
    due = done = None
    for part in words.split(";"):
        stripped = part.strip()
        rest = _DONE.sub("", stripped)
        day = _only_a_day(rest)
        if day and rest != stripped:
            done = day
        else:
            due = day or due
    return due, done


def _only_a_day(words: str) -> date | None:
    """Return the last day of words that are a date or period and nothing else."""
    found = [one for one in find_dates(words, _ANY_DAY) if one.has_year]
    if len(found) != 1 or names_no_day(words, _ANY_DAY):
        return None
    rest = words[: found[0].start] + words[found[0].end :]
    return None if _SMALL.sub("", rest).strip("–- ") else found[0].last


def _days(text: str | None, count: int) -> Sequence[date | None]:
    """Return the day of each line of a cell beside as many steps."""
    lines = [_only_a_day(line) for line in (text or "").splitlines()]
    return lines if len(lines) == count else [None] * count


def _dated(step: Milestone, row: RowCells) -> Milestone:
    """Return a step with the days of the columns for them."""
    due = step.due or (row.period(Field.MILESTONE_DUE).end if row.text(Field.MILESTONE_DUE) else None)
    cell = row.cell(Field.MILESTONE_DONE)
    done = date.fromisoformat(cell.text) if cell.kind is Kind.DATE else _only_a_day(cell.text)
    return replace(step, due=due, completed_on=step.completed_on or done)


def _with_the_rows_day(row: RowCells, steps: list[Milestone]) -> list[Milestone]:
    if len(steps) != 1 or steps[0].due:
        return steps
    written = [field for field in (Field.END, Field.SCHEDULE) if row.text(field)]
    return [replace(steps[0], due=row.period(written[0]).end)] if written else steps


def _rows_have_days(row: RowCells) -> bool:
    places = {row.record.columns.fields.get(field) for field in (Field.END, Field.SCHEDULE)}
    return any(
        column is not None and column < len(cells) and not cells[column].is_empty
        for cells in row.record.more
        for column in places
    )


def _told_apart(steps: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Return the steps without those written twice; a reply names a step by its name."""
    return tuple({step.name.casefold(): step for step in reversed(list(steps))}.values())[::-1]
