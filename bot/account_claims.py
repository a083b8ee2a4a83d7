"""What accounts say of themselves: that they are a person of the register, which a coordinator decides about."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Column, Engine, Row, Table, Text, select

from bot.account_rows import replace_row, text_or_none, time_or_none
from bot.platforms.heard import Sender
from bot.tables import as_text, metadata

_table: Final = Table(
    "account_claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("address", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("settled_at", Text),
    Column("settled_by", Text, nullable=False),
)


class ClaimState(StrEnum):
    """What has become of somebody's word that they are a person of the register."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An account's word that it is the person at an address, which a coordinator decides about."""

    sender: Sender
    address: str
    state: ClaimState = ClaimState.WAITING
    asked_at: datetime
    settled_at: datetime | None = None
    settled_by: str = ""

    @property
    def id(self) -> str:
        """Eight hexadecimal digits, the same for the same account and address; short, as people write it."""
        said = (self.sender.platform, self.sender.tenant, self.sender.user, self.address)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:8]


class Claims:
    """The claims in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, id: str) -> Claim | None:  # noqa: A002 - the claim's own word for it
        """Return the claim with an id, None where there is none."""
        query = select(_table).where(_table.c.id == id)
        with self._engine.connect() as connection:
            row = connection.execution_options(reading=True).execute(query).one_or_none()
        return _claim(row) if row is not None else None

    def waiting(self) -> tuple[Claim, ...]:
        """Return the claims that wait, the oldest first."""
        query = select(_table).where(_table.c.state == ClaimState.WAITING.value).order_by(_table.c.asked_at)
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query).all()
        return tuple(_claim(row) for row in rows)

    def save(self, claim: Claim) -> None:
        """Keep a claim in place of what was kept of it."""
        replace_row(self._engine, _table, _row(claim))


def _row(claim: Claim) -> Mapping[str, object]:
    return {
        "id": claim.id,
        "platform": claim.sender.platform,
        "tenant": claim.sender.tenant,
        "user": claim.sender.user,
        "address": claim.address,
        "state": claim.state.value,
        "asked_at": as_text(claim.asked_at),
        "settled_at": text_or_none(claim.settled_at),
        "settled_by": claim.settled_by,
    }


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        sender=Sender(row.platform, row.tenant, row.user),
        address=row.address,
        state=ClaimState(row.state),
        asked_at=datetime.fromisoformat(row.asked_at),
        settled_at=time_or_none(row.settled_at),
        settled_by=row.settled_by,
    )
