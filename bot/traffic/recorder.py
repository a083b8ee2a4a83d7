"""Write what arrives down, many events in one transaction: the disk is waited for once for all of them.

An event may be acknowledged when `record` has returned. The loop that asks is never blocked: the writing is done on a
thread of its own, and what arrives meanwhile is written next.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.traffic.inbox import Arrival

Write = Callable[[Sequence[Arrival]], frozenset[str]]


class Recorder:
    """Gathers events for `write`; `told` is called when something new was written."""

    def __init__(self, write: Write, told: Callable[[], None]) -> None:
        self._write = write
        self._told = told
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inbox")
        self._gathered: list[tuple[Arrival, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether somebody waits for what they sent to be written down."""
        return bool(self._gathered) or (self._writing is not None and not self._writing.done())

    async def record(self, arrival: Arrival) -> bool:
        """Return whether the event is new, once it is written down and durable.

        Raises:
            Exception: whatever the database raised; the event is not written down, and must not be acknowledged.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._gathered.append((arrival, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return await done

    async def _write_all(self) -> None:
        loop = asyncio.get_running_loop()
        while self._gathered:
            gathered, self._gathered = self._gathered, []
            try:
                new = await loop.run_in_executor(self._thread, self._write, [arrival for arrival, _ in gathered])
            except Exception as error:  # noqa: BLE001 - each of those who wait is told
                for _, done in gathered:
                    if not done.done():
                        done.set_exception(error)
                continue
            _tell(gathered, set(new))
            if new:
                self._told()

    def close(self) -> None:
        """Wait for what is being written, and take no more."""
        self._thread.shutdown(wait=True)


def _tell(gathered: Sequence[tuple[Arrival, "asyncio.Future[bool]"]], new: set[str]) -> None:
    for arrival, done in gathered:
        is_new = arrival.key in new
        new.discard(arrival.key)  # the same event twice in one batch is new once
        if not done.done():  # whoever asked may have gone
            done.set_result(is_new)
