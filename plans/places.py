"""Which actions a place names: a priority area, an aspect or a part of the plan, as somebody writes it. Pure.

"Uppsala", "Data och infrastruktur", its beginning "data", and the letter or figure of one that has it: "område C",
"område 2" of a plan that writes "Insatsområde 2. Produktion".
"""

import re
from collections.abc import Iterable
from typing import Final

from plans.model import Action

_SORT: Final = re.compile(
    r"^(?:det |den |the )?(?:prioriterade )?(?:\w*(?:område|tema|spår)(?:t|et|n|na)?|aspekt(?:en)?|del(?:en)?|"
    r"län(?:et)?|regionen?|(?:priority|focus) area|areas?|aspect|theme|part|region)\s+",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(r"^(?P<letter>[a-zåäö]|\d{1,2})[.):]?\s+(?P<name>.+)$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\w{3,}\s+(?:[a-zåäö]|\d{1,2})(?=[.):\s]|$)", re.IGNORECASE)
_SHORTEST: Final = 3  # letters of a beginning that counts as a name


def is_in(action: Action, place: str) -> bool:
    """Tell whether an action stands in the place."""
    wanted = _plain(place)
    return bool(wanted) and any(_names(held, wanted) for held in (action.scope, action.area, action.aspect) if held)


def is_called(name: str, place: str) -> bool:
    """Tell whether the name of an area, an aspect or a part of the plan is what somebody wrote."""
    wanted = _plain(place)
    return bool(wanted) and _names(name, wanted)


def found_in(actions: Iterable[Action], place: str) -> tuple[Action, ...]:
    """Return the actions that stand in the place, in their order; none where no such place is known.

    A place that is written in full is that one alone: "Data" is not also "Data och infrastruktur".
    """
    held = tuple(actions)
    wanted = _plain(place)
    exact = tuple(
        action
        for action in held
        if wanted in {_bare(name) for name in (action.scope, action.area, action.aspect) if name}
    )
    return exact or tuple(action for action in held if is_in(action, place))


def short_name(actions: Iterable[Action]) -> str:
    """Return what a place of the plan may be called for short, to be shown as an example; "" where it has none.

    A part's name as it is, else an area by its figure or letter ("insatsområde 2"), else the shortest name there is.
    """
    held = tuple(actions)
    if scope := next((action.scope for action in held if action.scope), None):
        return scope
    names = [name for action in held for name in (action.area, action.aspect) if name]
    numbered = next((found for name in names if (found := _NUMBERED.match(name))), None)
    return numbered[0].casefold() if numbered else min(names, key=len, default="")


def _plain(place: str) -> str:
    return _bare(_SORT.sub("", place.strip(" .,!?\"'”“")))


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names(held: str, wanted: str) -> bool:
    name = _bare(held)
    return _is_named(name, wanted) or _is_named(_SORT.sub("", name), wanted)


def _is_named(name: str, wanted: str) -> bool:
    lettered = _LETTERED.match(name)
    if lettered:
        if wanted == lettered["letter"]:
            return True
        if _begins(lettered["name"], wanted):
            return True
    return _begins(name, wanted)


def _begins(name: str, wanted: str) -> bool:
    """Tell whether a name is what was written, or begins with it as whole words (or its genitive: "Uppsalas")."""
    if len(wanted) < _SHORTEST:
        return name == wanted
    return name == wanted or name.startswith(f"{wanted} ") or wanted == f"{name}s"
