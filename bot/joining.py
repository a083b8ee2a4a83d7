"""Several writes as one: what a thread writes while it works on one event becomes true together, or none of it does.

Every part writes with `engine.begin()` as if it were alone. Within `together` each such block is a savepoint of one
transaction, which begins with the first of them: what is read before keeps nobody waiting. A process that dies in the
middle has changed nothing, so that the same event worked on again has its effect once.

SQLite has one writer at a time. Within a process they wait for each other here, in turn, because SQLite's own waiting
sleeps longer and longer and lets newcomers go first, as Python's own locks do.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import cast

from sqlalchemy import Connection, Engine


class _Unit:
    """What one thread writes together; `connection` is there from the first write."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.ends = ExitStack()


class Turns:
    """A lock that goes to whoever has waited longest, or has precedence; who holds it may take it again."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[tuple[int, threading.Lock]] = deque()
        self._holder = 0  # the number of a thread
        self._times = 0

    @contextmanager
    def turn(self, *, first: bool = False) -> Iterator[None]:
        """Hold the lock in the block; `first` goes before all who wait."""
        self._take(first=first)
        try:
            yield
        finally:
            self._pass_on()

    def _take(self, *, first: bool) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._holder in {0, me}:
                self._holder, self._times = me, self._times + 1
                return
            turn = threading.Lock()
            turn.acquire()
            (self._waiting.appendleft if first else self._waiting.append)((me, turn))
        turn.acquire()

    def _pass_on(self) -> None:
        with self._guard:
            self._times -= 1
            if self._times:
                return
            self._holder = 0
            if self._waiting:
                self._holder, turn = self._waiting.popleft()
                self._times = 1
                turn.release()


class JoiningEngine(Engine):
    """An engine like `made`, by which a thread can write several times as one."""

    def __init__(self, made: Engine) -> None:
        super().__init__(made.pool, made.dialect, made.url)
        self._of_thread = threading.local()
        self._turns = Turns() if made.dialect.name == "sqlite" else None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make everything that this thread writes in the block true when it ends, and nothing when it raises."""
        if self._unit is not None:
            raise RuntimeError("what is written together cannot hold another such block")
        unit = self._of_thread.unit = _Unit()
        try:
            with unit.ends:
                yield
        finally:
            self._of_thread.unit = None

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Write by itself what is written in the block, as long as nothing has been written together before it."""
        unit = self._unit
        if unit is None or unit.connection is not None:
            yield
            return
        self._of_thread.unit = None
        try:
            yield
        finally:
            self._of_thread.unit = unit

    @contextmanager
    def begin(self, *, first: bool = False) -> Iterator[Connection]:
        """Open a transaction, or a part of the one that is written together; `first` goes before others that wait."""
        unit = self._unit
        if unit is None:
            with self._turn(first=first), super().begin() as connection:
                yield connection
            return
        if unit.connection is None:
            unit.ends.enter_context(self._turn())
            unit.connection = unit.ends.enter_context(super().begin())
        with unit.connection.begin_nested():
            yield unit.connection

    def connect(self) -> Connection:
        """Return a connection; within what is written together the one that sees what has been written so far."""
        unit = self._unit
        if unit is None or unit.connection is None:
            return super().connect()
        return cast("Connection", nullcontext(unit.connection))  # used by `with`, which must not close it

    def _turn(self, *, first: bool = False) -> AbstractContextManager[None]:
        return self._turns.turn(first=first) if self._turns else nullcontext()

    @property
    def _unit(self) -> _Unit | None:
        return getattr(self._of_thread, "unit", None)


class ApartEngine(Engine):
    """An engine for what stands by itself whatever becomes of the rest: what is counted before a model is asked."""

    def __init__(self, joining: JoiningEngine) -> None:
        super().__init__(joining.pool, joining.dialect, joining.url)
        self._joining = joining

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction of its own."""
        with self._joining.apart(), self._joining.begin() as connection:
            yield connection

    def connect(self) -> Connection:
        """Return a connection."""
        return self._joining.connect()
