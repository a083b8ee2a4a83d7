"""What goes out is written down first, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.base import READING, Delivery, Outgoing, Sent
from bot.traffic.outgoing import IN_HAND, OutgoingCalls, Waiting

NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)


def waiting(key, conversation="D1"):
    call = Outgoing(operation="chat.postMessage", tenant="T1", conversation=conversation, payload={"text": key})
    return Waiting(key=key, platform="slack", call=call, person="anna@x.se", at=NOW)


@pytest.fixture
def outgoing(engine):
    return OutgoingCalls(engine)


def claimed(outgoing, at=NOW, busy=()):
    return outgoing.claim(9, at, ["slack"], busy)


def keys(calls):
    return [call.key for call in calls]


def test_a_call_is_written_down_once_for_each_key(outgoing):
    outgoing.add([waiting("a"), waiting("a")])
    outgoing.add([waiting("a")])

    assert outgoing.counts() == {"queued": 1}


def test_calls_to_one_conversation_go_in_order_and_others_do_not_wait(outgoing):
    outgoing.add([waiting("a1"), waiting("a2"), waiting("b1", "D2")])

    first = claimed(outgoing)
    second = claimed(outgoing)
    outgoing.settle([(first[0], Sent(delivery=Delivery.SENT, ref="1.0"))], NOW)
    third = claimed(outgoing)

    assert keys(first) == ["a1", "b1"]
    assert second == ()
    assert keys(third) == ["a2"]


def test_a_call_whose_process_died_stays_unknown_and_the_next_goes_on_after_a_while(outgoing):
    outgoing.add([waiting("a1"), waiting("a2")])
    claimed(outgoing)

    later = claimed(outgoing, NOW + IN_HAND)

    assert keys(later) == ["a2"]
    assert [(one.key, one.state) for one in outgoing.unsettled(NOW)] == [("a2", "unknown"), ("a1", "unknown")]


def test_what_goes_later_keeps_its_place_and_its_words(outgoing):
    outgoing.add([waiting("a1"), waiting("a2")])
    [first] = claimed(outgoing)
    outgoing.settle([(first, Sent(delivery=Delivery.LATER, wait=30, reason="ratelimited"))], NOW)

    too_early = claimed(outgoing, NOW + timedelta(seconds=29))
    [in_time] = claimed(outgoing, NOW + timedelta(seconds=30))

    assert too_early == ()
    assert (in_time.key, in_time.call.payload) == ("a1", {"text": "a1"})


@pytest.mark.parametrize("delivery", [Delivery.SENT, Delivery.UNKNOWN, Delivery.FAILED])
def test_what_was_tried_is_never_tried_again_and_its_words_go(outgoing, engine, delivery):
    outgoing.add([waiting("a")])
    outgoing.settle([(claimed(outgoing)[0], Sent(delivery=delivery))], NOW)

    assert claimed(outgoing, NOW + timedelta(days=1)) == ()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT payload FROM outgoing").scalars().all() == ["{}"]


def test_a_busy_conversation_and_another_platform_are_left_alone(outgoing):
    outgoing.add([waiting("a"), waiting("b", "D2")])

    assert outgoing.claim(9, NOW, ["teams"]) == ()
    assert keys(claimed(outgoing, busy=["D1"])) == ["b"]


def shown(key, reading, conversation="D1"):
    one = waiting(key, conversation)
    payload = {"text": key, READING: reading} if reading else {"text": key}
    return replace(one, call=replace(one.call, payload=payload))


def go(outgoing, **refs):
    calls = claimed(outgoing)
    outgoing.settle([(call, Sent(delivery=Delivery.SENT, ref=refs[call.key])) for call in calls], NOW)


def test_a_reading_is_shown_by_the_last_message_of_a_conversation(outgoing):
    outgoing.add([shown("a", "r1"), shown("b", "r9", "D2")])

    queued = outgoing.shows("slack", "D1", "r1")
    go(outgoing, a="1.0", b="1.1")
    sent = outgoing.shows("slack", "D1", "r1")
    outgoing.add([shown("c", "r2", "D1:1.0")])  # the message is edited
    go(outgoing, c="1.0")
    edited = [outgoing.shows("slack", "D1", reading) for reading in ("r1", "r2")]
    outgoing.add([shown("d", "")])
    later = outgoing.shows("slack", "D1", "r2")

    assert (queued, sent, edited, later) == ("", "1.0", ["", "1.0"], "")
