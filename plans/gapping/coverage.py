"""Hold the plan against the strategy's tree: which priority areas and challenges have an action that works on them.

Names are compared without letter prefixes and small words, so that "C. Hållbar utveckling och resiliens" is the
strategy's "C. Hållbar utveckling och resiliens inom life science". Whether an action speaks of a challenge is judged by
its words (`plans.gapping.likeness`): a finding to check, whose evidence names the words and the nearest action.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from plans.gapping.likeness import NOTHING, Overlap, Subject, rarity, stems, subject_of
from plans.gapping.vocabulary import Vocabulary
from plans.model import Action, Implementation, PriorityArea

_PREFIX = re.compile(r"^\s*(?:[A-ZÅÄÖ]|\d{1,2}(?:\.\d{1,2})*)[.):]\s+")
_MARK = re.compile(r"\b(?:\d+|[A-ZÅÄÖ])\b")  # "Delområde 1" is never "Delområde 2"
_ALIKE = 0.6  # of the words of two names that both have, to be the same name
# Distinctive words, and the share of all of a challenge's, from which an action in its area speaks of it …
_SPOKEN, _SPOKEN_SHARE = 0.95, 0.12
_HALF_SPOKEN, _HALF_SPOKEN_SHARE = 0.5, 0.15  # … also by less, when it speaks of no other challenge as much …
_SPOKEN_TOO, _SPOKEN_TOO_SHARE = 1.3, 0.25  # … when the action speaks more of another challenge …
_SPOKEN_ELSEWHERE = 2.0  # … when it stands in another area of the same aspect.
_TOUCHED = 0.5  # less than a word, yet something: worth naming as the nearest
_TOUCHED_ELSEWHERE, _TOUCHED_ELSEWHERE_SHARE = 0.95, 0.4  # from an action in another aspect
_GONE = frozenset({Implementation.DISCONTINUED, Implementation.MERGED, Implementation.SUPERSEDED})
_SHARED_SCOPE = re.compile(
    r"gemensam|övergripande|båda|hela|samtliga|joint|common|shared|both|all\b|\w[,/+&–-] ?\w|\b(?:och|and)\b",
    re.IGNORECASE,
)


class How(Enum):
    """How surely an action works on a challenge."""

    SPEAKS = "speaks"  # by its words
    TOUCHES = "touches"  # by some of its words
    STANDS_BESIDE = "stands_beside"  # it is in the same area and speaks of no challenge there
    NOT_AT_ALL = "not_at_all"


@dataclass(frozen=True, slots=True)
class Nearest:
    """The action that comes nearest to a challenge, and how near."""

    action: Action | None = None
    overlap: Overlap = NOTHING
    how: How = How.NOT_AT_ALL

    @property
    def covered(self) -> bool:
        """Tell whether the action works on the challenge."""
        return self.how is How.SPEAKS

    @property
    def perhaps(self) -> bool:
        """Tell whether the action may work on the challenge, so that somebody should read it."""
        return self.how in {How.TOUCHES, How.STANDS_BESIDE}


@dataclass(frozen=True)  # no slots: what is looked up is kept
class Coverage:
    """The plan's actions, placed in the strategy's tree; `weights` is what each word of the challenges tells.

    `vocabulary` has the words of the actions.
    """

    areas: tuple[PriorityArea, ...]
    placed: tuple[tuple[Action, PriorityArea | None], ...]
    weights: Mapping[str, float]
    vocabulary: Vocabulary

    def actions_in(self, area: PriorityArea) -> tuple[Action, ...]:
        """Return the actions that stand in `area`."""
        return self._by_area.get(area, ())

    def nearest(self, area: PriorityArea, challenge: str) -> Nearest:
        """Return which action works on `challenge`, or comes nearest to it.

        One in its area first, then one in its aspect that clearly speaks of it. An action is of the challenge that it
        speaks most of; it works on another too when it says much of that one. One that speaks of no challenge in its
        area may be of any of them.
        """
        own = self._spoken(self.actions_in(area), area, challenge)
        for action, found in own:
            too = found.weight >= _SPOKEN_TOO and found.share >= _SPOKEN_TOO_SHARE
            if too or self._subject_of(action, area) == challenge:
                return Nearest(action, found, How.SPEAKS)
        beside = self._spoken((a for a, place in self.placed if _shares_aspect(place, area)), area, challenge)
        if beside and beside[0][1].weight >= _SPOKEN_ELSEWHERE:
            return Nearest(*beside[0], How.SPEAKS)
        return self._perhaps(area, own, beside, challenge)

    def _perhaps(self, area: PriorityArea, own: "_Found", beside: "_Found", challenge: str) -> Nearest:
        near = max((*own, *beside), key=lambda one: one[1].weight, default=(None, NOTHING))
        if near[1].weight >= _TOUCHED:
            return Nearest(near[0], near[1], How.TOUCHES)
        if free := [one for one in own if self._subject_of(one[0], area) is None]:
            return Nearest(*free[0], How.STANDS_BESIDE)
        away = self._spoken((a for a, place in self.placed if place and place.aspect != area.aspect), area, challenge)
        if away and away[0][1].weight >= _TOUCHED_ELSEWHERE and away[0][1].share >= _TOUCHED_ELSEWHERE_SHARE:
            return Nearest(*away[0], How.TOUCHES)
        return Nearest(near[0], near[1])

    def _spoken(self, actions: Iterable[Action], area: PriorityArea, challenge: str) -> "_Found":
        """Return how much each action speaks of a challenge: first those whose own challenge it is, the most first."""
        found = [(action, self._overlap(action, area, challenge)) for action in actions]
        return sorted(found, key=lambda one: (self._subject_of(one[0], area) != challenge, -one[1].weight))

    def _subject_of(self, action: Action, area: PriorityArea) -> str | None:
        """Return the challenge that an action speaks most of, None when it speaks of none in its aspect."""
        return self._subjects.get((action.nr, area))

    def _overlap(self, action: Action, area: PriorityArea, challenge: str) -> Overlap:
        wanted = self._taken_apart[area, challenge]
        found = self._overlaps.get((action.nr, wanted))
        if found is None:
            found = self._overlaps[action.nr, wanted] = self.vocabulary.overlap(wanted, spoken_text(action))
        return found

    @cached_property
    def _overlaps(self) -> dict[tuple[str, Subject], Overlap]:
        return {}

    @cached_property
    def _taken_apart(self) -> Mapping[tuple[PriorityArea, str], Subject]:
        return {
            (area, challenge): subject_of(challenge, self.weights, stems(area.area))
            for area in self.areas
            for challenge in area.challenges
        }

    @cached_property
    def _by_area(self) -> Mapping[PriorityArea, tuple[Action, ...]]:
        groups: dict[PriorityArea, list[Action]] = {}
        for action, place in self.placed:
            if place:
                groups.setdefault(place, []).append(action)
        return {area: tuple(actions) for area, actions in groups.items()}

    @cached_property
    def _subjects(self) -> Mapping[tuple[str, PriorityArea], str]:
        found = ((action, place, self._subject(action, place)) for action, place in self.placed if place)
        return {(action.nr, place): challenge for action, place, challenge in found if challenge is not None}

    def _subject(self, action: Action, place: PriorityArea) -> str | None:
        """Return the challenge that an action is of: the one it speaks most of, in another area only when clearly."""
        said = [
            (self._overlap(action, area, challenge), area == place, challenge)
            for area in self.areas
            if area.aspect == place.aspect
            for challenge in area.challenges
        ]
        fit = [one for one in said if _is_spoken_of(one[0], half=one[1])]
        best = max(fit, key=lambda one: (one[0].weight, one[0].share), default=None)
        return best[2] if best else None


_Found = list[tuple[Action, Overlap]]


def cover(areas: Sequence[PriorityArea], actions: Sequence[Action]) -> Coverage:
    """Place every action that is not discontinued, merged or superseded in the strategy's tree."""
    live = [action for action in actions if action.implementation not in _GONE]
    weights = rarity((challenge for area in areas for challenge in area.challenges), _texts_by_place(live))
    vocabulary = Vocabulary(spoken_text(action) for action in live)
    placing = _Placing(areas, weights, vocabulary)
    return Coverage(tuple(areas), tuple((action, placing.place(action)) for action in live), weights, vocabulary)


def _texts_by_place(actions: Iterable[Action]) -> Iterator[str]:
    """Return what the actions of each place say together: a word that many of one place use still tells of it."""
    groups: dict[tuple[str | None, str | None], list[str]] = {}
    for action in actions:
        groups.setdefault((action.aspect, action.area), []).append(spoken_text(action))
    return (". ".join(texts) for texts in groups.values())


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


def _is_spoken_of(found: Overlap, *, half: bool) -> bool:
    """Tell whether an action says enough of a challenge to be of it; `half`: a little is enough."""
    clearly = found.weight >= _SPOKEN and found.share >= _SPOKEN_SHARE
    return clearly or (half and found.weight >= _HALF_SPOKEN and found.share >= _HALF_SPOKEN_SHARE)


def _shares_aspect(one: PriorityArea | None, other: PriorityArea) -> bool:
    """Tell whether two areas are different ones of the same aspect."""
    return one is not None and one != other and one.aspect == other.aspect


class _Placing:
    """Finds the place of each action in the strategy's tree."""

    def __init__(self, areas: Sequence[PriorityArea], weights: Mapping[str, float], vocabulary: Vocabulary) -> None:
        self._areas = areas
        self._vocabulary = vocabulary
        self._subjects = {area: subject_of(_subject(area), weights) for area in areas}
        self._named: dict[tuple[str | None, str], PriorityArea | None] = {}

    def place(self, action: Action) -> PriorityArea | None:
        """Return the area that an action names, or, when it names none, that it speaks of."""
        if action.area:
            key = action.aspect, action.area
            if key not in self._named:
                self._named[key] = named_area(*key, self._areas)
            return self._named[key]
        within = [area for area in self._areas if not action.aspect or same_name(action.aspect, area.aspect)]
        text = spoken_text(action)
        said = [(self._vocabulary.overlap(self._subjects[area], text).weight, area) for area in within]
        best = max(said, key=lambda entry: entry[0], default=(0.0, None))
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
