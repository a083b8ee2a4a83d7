"""What is queued is sent at most once, whatever happens in the middle."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.outbox import send_queued
from bot.platforms.base import Delivery, Reply, Sent
from plans.model import Dispatch, DispatchState, Person
from plans.stores.memory import MemoryStore

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)


class Recorder:
    """A platform that remembers whom it wrote to and answers as it was told."""

    name = "console"

    def __init__(self, answer=Delivery.SENT):
        self.answer = answer
        self.received = []

    def deliver(self, to, reply):
        self.received.append((to.address, reply.text))
        if isinstance(self.answer, Exception):
            raise self.answer
        return Sent(delivery=self.answer, wait=30)


def dispatch(key, to="a@x.example", at=NOW):
    return Dispatch(
        key=key, to=to, text_key="t", values={}, nrs=("H1",), year=2027, rule="first", step="0", why="w", at=at
    )


@pytest.fixture
def store():
    store = MemoryStore()
    with store.transaction() as ledger:
        ledger.people.save([Person(address="a@x.example")])
        ledger.dispatches.add_all([dispatch("1"), dispatch("2", to="b@x.example")])
    return store


def send(store, platform, **options):
    return send_queued(store, {platform.name: platform}, lambda d, _p: Reply(d.key), NOW, **options)


def states(store):
    with store.reading() as ledger:
        return {found.key: found.state for found in ledger.dispatches.all()}


def test_each_message_is_sent_once(store):
    platform = Recorder()

    send(store, platform)
    send(store, platform)

    assert platform.received == [("a@x.example", "1"), ("b@x.example", "2")]
    assert set(states(store).values()) == {DispatchState.SENT}


def test_message_that_may_have_arrived_is_unknown_and_not_sent_again(store):
    platform = Recorder(Delivery.UNKNOWN)

    send(store, platform)
    send(store, platform)

    assert len(platform.received) == 2
    assert set(states(store).values()) == {DispatchState.UNKNOWN}


def test_process_that_dies_while_sending_leaves_that_message_unknown_and_no_other(store):
    with pytest.raises(RuntimeError):
        send(store, Recorder(RuntimeError("killed")))

    again = Recorder()
    send(store, again)

    assert again.received == [("b@x.example", "2")]
    assert states(store) == {"1": DispatchState.UNKNOWN, "2": DispatchState.SENT}


def test_message_that_the_platform_surely_did_not_take_is_sent_later(store):
    away = Recorder(Delivery.LATER)

    send(store, away)
    back = Recorder()
    send(store, back)
    send_queued(store, {back.name: back}, lambda d, _p: Reply(d.key), NOW + timedelta(seconds=31))

    assert away.received == [("a@x.example", "1")]  # whoever is away is not asked once for each message
    assert back.received == [("b@x.example", "2"), ("a@x.example", "1")]


def test_message_for_later_waits(store):
    with store.transaction() as ledger:
        ledger.dispatches.add(dispatch("3", at=NOW + timedelta(hours=1)))
    platform = Recorder()

    send(store, platform)

    assert states(store)["3"] is DispatchState.QUEUED


def test_only_one_persons_messages_are_sent_where_one_is_named(store):
    platform = Recorder()

    send(store, platform, to="b@x.example")

    assert platform.received == [("b@x.example", "2")]


def test_message_of_a_platform_that_is_not_here_waits(store):
    send_queued(store, {}, lambda d, _p: Reply(d.key), NOW)

    assert set(states(store).values()) == {DispatchState.QUEUED}


def test_sending_is_in_the_audit_trail(store):
    send(store, Recorder())

    with store.reading() as ledger:
        assert [event.event for event in ledger.trail.all()] == ["message.sent", "message.sent"]
