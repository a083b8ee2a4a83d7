"""The history of gaps: when each was first found, and when the plan or its follow-up had closed it.

Each time gaps are looked for, what is new is added and what is no longer found is closed with that day. A gap that
comes back is a new one.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from plans.gapping.marks import key, rests_on
from plans.model import FoundGap, Gap, GapMark, GapState


@dataclass(frozen=True, slots=True)
class GapCounts:
    """How many gaps a year opened and closed, and how many were accepted and open when it ended, or are now.

    One that is being handled is open.
    """

    opened: int
    closed_by_plan: int
    closed_by_people: int
    accepted: int
    open: int


def followed(history: Sequence[FoundGap], gaps: Iterable[Gap], at: datetime) -> tuple[FoundGap, ...]:
    """Return what `gaps`, found at `at`, add to the history or change in it."""
    still = {key(found): found for found in history if found.closed_at is None}
    now = {key(gap): gap for gap in gaps}
    new = (_found(gap, at) for known, gap in now.items() if known not in still)
    gone = (replace(found, closed_at=at) for known, found in still.items() if known not in now)
    other = (
        replace(still[known], severity=gap.severity, values=gap.values)
        for known, gap in now.items()
        if known in still and (rests_on(still[known].gap) != rests_on(gap) or still[known].severity is not gap.severity)
    )
    return (*new, *gone, *other)


def brought_up(history: Sequence[FoundGap], gaps: Iterable[Gap], at: datetime) -> tuple[FoundGap, ...]:
    """Return the history as it is once `gaps`, found at `at`, are written down."""
    return tuple({found.id: found for found in (*history, *followed(history, gaps, at))}.values())


def counted(history: Iterable[FoundGap], marks: Iterable[GapMark], year: int) -> GapCounts:
    """Return the year's counts, by the marks that still hold at the year's end."""
    return GapCounts(**{name: len(found) for name, found in sorted_out(history, marks, year).items()})


def sorted_out(history: Iterable[FoundGap], marks: Iterable[GapMark], year: int) -> Mapping[str, tuple[FoundGap, ...]]:
    """Return the gaps behind each of the year's counts, under the names of `GapCounts`."""
    known = [found for found in history if found.found_at.year <= year]
    latest = {key(mark): mark for mark in marks if mark.at.year <= year}
    still = [found for found in known if found.closed_at is None or found.closed_at.year > year]
    said = {
        found.id: mark for found in still if (mark := latest.get(key(found))) and mark.rests_on == rests_on(found.gap)
    }
    closed = {one for one, mark in said.items() if mark.state is GapState.CLOSED}
    this_year = {one for one in closed if said[one].at.year == year}
    accepted = {one for one, mark in said.items() if mark.state is GapState.ACCEPTED}
    return {
        "opened": tuple(found for found in known if found.found_at.year == year),
        "closed_by_plan": tuple(found for found in known if found.closed_at and found.closed_at.year == year),
        "closed_by_people": tuple(found for found in still if found.id in this_year),
        "accepted": tuple(found for found in still if found.id in accepted),
        "open": tuple(found for found in still if found.id not in closed | accepted),
    }


def _found(gap: Gap, at: datetime) -> FoundGap:
    content = "\n".join((*key(gap), at.isoformat()))
    return FoundGap(
        id=hashlib.sha256(content.encode()).hexdigest()[:32],
        kind=gap.kind,
        subject=gap.subject,
        item=gap.item,
        severity=gap.severity,
        values=gap.values,
        found_at=at,
    )
