"""Take events from the inbox one after another, and write down what goes out because of them.

What an event changes and what goes out because of it become true together with its being done. One that cannot be
worked on changes nothing, is tried three times, and is then kept, and the person is told that it was. No error ends a
worker.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import uuid4

import structlog

from bot.traffic.inbox import MOST_TRIES, Inbox, Overtaken, Taken
from bot.traffic.outgoing import Waiting

_AT_ONCE: Final = 4  # events taken with one look at the inbox, all of different conversations
_IDLE_SECONDS: Final = 1.0  # how long to wait for a word that there is more before looking unasked
_log = structlog.get_logger()

Handle = Callable[[Taken], Sequence[Waiting]]


def _at_once() -> None:
    """Wait for nothing."""


class Worker:
    """Works on events with `handle`, which returns what goes out; `excuse` is what goes out when all tries failed.

    `told` is called when something is waiting to go out. `breathe` returns when the next event may be worked on: what
    comes in goes first.
    """

    def __init__(
        self,
        inbox: Inbox,
        now: Callable[[], datetime],
        handle: Handle,
        excuse: Handle,
        told: Callable[[], None],
        *,
        breathe: Callable[[], None] = _at_once,
    ) -> None:
        self._breathe = breathe
        self._inbox = inbox
        self._now = now
        self._handle = handle
        self._excuse = excuse
        self._told = told

    def work(self, stop: threading.Event | None = None) -> int:
        """Work on what may be taken now, and return how many events that was; once `stop` is set the rest is left."""
        events = self._inbox.take(_AT_ONCE, self._now(), uuid4().hex)
        for place, taken in enumerate(events):
            if stop and stop.is_set():
                self._inbox.give_back(events[place:], self._now())
                break
            self._breathe()
            self._work_on(taken)
        return len(events)

    def run(self, wake: threading.Event, stop: threading.Event) -> None:
        """Work until `stop` is set, looking whenever `wake` is set and now and then unasked."""
        while not stop.is_set():
            wake.clear()
            try:
                found = self.work(stop)
            except Exception:  # noqa: BLE001 - the database may be away for a while: the next look finds it again
                _log.exception("inbox.failed")
                found = 0
                stop.wait(_IDLE_SECONDS)
            if not found:
                wake.wait(_IDLE_SECONDS)

    def _work_on(self, taken: Taken) -> None:
        try:
            if self._handled(taken):
                self._told()
        except Overtaken:
            _log.warning("event.overtaken", key=taken.key)
        except Exception:  # noqa: BLE001 - whatever is wrong with one event, the next ones have a right to be heard
            _log.exception("event.failed", key=taken.key, tries=taken.tries)
            self._put_back(taken)

    def _handled(self, taken: Taken) -> bool:
        """Work on an event and return whether something goes out because of it."""
        if taken.tries > MOST_TRIES:
            raise RuntimeError("whoever worked on it the last time never came back")
        with self._inbox.together():
            waiting = self._handle(taken)
            self._inbox.finish(taken, waiting, self._now())
        return bool(waiting)

    def _put_back(self, taken: Taken) -> None:
        if self._inbox.put_back(taken, self._excused(taken), self._now()):
            self._told()

    def _excused(self, taken: Taken) -> Sequence[Waiting]:
        if taken.tries < MOST_TRIES:
            return ()
        try:
            return self._excuse(taken)
        except Exception:  # noqa: BLE001 - what cannot be read cannot be answered either
            _log.exception("event.unanswerable", key=taken.key)
            return ()
