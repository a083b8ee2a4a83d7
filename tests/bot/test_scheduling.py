"""The ticker asks, again and again, whatever became of the last time."""

import threading

from bot.scheduling import ticking


def test_tick_is_called_at_once_and_again():
    twice = threading.Semaphore(0)

    with ticking(twice.release, seconds=1):
        came = [twice.acquire(timeout=60) for _ in range(2)]

    assert came == [True, True]


def test_failed_tick_does_not_stop_the_clock():
    calls = threading.Semaphore(0)

    def fail():
        calls.release()
        raise RuntimeError("the database was away")

    with ticking(fail, seconds=1):
        came = [calls.acquire(timeout=60) for _ in range(2)]

    assert came == [True, True]
