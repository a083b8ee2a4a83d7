"""An event that cannot be worked on is kept and excused; calls go at a platform's pace and never twice."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.base import Delivery, Outgoing, Sent
from bot.traffic.inbox import Arrival, Inbox
from bot.traffic.outgoing import OutgoingCalls, Waiting
from bot.traffic.sender import Sender
from bot.traffic.worker import Worker
from tests.bot.traffic.test_delivering_once import database

NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path):
    engine = database(tmp_path)
    yield engine
    engine.dispose()


def waiting(key, conversation="D1"):
    call = Outgoing(operation="chat.postMessage", tenant="T1", conversation=conversation, payload={"text": key})
    return Waiting(key=key, platform="slack", call=call, person="anna@x.se", at=NOW)


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.at = NOW

    def __call__(self):
        return self.at


class Platform:
    """Takes down what it is sent and answers as it is told."""

    pace = 1.0

    def __init__(self, *answers):
        self.answers = list(answers)
        self.texts = []

    def send(self, call):
        self.texts.append(call.payload["text"])
        answer = self.answers.pop(0) if self.answers else Sent(delivery=Delivery.SENT)
        if isinstance(answer, Exception):
            raise answer
        return answer


def refuse(_):
    raise ValueError("poison")


def test_a_poison_event_is_tried_three_times_then_kept_and_its_person_excused(engine):
    clock, inbox = Clock(), Inbox(engine)
    inbox.record([Arrival(key="bad", platform="slack", lane="anna", body={}, received_at=NOW)])
    worker = Worker(inbox, clock, refuse, lambda taken: [waiting(f"{taken.key}/excuse")], lambda: None)

    tried = 0
    for _ in range(60):
        tried += worker.work()
        clock.at += timedelta(seconds=1)

    assert tried == 3
    assert inbox.counts() == {"failed": 1}
    assert [call.key for call in OutgoingCalls(engine).claim(9, clock.at, ["slack"])] == ["bad/excuse"]


def test_the_next_event_of_the_conversation_is_heard_after_a_poison_one(engine):
    clock, inbox, heard = Clock(), Inbox(engine), []

    def handle(taken):
        heard.append(taken.key)
        return refuse(taken) if taken.key == "bad" else []

    inbox.record([Arrival(key=key, platform="slack", lane="anna", body={}, received_at=NOW) for key in ("bad", "good")])
    worker = Worker(inbox, clock, handle, lambda _: [], lambda: None)
    for _ in range(60):
        worker.work()
        clock.at += timedelta(seconds=1)

    assert heard == ["bad", "bad", "bad", "good"]


def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_not_begun(engine):
    inbox, stop = Inbox(engine), threading.Event()
    inbox.record([Arrival(key=key, platform="slack", lane=key, body={}, received_at=NOW) for key in "abc"])

    def handle(_):
        stop.set()
        return []

    Worker(inbox, Clock(), handle, lambda _: [], lambda: None).work(stop)

    assert inbox.counts() == {"done": 1, "waiting": 2}


def sender_of(engine, platform, seconds, clock=None):
    return Sender(
        OutgoingCalls(engine), {"slack": platform}, clock or Clock(), lambda *_: None, seconds=lambda: seconds[0]
    )


def test_one_message_a_second_goes_to_a_conversation_and_others_do_not_wait(engine):
    OutgoingCalls(engine).add([waiting("a1"), waiting("a2"), waiting("b1", "D2")])
    platform, seconds = Platform(), [0.0]
    sender = sender_of(engine, platform, seconds)

    sender.send()
    sender.send()
    before = list(platform.texts)
    seconds[0] = 1.0
    sender.send()

    assert before == ["a1", "b1"]
    assert platform.texts == ["a1", "b1", "a2"]


def test_a_rate_limit_is_waited_out_and_the_message_goes_once_more(engine):
    OutgoingCalls(engine).add([waiting("a")])
    clock, seconds = Clock(), [0.0]
    platform = Platform(Sent(delivery=Delivery.LATER, wait=30, reason="ratelimited"))
    sender = sender_of(engine, platform, seconds, clock)

    sender.send()
    seconds[0] = 29.0
    clock.at = NOW + timedelta(seconds=29)
    sender.send()
    before = len(platform.texts)
    clock.at = NOW + timedelta(seconds=30)
    sender.send()

    assert before == 1
    assert platform.texts == ["a", "a"]
    assert OutgoingCalls(engine).counts() == {"sent": 1}


def test_a_platform_that_breaks_leaves_the_message_unknown_and_is_not_asked_again(engine):
    OutgoingCalls(engine).add([waiting("a")])
    platform, seconds = Platform(RuntimeError("broken pipe")), [0.0]
    sender = sender_of(engine, platform, seconds)

    sender.send()
    seconds[0] = 60.0
    sender.send()

    assert platform.texts == ["a"]
    assert [(one.key, one.reason) for one in OutgoingCalls(engine).unsettled(NOW)] == [("a", "error")]
