"""A small plan with its people, and a clock to move, for the tests of the cycle."""

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from plans.cycle.asking import AskingRules
from plans.followup import Followup
from plans.model import Absence, Action, DispatchState, Implementation, Person, Reading, Role, Source
from plans.stores.memory import MemoryStore

DUE = date(2027, 10, 15)  # a Friday; the cycle opens on 17 September and is cut off on 29 October
ANNA, BO, CAJ, LEAD, COORDINATOR = (f"{name}@example.se" for name in ("anna", "bo", "caj", "lead", "samordnare"))
PROGRESS = Reading(language="sv", implementation=Implementation.IN_PROGRESS)


def action(nr, reporter=ANNA, **given):
    position = int(nr[1:])
    return Action(
        nr=nr, title=f"Åtgärd {nr}", source=Source("plan.xlsx"), reporter=reporter, position=position, **given
    )


PEOPLE = (
    Person(address=ANNA, name="Anna Ek", role=Role.OWNER),
    Person(address=BO, name="Bo Alm", role=Role.OWNER, language="en"),
    Person(address=CAJ, role=Role.OWNER, slack="U3"),
    Person(address=LEAD, role=Role.AREA_LEAD, organisation="Region Mitt"),
    Person(address=COORDINATOR, role=Role.COORDINATOR),
)


def at(day, clock="09:00"):
    """Return a time in October 2027, or of an ISO date, in Swedish wall-clock time."""
    text = f"2027-10-{day:02}" if isinstance(day, int) else day
    return datetime.fromisoformat(f"{text}T{clock}").replace(tzinfo=ZoneInfo("Europe/Stockholm"))


class World:
    """A follow-up in memory that has been opened, and the days it has lived."""

    def __init__(
        self, actions, people=PEOPLE, absences=(), *, due=DUE, store=None, rules=None, opened="2027-09-01", draft=False
    ):
        numbers = itertools.count(1)
        self.store = store or MemoryStore()
        self.followup = Followup(self.store, lambda: f"id{next(numbers)}", rules or AskingRules())
        with self.store.transaction() as ledger:
            ledger.actions.save(actions)
            ledger.people.save(people)
            for absence in absences:
                ledger.people.save_absence(absence)
        self.followup.open_cycle(2027, due, at(opened), COORDINATOR, draft=draft)

    def live(self, first, last, clock="09:00"):
        """Tick once a day and return what was queued, as (date, to, rule, step, nrs)."""
        day, sent = date.fromisoformat(first), []
        while day <= date.fromisoformat(last):
            sent += self.tick(day.isoformat(), clock)
            day += timedelta(days=1)
        return sent

    def tick(self, day, clock="09:00"):
        return [
            (dispatch.at.date().isoformat()[5:], dispatch.to.split("@")[0], dispatch.rule, dispatch.step, dispatch.nrs)
            for dispatch in self.followup.tick(at(day, clock))
        ]

    def send(self):
        """Deliver what is queued, whatever the time."""
        with self.store.transaction() as ledger:
            for dispatch in ledger.dispatches.all():
                if dispatch.state is DispatchState.QUEUED:
                    ledger.dispatches.save(replace(dispatch, state=DispatchState.SENT))

    def reply(self, nr, day, author=ANNA, reading=PROGRESS, text="Det pågår"):
        self.followup.take_reply(nr, text, author, reading, at(day))
        return self.followup.confirm(nr, author, at(day, "09:01"))

    def request(self, nr):
        """Return the latest request about an action."""
        with self.store.reading() as ledger:
            return ledger.cycles.about(nr)[-1]

    def events(self):
        with self.store.reading() as ledger:
            return [event.event for event in ledger.trail.all()]


def away(address, first, last, substitute=None):
    return Absence(
        address=address, first=date.fromisoformat(first), last=date.fromisoformat(last), substitute=substitute
    )
