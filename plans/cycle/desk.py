"""What every step of the follow-up works with: one transaction, the time, the settings, and new ids."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property

from plans.cycle.asking import AskingRules
from plans.cycle.contacts import Contacts
from plans.cycle.messages import Message, addressed
from plans.cycle.settings import RuleBook
from plans.model import Action, Dispatch, Person, ReportingCycle, Role
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger

PROGRAM = "handslag"  # who did it, in the trail, when it was nobody


@dataclass(frozen=True)  # no slots: the settings are read once
class Desk:
    """One step's transaction, time (aware) and settings."""

    ledger: Ledger
    now: datetime
    defaults: AskingRules  # of the installation
    new_id: Callable[[], str]

    @cached_property
    def book(self) -> RuleBook:
        """The settings of the plan, its parts, cycles and actions over the defaults."""
        return RuleBook(self.defaults, self.ledger.settings.all())

    @property
    def rules(self) -> AskingRules:
        """The settings of the whole plan."""
        return self.book.of_plan

    @property
    def today(self) -> date:
        """The local date."""
        return self.defaults.today(self.now)

    def record(self, actor: str, event: str, subject: str, **details: object) -> None:
        """Add a step to the audit trail; a detail that is None is left out."""
        written = {name: str(value) for name, value in details.items() if value is not None}
        self.ledger.trail.append(self.now, actor, event, subject, **written)

    def contacts(self) -> Contacts:
        """Return who is who today."""
        return Contacts(self.ledger.people.all(), self.ledger.people.absences(), self.today)

    def in_charge(self) -> Contacts:
        """Return who is who today among those whom others turn to: area leads, coordinators and administrators."""
        return Contacts(self.ledger.people.in_charge(), (), self.today)

    def absences(self) -> Contacts:
        """Return who is away today, without looking up everybody."""
        return Contacts((), self.ledger.people.absences(), self.today)

    def person(self, address: str) -> Person:
        """Return the person with this address; one who is not registered has nothing but it."""
        return self.ledger.people.get(address) or Person(address=address)

    def action(self, nr: str) -> Action:
        """Return the action with this number, however it is capitalised.

        Raises:
            PlanRefusal: there is none; names the nearest number where one is near.
        """
        wanted = nr.strip()
        if found := self.ledger.actions.get(wanted):
            return found
        numbers = {action.nr.casefold(): action for action in self.ledger.actions.all()}
        if found := numbers.get(wanted.casefold()):
            return found
        if near := get_close_matches(wanted.casefold(), numbers, n=1):
            raise PlanRefusal("plans.unknown_action_near", nr=wanted, near=numbers[near[0]].nr)
        raise PlanRefusal("plans.unknown_action", nr=wanted)

    def cycle(self, year: int) -> ReportingCycle:
        """Return the year's cycle, held by this transaction.

        Raises:
            PlanRefusal: there is none.
        """
        if found := self.ledger.cycles.hold(year):
            return found
        raise PlanRefusal("plans.no_cycle", year=year)

    def latest_cycle(self) -> ReportingCycle:
        """Return the latest year's cycle.

        Raises:
            PlanRefusal: no cycle has been opened.
        """
        if found := self.ledger.cycles.all():
            return found[-1]
        raise PlanRefusal("plans.no_cycle_at_all")

    def coordinator(self, address: str) -> None:
        """Refuse somebody who is no coordinator; the program itself is one.

        Raises:
            PlanRefusal: names who can.
        """
        if address == PROGRAM or self.person(address).role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
            return
        raise PlanRefusal("plans.coordinators_only", who=", ".join(self.in_charge().coordinators) or PROGRAM)

    def queue(self, messages: Iterable[tuple[Message, str]], at: datetime | None = None) -> tuple[Dispatch, ...]:
        """Queue messages to addresses for `at` (now when left out); return what was not queued before."""
        dispatches = [addressed(message, self.person(to), at or self.now, self.rules) for message, to in messages]
        return self.ledger.dispatches.add_all(dispatches)
