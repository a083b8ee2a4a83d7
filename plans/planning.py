"""Import a plan into the store, all of it or nothing, and hand the plan out as the contract's JSON.

Decides what an import stores besides the actions: the reporters become people who may answer, and the audit trail gets
one event for the import and one for each action whose words changed. Reading files is `plans.importing`'s work.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from plans.assigning import write_down
from plans.importing.columns import recognise
from plans.importing.difference import Change, Difference, FieldChange, compare
from plans.importing.headings import Field
from plans.importing.reading import ImportReading, read_plans
from plans.importing.refusals import Note, PlanImportRefusal, RowError
from plans.known_names import KnownNames
from plans.model import Action, ActionPlan, Indicator, Person, Role
from plans.stores.base import Ledger
from plans.wording import place_in_words
from prompts.texts import texts

_SHOWN_CHANGE = 80  # characters of a changed text in the terminal and the trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or with `dry_run` would do; with `errors` it did nothing."""

    files: tuple[str, ...]
    dry_run: bool
    difference: Difference
    errors: tuple[RowError, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def refused(self) -> bool:
        """Tell whether the files had errors, so that nothing was stored."""
        return bool(self.errors)

    def to_json(self, language: str = "sv") -> dict[str, object]:
        """Return the report in the contract's shape, its messages in `language`."""
        return {
            "files": list(self.files),
            "dry_run": self.dry_run,
            "created": [action.nr for action in self.difference.created],
            "changed": [change.action.nr for change in self.difference.changed],
            "unchanged": [action.nr for action in self.difference.unchanged],
            "missing": [action.nr for action in self.difference.missing],
            "errors": [error.to_json(language) for error in self.errors],
        }

    def text(self, language: str = "sv") -> str:
        """Return the report as people read it in a terminal or a chat."""
        return "\n".join(_lines(self, language))


def import_plan(
    paths: Sequence[Path | str],
    ledger: Ledger,
    *,
    now: datetime,
    by: str,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    today: date | None = None,
) -> ImportReport:
    """Read `paths` as one plan and store it in place of the plan's earlier words.

    Any error in any file leaves everything as it was; the report then holds every error found. Actions that are stored
    and not in the files stay and are reported as missing.

    Args:
        paths: the plan's files, together the whole plan.
        ledger: the transaction to write in.
        now: the time of the import, timezone-aware.
        by: who imports, an address or "handslag".
        dry_run: only report what would change.
        mapping: heading -> field, by hand, see `plans.importing.reading.read_plan`.
        today: the local day of the import, from which new assignments hold; the day of `now` when left out.
    """
    stored = ledger.actions.all()
    reading = _readable(paths, mapping, stored)
    names = tuple(Path(path).name for path in paths)
    if reading.errors:
        return ImportReport(
            files=names, dry_run=dry_run, difference=Difference(), errors=reading.errors, notes=reading.notes
        )
    difference = compare(stored, reading.actions, reading.absent)
    report = ImportReport(files=names, dry_run=dry_run, difference=difference, notes=reading.notes)
    if not dry_run:
        ledger.actions.save(difference.to_save)
        ledger.people.save(reporters(difference.to_save, ledger))
        before = {action.nr: action for action in stored}
        write_down(ledger, difference.to_save, today or now.date(), before)
        _keep_plans(ledger, reading.plans)
        _record(report, ledger, now, by)
    return report


def plan_list_json(actions: Iterable[Action]) -> list[dict[str, object]]:
    """Return the actions in the contract's shape: numbers as numbers, dates ISO, None for what is not written."""
    return [action_json(action) for action in actions]


def _readable(
    paths: Sequence[Path | str], mapping: Mapping[str, str] | None, stored: Sequence[Action]
) -> ImportReading:
    """Read the files together; when some cannot be read at all, say so of each, with the rows' errors of the others."""
    try:
        return read_plans(paths, mapping=mapping, stored=stored)
    except PlanImportRefusal:
        errors: list[RowError] = []
        for path in paths:
            errors += _errors_of(path, mapping)
        return ImportReading(errors=tuple(errors))


def _errors_of(path: Path | str, mapping: Mapping[str, str] | None) -> Iterable[RowError]:
    try:
        return read_plans([path], mapping=mapping).errors
    except PlanImportRefusal as refusal:
        values = {name: str(value) for name, value in refusal.values.items()}
        return (RowError(file=Path(path).name, code=refusal.reason, values=values),)


def reporters(actions: Iterable[Action], ledger: Ledger) -> list[Person]:
    """Return the people to store when actions are saved: new reporters, and actors who are now asked to report."""
    people: dict[str, Person] = {}
    for action in actions:
        if action.reporter is None or action.reporter in people:
            continue
        known = ledger.people.get(action.reporter)
        if known is None:
            people[action.reporter] = Person(
                address=action.reporter,
                name=_reporters_name(action),
                role=Role.OWNER,
                organisation=action.accountable,
            )
        elif known.role is Role.ACTOR:
            people[action.reporter] = replace(known, role=Role.OWNER)
    return list(people.values())


def _keep_plans(ledger: Ledger, read: Iterable[ActionPlan]) -> None:
    """Keep what the files say of each scope's plan; what they leave out stays as it was."""
    known = {plan.scope: plan for plan in ledger.plans.all()}
    for plan in read:
        before = known.get(plan.scope, plan)
        after = replace(
            before,
            title=plan.title or before.title,
            starts=plan.starts or before.starts,
            ends=plan.ends or before.ends,
            language=before.language or plan.language,
        )
        if known.get(plan.scope) != after:
            ledger.plans.save(after)


def _reporters_name(action: Action) -> str | None:
    """Return the name in the column for it, which is kept among the action's other columns."""
    extra = list((action.extra or {}).items())
    column = recognise([heading for heading, _ in extra]).fields.get(Field.REPORTER)
    return None if column is None else extra[column][1]


def _record(report: ImportReport, ledger: Ledger, now: datetime, by: str) -> None:
    difference = report.difference
    numbers = {
        "created": _numbers(difference.created),
        "changed": _numbers(change.action for change in difference.changed),
        "missing": _numbers(difference.missing),
        "unchanged": str(len(difference.unchanged)),
    }
    names = KnownNames(ledger.people.all())
    ledger.trail.append(now, by, "plan.imported", names.replaced(", ".join(report.files)), **numbers)
    for change in difference.changed:
        ledger.trail.append(now, by, "action.changed", change.action.nr, **told(change.fields, names))


def told(fields: Iterable[FieldChange], names: KnownNames) -> dict[str, str]:
    """Return what changed as the trail tells it: field -> before and after, without names, long texts cut."""
    shown = {field.field: [_cut(_unnamed(text, names)) for text in (field.old, field.new)] for field in fields}
    return {name: " -> ".join(both) for name, both in shown.items()}


def _numbers(actions: Iterable[Action]) -> str:
    return ", ".join(action.nr for action in actions)


def _unnamed(text: str | None, names: KnownNames) -> str | None:
    return text and names.replaced(text)


def _cut(text: str | None) -> str:
    shown = text if text is not None else "–"
    return shown if len(shown) <= _SHOWN_CHANGE else f"{shown[: _SHOWN_CHANGE - 1]}…"


def action_json(action: Action) -> dict[str, object]:
    """Return one action in the contract's shape, with what the contract does not have after it."""
    return {
        "nr": action.nr,
        "title": action.title,
        "aspect": action.aspect,
        "area": action.area,
        "goal": action.goal,
        "accountable": action.accountable,
        "contributors": list(action.contributors),
        "reporter": action.reporter,
        "start": plain_json(action.start),
        "end": plain_json(action.end),
        "continuous": action.continuous,
        "schedule_text": action.schedule_text,
        "indicator": action.indicator,
        "baseline": plain_json(action.baseline),
        "target": plain_json(action.target),
        "implementation": action.implementation,
        "forecast": action.forecast,
        "comment": action.comment,
        "source": {"file": action.source.file, "sheet": action.source.sheet, "row": action.source.row},
        "scope": action.scope,
        "indicators": [_indicator_json(indicator) for indicator in action.indicators],
        "milestones": [
            {"name": step.name, "due": plain_json(step.due), "completed_on": plain_json(step.completed_on)}
            for step in action.milestones
        ],
        "resources": action.resources,
        "predecessor": action.predecessor,
    }


def _indicator_json(indicator: Indicator) -> dict[str, object]:
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": plain_json(indicator.baseline),
        "baseline_year": indicator.baseline_year,
        "target": plain_json(indicator.target),
        "target_year": indicator.target_year,
        "source": indicator.source,
        "frequency": indicator.frequency,
    }


def plain_json(value: date | Decimal | str | None) -> object:
    """Return a number as a number, a date as ISO text, and everything else as it is."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _lines(report: ImportReport, language: str) -> Iterable[str]:
    text = texts(language)
    if report.refused:
        yield text("plan.refused", count=len(report.errors))
        yield from (_error_line(error, language) for error in report.errors)
        return
    difference = report.difference
    yield text(
        "plan.dry_run" if report.dry_run else "plan.imported",
        created=len(difference.created),
        changed=len(difference.changed),
        unchanged=len(difference.unchanged),
        missing=len(difference.missing),
    )
    for change in difference.changed:
        yield from change_lines(change, language)
    if difference.missing:
        yield text("plan.missing", numbers=_numbers(difference.missing))
    if difference.elsewhere:
        yield text("plan.elsewhere", count=len(difference.elsewhere))
    yield from (note.text(language) for note in report.notes)


def _error_line(error: RowError, language: str) -> str:
    text = texts(language)
    place = place_in_words(error.file, error.sheet, error.row, text)
    where = ", ".join(part.replace("\n", " ") for part in (place, error.column) if part)
    return text("plan.error", where=where, message=error.message(language))


def change_lines(change: Change, language: str) -> Iterable[str]:
    """Yield what changed of an action, a line a field."""
    text = texts(language)
    for field in change.fields:
        old, new = (_labelled(field.field, value, language) for value in (field.old, field.new))
        name = text(f"plan.fields.{field.field}")
        yield text("plan.changed", nr=change.action.nr, field=name, old=_cut(old), new=_cut(new))


def _labelled(field: str, value: str | None, language: str) -> str | None:
    """Return a code as its label; other values as they are."""
    text = texts(language)
    key = f"plan.answers.{value}" if field == "continuous" else f"terms.{field}.{value}"
    return text(key) if value and text.has(key) else value
