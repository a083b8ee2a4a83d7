"""What came of looking for people on chat platforms by their e-mail: where they are, or why they are not written to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Engine, Row, Table, Text, and_, select

from bot.account_rows import replace_row, text_or_none, time_or_none
from bot.accounts import linked_addresses
from bot.tables import as_text, metadata

_table: Final = Table(
    "account_searches",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("looked_at", Text, nullable=False),
    Column("outcome", Text, nullable=False),  # empty: found
    Column("tenant", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("invited_at", Text),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What came of looking for the account of a person by e-mail; `outcome` is why there is none to write to."""

    platform: str
    address: str
    looked_at: datetime
    outcome: str = ""  # "nobody", "guest", "stranger", "bot", "gone"; empty: found
    tenant: str = ""
    user: str = ""
    invited_at: datetime | None = None


class Searches:
    """What came of looking, in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, platform: str, address: str) -> Search | None:
        """Return what came of looking for a person, None where nobody has looked."""
        query = select(_table).where(and_(_table.c.platform == platform, _table.c.address == address))
        with self._engine.connect() as connection:
            row = connection.execution_options(reading=True).execute(query).one_or_none()
        return _search(row) if row is not None else None

    def save(self, search: Search) -> None:
        """Keep what came of looking in place of what came of it before."""
        replace_row(self._engine, _table, _row(search))

    def unfound(self) -> dict[str, str]:
        """Return who was looked for and has no account that may be written to, by address, with the reason."""
        found = select(_table.c.address).where(_table.c.outcome == "")
        query = select(_table).where(_table.c.address.not_in(linked_addresses()), _table.c.address.not_in(found))
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query.order_by(_table.c.address)).all()
        return {row.address: row.outcome for row in rows}


def _row(search: Search) -> Mapping[str, object]:
    return {
        "platform": search.platform,
        "address": search.address,
        "looked_at": as_text(search.looked_at),
        "outcome": search.outcome,
        "tenant": search.tenant,
        "user": search.user,
        "invited_at": text_or_none(search.invited_at),
    }


def _search(row: Row[Any]) -> Search:
    return Search(
        platform=row.platform,
        address=row.address,
        looked_at=datetime.fromisoformat(row.looked_at),
        outcome=row.outcome,
        tenant=row.tenant,
        user=row.user,
        invited_at=time_or_none(row.invited_at),
    )
