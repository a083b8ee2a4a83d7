"""Tell apart actions whose numbers begin anew on each sheet, in each section or in each file ("1, 2, 3" everywhere).

A number has to mean one action in the whole plan. Where bare numbers begin anew, those of each series get letters of
its own before them (S1, U1). What is stored already keeps its number, whatever files come in together, so that a
plan can be imported again and again. A number written twice by mistake is none of this: it stays an error.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from plans.model import Action

_BARE = re.compile(r"\d+(?:\.\d+)*")
_SAYS_NOTHING = re.compile(
    r"(?:blad|sheet|ark|tabell|table|plan|handlingsplan[^\W_]*|åtgärd[^\W_]*|action|region|kopia|copy|slutlig|final|v)"
    r"(?=[\W\d_]|$)|[\W\d_]+",
    re.IGNORECASE,
)
_ALIKE = 0.6  # share of matching characters: the same action, its words edited


@dataclass(frozen=True, slots=True)
class Series:
    """Actions that are numbered together: which of them (their places), and the name of where they stand."""

    places: tuple[int, ...]
    name: str

    def of(self, actions: Sequence[Action]) -> list[Action]:
        """Return the series' own actions."""
        return [actions[place] for place in self.places]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A series that got letters before its numbers."""

    name: str
    prefix: str
    actions: tuple[Action, ...]


def told_apart(
    actions: Sequence[Action], stored: Sequence[Action] = ()
) -> tuple[tuple[Action, ...], tuple[Renumbered, ...]]:
    """Return the actions in the same order with numbers of their own, and the series that were given letters."""
    series = [one for one in _series(actions) if all(_BARE.fullmatch(action.nr) for action in one.of(actions))]
    taken = {_letters(action.nr) for action in (*actions, *stored)}
    result, renumbered = list(actions), []
    for one in series:
        own = one.of(actions)
        prefix = _known_prefix(own, stored)
        if prefix is None and (_begins_anew(one, series, actions) or _belongs_to_others(own, stored)):
            prefix = _new_prefix(one.name, taken)
        if not prefix:
            continue
        taken.add(prefix.casefold())
        for place in one.places:
            result[place] = replace(actions[place], nr=f"{prefix}{actions[place].nr}")
        renumbered.append(Renumbered(one.name, prefix, tuple(one.of(result))))
    return tuple(result), tuple(renumbered)


def _series(actions: Sequence[Action]) -> list[Series]:
    """Return the numbered actions by file and sheet, by scope or aspect too where numbers begin anew within a sheet."""
    found: list[Series] = []
    for places in _grouped(actions, range(len(actions)), lambda one: (one.source.file, one.source.sheet)):
        parts = [places]
        for finer in (lambda one: one.scope, lambda one: one.aspect, lambda one: one.area):
            if any(_repeats(actions, part) for part in parts):
                parts = [split for part in parts for split in _grouped(actions, part, finer)]
        found += [
            Series(tuple(part), _name(actions, part, len(found) + at, within=len(parts) > 1))
            for at, part in enumerate(parts, start=1)
        ]
    return found


def _grouped(actions: Sequence[Action], places: Iterable[int], key: Callable[[Action], Hashable]) -> list[list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for place in places:
        if actions[place].nr:
            groups.setdefault(key(actions[place]), []).append(place)
    return list(groups.values())


def _repeats(actions: Sequence[Action], places: Sequence[int]) -> bool:
    """Tell whether the first number of these comes back: then they begin anew; any other repeated one is a slip."""
    first = actions[places[0]].nr
    return sum(1 for place in places if actions[place].nr == first) > 1


def _name(actions: Sequence[Action], places: Sequence[int], number: int, *, within: bool) -> str:
    """Return the name of where a series stands: its scope, the section (`within` a sheet), the sheet or the file."""
    first = actions[places[0]]
    sections = [shared for field in ("aspect", "area") if (shared := _shared(actions, places, field))]
    sheet = first.source.sheet or ""
    files = (sheet if _telling(sheet) else "", _telling(first.source.file.rpartition(".")[0]))
    names = [_shared(actions, places, "scope"), *(sections if within else ()), *files]
    return next(filter(None, names), str(number))


def _shared(actions: Sequence[Action], places: Sequence[int], field: str) -> str:
    names = {getattr(actions[place], field) for place in places}
    return str(names.pop() or "") if len(names) == 1 else ""


def _telling(name: str) -> str:
    return _SAYS_NOTHING.sub(" ", name).strip()


def _begins_anew(one: Series, series: Sequence[Series], actions: Sequence[Action]) -> bool:
    first = actions[one.places[0]].nr
    return any(other is not one and actions[other.places[0]].nr == first for other in series)


def _belongs_to_others(own: Sequence[Action], stored: Sequence[Action]) -> bool:
    """Tell whether most of the numbers are taken by another scope's actions, read from another file."""
    known = {action.nr: action for action in stored}
    met = [(action, known[action.nr]) for action in own if action.nr in known]
    others = [
        there
        for here, there in met
        if there.source.file != here.source.file
        and _place(here) != _place(there)
        and not _alike(here.title, there.title)
    ]
    return bool(met) and len(others) * 2 > len(met)


def _place(action: Action) -> str:
    return action.scope or _telling(action.source.file.rpartition(".")[0]).casefold()


def _known_prefix(own: Sequence[Action], stored: Sequence[Action]) -> str | None:
    """Return the letters that the store has before these numbers ("" for none); None where it knows too few of them."""
    titles = Counter[str]()
    for action in own:
        for known in stored:
            same_number = known.nr.endswith(action.nr) and known.scope == action.scope
            if (
                same_number
                and _alike(known.title, action.title)
                and not known.nr.removesuffix(action.nr)[-1:].isdigit()
            ):
                titles[known.nr.removesuffix(action.nr)] += 1
    prefix, count = titles.most_common(1)[0] if titles else ("", 0)
    return prefix if count * 2 >= len(own) else None


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= _ALIKE


def _new_prefix(name: str, taken: set[str]) -> str:
    """Return the fewest first letters of `name` that no other numbers have, or its number and a dot."""
    letters = "".join(sign for sign in _telling(name) or name if sign.isalpha()).upper()
    lengths = range(1, len(letters) + 1)
    short = next((letters[:length] for length in lengths if letters[:length].casefold() not in taken), None)
    return short or f"{name}."


def _letters(nr: str) -> str:
    return re.split(r"\d", nr, maxsplit=1)[0].casefold()
