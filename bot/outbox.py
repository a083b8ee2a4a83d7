"""Send what is queued, each message at most once.

A message is marked *unknown* before the platform is called and *sent* after it answered. A process that dies between
the two leaves it unknown: the coordinator sees it, and nothing resends it by itself (reliability promise 2).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from bot.platforms.base import Delivery, Platform, Reply
from plans.model import Dispatch, DispatchState, Person
from plans.stores.base import Ledger, Store

_log = structlog.get_logger()
BATCH = 20  # so many are unknown at most when the process dies

Render = Callable[[Dispatch, Person], Reply]
Sift = Callable[[Ledger, Iterable[Dispatch]], tuple[Dispatch, ...]]

_OUTCOME = {
    Delivery.SENT: DispatchState.SENT,
    Delivery.UNKNOWN: DispatchState.UNKNOWN,
    Delivery.FAILED: DispatchState.FAILED,
}


def all_of_them(_: Ledger, dispatches: Iterable[Dispatch]) -> tuple[Dispatch, ...]:
    """Hold nothing back."""
    return tuple(dispatches)


def send_queued(
    store: Store,
    platforms: Mapping[str, Platform],
    render: Render,
    now: datetime,
    to: str | None = None,
    *,
    sift: Sift = all_of_them,
) -> tuple[tuple[Dispatch, Reply], ...]:
    """Send every queued message whose platform is here, only those to the address `to` where one is given.

    What `sift` leaves out of a batch is not sent; it has changed those so that they are not queued for now any more.
    Returns what was sent with how it read and went, oldest first.
    """
    sent: list[tuple[Dispatch, Reply]] = []
    while (claimed := _claim(store, platforms, now, to, sift)) is not None:
        for dispatch, person in claimed:
            reply = render(dispatch, person)
            outcome = _OUTCOME[platforms[dispatch.channel].deliver(person, reply)]
            settled = replace(dispatch, state=outcome)
            with store.transaction() as ledger:
                ledger.dispatches.save(settled)
                ledger.trail.append(now, "handslag", f"message.{outcome}", dispatch.key, to=dispatch.to)
            _log.info("message", key=dispatch.key, state=outcome, channel=dispatch.channel)
            sent.append((settled, reply))
    return tuple(sent)


def _claim(
    store: Store, platforms: Mapping[str, Platform], now: datetime, to: str | None, sift: Sift
) -> list[tuple[Dispatch, Person]] | None:
    """Return the next messages, marked unknown, and their receivers; None when nothing is queued."""
    with store.transaction() as ledger:
        queued = ledger.dispatches.queued(BATCH, until=now, channels=frozenset(platforms), to=to)
        if not queued:
            return None
        claimed = []
        for dispatch in sift(ledger, queued):
            marked = replace(dispatch, state=DispatchState.UNKNOWN, sent_at=now)
            ledger.dispatches.save(marked)
            claimed.append((marked, ledger.people.get(dispatch.to) or Person(address=dispatch.to)))
        return claimed
