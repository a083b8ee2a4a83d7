"""Make the calls that wait, in order within a conversation, no faster than a platform takes them.

Several threads may run one sender: what it knows of conversations in hand and of their pace is for all of them. Another
process knows it from the rows alone, and keeps the order; the pace of several processes is the platform's to say.
"""

import math
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Protocol

import structlog

from bot.platforms.base import Delivery, Outgoing, Sent
from bot.traffic.outgoing import Claimed, OutgoingCalls

_AT_ONCE: Final = 2  # calls marked unknown together: as many as may be shown as unknown when the power goes
_IDLE_SECONDS: Final = 1.0
_log = structlog.get_logger()


class Calls(Protocol):
    """A platform, as the sender needs it."""

    @property
    def pace(self) -> float:
        """Seconds between two messages to one conversation."""
        ...

    def send(self, call: Outgoing) -> Sent:
        """Make one call; never raises for what the platform answers."""
        ...


class Sender:
    """Makes the calls of `outgoing`; `failed` is told of each that did not arrive, with whom it was for."""

    def __init__(
        self,
        outgoing: OutgoingCalls,
        platforms: Mapping[str, Calls],
        now: Callable[[], datetime],
        failed: Callable[[Claimed, Sent], None],
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outgoing = outgoing
        self._platforms = platforms
        self._now = now
        self._failed = failed
        self._seconds = seconds
        self._free: dict[str, float] = {}  # conversation -> when the next message may go; of this process alone
        self._lock = threading.Lock()
        self._claiming = threading.Lock()

    def send(self) -> int:
        """Make what may be made now, and return how many calls that was."""
        with self._claiming:
            calls = self._outgoing.claim(_AT_ONCE, self._now(), self._platforms, self._busy())
            with self._lock:
                self._free |= dict.fromkeys((claimed.call.conversation for claimed in calls), math.inf)
        ends = [(claimed, self._make(claimed)) for claimed in calls]
        if ends:
            self._outgoing.settle(ends, self._now())
        for claimed, sent in ends:
            if sent.delivery is not Delivery.SENT:
                _log.warning("call.unsent", key=claimed.key, delivery=sent.delivery, reason=sent.reason)
                self._failed(claimed, sent)
        return len(calls)

    def run(self, wake: threading.Event, stop: threading.Event) -> None:
        """Send until `stop` is set, looking whenever `wake` is set and now and then unasked."""
        while not stop.is_set():
            wake.clear()
            try:
                found = self.send()
            except Exception:  # noqa: BLE001 - the database may be away for a while: the next look finds it again
                _log.exception("outgoing.failed")
                found = 0
                stop.wait(_IDLE_SECONDS)
            if not found:
                wake.wait(min(_IDLE_SECONDS, self._until_free()))

    def _make(self, claimed: Claimed) -> Sent:
        platform = self._platforms[claimed.platform]
        try:
            return platform.send(claimed.call)
        except Exception:  # noqa: BLE001 - it may have been taken before whatever went wrong: unknown, never resent
            _log.exception("call.broken", key=claimed.key)
            return Sent(delivery=Delivery.UNKNOWN, reason="error")
        finally:
            with self._lock:
                # From its end: the platform may count this one as late as that, and the next as early as it begins.
                self._free[claimed.call.conversation] = self._seconds() + platform.pace

    def _busy(self) -> list[str]:
        now = self._seconds()
        with self._lock:
            self._free = {conversation: free for conversation, free in self._free.items() if free > now}
            return list(self._free)

    def _until_free(self) -> float:
        now = self._seconds()
        with self._lock:
            return max(0.05, min((free - now for free in self._free.values()), default=_IDLE_SECONDS))
