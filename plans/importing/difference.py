"""Compare the plan that is stored with one that comes in: what is new, changed, the same, gone.

The plan is compared with the plan: what owners have confirmed since lives in their status updates, and an import
neither sees nor touches it. What is gone is only reported. A field whose column the incoming file lacks keeps its
stored value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.model import Action
from plans.numbers import written_number

FIELDS = (
    "title",
    "scope",
    "aspect",
    "area",
    "goal",
    "accountable",
    "contributors",
    "reporter",
    "start",
    "end",
    "continuous",
    "schedule_text",
    "indicator",
    "baseline",
    "target",
    "implementation",
    "forecast",
    "status_text",
    "comment",
    "extra",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an action, before and after, as text; None for nothing written."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """An action whose plan text changed."""

    action: Action
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would do. `missing` are stored and not in what came in; they are never deleted."""

    created: tuple[Action, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Action, ...] = ()
    missing: tuple[Action, ...] = ()
    moved: tuple[Action, ...] = ()  # the same words in another row of the same file: saved, not reported

    @property
    def to_save(self) -> tuple[Action, ...]:
        """The actions to store so that the plan is as it came in."""
        return (*self.created, *(change.action for change in self.changed), *self.moved)


def compare(
    stored: Sequence[Action], incoming: Iterable[Action], absent: Mapping[str, frozenset[str]] | None = None
) -> Difference:
    """Return the difference between two plans.

    Args:
        stored: the actions as they are kept.
        incoming: the actions as the files have them, each with a number.
        absent: number -> the fields for which the incoming table has no column.
    """
    known = {action.nr.casefold(): action for action in stored}
    created, changed, unchanged, moved = [], [], [], []
    seen = set()
    for action in incoming:
        seen.add(action.nr.casefold())
        before = known.get(action.nr.casefold())
        if before is None:
            created.append(action)
            continue
        after = _filled(action, before, (absent or {}).get(action.nr, frozenset()))
        if fields := _changes(before, after):
            changed.append(Change(after, fields))
        else:
            unchanged.append(before)
            if _place(before) != _place(after) and before.source.file == after.source.file:
                moved.append(after)
    missing = tuple(action for action in stored if action.nr.casefold() not in seen)
    return Difference(tuple(created), tuple(changed), tuple(unchanged), missing, tuple(moved))


def _filled(action: Action, before: Action, absent: frozenset[str]) -> Action:
    kept = {field: getattr(before, field) for field in absent}
    return replace(action, nr=before.nr, **kept)


def _place(action: Action) -> tuple[object, ...]:
    return (action.source, action.position, dict(action.written or {}))


def _changes(before: Action, after: Action) -> tuple[FieldChange, ...]:
    pairs = ((field, _comparable(getattr(before, field)), _comparable(getattr(after, field))) for field in FIELDS)
    return tuple(FieldChange(field, _shown(old), _shown(new)) for field, old, new in pairs if old != new)


def _comparable(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value) or None
    return value.normalize() if isinstance(value, Decimal) else value


def _shown(value: object) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return written_number(value)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {text}" for key, text in value.items())
    return str(value)
