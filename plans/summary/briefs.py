"""The other summaries that people ask for all year: of a place, since a day, of an action, for a meeting.

A brief is written by the report's own sections over the part of a snapshot that it is about, so that its numbers are
counted by the same rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from plans.model import Action, Gap, PriorityArea, Snapshot
from plans.summary.blocks import Block
from plans.summary.outline import Part
from plans.summary.sections import brief, closing, measured, middle, opening
from plans.summary.sections.material import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is asked for: its kind, what it is about as the reader calls it, which actions, and what it holds."""

    kind: str  # a key of the texts ``brief.title``
    about: str | date
    nrs: frozenset[str] | None  # None: the whole plan
    parts: tuple[Part, ...]


def of_place(about: str, actions: Iterable[Action]) -> Brief:
    """Return the brief of an aspect, a priority area or a region."""
    parts = _parts(
        overview=opening.overview, actions=brief.actions, deviations=middle.deviations, gaps=closing.gap_analysis
    )
    return Brief(kind="place", about=about, nrs=_numbers(actions), parts=parts)


def of_organisation(about: str, actions: Iterable[Action]) -> Brief:
    """Return the brief of what an organisation has taken on, alone or with others."""
    parts = _parts(actions=brief.actions, indicators=measured.indicators, coming=brief.coming)
    return Brief(kind="organisation", about=about, nrs=_numbers(actions), parts=parts)


def of_action(action: Action) -> Brief:
    """Return the history of one action."""
    return Brief(kind="action", about=action.nr, nrs=frozenset({action.nr}), parts=_parts(history=brief.history))


def since(day: date, actions: Iterable[Action] | None = None) -> Brief:
    """Return what has happened from a day on, in the whole plan or with some actions."""
    parts = _parts(since=partial(brief.since, day=day), coming=brief.coming)
    return Brief(kind="since", about=day, nrs=None if actions is None else _numbers(actions), parts=parts)


def for_meeting(about: str | date, actions: Iterable[Action] | None = None) -> Brief:
    """Return the page to have in hand at a meeting: how it stands, what deviates, what to decide, what comes."""
    parts = _parts(overview=opening.overview, coming=brief.coming)
    return Brief(kind="meeting", about=about, nrs=None if actions is None else _numbers(actions), parts=parts)


def pulse(day: date) -> Brief:
    """Return the half-year pulse: how it stands, and what has happened from a day on."""
    parts = _parts(overview=opening.overview, since=partial(brief.since, day=day), coming=brief.coming)
    return Brief(kind="pulse", about=day, nrs=None, parts=parts)


def narrowed(snapshot: Snapshot, nrs: frozenset[str] | None) -> Snapshot:
    """Return a snapshot as if the plan held these actions alone; its id stays, for that is what it was taken from."""
    if nrs is None:
        return snapshot
    kept = tuple(action for action in snapshot.actions if action.nr in nrs)
    return replace(
        snapshot,
        actions=kept,
        requests=tuple(each for each in snapshot.requests if each.nr in nrs),
        updates=tuple(each for each in snapshot.updates if each.nr in nrs),
        delegations=tuple(each for each in snapshot.delegations if each.nr in nrs),
        dispatches=tuple(each for each in snapshot.dispatches if nrs & set(each.nrs)),
        decisions=tuple(each for each in snapshot.decisions if each.nr in nrs),
        evidence=tuple(each for each in snapshot.evidence if each.nr in nrs),
        areas=tuple(area for area in snapshot.areas if any(_is_in(action, area) for action in kept)),
        gaps_found=tuple(each for each in snapshot.gaps_found if is_about(each.gap, nrs)),
        gap_notes=(),
    )


def is_about(gap: Gap, nrs: frozenset[str] | None) -> bool:
    """Tell whether a gap is of one of these actions."""
    return nrs is None or gap.values.get("nr") in nrs


def _is_in(action: Action, area: PriorityArea) -> bool:
    return (action.area or "").casefold() == area.area.casefold()


def _numbers(actions: Iterable[Action]) -> frozenset[str]:
    return frozenset(action.nr for action in actions)


def _parts(**writers: Callable[[Material], Iterable[Block]]) -> tuple[Part, ...]:
    return tuple(Part(f"brief_{key}", str(n), write) for n, (key, write) in enumerate(writers.items(), start=1))
