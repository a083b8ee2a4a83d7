"""Compare the plan that is stored with one that comes in: what is new, changed, the same, gone.

The plan is compared with the plan: what owners have confirmed since lives in their status updates, and an import
neither sees nor touches it. What is gone is only reported, and only within the part of the plan that came in. A field
whose column the incoming file lacks keeps its stored value.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from plans.importing.grid import decoded
from plans.model import Action, Indicator, Milestone
from plans.numbers import looks_like_a_number, read_number, written_number

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
    "unit",
    "baseline_year",
    "target_year",
    "indicator_source",
    "frequency",
    "more_indicators",
    "milestones",
    "resources",
    "predecessor",
    "extra",
    "more",
)
# What is read from the rows that an action goes on over: said of these, the rows themselves need no telling.
_FROM_FURTHER_ROWS = frozenset({"more_indicators", "milestones", "contributors"})


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
    before: Action | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would do. `missing` are stored and not in what came in; they are never deleted."""

    created: tuple[Action, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Action, ...] = ()
    missing: tuple[Action, ...] = ()
    elsewhere: tuple[Action, ...] = ()  # stored from another file or for another part of the plan: not compared
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
    came = tuple(incoming)
    seen = {action.nr.casefold() for action in came}
    compared = _compared(stored, came, seen)
    left = [action for action in stored if action.nr.casefold() not in seen]
    elsewhere = tuple(action for action in left if _part(action) not in compared)
    for action in _beside(elsewhere, came, known):
        before = known.get(action.nr.casefold())
        if before is None:
            created.append(action)
            continue
        after = _filled(action, before, (absent or {}).get(action.nr, frozenset()))
        if fields := changes(before, after):
            changed.append(Change(after, fields, before))
        else:
            unchanged.append(before)
            if _place(before) != _place(after) and before.source.file == after.source.file:
                moved.append(after)
    return Difference(
        tuple(created),
        tuple(changed),
        tuple(unchanged),
        missing=tuple(action for action in left if _part(action) in compared),
        elsewhere=elsewhere,
        moved=tuple(moved),
    )


def _beside(elsewhere: Sequence[Action], came: Sequence[Action], known: Mapping[str, Action]) -> Iterable[Action]:
    """Return what came with its place in the whole plan: where it stood before, else after the other parts."""
    if not elsewhere:
        return came
    before = [
        known[action.nr.casefold()].position - action.position for action in came if action.nr.casefold() in known
    ]
    shift = min(before) if before else max(action.position for action in elsewhere)
    return (replace(action, position=action.position + shift) for action in came)


def _part(action: Action) -> tuple[str, str | None]:
    """Return which part of the plan an action belongs to: one region's file, or its sheet in a file for several."""
    return action.source.file, action.scope


def _compared(
    stored: Iterable[Action], came: Sequence[Action], seen: Container[str]
) -> frozenset[tuple[str, str | None]]:
    """Return the parts of the stored plan that an import replaces: those of its own files, and those it has actions of.

    One region's file says nothing about what another region's file holds.
    """
    known = {one.source.file for one in stored if one.nr.casefold() in seen}
    files = known & {action.source.file for action in came}  # also a sheet that was taken out of the file
    return frozenset(_part(one) for one in stored if one.source.file in files or one.nr.casefold() in seen)


def _filled(action: Action, before: Action, absent: frozenset[str]) -> Action:
    kept = {field: getattr(before, field) for field in absent}
    return replace(action, nr=before.nr, **kept)


def _place(action: Action) -> tuple[object, ...]:
    return (action.source, action.position, dict(action.written or {}))


def changes(before: Action, after: Action) -> tuple[FieldChange, ...]:
    """Return the fields in which two states of one action differ, in the plan's order."""
    pairs = ((field, _comparable(getattr(before, field)), _comparable(getattr(after, field))) for field in FIELDS)
    found = tuple(FieldChange(field, _shown(old), _shown(new)) for field, old, new in pairs if old != new)
    if any(change.field in _FROM_FURTHER_ROWS for change in found):
        return tuple(change for change in found if change.field != "more")
    return found


def _comparable(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value) or None
    if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
        return tuple({heading: _plain(code) for heading, code in row.items()} for row in value)
    return value.normalize() if isinstance(value, Decimal) else value


def _plain(code: str) -> str:
    """Return a written cell's text without its column, a number the same from a workbook and from CSV."""
    text = decoded(code)[1].text
    number = read_number(text) if looks_like_a_number(text) else None
    return text if number is None else f"{written_number(number)}{'%' if text.endswith('%') else ''}"


def _shown(value: object) -> str | None:
    if value is None or value == ():
        return None
    return next((shown(value) for kind, shown in _SHOWN if isinstance(value, kind)), str(value))


def _measure(indicator: Indicator) -> str:
    """Return an indicator as a line: "Andel inom 30 dagar: 20 % (2025) → 80 % (2028)"."""
    told = ((indicator.baseline, indicator.baseline_year), (indicator.target, indicator.target_year))
    figures = [f"{_shown(value) or '–'}{f' ({year})' if year else ''}" for value, year in told]
    unit = f" [{indicator.unit}]" if indicator.unit else ""
    around = "; ".join(text for text in (indicator.source, indicator.frequency) if text)
    return f"{indicator.name}{unit}: {' → '.join(figures)}{f' ({around})' if around else ''}"


def _milestone(step: Milestone) -> str:
    days = [day.isoformat() for day in (step.due, step.completed_on) if day]
    return f"{step.name} ({' / '.join(days)})" if days else step.name


# How a value is told in a difference, by its type.
_SHOWN: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (Decimal, written_number),
    (Indicator, _measure),
    (Milestone, _milestone),
    (tuple, lambda value: "; ".join(_shown(entry) or "" for entry in value)),
    (Mapping, lambda value: "; ".join(f"{key}: {text}" for key, text in value.items())),
)
