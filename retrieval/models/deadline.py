"""Wait for slow work no longer than agreed: what is late is left behind, and nobody waits for it again."""

import threading
from collections.abc import Callable
from typing import Final, Generic, TypeVar

Result = TypeVar("Result")

_NAME: Final = "handslag-aside"
STARTING: Final = 3.0  # seconds that importing a library may take once its server has shown signs of life
LEAST: Final = 0.7  # seconds that such a server then has to answer, however long the import took


class Late(TimeoutError):  # noqa: N818 - what happened, in one word
    """The work was not done in time; it goes on unseen and its result is thrown away."""


class _Work(Generic[Result]):
    """One piece of work with what came of it."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._done = threading.Event()
        self._results: list[Result] = []
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            self._results.append(self._work())
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits
            self._error = error
        finally:
            self._done.set()

    def wait(self, seconds: float) -> Result:
        if not self._done.wait(max(0.0, seconds)):
            raise Late(f"not done within {seconds:.1f} s")
        if self._error is not None:
            raise self._error
        return self._results[0]


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what `work` gives, in a thread of its own, waiting `seconds` at most.

    Raises:
        Late: the time is up. The thread is a daemon: it keeps no process alive.
    """
    task = aside(work)
    return task.wait(seconds)


def aside(work: Callable[[], Result]) -> _Work[Result]:
    """Start `work` in a thread of its own and return it; what it raises is met by whoever waits."""
    task = _Work(work)
    threading.Thread(target=task.run, daemon=True, name=_NAME).start()
    return task


def is_left_behind() -> bool:
    """Tell whether work goes on that nobody waits for: a process that ends in order would wait for it, or trip over it.

    Ended in the middle of an import or of a library's own code, a thread can bring the whole process down.
    """
    return any(thread.name == _NAME for thread in threading.enumerate())
