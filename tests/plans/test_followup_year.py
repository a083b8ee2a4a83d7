"""A cycle of thirty owners, eight ticks a day, with downtime, absences, hand-overs and replies, on two stores."""

import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.database import open_database
from plans.audit import verify
from plans.cycle.asking import AskingRules
from plans.model import Person, RequestState, Role
from plans.refusals import PlanRefusal
from plans.reminders import ASKING, takes_the_day
from plans.stores.memory import MemoryStore
from plans.stores.sql import SqlStore
from tests.plans.cycle_world import COORDINATOR, PROGRESS, World, action, at, away

OWNERS = [f"agare{n}@example.se" for n in range(30)]
RULES = AskingRules()


def opened(kind, folder):
    return MemoryStore() if kind == "memory" else SqlStore(open_database(f"sqlite:///{folder / 'handslag.db'}"))


def played(store, seed):
    """Return a world after its cycle, and when each request was answered."""
    dice = random.Random(seed)
    actions = [action(f"S{n}", dice.choice(OWNERS), accountable=f"Region {n % 4}") for n in range(1, 91)]
    people = [Person(address=owner, role=Role.OWNER) for owner in OWNERS]
    people += [Person(address=f"lead{n}@example.se", role=Role.AREA_LEAD, organisation=f"Region {n}") for n in range(4)]
    people += [Person(address=COORDINATOR, role=Role.COORDINATOR)]
    absences = [away(OWNERS[n], "2027-09-20", f"2027-{9 + n % 4:02}-28", OWNERS[n + 1]) for n in range(0, 10, 2)]
    world = World(actions, people, absences, due=date(2027, 10, 22), store=store)
    answered, asleep_until, hour = {}, at("2027-09-20"), at("2027-09-20", "00:30")
    while hour < at("2027-11-12"):
        if dice.random() < 0.008:
            asleep_until = hour + timedelta(hours=dice.randint(1, 90))
        if hour >= asleep_until:
            world.followup.tick(hour)
        if dice.random() < 0.25:
            somebody_acts(world, dice, answered, hour)
        # Added in UTC: three hours on the wall are not always three hours.
        hour = (hour.astimezone(ZoneInfo("UTC")) + timedelta(hours=3)).astimezone(ZoneInfo(RULES.zone))
    return world, answered


def somebody_acts(world, dice, answered, hour):
    nr = f"S{dice.randint(1, 90)}"
    request = world.request(nr)
    if request.answered_at or not request.addressee:
        return
    try:
        if dice.random() < 0.15:
            receiver = dice.choice(OWNERS)
            world.followup.delegate(nr, request.addressee, receiver, hour)
            world.followup.answer_delegation(nr, receiver, hour, accept=dice.random() < 0.7)
        else:
            world.followup.take_reply(nr, "Det pågår", request.addressee, PROGRESS, hour)
            world.followup.confirm(nr, request.addressee, hour)
            answered[nr] = hour
    except PlanRefusal:
        pass


@pytest.mark.parametrize(("kind", "seed"), [("memory", 1), ("sqlite", 4)])
def test_no_rule_of_asking_is_broken_in_a_year_of_accidents(kind, seed, tmp_path):
    store = opened(kind, tmp_path)
    world, answered = played(store, seed)

    with store.reading() as ledger:
        dispatches, trail = ledger.dispatches.all(), ledger.trail.all()
        requests = ledger.cycles.requests(2027)
    unasked = [found for found in dispatches if takes_the_day(found)]
    asked = [(nr, found) for found in unasked if found.rule in ASKING for nr in found.nrs]
    by_request = defaultdict(list)
    for nr, found in asked:
        by_request[nr, found.to].append(RULES.today(found.at))
    status = world.followup.status(2027, at("2027-11-12"))

    assert len(unasked) > 90
    assert len(answered) > 30
    assert all(RULES.hours.is_open(found.at) for found in unasked)
    assert max(Counter((found.to, RULES.today(found.at)) for found in unasked).values()) == 1
    assert not [nr for nr, found in asked if nr in answered and found.at > answered[nr]]
    assert not [days for days in by_request.values() if not far_apart(days)]
    assert max(Counter((nr, found.to, found.rule, found.step) for nr, found in asked).values()) == 1
    assert {request.state for request in requests} <= {
        RequestState.SUBMITTED,
        RequestState.REASSIGNED,
        RequestState.NO_RESPONSE,
        RequestState.CANCELLED,
    }
    assert len(Counter(request.nr for request in requests)) == 90  # no request is lost
    assert status.answered_on_time + status.answered_late == len(answered)
    assert verify(trail) is None


def far_apart(days):
    return all((later - earlier).days >= 5 or later == date(2027, 10, 22) for earlier, later in pairwise(days))


def test_a_tick_at_any_moment_of_a_clock_change_is_a_moment_of_its_own():
    world = World([action("S1")], due=date(2027, 11, 26))
    first = datetime(2027, 10, 31, 2, 30, tzinfo=ZoneInfo(RULES.zone))

    assert world.followup.tick(first) == world.followup.tick(first.replace(fold=1)) == ()
    assert RULES.hours.next_sending(first) == at("2027-11-01")
