"""Read an indicator's baseline, outcome and target as numbers, and say where the outcome stands between them.

An indicator measures outcome, not effect: this module says how far a value has moved, never why. "ja" and "nej" count
as 1 and 0; words that hold no single number ("öka") cannot be compared and are said to be so.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plans.model import Action, Written

_NUMBER = re.compile(r"[-−]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_YES_NO = {"ja": Decimal(1), "yes": Decimal(1), "nej": Decimal(0), "no": Decimal(0)}


class Course(StrEnum):
    """Where an indicator stands against its target; every indicator has exactly one."""

    TARGET_REACHED = "target_reached"
    ON_COURSE = "on_course"
    OFF_COURSE = "off_course"
    NOT_COMPARABLE = "not_comparable"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"


class Trend(StrEnum):
    """Which way an indicator has moved since its last known value: what happened, never why."""

    RISEN = "risen"
    FALLEN = "fallen"
    SAME = "same"
    CHANGED = "changed"  # a yes that was a no, or the other way round


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value for an action's indicator, from which update, and the day it was confirmed."""

    value: Decimal
    unit: str | None
    update_id: str
    on: date


def number(written: Written | None) -> Decimal | None:
    """Return the one number in what the plan writes ("18 %", "1 200", "ja"), or None when there is none or several."""
    if written is None or isinstance(written, Decimal):
        return written
    if (answer := _YES_NO.get(written.strip().lower())) is not None:
        return answer
    found = _NUMBER.findall(written)
    return _decimal(found[0]) if len(found) == 1 else None


def is_yes_no(written: Written | None) -> bool:
    """Tell whether a value is a yes or a no rather than a measure."""
    return isinstance(written, str) and written.strip().lower() in _YES_NO


def course(action: Action, outcome: Outcome | None, as_of: date) -> Course:
    """Say where `outcome` stands on `as_of`.

    The rule: the target is reached when the value is at it or past it, seen from the baseline. Otherwise it is on
    course when it has moved from the baseline towards the target at least as far as the share of the action's time
    that has gone; without a start or an end, when it has moved towards the target at all.
    """
    if outcome is None:
        return Course.NO_DATA
    if action.target is None:
        return Course.NO_TARGET
    baseline, target = number(action.baseline), number(action.target)
    if target is None or (baseline is None and outcome.value != target):
        return Course.NOT_COMPARABLE
    if baseline is None or baseline == target:
        return Course.TARGET_REACHED if outcome.value == target else Course.OFF_COURSE
    moved = (outcome.value - baseline) / (target - baseline)
    if moved >= 1:
        return Course.TARGET_REACHED
    return Course.ON_COURSE if moved > 0 and moved >= elapsed(action, as_of) else Course.OFF_COURSE


def trend(action: Action, outcome: Outcome | None, earlier: Outcome | None) -> Trend | None:
    """Return which way `outcome` lies from the value before it, or from the baseline; None: nothing to compare."""
    before = earlier.value if earlier else number(action.baseline)
    if outcome is None or before is None:
        return None
    if outcome.value == before:
        return Trend.SAME
    if is_yes_no(action.target):
        return Trend.CHANGED
    return Trend.RISEN if outcome.value > before else Trend.FALLEN


def elapsed(action: Action, as_of: date) -> Decimal:
    """Return the share of the action's time that has gone on `as_of`, 0 to 1; 0 when its time is not known."""
    if action.start is None or action.end is None or action.end <= action.start:
        return Decimal(0)
    share = Decimal((as_of - action.start).days) / Decimal((action.end - action.start).days)
    return min(max(share, Decimal(0)), Decimal(1))


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(r"[ \u00a0\u202f]", "", text).replace("−", "-").replace(",", "."))
