"""The rules that find gaps: one small function each, over the same material.

Rules that rest on wording say so in their evidence and are never severe. `plans.gaps` runs them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from plans.gapping.coverage import is_shared
from plans.gapping.likeness import overlap
from plans.gapping.material import GONE, Material
from plans.model import (
    Action,
    Gap,
    GapKind,
    Implementation,
    RequestState,
    Severity,
    StatusUpdate,
    UpdateRequest,
    Written,
)
from plans.numbers import read_number, read_yes_or_no, written_number

Rule = Callable[[Material], Iterable[Gap]]

_NOT_ASKED = frozenset({RequestState.PLANNED, RequestState.CANCELLED, RequestState.REASSIGNED})
_SOON = 60  # days before its end when an action that has not begun is urgent
_UNKNOWN_VALUE = re.compile(
    r"(?:okän[dt]|saknas|uppgift saknas|ej mätt|inte mätt|mäts (?:ej|inte)|tas fram|ska tas fram"
    r"|tbd|n/a|unknown|not measured|to be determined)\b.*|[-–?]",
    re.IGNORECASE,
)
_REMEMBERED = 0.34  # of a promised step's words that the year's reply must share to have spoken of it
_ROSE = re.compile(r"\b(?:ökat|ökar|stigit|fler än|increased|has risen|grown|improved|förbättrats)\b", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:målet (?:är |har )?(?:uppnåtts|uppnått|nått|nåtts)|nått målet|uppnått målet"
    r"|reached the target|target (?:is |has been )?(?:reached|met))\b",
    re.IGNORECASE,
)


def area_without_action(material: Material) -> Iterator[Gap]:
    """A priority area of the strategy in which no action stands."""
    for area in material.areas:
        if not material.coverage.actions_in(area):
            values = {"area": area.area, "aspect": area.aspect, "challenges": "; ".join(area.challenges) or "–"}
            yield Gap(GapKind.AREA_WITHOUT_ACTION, area.area, Severity.HIGH, values)


def challenge_without_action(material: Material) -> Iterator[Gap]:
    """A prioritised challenge that no action speaks of; by wording, so never severe.

    An area without any action is one gap, which names its challenges.
    """
    for area in material.areas:
        if not material.coverage.actions_in(area):
            continue
        for challenge in area.challenges:
            nearest = material.coverage.nearest(area, challenge)
            if nearest.covered:
                continue
            values = {"challenge": challenge, "area": area.area, "aspect": area.aspect}
            if nearest.action and nearest.touched:
                shared = ", ".join(nearest.overlap.shared)
                values |= {"nr": nearest.action.nr, "title": nearest.action.title, "shared": shared, "case": "touched"}
            severity = Severity.LOW if nearest.touched else Severity.MEDIUM
            yield Gap(GapKind.CHALLENGE_WITHOUT_ACTION, challenge, severity, values)


def goal_without_action(material: Material) -> Iterator[Gap]:
    """A goal whose every action was discontinued, merged, replaced or put on hold: nobody works towards it."""
    for goal in dict.fromkeys(action.goal for action in material.actions if action.goal):
        theirs = [action for action in material.actions if action.goal == goal]
        idle = GONE | {Implementation.ON_HOLD}
        if all(material.implementation(action) in idle for action in theirs):
            values = {"goal": goal, "numbers": ", ".join(action.nr for action in theirs)}
            yield Gap(GapKind.GOAL_WITHOUT_ACTION, goal, Severity.MEDIUM, values)


def action_without_owner(material: Material) -> Iterator[Gap]:
    """A live action without an accountable organisation."""
    return _lacking(material.live, GapKind.ACTION_WITHOUT_OWNER, Severity.HIGH, lambda action: not action.accountable)


def action_without_reporter(material: Material) -> Iterator[Gap]:
    """A live action about which nobody can be asked."""
    return _lacking(material.live, GapKind.ACTION_WITHOUT_REPORTER, Severity.HIGH, lambda action: not action.reporter)


def action_without_end(material: Material) -> Iterator[Gap]:
    """A live action with neither an end date nor a continuous schedule."""
    return _lacking(
        material.live,
        GapKind.ACTION_WITHOUT_END,
        Severity.MEDIUM,
        lambda action: action.end is None and not action.continuous,
    )


def action_without_indicator(material: Material) -> Iterator[Gap]:
    """An action of which nothing is measured."""
    return _lacking(
        material.kept, GapKind.ACTION_WITHOUT_INDICATOR, Severity.MEDIUM, lambda action: not action.indicator
    )


def indicator_without_baseline(material: Material) -> Iterator[Gap]:
    """An indicator that has nothing to be compared with."""
    return _lacking(
        material.kept,
        GapKind.INDICATOR_WITHOUT_BASELINE,
        Severity.LOW,
        lambda action: bool(action.indicator) and not _is_value(action.baseline),
    )


def indicator_without_target(material: Material) -> Iterator[Gap]:
    """An indicator that has nothing to reach."""
    return _lacking(
        material.kept,
        GapKind.INDICATOR_WITHOUT_TARGET,
        Severity.MEDIUM,
        lambda action: bool(action.indicator) and not _is_value(action.target),
    )


def target_not_measurable(material: Material) -> Iterator[Gap]:
    """A target in words of which nobody can say whether it was reached; yes and no can be told."""
    return _lacking(
        material.kept,
        GapKind.TARGET_NOT_MEASURABLE,
        Severity.MEDIUM,
        lambda action: _is_value(action.target) and not _is_measurable(action.target),
    )


def indicator_without_value(material: Material) -> Iterator[Gap]:
    """An indicator whose action was asked about this year and got no value."""
    asked = {request.nr for request in material.requests if request.year == material.year}
    for action in material.live:
        updates = material.this_year(action)
        answered = bool(updates) and _is_yes_or_no(action)
        if action.indicator and action.nr in asked and not answered and not any(u.reading.values for u in updates):
            values = _values(action) | {"year": str(material.year)}
            yield Gap(GapKind.INDICATOR_WITHOUT_VALUE, action.nr, Severity.MEDIUM, values)


def next_step_forgotten(material: Material) -> Iterator[Gap]:
    """A step promised in the last round of which this year's reply says nothing; by wording, so never severe."""
    for action in material.kept:
        updates, before = material.this_year(action), material.before(action)
        if not updates or before is None:
            continue
        said = " ".join(update.text for update in updates)
        for step in before.reading.next_steps:
            if overlap(step, said, {}).share < _REMEMBERED:
                values = _values(action) | {"step": step, "then": str(before.year), "year": str(material.year)}
                yield Gap(GapKind.NEXT_STEP_FORGOTTEN, action.nr, Severity.LOW, values)


def narrative_contradicts_number(material: Material) -> Iterator[Gap]:
    """A reply whose words say more than its number: finished, reached or risen, while the number says otherwise."""
    for action in material.kept:
        for update in material.this_year(action)[-1:]:
            if found := _contradiction(action, update):
                case, number = found
                values = _values(action) | {"case": case, "number": number, "quote": _shortened(update.text)}
                yield Gap(GapKind.NARRATIVE_CONTRADICTS_NUMBER, action.nr, Severity.MEDIUM, values)


def due_not_started(material: Material) -> Iterator[Gap]:
    """An action that ends this year, or has ended, and has not begun."""
    last = date(material.year or material.today.year, 12, 31)
    for action in material.actions:
        if action.end is None or action.end > last:
            continue
        if material.implementation(action) is Implementation.NOT_STARTED:
            urgent = (action.end - material.today).days <= _SOON
            values = _values(action) | {"end": action.end.isoformat()}
            severity = Severity.HIGH if urgent else Severity.MEDIUM
            yield Gap(GapKind.DUE_NOT_STARTED, action.nr, severity, values)


def owner_never_answered(material: Material) -> Iterator[Gap]:
    """Somebody who has been asked, whose every request is past its due date, and who has never answered."""
    answered = {update.author for update in material.updates} | {update.confirmed_by for update in material.updates}
    asked: dict[str, list[UpdateRequest]] = {}
    for request in material.requests:
        if request.addressee and request.state not in _NOT_ASKED and request.addressee not in answered:
            asked.setdefault(request.addressee, []).append(request)
    for address, requests in asked.items():
        late = [r for r in requests if r.state is RequestState.NO_RESPONSE or r.due < material.today]
        if len(late) == len(requests) and not any(request.update_id for request in requests):
            numbers = ", ".join(dict.fromkeys(request.nr for request in requests))
            values = {"address": address, "numbers": numbers, "count": str(len(requests))}
            values |= {"case": "one"} if len(requests) == 1 else {}
            yield Gap(GapKind.OWNER_NEVER_ANSWERED, address, Severity.HIGH, values)


def area_in_one_region_only(material: Material) -> Iterator[Gap]:
    """An area in which one of several regions has actions, and the regions have none together."""
    scopes = tuple(dict.fromkeys(action.scope for action in material.kept if action.scope))
    regions = [scope for scope in scopes if not is_shared(scope)]
    if len(regions) < 2:  # noqa: PLR2004 - a comparison takes two
        return
    for area, actions in _by_area(material).items():
        there = dict.fromkeys(action.scope for action in actions if action.scope)
        if len(there) == 1 and (region := next(iter(there))) in regions:
            others = ", ".join(other for other in regions if other != region)
            numbers = ", ".join(action.nr for action in actions)
            values = {"area": area, "region": region, "others": others, "numbers": numbers}
            yield Gap(GapKind.AREA_IN_ONE_REGION_ONLY, area, Severity.LOW, values)


RULES: tuple[Rule, ...] = (
    area_without_action,
    challenge_without_action,
    goal_without_action,
    action_without_owner,
    action_without_reporter,
    action_without_end,
    action_without_indicator,
    indicator_without_baseline,
    indicator_without_target,
    target_not_measurable,
    indicator_without_value,
    next_step_forgotten,
    narrative_contradicts_number,
    due_not_started,
    owner_never_answered,
    area_in_one_region_only,
)


def _lacking(
    actions: Iterable[Action], kind: GapKind, severity: Severity, lacks: Callable[[Action], bool]
) -> Iterator[Gap]:
    return (Gap(kind, action.nr, severity, _values(action)) for action in actions if lacks(action))


def _values(action: Action) -> dict[str, str]:
    return {
        "nr": action.nr,
        "title": action.title,
        "indicator": action.indicator or "–",
        "baseline": _shown(action.baseline),
        "target": _shown(action.target),
        "source": ", ".join(filter(None, (action.source.file, action.source.sheet))),
        "row": str(action.source.row or "–"),
    }


def _shown(value: Written | None) -> str:
    return "–" if value is None else written_number(value) if isinstance(value, Decimal) else value


def _is_value(value: Written | None) -> bool:
    return value is not None and not (isinstance(value, str) and _UNKNOWN_VALUE.fullmatch(value.strip()))


def _is_measurable(value: Written | None) -> bool:
    if value is None or isinstance(value, Decimal):
        return value is not None
    return read_yes_or_no(value) is not None or any(letter.isdigit() for letter in value)


def _is_yes_or_no(action: Action) -> bool:
    return isinstance(action.target, str) and read_yes_or_no(action.target) is not None


def _number(value: Written | None) -> Decimal | None:
    return read_number(value) if isinstance(value, str) else value


def _contradiction(action: Action, update: StatusUpdate) -> tuple[str, str] | None:
    """Return which words and number of a reply do not agree."""
    reading, target, baseline = update.reading, _number(action.target), _number(action.baseline)
    value = reading.values[-1].value if reading.values else None
    completed = reading.implementation is Implementation.COMPLETED
    if completed and reading.progress is not None and reading.progress < 100:  # noqa: PLR2004 - per cent
        return "progress", f"{reading.progress} %"
    if value is None or target is None or baseline is None or target == baseline:
        return None
    towards = 1 if target > baseline else -1
    if (completed or _REACHED.search(update.text)) and (target - value) * towards > 0:
        return "target", written_number(value)
    if _ROSE.search(update.text) and value < baseline and towards > 0:
        return "trend", written_number(value)
    return None


def _shortened(text: str, length: int = 160) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"


def _by_area(material: Material) -> dict[str, list[Action]]:
    """Return the actions by area: the strategy's where it is known, else as the plan names it."""
    places = {action.nr: place for action, place in material.coverage.placed}
    groups: dict[str, list[Action]] = {}
    for action in material.kept:
        place = places.get(action.nr)
        if name := place.area if place else action.area:
            groups.setdefault(name, []).append(action)
    return groups
