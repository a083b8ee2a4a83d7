"""Count the same for each aspect and each priority area, so that a number of one area is traced like any other.

A figure of a place is named by it: ``aspect.2.late``, ``area.2.1.by_implementation.completed``; places are
numbered from 1 in the order of the summary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from plans.model import Forecast, Implementation
from plans.summary.accounts import Account
from plans.summary.areas import area_rows
from plans.summary.blocks import AreaRow
from plans.summary.counts.figure import Figure, RowKind, categories, count, count_of
from plans.summary.counts.round import Round


@dataclass(frozen=True, slots=True)
class Place:
    """An aspect, or a priority area in it, and what the names of its figures begin with."""

    prefix: str
    aspect: str | None
    area: str | None
    nrs: tuple[str, ...]

    def is_of(self, row: AreaRow) -> bool:
        """Tell whether this is the place of an area's row."""
        return (self.aspect, self.area) == (row.aspect, row.area)


def places(rows: Iterable[AreaRow]) -> tuple[Place, ...]:
    """Return each aspect followed by its areas, numbered in their order."""
    found: list[Place] = []
    for n, (aspect, areas) in enumerate(groupby(rows, key=lambda row: row.aspect), start=1):
        kept = list(areas)
        found.append(Place(f"aspect.{n}", aspect, None, tuple(nr for row in kept for nr in row.nrs)))
        found += [Place(f"area.{n}.{m}", aspect, row.area, row.nrs) for m, row in enumerate(kept, start=1)]
    return tuple(found)


def by_place(of: Round) -> Iterator[Figure]:
    """Count the actions of each place: all, by status and forecast, deviating, unheard."""
    rows = area_rows(of.snapshot)
    by_nr = {account.nr: account for account in of.told}
    for place in places(rows):
        yield from _of_place(place.prefix, [by_nr[nr] for nr in place.nrs])
    named = [(place.prefix, place) for place in places(rows) if place.prefix.startswith("area.") and place.area]
    empty = (prefix for prefix, place in named if not place.nrs)
    yield count("areas_without_action", empty, len(named), RowKind.AREA)


def _of_place(prefix: str, told: list[Account]) -> Iterator[Figure]:
    total = len(told)
    yield count_of(f"{prefix}.actions", told, total)
    yield from categories(f"{prefix}.by_implementation", told, Implementation, lambda account: account.implementation)
    yield from categories(f"{prefix}.by_forecast", told, Forecast, lambda account: account.forecast)
    yield count_of(f"{prefix}.deviating", [account for account in told if account.deviates], total)
    yield count_of(f"{prefix}.unheard", [account for account in told if account.implementation is None], total)
    yield count_of(f"{prefix}.confirmed_this_year", [account for account in told if account.updates], total)
    yield count_of(f"{prefix}.late", [account for account in told if account.late_days], total)
