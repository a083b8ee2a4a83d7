"""Many events are written in few transactions, and each that waits learns how it went."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.traffic.inbox import Arrival
from bot.traffic.recorder import Recorder

NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)


def arrival(key):
    return Arrival(key=str(key), platform="slack", lane="anna", body={}, received_at=NOW)


class Written:
    """Takes down what it is given, as the inbox does; `fault` is raised once instead."""

    def __init__(self, fault=None):
        self.batches = []
        self.keys = set()
        self.fault = fault

    def __call__(self, arrivals):
        if self.fault:
            fault, self.fault = self.fault, None
            raise fault
        self.batches.append([one.key for one in arrivals])
        new = {one.key for one in arrivals} - self.keys
        self.keys |= new
        return frozenset(new)


def recorded(written, keys, told=lambda: None):
    async def run():
        recorder = Recorder(written, told)
        try:
            return await asyncio.gather(*(recorder.record(arrival(key)) for key in keys), return_exceptions=True)
        finally:
            recorder.close()

    return asyncio.run(run())


def test_a_hundred_at_once_are_written_in_few_transactions():
    written, told = Written(), []

    new = recorded(written, range(100), lambda: told.append(1))

    assert new == [True] * 100
    assert len(written.batches) <= 3
    assert len(told) == len(written.batches)


def test_a_duplicate_in_one_batch_is_new_once():
    new = recorded(Written(), ["a", "a", "b"])

    assert new == [True, False, True]


def test_an_error_of_the_database_reaches_each_who_waits_and_the_next_is_written():
    written = Written(OSError("the disk is full"))

    first = recorded(written, ["a", "b"])
    again = recorded(written, ["a"])

    assert [type(error) for error in first] == [OSError, OSError]
    assert again == [True]


def test_one_who_goes_away_leaves_the_others_alone():
    written = Written()

    async def run():
        recorder = Recorder(written, lambda: None)
        gone = asyncio.create_task(recorder.record(arrival("gone")))
        stays = asyncio.create_task(recorder.record(arrival("stays")))
        await asyncio.sleep(0)
        gone.cancel()
        found = await stays
        with pytest.raises(asyncio.CancelledError):
            await gone
        recorder.close()
        return found

    assert asyncio.run(run()) is True
    assert written.keys >= {"stays"}
