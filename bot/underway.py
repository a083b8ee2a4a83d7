"""How far the work on an answer has come, for whoever waits for it: said where it happens, shown by whoever listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listening: ContextVar[Callable[[], None] | None] = ContextVar("listening", default=None)


@contextmanager
def told(listener: Callable[[], None]) -> Iterator[None]:
    """Let `listener` be told in this block, in this thread, when a language model begins to word an answer."""
    before = _listening.set(listener)
    try:
        yield
    finally:
        _listening.reset(before)


def tell() -> None:
    """Say that a language model begins to word an answer."""
    if listener := _listening.get():
        listener()
