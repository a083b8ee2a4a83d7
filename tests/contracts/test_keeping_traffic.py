"""What came in and went out goes after its time, on SQLite and on PostgreSQL."""

from datetime import UTC, datetime

from bot.keeping import _AGES
from bot.platforms.base import Delivery, Outgoing, Sent
from bot.traffic.inbox import Arrival, Inbox
from bot.traffic.outgoing import OutgoingCalls, Waiting
from plans.stores.sql_keeping import SqlKeeping

THEN = datetime(2027, 8, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)


def test_events_and_calls_that_are_done_go_and_those_that_wait_stay(engine):
    inbox, outgoing = Inbox(engine), OutgoingCalls(engine)
    call = Outgoing(operation="chat.postMessage", tenant="T1", conversation="D1")
    events = [Arrival(key=key, platform="slack", lane=key, body={}, received_at=THEN) for key in ("done", "waits")]
    inbox.record(events)
    [done] = inbox.take(1, THEN, "one")
    calls = [Waiting(key=key, platform="slack", call=call, person="anna@x.se", at=THEN) for key in ("sent", "waits")]
    inbox.finish(done, calls, THEN)
    outgoing.settle([(outgoing.claim(1, THEN, ["slack"])[0], Sent(delivery=Delivery.SENT))], THEN)

    counts = SqlKeeping(engine).remove_due({"inbox": NOW, "outgoing": NOW}, _AGES, lambda *_: None)

    assert counts == {"inbox": 1, "outgoing": 1}
    assert inbox.counts() == {"waiting": 1}
    assert outgoing.counts() == {"queued": 1}
