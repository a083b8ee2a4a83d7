"""Rules that hold the plan against the strategy: areas, challenges and goals that nobody works on.

Those that rest on wording say so in their evidence and are never severe.
"""

from collections.abc import Iterator

from plans.gapping.coverage import is_shared, same_name
from plans.gapping.material import GONE, Material, Rule
from plans.model import Action, Gap, GapKind, Implementation, PriorityArea, Severity

_IDLE = GONE | {Implementation.ON_HOLD}


def area_without_action(material: Material) -> Iterator[Gap]:
    """A priority area of the strategy in which no action stands."""
    for area in material.areas:
        if not material.coverage.actions_in(area):
            values = {"area": area.area, "aspect": area.aspect, "challenges": "; ".join(area.challenges) or "–"}
            yield Gap(GapKind.AREA_WITHOUT_ACTION, area.area, Severity.HIGH, values, area.aspect)


def challenge_without_action(material: Material) -> Iterator[Gap]:
    """A prioritised challenge that no action speaks of; by wording, so never severe.

    One that an action may cover says which, and weighs less. An area without any action is one gap, which names its
    challenges.
    """
    for area in material.areas:
        if material.coverage.actions_in(area):
            yield from _challenges_of(material, area)


def _challenges_of(material: Material, area: PriorityArea) -> Iterator[Gap]:
    for challenge in area.challenges:
        nearest = material.coverage.nearest(area, challenge)
        if nearest.covered:
            continue
        values = {"challenge": challenge.rstrip(" ."), "area": area.area, "aspect": area.aspect}
        if nearest.action and nearest.perhaps:
            values |= {"nr": nearest.action.nr, "title": nearest.action.title}
            values |= {"case": nearest.how.value, "shared": ", ".join(nearest.overlap.shared)}
        severity = Severity.LOW if nearest.perhaps else Severity.MEDIUM
        yield Gap(GapKind.CHALLENGE_WITHOUT_ACTION, challenge, severity, values, area.area)


def goal_without_action(material: Material) -> Iterator[Gap]:
    """A goal whose every action was discontinued, merged, replaced or put on hold: nobody works towards it."""
    goals: dict[str, list[Action]] = {}
    for action in material.actions:
        if action.goal:
            goals.setdefault(" ".join(action.goal.casefold().split()).rstrip("."), []).append(action)
    for theirs in goals.values():
        if all(material.implementation(action) in _IDLE for action in theirs):
            goal = theirs[0].goal or ""
            values = {"goal": goal, "numbers": ", ".join(action.nr for action in theirs)}
            yield Gap(GapKind.GOAL_WITHOUT_ACTION, goal, Severity.MEDIUM, values)


def area_in_one_region_only(material: Material) -> Iterator[Gap]:
    """An area in which one of several regions has actions, and the regions have none together.

    Sheets that are named for aspects or areas are no regions.
    """
    groups = _by_area(material)
    scopes = tuple(dict.fromkeys(action.scope for action in material.kept if action.scope))
    regions = [scope for scope in scopes if not is_shared(scope)]
    themes = {name for action in material.kept for name in (action.aspect, action.area) if name}
    if len(regions) < 2 or any(same_name(scope, theme) for scope in regions for theme in themes):  # noqa: PLR2004 - to compare takes two
        return
    for (aspect, area), actions in groups.items():
        there = dict.fromkeys(action.scope for action in actions)
        if len(there) == 1 and (region := next(iter(there))) in regions:
            others = ", ".join(other for other in regions if other != region)
            numbers = ", ".join(action.nr for action in actions)
            values = {"area": area, "aspect": aspect, "region": str(region), "others": others, "numbers": numbers}
            yield Gap(GapKind.AREA_IN_ONE_REGION_ONLY, area, Severity.LOW, values, aspect)


def _by_area(material: Material) -> dict[tuple[str, str], list[Action]]:
    """Return the actions by aspect and area: the strategy's where they are known, else as the plan names them."""
    places = {action.nr: place for action, place in material.coverage.placed}
    groups: dict[tuple[str, str], list[Action]] = {}
    for action in material.kept:
        if place := places.get(action.nr):
            groups.setdefault((place.aspect, place.area), []).append(action)
        elif action.area:
            groups.setdefault((action.aspect or "", action.area), []).append(action)
    return groups


RULES: tuple[Rule, ...] = (area_without_action, challenge_without_action, goal_without_action)
