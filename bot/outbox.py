"""Send what is queued, each message at most once.

A message is marked *unknown* before the platform is called and *sent* after it answered. A process that dies between
the two leaves it unknown: the coordinator sees it, and nothing resends it by itself (reliability promise 2).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from bot.platforms.base import Delivery, Platform, Reply
from plans.model import Dispatch, DispatchState, Person
from plans.stores.base import Store

_log = structlog.get_logger()
BATCH = 200

Render = Callable[[Dispatch, Person], Reply]

_OUTCOME = {
    Delivery.SENT: DispatchState.SENT,
    Delivery.UNKNOWN: DispatchState.UNKNOWN,
    Delivery.FAILED: DispatchState.FAILED,
}


def send_queued(
    store: Store, platforms: Mapping[str, Platform], render: Render, now: datetime, to: str | None = None
) -> tuple[tuple[Dispatch, Reply], ...]:
    """Send every queued message whose platform is here, only those to the address `to` where one is given.

    Returns them with how they read and went, oldest first.
    """
    sent: list[tuple[Dispatch, Reply]] = []
    while claimed := _claim(store, platforms, now, to):
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
    store: Store, platforms: Mapping[str, Platform], now: datetime, to: str | None
) -> list[tuple[Dispatch, Person]]:
    with store.transaction() as ledger:
        claimed = []
        for dispatch in ledger.dispatches.queued(BATCH, until=now):
            if dispatch.channel in platforms and to in {None, dispatch.to}:
                marked = replace(dispatch, state=DispatchState.UNKNOWN, sent_at=now)
                ledger.dispatches.save(marked)
                claimed.append((marked, ledger.people.get(dispatch.to) or Person(address=dispatch.to)))
    return claimed
