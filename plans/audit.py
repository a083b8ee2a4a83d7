"""The audit trail's hash chain: each event's hash is over its content and the hash before it.

Pure: it computes and checks hashes and words rows for export. Where the rows are kept is the store's business. A chain
that was cut at its end, or written anew from some row on, still fits together; heads that were noted elsewhere find it.

People stand in the trail as numbers ("person 12"), so that a person can be erased and the chain stays whole.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from plans.model import AuditEvent

GENESIS: Final = "0" * 64  # what the first event names as the hash before it

# An address as it may stand in a longer text, such as a dispatch's key, where a slash is before it.
# E-mail addresses, and what stands for one of an account that nobody is linked to: "slack:t1:u1".
_ADDRESS: Final = re.compile(
    r"[^\s@/<>,;:()\"']+@[^\s@/<>,;:()\"']+\.[^\s@/<>,;:()\"'.]+|\b(?:slack|teams):[^\s/<>,;:]+:[^\s/<>,;()\"']+"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a trail as somebody noted it at some time."""

    number: int
    hash: str


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


def verify(events: Iterable[AuditEvent | None], head: str | None = None, heads: Iterable[Head] = ()) -> Break | None:
    """Return the first row that does not hold, None when the whole trail does.

    Args:
        events: the trail, the first event first; None for a row that can no longer be read.
        head: the hash of an event known to have been in it (from an earlier export), to find a trail cut at its end.
        heads: what the trail's end was at earlier times, to find the same and a trail that was written anew.
    """
    noted = {noted.number: noted.hash for noted in heads}
    previous, row, seen = GENESIS, 0, head is None
    for row, event in enumerate(events, start=1):
        if broken := _broken(event, row, previous, noted.get(row)):
            return Break(row, broken)
        previous = event.hash if event else previous
        seen = seen or previous == head
    cut = not seen or any(number > row for number in noted)
    return Break(row + 1, "cut") if cut else None


def disguised(text: str, number_of: Callable[[str], int]) -> str:
    """Return `text` with a numbered person in the place of each address; `number_of` gives a person's number."""
    return _ADDRESS.sub(lambda found: person(number_of(found[0].lower())), text)


def person(number: int) -> str:
    """Return how a person is named in the trail."""
    return f"person {number}"


def rows(events: Iterable[AuditEvent]) -> list[dict[str, object]]:
    """Return the trail as plain rows for an export, times as ISO text in UTC."""
    return [_row(event) for event in events]


def _row(event: AuditEvent) -> dict[str, object]:
    return {
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(),
        "actor": event.actor,
        "event": event.event,
        "subject": event.subject,
        "details": dict(event.details),
        "previous": event.previous,
        "hash": event.hash,
    }


def _broken(event: AuditEvent | None, row: int, previous: str, noted: str | None) -> str | None:
    if event is None:
        return "unreadable"
    if event.number != row:
        return "number"
    if event.previous != previous:
        return "order"
    if event.hash != _hash(event):
        return "content"
    return "rewritten" if noted not in (None, event.hash) else None


def _hash(event: AuditEvent) -> str:
    """Return the SHA-256 of everything in the event but its own hash.

    The text is what `plans.encoding.canonical` makes of the event, written out here because a trail has many rows.
    """
    content = _row(event) | {"hash": ""}
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
