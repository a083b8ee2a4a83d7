"""The audit trail's hash chain: each event's hash is over its content and the hash before it.

Pure: it computes and checks hashes and words rows for export. Where the rows are kept is the store's business. A chain
that was cut at its end still verifies; compare its head with one that was exported before.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from plans.encoding import canonical
from plans.model import AuditEvent

GENESIS: Final = "0" * 64  # what the first event names as the hash before it


@dataclass(frozen=True, slots=True)
class Break:
    """The first row of a trail that does not hold; `code` names a text under ``audit.break``."""

    row: int  # its place in the trail, from 1
    code: str


def chained(
    last: AuditEvent | None, at: datetime, *, actor: str, event: str, subject: str, details: Mapping[str, str]
) -> AuditEvent:
    """Return the event that follows `last` in the trail; `last` is None for the very first."""
    unsealed = AuditEvent(
        number=last.number + 1 if last else 1,
        at=at.astimezone(UTC),
        actor=actor,
        event=event,
        subject=subject,
        details=dict(details),
        previous=last.hash if last else GENESIS,
        hash="",
    )
    return replace(unsealed, hash=_hash(unsealed))


def verify(events: Iterable[AuditEvent], head: str | None = None) -> Break | None:
    """Return the first row that does not hold, None when the whole trail does.

    Args:
        events: the trail, the first event first.
        head: the hash of an event known to have been in it (from an earlier export), to find a trail cut at its end.
    """
    previous, row, seen = GENESIS, 0, head is None
    for row, event in enumerate(events, start=1):
        if broken := _broken(event, row, previous):
            return Break(row, broken)
        previous = event.hash
        seen = seen or event.hash == head
    return None if seen else Break(row + 1, "cut")


def rows(events: Iterable[AuditEvent]) -> list[dict[str, object]]:
    """Return the trail as plain rows for an export, times as ISO text in UTC."""
    return [
        {
            "number": event.number,
            "at": event.at.astimezone(UTC).isoformat(),
            "actor": event.actor,
            "event": event.event,
            "subject": event.subject,
            "details": dict(event.details),
            "previous": event.previous,
            "hash": event.hash,
        }
        for event in events
    ]


def _broken(event: AuditEvent, row: int, previous: str) -> str | None:
    if event.number != row:
        return "number"
    if event.previous != previous:
        return "order"
    return None if event.hash == _hash(event) else "content"


def _hash(event: AuditEvent) -> str:
    """Return the SHA-256 of everything in the event but its own hash."""
    return hashlib.sha256(canonical(replace(event, hash="")).encode()).hexdigest()
