"""Edit one action of the plan: a typo, a new owner, a new end date. An edit is no status update and never looks so.

The words are read as a cell of the plan would be, so "Q4 2027" and "2027-12-31" both do. Every fault is told at once,
and then nothing is changed. The trail says who edited what; where somebody new answers for the action, their time
begins today and the time of whoever did before ended yesterday. Status and forecast are what owners report, not edits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from plans.assigning import write_down
from plans.importing.columns import Columns, field_named
from plans.importing.difference import FieldChange, changes
from plans.importing.grid import text_cell
from plans.importing.headings import HOLDS, Field
from plans.importing.records import Record
from plans.importing.rows import RowReading, read_row
from plans.known_names import KnownNames
from plans.model import Action
from plans.planning import reporters, told
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger
from plans.wording import written_date
from prompts.texts import texts

_REPORTED: Final = frozenset({Field.STATUS, Field.FORECAST})
# An edit of these sets less than the column of a plan does, which is read as a whole.
_ALONE: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.START: ("start",),
    Field.END: ("end", "continuous"),
    Field.INDICATOR: ("indicator",),
}
# Which of an action's fields an edit of a column sets: what the column holds; its number is never edited.
EDITABLE: Final[Mapping[Field, tuple[str, ...]]] = {
    field: _ALONE.get(field, names) for field, names in HOLDS.items() if field not in {Field.NR, *_REPORTED}
}


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did; without `fields` everything was so already."""

    before: Action
    after: Action
    fields: tuple[FieldChange, ...]


def edit(
    ledger: Ledger, action: Action, said: Mapping[str, str], *, now: datetime, today: date, by: str, language: str
) -> Edited:
    """Change `action` in the plan and write down who did.

    Args:
        ledger: the transaction to write in.
        action: the action as it is kept.
        said: field -> its new words, an empty text to clear it; a field by its code or by any of its headings.
        now: the time of the edit, timezone-aware.
        today: its local day, from which a new assignment holds.
        by: who edits, an address or "handslag".
        language: of what is told where the words cannot be read.

    Raises:
        PlanRefusal: a field is unknown or not for editing, or its words cannot be read.
    """
    after = edited(action, said, language)
    fields = changes(action, after)
    if fields:
        ledger.actions.save([after])
        ledger.people.save(reporters([after], ledger))
        write_down(ledger, [after], today, {action.nr: action})
        ledger.trail.append(now, by, "action.edited", action.nr, **told(fields, KnownNames(ledger.people.all())))
    return Edited(action, after, fields)


def edited(action: Action, said: Mapping[str, str], language: str) -> Action:
    """Return `action` with the new words read into it; pure."""
    wanted = {_field(name): words for name, words in said.items()}
    reading = _read(wanted, language)
    faults = [error.message(language) for error in reading.errors if error.code != "no_title"]
    faults += [note.text(language) for note in reading.notes]
    if Field.TITLE in wanted and not reading.action.title:
        faults.append(texts(language)("errors.plans.edit_no_title"))
    after = replace(action, **{name: getattr(reading.action, name) for field in wanted for name in EDITABLE[field]})
    if {Field.START, Field.END} & wanted.keys() and Field.SCHEDULE not in wanted:
        after = replace(after, schedule_text=None)  # the plan's words for the old time no longer hold
    if after.end and after.continuous:
        after = replace(after, continuous=False)
    if after.start and after.end and after.end < after.start:
        days = {"start": written_date(after.start, language), "end": written_date(after.end, language)}
        faults.append(texts(language)("errors.plans.edit_backwards", **days))
    if faults:
        raise PlanRefusal("plans.edit_wrong", nr=action.nr, faults=" ".join(dict.fromkeys(faults)))
    return after


def _field(name: str) -> Field:
    words = name.replace("-", " ").replace("_", " ").strip()
    try:
        codes = {one.value.replace("_", " "): one for one in Field}  # a code goes before the same word as a heading
        field = codes.get(words.casefold()) or field_named(words)
    except ValueError:
        field = None
    field = Field.REPORTER if field is Field.REPORTER_NAME else field
    if field in _REPORTED:
        raise PlanRefusal("plans.edit_reported", field=name)
    if field is None or field not in EDITABLE:
        raise PlanRefusal("plans.edit_unknown_field", field=name, fields=", ".join(EDITABLE))
    return field


def _read(wanted: Mapping[Field, str], language: str) -> RowReading:
    """Read the new words as one row of a plan under the plan's own headings."""
    headings = tuple(texts(language)(f"plan.headings.{field}") for field in wanted)
    columns = Columns(headings, {field: column for column, field in enumerate(wanted)})
    return read_row("", Record(None, 0, columns, tuple(text_cell(words) for words in wanted.values())))
