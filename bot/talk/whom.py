"""Which person is meant: an address, or a name that only one person in the register has."""

import re
from typing import Final

from bot.talk.turn import Turn
from plans.model import Person

ADDRESS: Final = re.compile(r"[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\.[^\s<>()\[\],;.!?]+")
_BARE: Final = re.compile(r"[\s.,!?]+$")


def person_named(turn: Turn, written: str) -> Person | None:
    """Return the only person with this address, whole name or first name, in that order; None where there is no one."""
    with turn.services.store.reading() as ledger:
        if found := ADDRESS.search(written):
            return ledger.people.get(found[0].lower())
        name = _folded(written)
        people = [person for person in ledger.people.all() if person.name]
    for same in (_whole, _first, _first_genitive):
        matching = [person for person in people if same(person, name)]
        if matching:
            return matching[0] if len(matching) == 1 else None
    return None


def is_address(written: str) -> bool:
    """Tell whether an address was written rather than a name."""
    return ADDRESS.search(written) is not None


def address_in(written: str) -> str:
    """Return the address in what was written, what was written where there is none."""
    found = ADDRESS.search(written)
    return found[0].lower() if found else _BARE.sub("", written.strip())


def _folded(written: str) -> str:
    return " ".join(_BARE.sub("", written).split()).casefold()


def _whole(person: Person, name: str) -> bool:
    return (person.name or "").casefold() == name


def _first(person: Person, name: str) -> bool:
    return (person.name or "").casefold().split()[:1] == [name]


def _first_genitive(person: Person, name: str) -> bool:
    return name.endswith("s") and _first(person, name[:-1])
