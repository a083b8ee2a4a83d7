"""What a stand-in is told to do wrong, by method, for the next calls or until it is told to stop."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch

ON_THE_WAY = ("5xx_before", "5xx_after", "drop_before", "drop_after", "hang_before", "hang_after")


@dataclass
class Fault:
    method: str  # the stand-in's word for a call; may hold *, as in "chat.*"
    how: str
    left: int | None = 1  # None: until it is taken away
    retry_after: int = 1  # seconds, where it is one of too many calls
    seconds: float = 30.0  # how long it hangs
    place: str = ""  # only calls about this channel or conversation
    words: str = ""


class Faults:
    """`faults("send", "5xx_after", times=2)`; `with faults.on("chat.*", "token_revoked"): …`.

    `how` is one of `ON_THE_WAY`: before or after the call was taken the server errs, ends the connection without an
    answer (drop) or does not answer (hang); or it is a refusal of the platform's own, `known` where all are told.
    """

    def __init__(self, known=()):
        self._known = known
        self._all: list[Fault] = []
        self._lock = threading.Lock()

    def __call__(self, method, how, *, times=1, **more):
        assert not self._known or how in self._known or how in ON_THE_WAY, how
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

    def next(self, method, place=""):
        """The fault that this call meets, counted down; None when all is well."""
        with self._lock:
            for fault in self._all:
                if fnmatch(method, fault.method) and fault.place in {"", place}:
                    if fault.left is not None:
                        fault.left -= 1
                        self._all = [one for one in self._all if one.left is None or one.left > 0]
                    return fault
        return None
