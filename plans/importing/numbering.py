"""Give actions that the plan leaves unnumbered a number that stays the same at the next import.

First the stored action with the same title (in the same scope, where several have it) lends its number, then one whose
title is nearly the same; what is new gets the next free number of its sheet. So a plan without a number column can
be imported again and again, also with rows moved, and after its export it has the column.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from plans.model import Action

_ALIKE = 0.85  # share of matching characters; a corrected word, not another action
_PREFIXED = re.compile(r"(.*?)(\d+)")


def numbered(actions: Sequence[Action], stored: Iterable[Action] = ()) -> tuple[Action, ...]:
    """Return `actions` in the same order, every one with a number; numbers that are written are never touched."""
    taken = {action.nr.casefold() for action in actions if action.nr}
    free = [action for action in stored if action.nr.casefold() not in taken]
    found: dict[int, str] = {}
    for alike in (_same_title_and_scope, _same_title, _nearly_same):
        for place, action in enumerate(actions):
            if action.nr or place in found:
                continue
            if match := next((known for known in free if alike(action, known)), None):
                found[place] = match.nr
                free.remove(match)
    taken |= {nr.casefold() for nr in found.values()} | {action.nr.casefold() for action in free}
    prefixes = _prefixes(actions)
    result = []
    for place, action in enumerate(actions):
        nr = action.nr or found.get(place) or _next(prefixes[_group(action)], taken)
        taken.add(nr.casefold())
        result.append(replace(action, nr=nr))
    return tuple(result)


def _same_title_and_scope(one: Action, other: Action) -> bool:
    return _same_title(one, other) and one.scope == other.scope


def _same_title(one: Action, other: Action) -> bool:
    return _plain(one.title) == _plain(other.title)


def _nearly_same(one: Action, other: Action) -> bool:
    if one.scope != other.scope:
        return False
    return SequenceMatcher(None, _plain(one.title), _plain(other.title), autojunk=False).ratio() >= _ALIKE


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _group(action: Action) -> str:
    return action.scope or ""


def _prefixes(actions: Sequence[Action]) -> dict[str, str]:
    """Return the letters each scope's numbers begin with: those in use there, else the scope's own first letters."""
    groups = list(dict.fromkeys(_group(action) for action in actions))
    used = {group: _used_prefix(action.nr for action in actions if _group(action) == group) for group in groups}
    prefixes: dict[str, str] = {}
    for group in groups:
        letters = "".join(re.findall(r"[^\W\d_]", group)).upper()
        others = {prefix.casefold() for other, prefix in {**used, **prefixes}.items() if prefix and other != group}
        lengths = range(1, len(letters) + 1)
        own = next((letters[:length] for length in lengths if letters[:length].casefold() not in others), letters)
        given = used[group]
        prefixes[group] = own if given is None else given
    return prefixes


def _used_prefix(nrs: Iterable[str]) -> str | None:
    found = Counter(match.group(1) for nr in nrs if nr and (match := _PREFIXED.fullmatch(nr)))
    return found.most_common(1)[0][0] if found else None


def _next(prefix: str, taken: set[str]) -> str:
    number = 1
    while f"{prefix}{number}".casefold() in taken:
        number += 1
    return f"{prefix}{number}"
