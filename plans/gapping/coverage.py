"""Hold the plan against the strategy's tree: which priority areas and challenges have an action that works on them.

Names are compared without letter prefixes and small words, so that "C. Hållbar utveckling och resiliens" is the
strategy's "C. Hållbar utveckling och resiliens inom life science". Whether an action speaks of a challenge is judged by
its words (`plans.gapping.likeness`): a finding to check, whose evidence names the words and the nearest action.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from plans.gapping.likeness import Overlap, overlap, rarity, stems
from plans.model import Action, Implementation, PriorityArea

_PREFIX = re.compile(r"^\s*(?:[A-ZÅÄÖ]|\d{1,2}(?:\.\d{1,2})*)[.):]\s+")
_MARK = re.compile(r"\b(?:\d+|[A-ZÅÄÖ])\b")  # "Delområde 1" is never "Delområde 2"
_ALIKE = 0.6  # of the words of two names that both have, to be the same name
_SPOKEN, _SPOKEN_SHARE = (
    0.95,
    0.12,
)  # one distinctive word, and not one of very many: the action speaks of the challenge
_SPOKEN_ELSEWHERE = 2.0  # distinctive words from an action in another area of the same aspect
_TOUCHED = 0.5  # less than a word, yet something: worth naming as the nearest
_GONE = frozenset({Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED})
_SHARED_SCOPE = re.compile(
    r"gemensam|övergripande|båda|hela|samtliga|joint|common|shared|both|all\b|\w[,/+&–-] ?\w|\b(?:och|and)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The action that comes nearest to a challenge, and how near."""

    action: Action | None
    overlap: Overlap
    covered: bool

    @property
    def touched(self) -> bool:
        """Tell whether the action says something of the challenge, though not enough to count."""
        return self.overlap.weight >= _TOUCHED


@dataclass(frozen=True, slots=True)
class Coverage:
    """The plan's actions, placed in the strategy's tree; `weights` is what each word of the challenges tells."""

    areas: tuple[PriorityArea, ...]
    placed: tuple[tuple[Action, PriorityArea | None], ...]
    weights: Mapping[str, float]

    def actions_in(self, area: PriorityArea) -> tuple[Action, ...]:
        """Return the actions that stand in `area`."""
        return tuple(action for action, place in self.placed if place == area)

    def nearest(self, area: PriorityArea, challenge: str) -> Nearest:
        """Return which action speaks most of `challenge`: one in its area, else one in its aspect that clearly does."""
        given = stems(area.area)
        own = _best(self.actions_in(area), challenge, self.weights, given)
        if own.overlap.weight >= _SPOKEN and own.overlap.share >= _SPOKEN_SHARE:
            return Nearest(own.action, own.overlap, covered=True)
        beside = tuple(
            action for action, place in self.placed if place and place != area and place.aspect == area.aspect
        )
        other = _best(beside, challenge, self.weights, given)
        if other.overlap.weight >= _SPOKEN_ELSEWHERE:
            return Nearest(other.action, other.overlap, covered=True)
        return max(own, other, key=lambda one: one.overlap.weight)


def cover(areas: Sequence[PriorityArea], actions: Sequence[Action]) -> Coverage:
    """Place every action that is not discontinued, merged or superseded in the strategy's tree."""
    live = [action for action in actions if action.implementation not in _GONE]
    weights = rarity(
        (challenge for area in areas for challenge in area.challenges), (spoken_text(action) for action in live)
    )
    return Coverage(tuple(areas), tuple((action, _place(action, areas, weights)) for action in live), weights)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names of an aspect or area mean the same one."""
    return _name_likeness(one, other) >= _ALIKE


def named_area(aspect: str | None, name: str, areas: Sequence[PriorityArea]) -> PriorityArea | None:
    """Return the area that a plan's `name` means, of several so called the one whose aspect is most like `aspect`."""
    ranked = [
        (_name_likeness(name, area.area), _name_likeness(aspect, area.aspect) if aspect else 0.0, area)
        for area in areas
    ]
    named = [entry for entry in ranked if entry[0] >= _ALIKE]
    return max(named, key=lambda entry: entry[:2])[2] if named else None


def named_like(name: str, names: Iterable[str]) -> str | None:
    """Return which of `names` means the same as `name`, the likest first, or None."""
    ranked = [(_name_likeness(name, other), other) for other in names]
    best = max(ranked, key=lambda entry: entry[0], default=(0.0, None))
    return best[1] if best[0] >= _ALIKE else None


def is_shared(scope: str) -> bool:
    """Tell whether a scope stands for all regions together ("Gemensamma", "regionövergripande")."""
    return _SHARED_SCOPE.search(scope) is not None


def spoken_text(action: Action) -> str:
    """Return the words of an action that say what it is about."""
    return ". ".join(filter(None, (action.title, action.goal, action.indicator, action.comment)))


def _best(actions: Sequence[Action], challenge: str, weights: Mapping[str, float], given: frozenset[str]) -> Nearest:
    nearest = Nearest(None, Overlap(0.0, 0.0, ()), covered=False)
    for action in actions:
        found = overlap(challenge, spoken_text(action), weights, given)
        if found.weight > nearest.overlap.weight or nearest.action is None:
            nearest = Nearest(action, found, covered=False)
    return nearest


def _place(action: Action, areas: Sequence[PriorityArea], weights: Mapping[str, float]) -> PriorityArea | None:
    if action.area:
        return named_area(action.aspect, action.area, areas)
    within = [area for area in areas if not action.aspect or same_name(action.aspect, area.aspect)]
    spoken = [(overlap(_subject(area), spoken_text(action), weights).weight, area) for area in within]
    best = max(spoken, key=lambda entry: entry[0], default=(0.0, None))
    return best[1] if best[0] >= _SPOKEN else None


def _subject(area: PriorityArea) -> str:
    return " ".join((area.area, *area.challenges))


@cache
def _name_likeness(one: str, other: str) -> float:
    first, second = _name(one), _name(other)
    if first.casefold() == second.casefold():
        return 2.0  # before any other name, however alike
    mine, theirs = stems(first), stems(second)
    if not mine or not theirs or set(_MARK.findall(first)) != set(_MARK.findall(second)):
        return 0.0
    common = len(mine & theirs)
    if common == min(len(mine), len(theirs)) and common > 1:
        return 1.0  # one name says all of the other
    return common / len(mine | theirs)


def _name(text: str) -> str:
    return " ".join(_PREFIX.sub("", text).strip(" .:").split())
