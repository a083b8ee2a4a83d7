"""What people have said of gaps: handled, accepted or closed with a reason, for as long as the evidence is the same.

A gap is known by its kind, its subject and its item; people name it by a short handle made from these. What the gap
rests on is remembered in the mark: when that changes (another end date, a new year, other words) the mark lapses and
the gap is open again.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plans.encoding import canonical
from plans.model import FoundGap, Gap, GapKind, GapMark, GapState

Key = tuple[GapKind, str, str]

_LETTERS = "bcdfghjkmnpqrstvwxz23456789"  # none that is taken for another, and no vowel, so that no word comes out
_LENGTH = 5
# The variables of a gap's texts that it rests on; of a kind that is not here its being there is all.
_RESTS_ON: Mapping[GapKind, tuple[str, ...]] = {
    GapKind.AREA_WITHOUT_ACTION: ("challenges",),
    GapKind.CHALLENGE_WITHOUT_ACTION: ("nr",),  # the action that comes nearest
    GapKind.GOAL_WITHOUT_ACTION: ("numbers",),
    GapKind.TARGET_NOT_MEASURABLE: ("target",),
    GapKind.INDICATOR_WITHOUT_VALUE: ("year",),
    GapKind.NEXT_STEP_FORGOTTEN: ("year",),
    GapKind.NARRATIVE_CONTRADICTS_NUMBER: ("case", "number", "quote"),
    GapKind.DUE_NOT_STARTED: ("end",),
    GapKind.OWNER_NEVER_ANSWERED: ("numbers", "count"),
    GapKind.AREA_IN_ONE_REGION_ONLY: ("region",),
}
_ORDER = {state: place for place, state in enumerate(GapState)}


@dataclass(frozen=True, slots=True)
class JudgedGap:
    """A gap with what a person has said of it; `lapsed` is a mark that no longer counts."""

    gap: Gap
    state: GapState = GapState.OPEN
    mark: GapMark | None = None
    lapsed: GapMark | None = None

    @property
    def handle(self) -> str:
        """The short name that people call the gap by."""
        return handle(self.gap)


def key(found: Gap | GapMark | FoundGap) -> Key:
    """Return what a gap is known by from year to year."""
    return found.kind, found.subject, found.item


def handle(gap: Gap) -> str:
    """Return the short name of a gap, the same wherever and whenever it is found."""
    number = int(hashlib.sha256("\n".join(key(gap)).encode()).hexdigest(), 16)
    letters = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def rests_on(gap: Gap) -> str:
    """Return the evidence that a mark is given on, as text that is the same for the same evidence."""
    return canonical({name: gap.values.get(name, "") for name in _RESTS_ON.get(gap.kind, ())})


def judged(gaps: Iterable[Gap], marks: Sequence[GapMark], history: Sequence[FoundGap] = ()) -> tuple[JudgedGap, ...]:
    """Return the gaps with what was last said of each, the open ones first, else in their order.

    By the `history` a mark on a gap that was closed since, and has come back, no longer counts.
    """
    latest = {key(mark): mark for mark in marks}
    times = {key(found): found for found in history}
    found = (_judged(gap, latest.get(key(gap)), times.get(key(gap))) for gap in gaps)
    return tuple(sorted(found, key=lambda one: _ORDER[one.state]))


def _judged(gap: Gap, mark: GapMark | None, last: FoundGap | None) -> JudgedGap:
    if mark is None or mark.state is GapState.OPEN:
        return JudgedGap(gap)
    gone_since = last is not None and mark.at < (last.closed_at or last.found_at)
    if gone_since or mark.rests_on != rests_on(gap):
        return JudgedGap(gap, lapsed=mark)
    return JudgedGap(gap, mark.state, mark)
