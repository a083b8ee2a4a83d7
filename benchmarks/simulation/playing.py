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
from benchmarks.simulation.story import ZONE, Letter, Story, is_worked
from benchmarks.simulation.world import Size, people, plan
from bot.platforms.base import Delivery, Reply, Sent
from bot.post import Post
from plans.followup import Followup
from plans.model import Dispatch, Person
from plans.stores.base import Store

_DAY = timedelta(days=1)
# The working days after a night in which summer time began or ended, and the one before it.
CLOCKS_CHANGED = {
    date.fromisoformat(day)
    for day in ("2027-03-30", "2027-10-29", "2027-11-01", "2028-03-24", "2028-03-27", "2028-10-27", "2028-10-30")
}


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
        world, sending = self._world, self._sending
        hazards = world.size.hazards
        world.tried(sending, to)
        if world.dice.random() < hazards.overlaps:
            world.other(self).send_all()
        chance = world.dice.random()
        if chance < hazards.dies / 2:
            raise Died
        if chance < hazards.dies / 2 + hazards.fails:
            return Sent(delivery=Delivery.FAILED)
        world.reached(sending, to)
        if chance > 1 - hazards.dies / 2:
            raise Died
        left_open = chance > 1 - hazards.dies / 2 - hazards.is_left_open
        return Sent(delivery=Delivery.UNKNOWN if left_open else Delivery.SENT)

    def send_all(self) -> None:
        """Send what is queued, as far as it lives."""
        try:
            self.send({self.name: self})
        except Died:
            self._world.story.counted["died while sending"] += 1


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
        everybody, actions = people(size, self.dice), plan(size, self.dice)
        self.story.leads = {each.organisation: each.address for each in everybody if each.organisation}
        self.story.plan |= {action.nr: action for action in actions}
        with store.transaction() as ledger:
            ledger.people.save(everybody)
            ledger.actions.save(actions)

    def other(self, worker: Worker) -> Worker:
        """Return the other worker."""
        return self.workers[1] if worker is self.workers[0] else self.workers[0]

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
            self.story.letters.append(self._letter(dispatch, to))

    def tried(self, dispatch: Dispatch | None, to: Person) -> None:
        """Write down that a worker began to send a message."""
        if dispatch is not None:
            self.story.tried.append(self._letter(dispatch, to))

    def _letter(self, dispatch: Dispatch, to: Person) -> Letter:
        about = (dispatch.rule, dispatch.step, dispatch.nrs, dispatch.year or 0)
        return Letter(self.now, self.shown, to.address, *about)

    def play(self) -> Story:
        """Live every day and return the story."""
        day, asleep_until = self.size.first, self.now
        while day <= self.size.last:
            if self.dice.random() < self.size.hazards.sleeps:
                asleep_until = _at(day, time(self.dice.randrange(24))) + _downtime(self.dice)
                self.story.counted["downtimes"] += 1
            self.skew = timedelta()
            if self.dice.random() < self.size.hazards.clock:
                self.skew = -self.dice.choice((timedelta(hours=1), _DAY))
                self.story.counted["days with a clock set back"] += 1
            steps = [*((moment, self._tick) for moment in self._moments(day)), *self.accidents.of(day)]
            for moment, step in sorted(steps, key=lambda each: each[0]):
                if moment >= asleep_until:
                    self.now = max(moment, self.now)
                    step()
            day += _DAY
        return self._ended()

    def _moments(self, day: date) -> Iterator[datetime]:
        """Yield the times of a day at which a worker looks at the clock."""
        hours = sorted(self.dice.uniform(0, 24) for _ in range(self.dice.randrange(1, 6)))
        midnight = _at(day, time())
        turns = {each for _, opened, due in self.size.rounds for each in (opened, due, due - timedelta(days=28))}
        turns |= CLOCKS_CHANGED
        if day in turns and self.dice.random() < self.size.hazards.paced:  # the scheduler's own pace
            yield from (_at(day, time(8, 20)) + timedelta(minutes=minute) for minute in range(60))
        yield from (midnight + timedelta(hours=hour) for hour in hours)

    def _tick(self) -> None:
        for year, opened, due in self.size.rounds:
            if self.now.astimezone(ZONE).date() >= opened and not self.accidents.has_opened(year):
                self.accidents.open_round(year, due)
        chance, hazards = self.dice.random(), self.size.hazards
        if chance < hazards.at_once:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(lambda worker: worker.tick(), self.workers))
        else:
            both = chance < hazards.at_once + hazards.both
            for worker in self.workers if both else (self.dice.choice(self.workers),):
                worker.tick()
        self.story.counted["ticks"] += 1
        if self.dice.random() < hazards.acts:
            self.now += timedelta(minutes=1)
            self.accidents.in_between(self.now.astimezone(ZONE).date())
            self.now += timedelta(minutes=1)
        if self.dice.random() < hazards.stops:
            return
        died = self.story.counted["died while sending"]
        self.dice.choice(self.workers).send_all()
        if self.story.counted["died while sending"] == died:
            self._note_whole_look()

    def _note_whole_look(self) -> None:
        """Write down a day on which the program both looked and sent, in working time and by a clock that was right."""
        local = self.now.astimezone(ZONE)
        if not self.skew and time(9) <= local.time() <= time(16, 30) and is_worked(local.date()):
            self.story.awake.add(local.date())

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
