"""What happened in a simulation, written down by the simulation itself: the only thing that the checks look at.

Nothing here comes from `plans.reminders` or the calendar of the program; the days off are written out by hand.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from plans.model import ReportingCycle, StatusUpdate, UpdateRequest

ZONE: Final = ZoneInfo("Europe/Stockholm")
FAR: Final = datetime(9999, 1, 1, tzinfo=ZONE)
Question = tuple[int, str]  # a year and an action's number

# Almanackan 2027 and 2028: the public holidays that fall on Monday to Friday, and the three eves.
DAYS_OFF: Final = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2027-01-01", "2027-01-06", "2027-03-26", "2027-03-29", "2027-05-06", "2027-06-25", "2027-12-24"),
        *("2027-12-31", "2028-01-06", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-25", "2028-06-06"),
        *("2028-06-23", "2028-12-25", "2028-12-26", "2029-01-01"),
    )
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that reached somebody: when it did, and when the program's clock said that it was."""

    at: datetime
    shown: datetime
    to: str
    rule: str
    step: str
    nrs: tuple[str, ...]
    year: int

    @property
    def day(self) -> date:
        """The local day by the program's clock."""
        return self.shown.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Away:
    """An absence that the program was told of at `told`."""

    told: datetime
    address: str
    first: date
    last: date
    substitute: str | None


@dataclass(frozen=True, slots=True)
class Snooze:
    """A question put off."""

    at: datetime
    question: Question
    by: str
    until: date


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that began anew: moved to somebody else, or returned for more."""

    at: datetime
    to: str | None
    why: str


@dataclass(slots=True)
class Story:
    """Everything that happened, in the order it happened."""

    letters: list[Letter] = field(default_factory=list)
    answers: dict[Question, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    corrections: int = 0
    turns: dict[Question, list[Turn]] = field(default_factory=lambda: defaultdict(list))
    aways: dict[str, list[Away]] = field(default_factory=lambda: defaultdict(list))
    snoozes: dict[Question, list[Snooze]] = field(default_factory=lambda: defaultdict(list))
    dues: dict[Question, date] = field(default_factory=dict)
    over: dict[Question, datetime] = field(default_factory=dict)  # when nothing more was to be asked
    counted: Counter[str] = field(default_factory=Counter)
    awake: set[date] = field(default_factory=set)  # days with a look at the clock in working time
    lost: list[str] = field(default_factory=list)  # what the daily look at the requests found
    looked: int = 0  # how many requests those looks were at
    cycles: tuple[ReportingCycle, ...] = ()  # as they were stored in the end, and what follows
    requests: tuple[UpdateRequest, ...] = ()
    updates: tuple[StatusUpdate, ...] = ()

    def turn(self, question: Question, at: datetime) -> int:
        """Return how many times a question had begun anew at a time."""
        return bisect_right([turn.at for turn in self.turns.get(question, ())], at)

    def answered(self, question: Question, at: datetime) -> bool:
        """Tell whether a question had an answer at a time, and nobody had asked for more since."""
        given = max((each for each in self.answers.get(question, ()) if each <= at), default=None)
        asked_again = [turn.at for turn in self.turns.get(question, ()) if turn.why == "returned"]
        return given is not None and not any(given <= each <= at for each in asked_again)
