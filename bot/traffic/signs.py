"""A sign of life: whoever has waited most of a second for an answer is shown that one is on its way.

A quick answer costs nothing but an entry in a table in memory. What was shown is taken back by the answer itself: it
takes the place of the message that was shown, or is followed by the end of a status.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

import structlog

from bot.platforms.base import Outgoing
from bot.platforms.chat import ChatPlatform, Sign
from bot.platforms.heard import Heard, from_json
from bot.traffic.inbox import Taken
from bot.traffic.outgoing import Waiting

WITHIN: Final = 0.7  # seconds: with the call itself it is there within one
BETWEEN: Final = 1.0  # seconds from a sign until it says more: Teams takes one a second
PATIENCE: Final = 2.0  # seconds that an answer waits for a sign that is just being shown
_FORGOTTEN: Final = 300.0  # seconds after which an event is not ours any more: another process answered it
_IDLE: Final = 1.0
_log = structlog.get_logger()


@dataclass(slots=True)
class _Awaited:
    """An event that is waited for; `done` is set when nothing more is being shown for it."""

    body: Mapping[str, object]
    due: float
    done: threading.Event = field(default_factory=threading.Event)
    started: bool = False
    late: bool = False  # the answer went out before it was known whether anything was shown
    is_worded: bool = False  # a model is wording it, which is not shown yet
    sign: Sign | None = None


class Signs:
    """Shows signs on `platforms`; `language` is what whoever is waiting reads, `now` the time of what goes out.

    `seconds` counts seconds from any moment.
    """

    def __init__(
        self,
        platforms: Mapping[str, ChatPlatform],
        language: Callable[[Heard], str],
        now: Callable[[], datetime],
        *,
        seconds: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
        within: float = WITHIN,
    ) -> None:
        self._platforms = platforms
        self._language = language
        self._now = now
        self._seconds = seconds
        self._patience = patience
        self._within = within
        self._awaited: dict[str, _Awaited] = {}
        self._lock = threading.Lock()

    def arrived(self, key: str, body: Mapping[str, object], received_at: datetime) -> None:
        """Note that somebody waits for what an event leads to; `body` is the event as the inbox keeps it."""
        age = max(0.0, (self._now() - received_at).total_seconds())
        with self._lock:
            self._awaited.setdefault(key, _Awaited(body, self._seconds() + max(0.0, self._within - age)))

    def worded(self, key: str) -> None:
        """Note that a model words the answer to an event: whoever still waits after a second more is told."""
        with self._lock:
            if awaited := self._awaited.get(key):
                awaited.is_worded = True

    def relieved(self, taken: Taken, waiting: Sequence[Waiting]) -> Sequence[Waiting]:
        """Return what goes out when the answer is ready: what was shown meanwhile is taken back by it."""
        with self._lock:
            awaited = self._awaited.pop(taken.key, None)
        if awaited is None or not awaited.started:
            return waiting
        if not awaited.done.wait(self._patience):
            awaited.late = True
            return waiting
        if awaited.sign is None:
            return waiting
        calls = self._platforms[taken.platform].relieve(awaited.sign, [one.call for one in waiting])
        return [self._waiting(taken, n, call, waiting) for n, call in enumerate(calls)]

    def show(self) -> int:
        """Show what is due now, and return for how many events."""
        with self._lock:
            now = self._seconds()
            self._awaited = {key: one for key, one in self._awaited.items() if now - one.due < _FORGOTTEN}
            due = [one for one in self._awaited.values() if not one.started and one.due <= now]
            for one in due:
                one.started = True
            worded = [one for one in self._awaited.values() if self._is_to_go_on(one, now)]
            for one in worded:
                one.is_worded = False
        for one in due:
            self._show(one)
        for one in worded:
            self._go_on(one)
        return len(due) + len(worded)

    @staticmethod
    def _is_to_go_on(one: _Awaited, now: float) -> bool:
        return one.is_worded and one.done.is_set() and one.sign is not None and now >= one.due + BETWEEN

    def _go_on(self, one: _Awaited) -> None:
        try:
            if sign := one.sign:
                heard = sign.heard
                self._platforms[heard.sender.platform].go_on(sign, self._language(heard))
        except Exception as error:  # noqa: BLE001 - as above: the answer comes all the same
            _log.warning("sign.unshown", error=type(error).__name__)

    def run(self, wake: threading.Event, stop: threading.Event) -> None:
        """Show until `stop` is set."""
        while not stop.is_set():
            wake.clear()
            self.show()
            wake.wait(self._until_due())

    def _show(self, awaited: _Awaited) -> None:
        try:
            heard = from_json(awaited.body)
            platform = self._platforms[heard.sender.platform]
            awaited.sign = platform.sign(heard, self._language(heard))
            if awaited.late and awaited.sign:
                for call in platform.relieve(awaited.sign, ()):
                    platform.send(call)
        except Exception as error:  # noqa: BLE001 - a sign that fails is one that is not shown; the answer comes all the same
            _log.warning("sign.unshown", error=type(error).__name__)
        finally:
            awaited.done.set()

    def _until_due(self) -> float:
        """Return how long nothing is due for; what arrives later is due no sooner than `within`."""
        with self._lock:
            now = self._seconds()
            waits = [one.due - now for one in self._awaited.values() if not one.started]
            waits += [one.due + BETWEEN - now for one in self._awaited.values() if one.is_worded and one.sign]
        return min(_IDLE, self._within, max(0.01, min(waits, default=_IDLE)))

    def _waiting(self, taken: Taken, n: int, call: Outgoing, waiting: Sequence[Waiting]) -> Waiting:
        if n < len(waiting):
            return replace(waiting[n], call=call)
        person = from_json(taken.body).sender.address
        return Waiting(key=f"{taken.key}/{n}", platform=taken.platform, call=call, person=person, at=self._now())
