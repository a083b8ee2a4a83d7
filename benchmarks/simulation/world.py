"""The plan and the people of a simulation, always the same for a seed and a size."""

import random
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from plans.model import Action, Implementation, Person, Role, Source

COORDINATORS: Final = tuple(f"samordnare{number}@example.se" for number in range(3))
_WITHOUT_REPORTER: Final = 0.03
_OVER: Final = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazards:
    """How likely it is that something goes wrong, each time that it could."""

    dies: float = 0.003  # a worker, while it sends one message: half the times the message has gone out
    fails: float = 0.007  # one message
    is_left_open: float = 0.01  # one message, of which nobody knows whether it went out
    overlaps: float = 0.01  # the other worker sends in the middle of one message
    stops: float = 0.05  # a worker, between queuing and sending
    acts: float = 0.1  # somebody, about what a message says that is queued and not sent yet
    absences: float = 1.0  # how many times as often somebody is away
    paced: float = 1.0  # that it looks every minute on a morning when much is due
    sleeps: float = 0.02  # the program, a day
    clock: float = 0.01  # it is set back for a day
    both: float = 0.17  # both workers look at the clock, one after the other
    at_once: float = 0.03  # both do at the same moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a simulation is. Each round is a year, the day its cycle is opened and its due date."""

    hazards: Hazards = Hazards()

    owners: int = 500
    actions: int = 2_000
    organisations: int = 25
    first: date = date(2027, 1, 1)
    last: date = date(2028, 12, 31)
    rounds: tuple[tuple[int, date, date], ...] = (
        (2027, date(2027, 9, 20), date(2027, 11, 19)),  # summer time ends on 31 October
        (2028, date(2028, 2, 14), date(2028, 4, 21)),  # it begins on 26 March, and Easter is on 14 to 17 April
    )


def people(size: Size, dice: random.Random) -> list[Person]:
    """Return owners, an area lead for most organisations, and the coordinators, most of them reachable."""
    owners = [
        Person(address=address, role=Role.OWNER, language=dice.choice((None, "sv", "en")), slack=address)
        for address in addresses(size)
    ]
    leads = [
        Person(address=f"lead{n}@example.se", role=Role.AREA_LEAD, organisation=f"Region {n}", slack=f"lead{n}")
        for n in range(size.organisations - 2)
    ]
    return [*owners, *leads, *(Person(address=each, role=Role.COORDINATOR, slack=each) for each in COORDINATORS)]


@cache
def addresses(size: Size) -> tuple[str, ...]:
    """Return the owners' addresses."""
    return tuple(f"agare{number}@example.se" for number in range(size.owners))


def plan(size: Size, dice: random.Random) -> list[Action]:
    """Return the actions of the plan at the start."""
    return [made(number, size, dice) for number in range(1, size.actions + 1)]


def made(number: int, size: Size, dice: random.Random, reporter: str | None = None) -> Action:
    """Return one action; a few have no reporter, and a few are over."""
    chosen = reporter or (None if dice.random() < _WITHOUT_REPORTER else dice.choice(addresses(size)))
    over = reporter is None and dice.random() < _OVER
    return Action(
        nr=f"S{number}",
        title=f"Åtgärd {number}",
        source=Source("plan.xlsx"),
        position=number,
        reporter=chosen,
        accountable=f"Region {dice.randrange(size.organisations)}",
        contributors=tuple(f"Region {dice.randrange(size.organisations)}" for _ in range(dice.randrange(3))),
        implementation=Implementation.COMPLETED if over else Implementation.IN_PROGRESS,
    )
