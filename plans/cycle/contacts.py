"""Who stands for whom on a day: substitutes of those who are away, an organisation's contact, the coordinators."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from plans.model import Absence, Action, Person, Role, UpdateRequest


@dataclass(frozen=True)  # no slots: what is looked up often is cached
class Contacts:
    """People and their absences, seen on one day."""

    people: tuple[Person, ...]
    absences: tuple[Absence, ...] = ()
    day: date | None = None

    def on(self, day: date) -> "Contacts":
        """Return the same people seen on `day`."""
        return self if day == self.day else replace(self, day=day)

    def person(self, address: str) -> Person:
        """Return the person with this address; one who is not registered has nothing but it."""
        return self._by_address.get(address) or Person(address=address)

    def away(self, address: str) -> Absence | None:
        """Return the person's absence on the day, the longest where there are several."""
        if not (found := self._away.get(address)):
            return None
        return max((each for each in found if self._covers(each)), key=lambda absence: absence.last, default=None)

    def answering(self, address: str, due: date) -> str | None:
        """Return who is asked in the place of `address`: themselves, a substitute, or None to wait until they are back.

        Somebody who is back before the due date is waited for, and so is a substitute. One who is away in their turn
        has a substitute of their own, and that is as far as it goes. Without one there is nobody to ask.
        """
        asked = address
        for stand_in in (*self.substitutes(address), None):
            absence = self.away(asked)
            if absence is None:
                return asked
            if absence.last < due or stand_in is None:
                return None
            asked = stand_in
        return None

    def substitutes(self, address: str) -> tuple[str, ...]:
        """Return who steps in for `address` on the day and, where they are away too, who steps in for them."""
        found: list[str] = []
        asked = address
        while len(found) < 2 and (absence := self.away(asked)):  # noqa: PLR2004 - a chain of two, never a loop
            if absence.substitute is None or absence.substitute in {address, *found}:
                break
            asked = absence.substitute
            found.append(asked)
        return tuple(found)

    def of_organisation(self, organisation: str | None) -> str | None:
        """Return the address of an organisation's contact: its area lead, the first by address."""
        return self._leads.get(organisation.casefold()) if organisation else None

    @cached_property
    def coordinators(self) -> tuple[str, ...]:
        """The coordinators' addresses; the administrators' where there is no coordinator."""
        for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
            if found := tuple(sorted(person.address for person in self.people if person.role is role)):
                return found
        return ()

    @property
    def area_leads(self) -> tuple[str, ...]:
        """The addresses of those who lead an area."""
        return tuple(sorted(each.address for each in self.people if each.role is Role.AREA_LEAD and each.areas))

    def near(self, request: UpdateRequest, action: Action) -> tuple[str, ...]:
        """Return the addressee's substitute and the contacts of the action's contributors, each once."""
        substitutes = self.substitutes(request.addressee) if request.addressee else ()
        contributors = [self._contributor(name) for name in action.contributors]
        found = [*substitutes, *contributors]
        return tuple(dict.fromkeys(address for address in found if address))

    def _contributor(self, name: str) -> str | None:
        return name.lower() if name.lower() in self._by_address else self.of_organisation(name)

    def _covers(self, absence: Absence) -> bool:
        return self.day is not None and absence.first <= self.day <= absence.last

    @cached_property
    def _by_address(self) -> dict[str, Person]:
        return {person.address: person for person in self.people}

    @cached_property
    def _leads(self) -> dict[str, str]:
        leads = (each for each in self.people if each.role is Role.AREA_LEAD and each.organisation)
        by_address = sorted(leads, key=lambda person: person.address, reverse=True)
        return {str(person.organisation).casefold(): person.address for person in by_address}

    @cached_property
    def _away(self) -> dict[str, tuple[Absence, ...]]:
        away: dict[str, tuple[Absence, ...]] = {}
        for absence in self.absences:
            away[absence.address] = (*away.get(absence.address, ()), absence)
        return away
