"""What happened in a simulation, written down by the simulation itself: the only thing that the checks look at.

Nothing here comes from `plans.reminders` or the calendar of the program; the days off are written out by hand.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from plans.model import Action, ReportingCycle, StatusUpdate, UpdateRequest

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
class Offer:
    """A question offered to a colleague, and what came of it."""

    id: str
    at: datetime
    question: Question
    giver: str
    receiver: str
    accepted: bool | None = None
    answered: datetime | None = None


@dataclass(slots=True)
class Story:
    """Everything that happened, in the order it happened."""

    letters: list[Letter] = field(default_factory=list)  # what reached people
    tried: list[Letter] = field(default_factory=list)  # what was sent, whether it reached them or not
    owners: dict[Question, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))  # from when
    replies: dict[Question, list[datetime]] = field(default_factory=lambda: defaultdict(list))  # confirmed or not
    offers: list[Offer] = field(default_factory=list)
    leads: dict[str, str] = field(default_factory=dict)  # whom an organisation has
    plan: dict[str, Action] = field(default_factory=dict)  # as it was last
    cut_offs: dict[int, date] = field(default_factory=dict)
    answers: dict[Question, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    corrections: int = 0
    turns: dict[Question, list[Turn]] = field(default_factory=lambda: defaultdict(list))
    aways: dict[str, list[Away]] = field(default_factory=lambda: defaultdict(list))
    snoozes: dict[Question, list[Snooze]] = field(default_factory=lambda: defaultdict(list))
    dues: dict[Question, date] = field(default_factory=dict)
    over: dict[Question, datetime] = field(default_factory=dict)  # when nothing more was to be asked
    counted: Counter[str] = field(default_factory=Counter)
    awake: set[date] = field(default_factory=set)  # days on which the program looked and sent in working time
    lost: list[str] = field(default_factory=list)  # what the daily look at the requests found
    looked: int = 0  # how many requests those looks were at
    cycles: tuple[ReportingCycle, ...] = ()  # as they were stored in the end, and what follows
    requests: tuple[UpdateRequest, ...] = ()
    updates: tuple[StatusUpdate, ...] = ()

    def owner(self, question: Question, at: datetime) -> str | None:
        """Return who a question was last given to by a time."""
        return next((who for since, who in reversed(self.owners.get(question, ())) if since <= at), None)

    def answering(self, owner: str, day: date, due: date, at: datetime) -> str | None:
        """Return who is to be asked on a day in the place of `owner`, by the absences told before `at`; None: nobody.

        Who is back before the due date is waited for. Otherwise their substitute is asked, and that one's in turn.
        """
        asked = owner
        for _ in range(3):
            away = self.away(asked, day, at)
            if away is None:
                return asked
            if away.last < due or away.substitute in {None, owner}:
                return None
            asked = away.substitute or ""
        return None

    def away(self, address: str, day: date, at: datetime) -> Away | None:
        """Return the absence that somebody was known at `at` to have on a day, the longest of several."""
        told = {away.first: away for away in self.aways.get(address, ()) if away.told <= at}  # the last one told counts
        return max((a for a in told.values() if a.first <= day <= a.last), key=lambda away: away.last, default=None)

    def turn(self, question: Question, at: datetime) -> int:
        """Return how many times a question had begun anew at a time."""
        return bisect_right([turn.at for turn in self.turns.get(question, ())], at)

    def answered(self, question: Question, at: datetime) -> bool:
        """Tell whether a question had an answer at a time, and nobody had asked for more since."""
        given = max((each for each in self.answers.get(question, ()) if each <= at), default=None)
        asked_again = [turn.at for turn in self.turns.get(question, ()) if turn.why == "returned"]
        return given is not None and not any(given <= each <= at for each in asked_again)


def is_worked(day: date) -> bool:
    """Tell whether a day is a working day."""
    return day.weekday() < 5 and day not in DAYS_OFF  # noqa: PLR2004 - Saturday


@cache
def shifted(day: date, count: int) -> date:
    """Return the day `count` working days after (before) `day`; with 0 the last working day up to and including it."""
    if count == 0:
        return day if is_worked(day) else shifted(day - timedelta(days=1), 0)
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_worked(day):
            day += step
    return day
