"""Send what is queued, each message at most once.

A message is marked *unknown* before the platform is called and *sent* after it answered. A process that dies between
the two leaves it unknown: the coordinator sees it, and nothing resends it by itself (reliability promise 2). What a
platform surely did not take, because of a rate limit or because the workspace is away, is queued again for later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from bot.platforms.base import Delivery, Platform, Reply, Sent
from plans.model import Dispatch, DispatchState, Person
from plans.stores.base import Ledger, Store

_log = structlog.get_logger()

Render = Callable[[Dispatch, Person], Reply]
Sift = Callable[[Ledger, Iterable[Dispatch]], tuple[Dispatch, ...]]
Tried = Callable[[str, str, Sent], None]  # a person's address, the channel, and how it went

_OUTCOME = {
    Delivery.SENT: DispatchState.SENT,
    Delivery.UNKNOWN: DispatchState.UNKNOWN,
    Delivery.FAILED: DispatchState.FAILED,
}


def _as_registered(person: Person) -> Person:
    return person


def _of_no_concern(_address: str, _channel: str, _went: Sent) -> None:
    """Tell nobody."""


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
    tried: Tried = _of_no_concern,
    as_read: Callable[[Person], Person] = _as_registered,
) -> tuple[tuple[Dispatch, Reply], ...]:
    """Send every queued message whose platform is here, only those to the address `to` where one is given.

    What `sift` leaves out is not sent; it has changed those so that they are not queued for now any more. `tried` is
    told how each went. Returns what was sent with how it read and went, oldest first.
    """
    sent: list[tuple[Dispatch, Reply]] = []
    settled: Dispatch | None = None
    channels = frozenset(platforms)
    while True:
        with store.transaction() as ledger:  # how the last one went, and the next: one at a time is ever unknown
            if settled is not None:
                ledger.dispatches.save(settled)
                if settled.state is not DispatchState.QUEUED:
                    ledger.trail.append(now, "handslag", f"message.{settled.state}", settled.key, to=settled.to)
            claimed = _claim(ledger, channels, now, to, sift)
        if claimed is None:
            return tuple(sent)
        dispatch, person = claimed[0], as_read(claimed[1])
        reply = render(dispatch, person)
        went = platforms[dispatch.channel].deliver(person, reply)
        tried(person.address, dispatch.channel, went)
        _log.info(
            "message",
            rule=dispatch.rule,
            key=_short(dispatch.key),
            delivery=went.delivery,
            channel=dispatch.channel,
            reason=went.reason,
        )
        if went.delivery is Delivery.LATER:
            later = now + timedelta(seconds=went.wait)
            settled = replace(dispatch, state=DispatchState.QUEUED, sent_at=None, at=later)
            channels -= {dispatch.channel}  # it takes nothing more just now
            continue
        settled = replace(dispatch, state=_OUTCOME[went.delivery])
        sent.append((settled, reply))


def _claim(
    ledger: Ledger, channels: frozenset[str], now: datetime, to: str | None, sift: Sift
) -> tuple[Dispatch, Person] | None:
    """Return the next message that may go, marked unknown, and its receiver; None when there is none."""
    while queued := ledger.dispatches.queued(1, until=now, channels=channels, to=to):
        for dispatch in sift(ledger, queued):
            marked = replace(dispatch, state=DispatchState.UNKNOWN, sent_at=now)
            ledger.dispatches.save(marked)
            return marked, ledger.people.get(dispatch.to) or Person(address=dispatch.to)
    return None


def _short(key: str) -> str:
    """Return what tells messages apart in a log: a key holds an address, which has no place there."""
    return sha256(key.encode()).hexdigest()[:12]
