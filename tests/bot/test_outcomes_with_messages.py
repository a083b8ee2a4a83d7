"""What became of a decision comes along with the next message that goes out anyway, once, and makes none of its own."""

from dataclasses import replace
from datetime import UTC

import pytest

from bot.platforms.base import Delivery, Sent
from bot.post import Post
from tests.plans.cycle_world import ANNA, COORDINATOR, PROGRESS, World, action, at

NEWS = "Om S1 bad du om ett beslut: ”vi behöver en lokal”. Besked: Lokalen hyrs"


class Platform:
    """Writes down what reached whom, and how each sending goes."""

    name = "console"

    def __init__(self, outcome=Delivery.SENT):
        self.outcome = outcome
        self.reached = []

    def deliver(self, to, reply):
        self.reached.append((to.address, reply.text))
        return Sent(delivery=self.outcome)


@pytest.fixture
def plan():
    """A follow-up where Anna has asked for a decision about S1, has it settled, and is asked about S1 and S2."""
    world = World([action("S1"), action("S2")])
    asking = replace(PROGRESS, decisions_needed=("vi behöver en lokal",))
    world.followup.take_reply("S1", "svar", ANNA, asking, at("2027-09-02"))
    world.followup.confirm("S1", ANNA, at("2027-09-02"))
    with world.store.reading() as ledger:
        (need,) = ledger.decisions.all()
    world.followup.settle(need.id, "Lokalen hyrs", COORDINATOR, at("2027-09-03"))
    return world


def sent(plan, day, platform):
    now = at(day).astimezone(UTC)
    post = Post(plan.store, plan.followup, lambda: now, "sv")
    post.tick()
    post.send({platform.name: platform})
    return [text for address, text in platform.reached if address == ANNA]


def test_news_comes_with_the_next_question_and_once(plan):
    platform = Platform()

    before, first, later = (sent(plan, day, platform) for day in ("2027-09-10", "2027-09-17", "2027-10-01"))

    assert before == []
    assert first[0].endswith(NEWS)
    assert [text for text in later if NEWS in text] == first
    assert plan.followup.tell_outcomes(ANNA, at("2027-10-02")) == ()


def test_news_is_kept_for_later_where_the_message_may_not_have_arrived(plan):
    sent(plan, "2027-09-17", Platform(Delivery.UNKNOWN))

    assert [need.outcome for need in plan.followup.tell_outcomes(ANNA, at("2027-09-18"))] == ["Lokalen hyrs"]
