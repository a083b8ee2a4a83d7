"""The inbox keeps its promises on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.base import Outgoing
from bot.traffic.inbox import HOLD, Arrival, Inbox, Overtaken
from bot.traffic.outgoing import OutgoingCalls, Waiting

NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)


def arrival(key, lane="anna", about=None):
    return Arrival(key=key, about=about, platform="slack", lane=lane, body={"said": key}, received_at=NOW)


def answer(key):
    call = Outgoing(operation="chat.postMessage", tenant="T1", conversation="D1", payload={"text": "hej"})
    return Waiting(key=key, platform="slack", call=call, person="anna@x.se", at=NOW)


@pytest.fixture
def inbox(engine):
    return Inbox(engine)


def keys(taken):
    return [one.key for one in taken]


def test_an_event_is_new_once_whether_it_comes_again_alone_or_in_the_same_batch(inbox):
    first = inbox.record([arrival("a"), arrival("a"), arrival("b")])
    again = inbox.record([arrival("b"), arrival("c")])

    assert first == {"a", "b"}
    assert again == {"c"}
    assert inbox.counts() == {"waiting": 3}


def test_two_events_about_one_message_are_one(inbox):
    inbox.record([arrival("app_mention", about="T1:C1:1.0")])

    again = inbox.record([arrival("message", about="T1:C1:1.0")])

    assert again == frozenset()


def test_events_of_one_conversation_are_taken_in_order_and_one_at_a_time(inbox):
    inbox.record([arrival("a1"), arrival("a2"), arrival("b1", lane="bo")])

    first = inbox.take(8, NOW, "one")
    second = inbox.take(8, NOW, "two")
    inbox.finish(first[0], [], NOW)
    third = inbox.take(8, NOW, "two")

    assert keys(first) == ["a1", "b1"]
    assert second == ()
    assert keys(third) == ["a2"]


def test_who_was_away_too_long_can_no_longer_say_that_it_is_done(inbox, engine):
    inbox.record([arrival("a")])
    [late] = inbox.take(1, NOW, "one")
    [quick] = inbox.take(1, NOW + HOLD, "two")

    with pytest.raises(Overtaken):
        inbox.finish(late, [answer("a/late")], NOW + HOLD)
    inbox.finish(quick, [answer("a/0")], NOW + HOLD)

    assert quick.tries == 2
    assert keys(OutgoingCalls(engine).claim(9, NOW, ["slack"])) == ["a/0"]


def test_an_event_is_held_until_its_time_is_out(inbox):
    inbox.record([arrival("a")])
    inbox.take(1, NOW, "one")

    assert inbox.take(1, NOW + HOLD - timedelta(seconds=1), "two") == ()


def test_what_cannot_be_worked_on_is_tried_three_times_with_pauses_and_then_kept(inbox):
    inbox.record([arrival("a"), arrival("a2")])
    at, outcomes, waits = NOW, [], []
    for _ in range(3):
        [taken] = inbox.take(1, at, "one")
        outcomes.append(inbox.put_back(taken, [answer("a/0")], at))
        while not inbox.take(1, at, "look") and len(waits) < 60 and not outcomes[-1]:
            at += timedelta(seconds=1)
            waits.append(at)
            if at >= NOW + timedelta(seconds=2 if len(outcomes) == 1 else 22):
                break

    assert outcomes == [False, False, True]
    assert inbox.counts()["failed"] == 1


def test_a_failed_event_keeps_its_words_and_a_done_one_only_its_keys(inbox, engine):
    inbox.record([arrival("bad"), arrival("good", lane="bo")])
    bad, good = inbox.take(2, NOW, "one")
    for tries in range(3):
        inbox.put_back(bad, [], NOW)
        if tries < 2:
            [bad] = inbox.take(1, NOW + timedelta(minutes=1), "one")
    inbox.finish(good, [], NOW)

    with engine.connect() as connection:
        bodies = dict(connection.exec_driver_sql("SELECT key, body FROM inbox").all())
    assert bodies == {"bad": '{"said":"bad"}', "good": "{}"}


def test_what_was_not_begun_is_given_back_without_a_try(inbox):
    inbox.record([arrival("a")])
    taken = inbox.take(1, NOW, "one")

    inbox.give_back(taken, NOW)

    [again] = inbox.take(1, NOW, "two")
    assert again.tries == 1


def test_nothing_that_was_written_stays_when_the_event_was_not_finished(inbox):
    inbox.record([arrival("a")])
    [taken] = inbox.take(1, NOW, "one")

    with pytest.raises(RuntimeError), inbox.together():  # noqa: PT012 - what is written before the end is the point
        inbox.record([arrival("written on the way", lane="other")])
        inbox.finish(taken, [answer("a/0")], NOW)
        raise RuntimeError("the power goes")

    assert inbox.counts() == {"taken": 1}


def test_many_conversations_that_are_held_hide_no_free_one(inbox):
    inbox.record([arrival(f"held{n}", lane=f"lane{n}") for n in range(40)])
    inbox.take(40, NOW, "one")
    inbox.record([arrival("free", lane="free")])

    assert keys(inbox.take(1, NOW, "two")) == ["free"]
