"""What the stand-in is told to do wrong, by method, for the next calls or until it is told to stop."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch

# Not an error of Slack's own but of the way there; anything else is answered as {"ok": false, "error": how}.
ON_THE_WAY = ("ratelimited", "5xx_before", "5xx_after", "drop_before", "drop_after", "hang_before", "hang_after")


@dataclass
class Fault:
    method: str  # may hold *, as in "chat.*"
    how: str
    left: int | None = 1  # None: until it is taken away
    retry_after: int = 1  # seconds, for ratelimited
    seconds: float = 30.0  # how long it hangs
    channel: str = ""  # only calls about this channel


class Faults:
    """`faults("chat.postMessage", "5xx_after", times=2)`; `with faults.on("chat.*", "token_revoked"): …`.

    `how` is `ratelimited` (429 with Retry-After), `5xx_before` and `5xx_after` the message was accepted, `drop_before`
    and `drop_after` (the connection ends without an answer), `hang_before`, `hang_after`, or one of Slack's errors.
    """

    def __init__(self):
        self._all: list[Fault] = []
        self._lock = threading.Lock()

    def __call__(self, method, how, *, times=1, **more):
        fault = Fault(method, how, times, **more)
        with self._lock:
            self._all.append(fault)
        return fault

    @contextmanager
    def on(self, method, how, **more):
        fault = self(method, how, times=None, **more)
        try:
            yield fault
        finally:
            self.off(fault)

    def off(self, fault=None):
        """Take one fault away, or all of them."""
        with self._lock:
            self._all = [one for one in self._all if fault is not None and one is not fault]

    def next(self, method, channel=""):
        """The fault that this call meets, counted down; None when all is well."""
        with self._lock:
            for fault in self._all:
                if fnmatch(method, fault.method) and fault.channel in {"", channel}:
                    if fault.left is not None:
                        fault.left -= 1
                        self._all = [one for one in self._all if one.left is None or one.left > 0]
                    return fault
        return None
