"""What people are called where several are named: two with the same name are told apart by their organisation."""

from collections.abc import Iterable

from plans.model import Person
from plans.stores.base import Store


def called(store: Store, address: str) -> str:
    """Return the name of the person with an address, the address itself where `store` has none."""
    with store.reading() as ledger:
        everybody = ledger.people.all()
    person = next((one for one in everybody if one.address == address), None)
    return told_apart(person, everybody) if person else address


def told_apart(person: Person, everybody: Iterable[Person]) -> str:
    """Return a person's name, with what tells them from others of that name: organisation, or else their address."""
    alike = [one for one in everybody if one.called == person.called and one.address != person.address]
    if not alike:
        return person.called
    organisation = (person.organisation or "").strip()
    is_telling = organisation and organisation not in {(one.organisation or "").strip() for one in alike}
    return f"{person.called} ({organisation if is_telling else person.address})"
