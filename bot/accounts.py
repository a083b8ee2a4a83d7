"""Who somebody on a chat platform is in the register, and how they are reached there: one row for each account seen.

What an account says of itself is in ``account_claims.py``, what came of looking for one in ``account_searches.py``.

An account is linked to a person when a person says so: its owner by a button in private, where the platform vouches for
the e-mail address, else a coordinator. A name is never a reason. Until then an account may ask what everybody may read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Engine, Row, Select, Table, Text, and_, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.account_rows import replace_row, text_or_none, time_or_none
from bot.platforms.heard import Sender
from bot.tables import as_text, metadata

_table: Final = Table(
    "accounts",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("address", Text, nullable=False, index=True),  # empty: not linked
    Column("offered", Text, nullable=False),  # the address that the account was asked about
    Column("language", Text, nullable=False),
    Column("conversation", Text, nullable=False),  # the one between the account and the bot alone
    Column("service", Text, nullable=False),
    Column("unreachable", Text, nullable=False),  # the platform's word for why; empty: reachable as far as is known
    Column("seen_at", Text, nullable=False),
    Column("linked_at", Text),
    Column("linked_by", Text, nullable=False),
    Column("looked_at", Text),  # when the platform was last asked about the account
    Column("asked_at", Text),  # when it was last asked who it is
    Column("declined", Text, nullable=False, server_default=""),  # the address that it said not to be
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account on a chat platform."""

    sender: Sender
    address: str = ""
    offered: str = ""
    language: str = ""
    conversation: str = ""
    service: str = ""
    unreachable: str = ""
    seen_at: datetime
    linked_at: datetime | None = None
    linked_by: str = ""
    looked_at: datetime | None = None
    asked_at: datetime | None = None
    declined: str = ""


class Accounts:
    """The accounts in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, sender: Sender) -> Account | None:
        """Return the account, None where it has not been seen."""
        query = select(_table).where(_is(sender))
        with self._engine.connect() as connection:
            row = connection.execution_options(reading=True).execute(query).one_or_none()
        return _account(row) if row is not None else None

    def of(self, address: str, platform: str) -> tuple[Account, ...]:
        """Return the accounts of a person on a platform, the latest linked first."""
        query = select(_table).where(and_(_table.c.address == address, _table.c.platform == platform))
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query.order_by(_table.c.linked_at.desc())).all()
        return tuple(_account(row) for row in rows)

    def all(self) -> tuple[Account, ...]:
        """Return every account that is linked, by address."""
        query = select(_table).where(_table.c.address != "").order_by(_table.c.address, _table.c.platform)
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query).all()
        return tuple(_account(row) for row in rows)

    def language_of(self, address: str) -> str:
        """Return what the platform says that somebody reads, by the address they go by; empty where it is not told."""
        if "@" in address:
            mine = _table.c.address == address
        else:
            mine = func.lower(_table.c.platform + ":" + _table.c.tenant + ":" + _table.c.user) == address
        query = select(_table.c.language).where(and_(mine, _table.c.language != ""))
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query.order_by(_table.c.linked_at.desc()))
            return str(rows.scalars().first() or "")

    def unreachable(self) -> tuple[Account, ...]:
        """Return the linked accounts that cannot be reached until something is changed."""
        query = select(_table).where(and_(_table.c.unreachable != "", _table.c.address != ""))
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query.order_by(_table.c.address)).all()
        return tuple(_account(row) for row in rows)

    def save(self, account: Account) -> None:
        """Keep an account in place of what was kept of it."""
        replace_row(self._engine, _table, _row(account))

    def seen(self, account: Account) -> None:
        """Keep an account that was not there; one that is stays as it is."""
        with self._engine.begin() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            connection.execute(dialect.insert(_table).on_conflict_do_nothing().values(**_row(account)))

    def forget(self, address: str) -> int:
        """Take away every account of a person, and return how many there were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(_table).where(_table.c.address == address)).rowcount


def linked_addresses() -> Select[tuple[str]]:
    """Return the question for the addresses that some account is linked to."""
    return select(_table.c.address).where(_table.c.address != "")


def linked(account: Account, address: str, by: str, at: datetime) -> Account:
    """Return the account as a person's own, by the word of `by`."""
    return replace(account, address=address, offered="", linked_by=by, linked_at=at)


def unlinked(account: Account, declined: str = "") -> Account:
    """Return the account as nobody's; `declined` is the address that it is not to be asked about again."""
    return replace(account, address="", offered="", linked_by="", linked_at=None, declined=declined)


def _is(sender: Sender) -> Any:  # noqa: ANN401 - SQLAlchemy's own type for a condition is generic in nothing we know
    return and_(_table.c.platform == sender.platform, _table.c.tenant == sender.tenant, _table.c.user == sender.user)


def _row(account: Account) -> Mapping[str, object]:
    return {
        "platform": account.sender.platform,
        "tenant": account.sender.tenant,
        "user": account.sender.user,
        "address": account.address,
        "offered": account.offered,
        "language": account.language,
        "conversation": account.conversation,
        "service": account.service,
        "unreachable": account.unreachable,
        "seen_at": as_text(account.seen_at),
        "linked_at": text_or_none(account.linked_at),
        "linked_by": account.linked_by,
        "looked_at": text_or_none(account.looked_at),
        "asked_at": text_or_none(account.asked_at),
        "declined": account.declined,
    }


def _account(row: Row[Any]) -> Account:
    return Account(
        sender=Sender(row.platform, row.tenant, row.user),
        address=row.address,
        offered=row.offered,
        language=row.language,
        conversation=row.conversation,
        service=row.service,
        unreachable=row.unreachable,
        seen_at=datetime.fromisoformat(row.seen_at),
        linked_at=time_or_none(row.linked_at),
        linked_by=row.linked_by,
        looked_at=time_or_none(row.looked_at),
        asked_at=time_or_none(row.asked_at),
        declined=row.declined,
    )
