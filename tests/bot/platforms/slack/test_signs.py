"""Whoever waits most of a second sees that an answer is on its way, and the answer takes that back."""

import threading
from datetime import UTC, datetime

import pytest

from bot.platforms.base import Delivery, Outgoing, Reply
from bot.platforms.heard import PlaceKind, Said, Sender, Where, as_json
from bot.platforms.slack.platform import Slack
from bot.platforms.slack.sending import Sending
from bot.traffic.inbox import Taken
from bot.traffic.outgoing import Waiting
from bot.traffic.signs import WITHIN, Signs
from tests.stand_ins.slack import stand_in

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)


class Seconds:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def slack():
    with stand_in() as workspace:
        yield workspace


@pytest.fixture
def anna(slack):
    return slack.person("Anna Berg", "anna@kommun.se")


@pytest.fixture
def platform(slack):
    return Slack(Sending(slack.token, slack.api), "sv")


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def signs(platform, seconds):
    return Signs({"slack": platform}, lambda _: "sv", lambda: NOW, seconds=seconds, patience=0.05)


@pytest.fixture
def late(anna, signs, seconds):
    """A question in Anna's own conversation that is not answered yet though it is time."""
    heard = asked(anna)
    signs.arrived("e1", as_json(heard), NOW)
    seconds.now += WITHIN
    return heard


def asked(anna, conversation="", thread="", kind=PlaceKind.PRIVATE, service=""):
    where = Where(
        platform="slack",
        tenant="T1",
        conversation=conversation or anna.dm.id,
        thread=thread,
        kind=kind,
        service=service,
    )
    return Said(key="e1", sender=Sender("slack", "T1", anna.id), where=where, at=NOW, text="Vad gäller?")


def taken(heard):
    return Taken(id=1, key="e1", platform="slack", body=as_json(heard), received_at=NOW, tries=1, token="t")


def answered(platform, heard, text="Planen säger maj."):
    return [
        Waiting(key=f"e1/{n}", platform="slack", call=call, person="anna", at=NOW)
        for n, call in enumerate(platform.write(Reply(text), heard, "sv"))
    ]


def out(platform, waiting):
    return [platform.send(one.call).delivery for one in waiting]


def test_a_quick_answer_costs_no_call(slack, anna, platform, signs, seconds):
    heard = asked(anna)
    signs.arrived("e1", as_json(heard), NOW)
    seconds.now += WITHIN - 0.1

    waiting = answered(platform, heard)

    assert signs.show() == 0
    assert signs.relieved(taken(heard), waiting) is waiting
    assert slack.calls == []


def test_a_slow_answer_takes_the_place_of_the_message_that_was_shown(slack, anna, platform, signs, late):
    assert signs.show() == 1
    assert "Jag letar" in anna.sees()
    assert out(platform, signs.relieved(taken(late), answered(platform, late))) == [Delivery.SENT]
    assert "Planen säger maj." in anna.sees()
    assert "Jag letar" not in anna.sees()
    assert len(slack.world.said()) == 1


def test_in_a_thread_it_is_the_status_of_the_app_and_it_ends_with_the_answer(slack, anna, platform, signs, seconds):
    plan = slack.world.channel("planen", [anna])
    anna.mentions(plan, "vad gäller?")
    root = slack.world.said(plan, by_app=False)[0].ts
    heard = asked(anna, plan.id, root, PlaceKind.CHANNEL)
    signs.arrived("e1", as_json(heard), NOW)
    seconds.now += WITHIN

    signs.show()

    assert slack.world.sessions == {(plan.id, root): "processing"}
    assert out(platform, signs.relieved(taken(heard), answered(platform, heard))) == [Delivery.SENT] * 2
    assert slack.world.sessions == {(plan.id, root): "active"}
    assert [one.thread_ts for one in slack.world.said(plan)] == [root]


def test_where_slack_takes_no_status_it_is_a_message(slack, anna, platform, signs, seconds):
    anna.says("vad gäller?")
    root = slack.world.said(anna.dm, by_app=False)[0].ts
    heard = asked(anna, thread=root)
    signs.arrived("e1", as_json(heard), NOW)
    seconds.now += WITHIN
    slack.faults("agents.sessions.setStatus", "not_allowed")

    signs.show()
    out(platform, signs.relieved(taken(heard), answered(platform, heard)))

    assert [(one.text, one.thread_ts) for one in slack.world.said()] == [("Planen säger maj.", root)]


def test_where_nothing_is_answered_nothing_is_left(slack, platform, signs, late):
    signs.show()

    out(platform, signs.relieved(taken(late), []))

    assert slack.world.said() == []


def test_an_answer_somewhere_else_leaves_nothing_where_it_was_asked(slack, anna, platform, signs, seconds):
    plan = slack.world.channel("planen", [anna])
    heard = asked(anna, plan.id, kind=PlaceKind.CHANNEL)
    signs.arrived("e1", as_json(heard), NOW)
    seconds.now += WITHIN
    signs.show()
    call = Outgoing(
        operation="chat.postMessage", tenant="T1", conversation=anna.id, payload={"channel": anna.id, "text": "Här."}
    )

    out(platform, signs.relieved(taken(heard), [Waiting(key="e1/0", platform="slack", call=call, person="a", at=NOW)]))

    assert slack.world.said(plan) == []
    assert "Här." in anna.sees()


@pytest.mark.parametrize("how", ["ratelimited", "5xx_before", "token_revoked", "not_in_channel"])
def test_a_sign_that_cannot_be_shown_is_none_and_the_answer_comes_all_the_same(slack, platform, signs, late, how):
    slack.faults("chat.postMessage", how)
    waiting = answered(platform, late)

    signs.show()

    assert signs.relieved(taken(late), waiting) is waiting


def test_an_answer_does_not_wait_long_for_a_sign_that_hangs(slack, platform, signs, late):
    slack.faults("chat.postMessage", "hang_after", seconds=0.2)
    waiting = answered(platform, late)
    showing = threading.Thread(target=signs.show)
    showing.start()
    slack.until(lambda: slack.calls)

    assert signs.relieved(taken(late), waiting) is waiting
    showing.join()


def test_a_command_is_told_to_wait_where_only_its_giver_sees_it(slack, anna, platform, signs, seconds):
    plan = slack.world.channel("planen", [anna])
    heard = asked(anna, plan.id, service=slack.hooks.new(plan.id, anna.id))
    signs.arrived("e1", as_json(heard), NOW)
    seconds.now += WITHIN

    signs.show()
    out(platform, signs.relieved(taken(heard), answered(platform, heard)))

    assert [one.only_for for one in slack.world.said(plan)] == [anna.id, anna.id]


def test_an_event_that_waited_in_the_inbox_has_waited(anna, signs):
    signs.arrived("e1", as_json(asked(anna)), NOW.replace(hour=6))

    assert signs.show() == 1
