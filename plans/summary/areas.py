"""Group a plan's actions by the strategy's aspects and priority areas, in the strategy's order.

A plan and a strategy write the same name a little differently; `plans.gapping.coverage` says which names mean the same,
so that the summary and the gap analysis agree. What the plan alone names comes after the strategy's own. An action is
never placed by its words: one without an area stands without one.
"""

import re
from collections.abc import Iterable

from plans.gapping.coverage import named_area, named_like
from plans.model import Action, PriorityArea, Snapshot
from plans.summary.blocks import AreaRow

_Place = tuple[str | None, str | None]
_LETTERED = re.compile(r"\s*([A-ZÅÄÖ])[.):]\s")


def area_rows(snapshot: Snapshot) -> tuple[AreaRow, ...]:
    """Return the strategy's areas and the plan's, aspect by aspect, each with its actions; one may have none."""
    strategy = _merged(snapshot.areas)
    challenges: dict[_Place, tuple[str, ...]] = {(area.aspect, area.area): area.challenges for area in strategy}
    found: dict[_Place, list[str]] = {(area.aspect, area.area): [] for area in strategy}
    known: dict[_Place, _Place] = {}
    for action in sorted(snapshot.actions, key=lambda action: action.position):
        written = (action.aspect, action.area)
        if written not in known:
            known[written] = _place(action, strategy, tuple(found))
        found.setdefault(known[written], []).append(action.nr)
    order = _ordered([aspect for aspect, _ in found], lettered=not strategy)
    rows = (
        AreaRow(aspect=aspect, area=area, nrs=tuple(nrs), challenges=challenges.get((aspect, area), ()))
        for (aspect, area), nrs in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (order.index(row.aspect), row.area is None)))


def _merged(areas: Iterable[PriorityArea]) -> tuple[PriorityArea, ...]:
    """Take an area that the strategy lists twice once, with all its challenges."""
    found: dict[tuple[str, str], list[str]] = {}
    for area in areas:
        found.setdefault((area.aspect, area.area), []).extend(area.challenges)
    return tuple(
        PriorityArea(aspect=aspect, area=area, challenges=tuple(dict.fromkeys(said)))
        for (aspect, area), said in found.items()
    )


def _place(action: Action, strategy: tuple[PriorityArea, ...], places: tuple[_Place, ...]) -> _Place:
    """Return the strategy's place for an action; where it has none, the plan's own, under one spelling."""
    if action.area and (named := named_area(action.aspect, action.area, strategy)):
        return named.aspect, named.area
    aspect = named_like(action.aspect, _named(place[0] for place in places)) if action.aspect else None
    aspect = aspect or action.aspect
    beside = _named(place[1] for place in places if place[0] == aspect)
    area = named_like(action.area, beside) if action.area else None
    return aspect, area or action.area


def _named(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _ordered(aspects: Iterable[str | None], *, lettered: bool) -> list[str | None]:
    """Return the aspects once each, those without a name last; by their letters where no strategy orders them."""
    found = list(dict.fromkeys(aspects))
    letters = {aspect: match[1] for aspect in found if aspect and (match := _LETTERED.match(aspect))}
    if lettered and len(letters) == len(_named(found)):
        found.sort(key=lambda aspect: letters.get(aspect or "", ""))
    return sorted(found, key=lambda aspect: aspect is None)
