"""The clock's tick, and nothing else: the only file that imports apscheduler.

What is due is decided by `plans.reminders` over rows in the database; a tick merely asks for it. So a missed, doubled
or late tick changes nothing but when the question is asked.
"""

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = structlog.get_logger()


@contextmanager
def ticking(tick: Callable[[], object], seconds: int) -> "Iterator[None]":
    """Call `tick` now and then every `seconds` seconds, one at a time, until the block ends."""
    from apscheduler.schedulers.background import BackgroundScheduler  # noqa: PLC0415 - 0.3 s that only `serve` needs

    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        _guarded(tick), "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None
    )
    _guarded(tick)()
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)


def _guarded(tick: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            tick()
        except Exception:  # noqa: BLE001 - one failed tick must not stop the clock; the next one asks again
            _log.exception("tick.failed")

    return run
