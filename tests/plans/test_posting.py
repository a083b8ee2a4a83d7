"""The last look before a message is sent: not at night, not two a day, and not what was meant for another day."""

from datetime import UTC

import pytest

from bot.platforms.base import Delivery, Sent
from bot.post import Post
from plans.model import DispatchState, Person, RequestState, Role
from tests.plans.cycle_world import ANNA, BO, COORDINATOR, PEOPLE, World, action, at, away


class Platform:
    """Writes down what reached whom."""

    name = "console"

    def __init__(self):
        self.reached = []

    def deliver(self, to, reply):
        self.reached.append((to.address, reply.text))
        return Sent(delivery=Delivery.SENT)


class Office:
    """A follow-up with a post that ticks and sends at given times."""

    def __init__(self, *actions, **given):
        self.world = World(actions or (action("S1"), action("S2", BO)), **given)
        self.platform = Platform()

    def at(self, day, clock="09:00", *, tick=True, send=True, to=None):
        """Tick and send at a time; return the addresses that something reached."""
        now = at(day, clock).astimezone(UTC)
        post = Post(self.world.store, self.world.followup, lambda: now, "sv")
        self.platform.reached.clear()
        if tick:
            post.tick()
        if send:
            post.send({self.platform.name: self.platform}, to)
        return [address for address, _ in self.platform.reached]


def test_what_was_queued_before_a_stop_does_not_go_out_at_night_but_the_next_day():
    office = Office(action("S1"))
    office.at("2027-09-17", "16:00", send=False)

    at_night, next_working_day = office.at("2027-09-17", "22:00"), office.at("2027-09-20")

    assert (at_night, next_working_day) == ([], [ANNA])
    assert office.world.request("S1").state is RequestState.SENT


def test_a_reminder_of_another_day_is_worded_anew():
    office = Office(action("S1"))
    office.at("2027-09-17")
    office.at("2027-10-12", send=False)

    assert office.at("2027-10-15") == [ANNA]
    assert "I dag, 15 oktober 2027, är sista svarsdag" in office.platform.reached[0][1]


def test_nobody_gets_todays_message_and_an_old_one_on_the_same_day():
    office = Office(action("S1"))
    office.at("2027-10-29", send=False)
    office.world.followup.close(2027, at("2027-11-01", "08:00"), "handslag")

    days = [office.at(f"2027-11-0{day}", "10:00").count(COORDINATOR) for day in (1, 2, 3)]

    assert max(days) == 1


def test_a_question_to_somebody_who_went_away_meanwhile_waits_for_them():
    office = Office(action("S1"))
    office.at("2027-09-17", send=False)
    office.world.followup.away(away(ANNA, "2027-09-18", "2027-09-26"), at("2027-09-17", "17:00"), ANNA)

    assert [office.at(day) for day in ("2027-09-20", "2027-09-27")] == [[], [ANNA]]


def test_whoever_is_here_reads_what_waits_at_any_hour():
    office = Office(action("S1"))
    office.at("2027-09-17", send=False)

    assert office.at("2027-09-18", "23:00", tick=False, to=ANNA) == [ANNA]


def test_what_is_for_other_platforms_keeps_nothing_waiting():
    owners = [f"owner{n}@example.se" for n in range(60)]
    people = [*PEOPLE, *(Person(address=owner, role=Role.OWNER, slack=owner) for owner in owners)]
    office = Office(
        *(action(f"S{n}", owner) for n, owner in enumerate(owners)), action("S99", "anna@example.se"), people=people
    )

    assert office.at("2027-09-17") == [ANNA]


@pytest.mark.parametrize("nr", ["S1", "S2"])
def test_what_is_answered_is_taken_out_of_a_message_about_several(nr):
    office = Office(action("S1"), action("S2"))
    office.at("2027-09-17", send=False)
    office.world.reply(nr, "2027-09-17")

    office.at("2027-09-17", "09:02")

    ((_, text),) = office.platform.reached
    assert nr not in text
    with office.world.store.reading() as ledger:
        assert [found.state for found in ledger.dispatches.all()] == [DispatchState.SENT]
