"""Play a follow-up day by day: two workers tick at random hours, people answer, and everything that can go wrong does.

The program is used as it is in service: `bot.post.Post` queues and sends, `plans.followup.Followup` takes what people
do. The only stand-in is the platform, which writes down what reached whom.
"""

import itertools
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

from benchmarks.simulation.accidents import Accidents
from benchmarks.simulation.story import DAYS_OFF, ZONE, Letter, Story
from benchmarks.simulation.world import Size, people, plan
from bot.platforms.base import Delivery, Reply, Sent
from bot.post import Post
from plans.followup import Followup
from plans.model import Dispatch, Person
from plans.stores.base import Store

_DAY = timedelta(days=1)


class Died(Exception):  # noqa: N818 - it is what happens to a worker, not a fault of the program
    """A worker that stops in the middle of sending."""


class Worker(Post):
    """One process of the program, which may stop between any two steps; it keeps what reached people in the story."""

    name = "slack"

    def __init__(self, world: "World") -> None:
        self._world = world
        super().__init__(world.store, Followup(world.store, world.new_id), lambda: world.shown, "sv")
        self._sending: Dispatch | None = None

    def worded(self, dispatch: Dispatch, person: Person) -> Reply:
        """Word a message, and remember which one it is."""
        self._sending = dispatch
        return super().worded(dispatch, person)

    def deliver(self, to: Person, _reply: Reply) -> Sent:
        """Deliver, mostly; now and then it fails, is left open, or the worker dies before it knows."""
        chance = self._world.dice.random()
        if chance < 0.003:  # noqa: PLR2004 - three of a thousand
            raise Died
        if chance < 0.01:  # noqa: PLR2004 - seven
            return Sent(delivery=Delivery.FAILED)
        self._world.reached(self._sending, to)
        return Sent(delivery=Delivery.UNKNOWN if chance < 0.02 else Delivery.SENT)  # noqa: PLR2004 - ten


class World:
    """One simulation: a store, two workers, a clock that is sometimes wrong, and its story."""

    def __init__(self, store: Store, seed: int, size: Size) -> None:
        self.store = store
        self.size = size
        self.dice = random.Random(seed)  # noqa: S311 - the same story each time, nothing to guess
        self.story = Story()
        self.now = _at(size.first, time())
        self.skew = timedelta()
        self._ids = itertools.count(1)
        self.workers = (Worker(self), Worker(self))
        self.followup = Followup(store, self.new_id)
        self.accidents = Accidents(self)
        with store.transaction() as ledger:
            ledger.people.save(people(size, self.dice))
            ledger.actions.save(plan(size, self.dice))

    @property
    def shown(self) -> datetime:
        """What the program's clock says."""
        return self.now + self.skew

    def new_id(self) -> str:
        """Return an id never used before."""
        return f"id{next(self._ids)}"

    def reached(self, dispatch: Dispatch | None, to: Person) -> None:
        """Write down that a message reached somebody."""
        if dispatch is not None:
            self.story.letters.append(
                Letter(self.now, self.shown, to.address, dispatch.rule, dispatch.step, dispatch.nrs, dispatch.year or 0)
            )

    def play(self) -> Story:
        """Live every day and return the story."""
        day, asleep_until = self.size.first, self.now
        while day <= self.size.last:
            if self.dice.random() < 0.02:  # noqa: PLR2004 - seven times a year
                asleep_until = _at(day, time(self.dice.randrange(24))) + _downtime(self.dice)
                self.story.counted["downtimes"] += 1
            self.skew = timedelta()
            if self.dice.random() < 0.01:  # noqa: PLR2004 - the clock is wrong for a day
                self.skew = -self.dice.choice((timedelta(hours=1), _DAY))
                self.story.counted["days with a clock set back"] += 1
            steps = [*((moment, self._tick) for moment in self._moments(day)), *self.accidents.of(day)]
            for moment, step in sorted(steps, key=lambda each: each[0]):
                if moment >= asleep_until:
                    self.now = moment
                    step()
            day += _DAY
        return self._ended()

    def _moments(self, day: date) -> Iterator[datetime]:
        """Yield the times of a day at which a worker looks at the clock."""
        hours = sorted(self.dice.uniform(0, 24) for _ in range(self.dice.randrange(1, 6)))
        midnight = _at(day, time())
        turns = {each for _, opened, due in self.size.rounds for each in (opened, due, due - timedelta(days=28))}
        if day in turns:  # the scheduler's own pace
            yield from (_at(day, time(8, 20)) + timedelta(minutes=minute) for minute in range(60))
        yield from (midnight + timedelta(hours=hour) for hour in hours)

    def _tick(self) -> None:
        for year, opened, due in self.size.rounds:
            if self.now.astimezone(ZONE).date() >= opened and not self.accidents.has_opened(year):
                self.accidents.open_round(year, due)
        chance = self.dice.random()
        if chance < 0.03:  # noqa: PLR2004 - two at the same moment
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(lambda worker: worker.tick(), self.workers))
        else:
            for worker in self.workers if chance < 0.2 else (self.dice.choice(self.workers),):  # noqa: PLR2004
                worker.tick()
        self.story.counted["ticks"] += 1
        if time(9) <= self.shown.astimezone(ZONE).time() <= time(16, 30):
            day = self.now.astimezone(ZONE).date()
            self.story.awake |= {day} - DAYS_OFF if day.weekday() < 5 else set()  # noqa: PLR2004 - Saturday
        if self.dice.random() < 0.05:  # noqa: PLR2004 - it stops before it sends
            return
        worker = self.dice.choice(self.workers)
        try:
            worker.send({worker.name: worker})
        except Died:
            self.story.counted["died while sending"] += 1

    def _ended(self) -> Story:
        with self.store.reading() as ledger:
            self.story.cycles = ledger.cycles.all()
            self.story.requests = tuple(
                each for cycle in self.story.cycles for each in ledger.cycles.requests(cycle.year)
            )
            self.story.updates = ledger.updates.all()
        return self.story


def _downtime(dice: random.Random) -> timedelta:
    return timedelta(days=dice.uniform(5, 30)) if dice.random() < 0.2 else timedelta(hours=dice.uniform(1, 80))  # noqa: PLR2004


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC)
