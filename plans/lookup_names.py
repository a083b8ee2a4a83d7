"""Which organisation of the plan a question names: "Karolinska", "Uppsala University", "Region Stockholm"."""

import re
from collections.abc import Iterator, Sequence

from plans.lookup_words import WORD as _WORD
from plans.model import Action

# English for what the names of Swedish organisations end in, and forms of it.
_SORTS = {
    "university": "universitet",
    "universitetet": "universitet",
    "municipality": "kommun",
    "kommunen": "kommun",
    "regionen": "region",
    "hospital": "sjukhus",
    "sjukhuset": "sjukhus",
}
_GENERIC = frozenset(
    (  # noqa: SIM905 - words read best as running text
        "region regionen kommun kommunen universitet universitetet högskola högskolan sjukhus sjukhuset stad län "
        "läns och i university hospital municipality council the of and "
    ).split()
)
_JOINING = frozenset({"i", "och", "of", "the", "and", "för", "for", "in"})  # "i Uppsala" is a place, no name

_BETWEEN = re.compile(r"\s*[,;/\n]\s*|\s+(?:och|samt|and)\s+|\s+[&+]\s+")


def organisation(text: str, actions: Sequence[Action]) -> tuple[str, ...]:
    """Return the words of `text` that name an organisation of the plan, the longest run of them.

    One word alone must begin a name, be no part of the plan ("Karolinska", not "Uppsala") and no ordinary word.
    """
    spoken = [found.group() for found in _WORD.finditer(text)]
    names = {name for action in actions for name in _named(action)}
    known = {tuple(heads(name)) for name in names}
    runs = {head[at:end] for head in known for at in range(len(head)) for end in range(at + 2, len(head) + 1)}
    scopes = {action.scope.casefold() for action in actions if action.scope}
    alone = {_bare(word) for name in names for word in _first(name)} - scopes - _GENERIC
    short = {initials(head) for head in known}
    best: tuple[str, ...] = ()
    for start in range(len(spoken)):
        for end in range(len(spoken), start + len(best), -1):
            run = tuple(_bare(word) for word in spoken[start:end])
            named = run in runs and run[0] not in _JOINING if len(run) > 1 else run[0] in alone
            named = named or (len(run) == 1 and spoken[start].isupper() and run[0] in short)
            # "trials" is not the genitive of a name that has "Trial" in it, unless it is written as a name.
            if named and (len(run) > 1 or run[0] == spoken[start].casefold() or spoken[start][0].isupper()):
                best = run
                break
    return best


def _named(action: Action) -> Iterator[str]:
    if action.accountable:
        yield action.accountable
    yield from action.contributors


def heads(name: str) -> Iterator[str]:
    """Yield the words of an organisation's name without its unit: "Region Stockholm, Beredskap" is Region Stockholm."""
    for found in _WORD.finditer(name.partition(",")[0]):
        yield _bare(found.group())


def _first(name: str) -> Iterator[str]:
    """Yield the first word of a name that is written with a capital."""
    found = _WORD.search(name.partition(",")[0])
    if found and found.group()[0].isupper():
        yield found.group()


def _bare(word: str) -> str:
    """Return a name's word in lower case without the genitive."""
    low = word.casefold()
    low = _SORTS.get(low, low)
    return low[:-1] if low.endswith("s") and len(low) > 4 else low  # noqa: PLR2004 - "KTHs" is rare, "KTHS" is not a name


def initials(head: Sequence[str]) -> str:
    """Return what an organisation is called for short by the words of its name: "KI" of Karolinska Institutet."""
    return "".join(word[0] for word in head) if len(head) > 1 else ""


def is_called(name: str, run: Sequence[str]) -> bool:
    """Tell whether an organisation with this name is what the words `run` mean, in part, whole or for short."""
    return any(_is_one(tuple(heads(each)), run) for each in (name, *several(name)))


def _is_one(head: Sequence[str], run: Sequence[str]) -> bool:
    return holds(head, run) or (len(run) == 1 and run[0] == initials(head))


def several(name: str) -> tuple[str, ...]:
    """Return the organisations, or the organisation and its unit, that one cell of a plan names."""
    return tuple(part for each in _BETWEEN.split(name) if (part := each.strip()))


def holds(head: Sequence[str], run: Sequence[str]) -> bool:
    """Tell whether the words `run` stand in `head` in a row."""
    return any(tuple(head[at : at + len(run)]) == tuple(run) for at in range(len(head) - len(run) + 1))


def without(text: str, run: Sequence[str]) -> str:
    """Return the words of `text` without the organisation `run`."""
    kept = [found.group() for found in _WORD.finditer(text)]
    bare = [_bare(word) for word in kept]
    at = next(at for at in range(len(bare)) if tuple(bare[at : at + len(run)]) == tuple(run))
    return " ".join([*kept[:at], *kept[at + len(run) :]])
