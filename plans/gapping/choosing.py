"""Choose among gaps: by aspect, area, region, kind, action number or state, also as people write it in a line.

Where a gap belongs is read from the actions it is about, or from the strategy's own place of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from plans.gapping.coverage import named_like, same_name
from plans.gapping.likeness import stems
from plans.gapping.marks import JudgedGap
from plans.model import Action, Gap, GapKind, GapState, PriorityArea
from plans.places import is_called, is_in

_LITTLE = re.compile(
    r"^(?:i|för|om|inom|på|av|med|the|in|for|of|about|with)\s+|\b(?:gap(?:en|s)?|visa|show|alla|all)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:aspekt(?:en)?|aspect|område(?:t)?|priority area|area|region(?:en)?|åtgärd(?:en)?|action)\s+", re.IGNORECASE
)
_SHORTEST = 2  # letters; a name that is only begun has more
_LETTER = re.compile(r"[A-ZÅÄÖ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a gap is about, in the plan's own names."""

    aspects: frozenset[str]
    areas: frozenset[str]
    scopes: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to show; what is None is not asked about."""

    aspect: str | None = None
    area: str | None = None
    scope: str | None = None
    kind: GapKind | None = None
    state: GapState | None = None
    nr: str | None = None


def chosen(gaps: Iterable[JudgedGap], choice: Choice, actions: Sequence[Action]) -> tuple[JudgedGap, ...]:
    """Return the gaps that `choice` asks for, in their order."""
    known = {action.nr: action for action in actions}
    return tuple(one for one in gaps if _fits(one, choice, place_of(one.gap, known)))


def led(gaps: Iterable[JudgedGap], areas: Sequence[str], actions: Sequence[Action]) -> tuple[JudgedGap, ...]:
    """Return the gaps of what somebody leads: of the areas themselves, and of actions that all stand in them.

    A gap that is also about what stands elsewhere is left out: it says something of what is not theirs to see.
    """
    known = {action.nr: action for action in actions}
    return tuple(one for one in gaps if _is_led(one.gap, areas, known))


def _is_led(gap: Gap, areas: Sequence[str], actions: Mapping[str, Action]) -> bool:
    place = place_of(gap, actions)
    about = [actions[nr] for nr in {*place.numbers, gap.subject} if nr in actions]
    if about:
        return all(any(is_in(action, area) for area in areas) for action in about)
    names = place.aspects | place.areas | place.scopes
    return any(is_called(name, area) or same_name(name, area) for name in names for area in areas)


def unknown_in(choice: Choice, actions: Sequence[Action], areas: Sequence[PriorityArea]) -> tuple[str, str] | None:
    """Return the first name in `choice` that neither plan nor strategy has, with the names there are; None: all are."""
    there = (
        (choice.aspect, [area.aspect for area in areas] + [action.aspect for action in actions]),
        (choice.area, [area.area for area in areas] + [action.area for action in actions]),
        (choice.scope, [action.scope for action in actions]),
    )
    for wanted, names in there:
        known = _said(names)
        if wanted is not None and not any(_means(wanted, name) for name in known):
            return wanted, ", ".join(name for name in dict.fromkeys(names) if name)
    return None


def place_of(gap: Gap, actions: Mapping[str, Action]) -> Place:
    """Return where a gap belongs: the strategy's place where it has one, and that of the actions it is about."""
    named = [*gap.values.get("numbers", "").split(", "), gap.values.get("nr", "")]
    about = [actions[nr] for nr in named if nr in actions]
    strategic = {"aspect", "area"} <= gap.values.keys()
    placed = [] if strategic else about
    scopes = {gap.values.get(name) for name in ("region", "scope")} | set(gap.values.get("others", "").split(", "))
    if gap.kind is not GapKind.CHALLENGE_WITHOUT_ACTION:
        scopes |= {action.scope for action in about}
    return Place(
        aspects=_said([gap.values.get("aspect"), *(action.aspect for action in placed)]),
        areas=_said([gap.values.get("area"), *(action.area for action in placed)]),
        scopes=_said(scopes),
        numbers=frozenset(action.nr for action in about if gap.kind is not GapKind.CHALLENGE_WITHOUT_ACTION),
    )


def understood(
    line: str, actions: Sequence[Action], areas: Sequence[PriorityArea], titles: Mapping[GapKind, str]
) -> Choice | None:
    """Return what somebody asks for in a few words ("i aspekt C", "Uppsala", "utan rapportör", "S6"), None if unclear.

    Args:
        line: what they wrote.
        actions: the plan.
        areas: the strategy's tree.
        titles: what each kind is called where they read.
    """
    words = line.strip(" \t.:;,!?")
    while words != (shorter := _LITTLE.sub("", words).strip(" \t.:;,!?")):
        words = shorter
    name = _LABEL.sub("", words).strip()
    if not name:
        return Choice()
    tries: tuple[Callable[[], Choice | None], ...] = (
        lambda: _number(name, actions),
        lambda: _aspect(name, actions, areas),
        lambda: _scope(name, actions),
        lambda: _area(name, actions, areas),
        lambda: _kind(name, titles),
    )
    return next((found for attempt in tries if (found := attempt())), None)


def _fits(one: JudgedGap, choice: Choice, place: Place) -> bool:
    named = ((choice.aspect, place.aspects), (choice.area, place.areas), (choice.scope, place.scopes))
    return (
        choice.kind in {None, one.gap.kind}
        and choice.state in {None, one.state}
        and choice.nr in {None, *place.numbers}
        and all(wanted is None or any(_means(wanted, name) for name in names) for wanted, names in named)
    )


def _means(wanted: str, name: str) -> bool:
    if _LETTER.fullmatch(wanted):
        return name.upper().startswith(f"{wanted.upper()}.")
    return wanted.casefold() == name.casefold() or same_name(wanted, name)


def _said(names: Iterable[str | None]) -> frozenset[str]:
    return frozenset(name for name in names if name)


def _number(name: str, actions: Sequence[Action]) -> Choice | None:
    found = next((action.nr for action in actions if action.nr.casefold() == name.casefold()), None)
    return Choice(nr=found) if found else None


def _aspect(name: str, actions: Sequence[Action], areas: Sequence[PriorityArea]) -> Choice | None:
    names = [area.aspect for area in areas] + [action.aspect for action in actions if action.aspect]
    if _LETTER.fullmatch(name):
        lettered = next((aspect for aspect in names if aspect.upper().startswith(f"{name.upper()}.")), None)
        return Choice(aspect=lettered) if lettered else None
    found = named_like(name, names)
    return Choice(aspect=found) if found else None


def _scope(name: str, actions: Sequence[Action]) -> Choice | None:
    scopes = dict.fromkeys(action.scope for action in actions if action.scope)
    found = next((scope for scope in scopes if scope.casefold() == name.casefold()), None) or named_like(name, scopes)
    return Choice(scope=found) if found else None


def _area(name: str, actions: Sequence[Action], areas: Sequence[PriorityArea]) -> Choice | None:
    names = [area.area for area in areas] + [action.area for action in actions if action.area]
    begun = [
        area for area in dict.fromkeys(names) if len(name) > _SHORTEST and area.casefold().startswith(name.casefold())
    ]
    found = named_like(name, names) or (begun[0] if len(begun) == 1 else None)
    return Choice(area=found) if found else None


def _kind(name: str, titles: Mapping[GapKind, str]) -> Choice | None:
    """Return the kind that is so coded, or whose title has every word."""
    code = name.casefold().replace(" ", "_")
    if code in set(GapKind):
        return Choice(kind=GapKind(code))
    wanted = stems(name)
    found = [kind for kind, title in titles.items() if wanted and wanted <= stems(title)]
    return Choice(kind=found[0]) if found else None
