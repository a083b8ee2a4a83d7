"""Who somebody on a chat platform is in the register, and how they are reached there: one row for each account seen.

An account is linked to a person when a person says so: its owner by a button in private, where the platform vouches for
the e-mail address, else a coordinator. A name is never a reason. Until then an account may ask what everybody may read.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Column, Engine, Row, Table, Text, and_, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

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
_claims: Final = Table(
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
_searches: Final = Table(
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
_SAME: Final = ("platform", "tenant", "user")


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

    def unfound(self) -> dict[str, str]:
        """Return who was looked for and has no account that may be written to, by address, with the reason."""
        linked_ = select(_table.c.address).where(_table.c.address != "")
        found = select(_searches.c.address).where(_searches.c.outcome == "")
        query = select(_searches).where(_searches.c.address.not_in(linked_), _searches.c.address.not_in(found))
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query.order_by(_searches.c.address)).all()
        return {row.address: row.outcome for row in rows}

    def claim(self, id: str) -> Claim | None:  # noqa: A002 - the claim's own word for it
        """Return the claim with an id, None where there is none."""
        query = select(_claims).where(_claims.c.id == id)
        with self._engine.connect() as connection:
            row = connection.execution_options(reading=True).execute(query).one_or_none()
        return _claim(row) if row is not None else None

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims that wait, the oldest first."""
        query = select(_claims).where(_claims.c.state == ClaimState.WAITING.value).order_by(_claims.c.asked_at)
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query).all()
        return tuple(_claim(row) for row in rows)

    def save_claim(self, claim: Claim) -> None:
        """Keep a claim in place of what was kept of it."""
        self._put(_claims, _claim_row(claim), ("id",))

    def search(self, platform: str, address: str) -> Search | None:
        """Return what came of looking for a person, None where nobody has looked."""
        query = select(_searches).where(and_(_searches.c.platform == platform, _searches.c.address == address))
        with self._engine.connect() as connection:
            row = connection.execution_options(reading=True).execute(query).one_or_none()
        return _search(row) if row is not None else None

    def save_search(self, search: Search) -> None:
        """Keep what came of looking in place of what came of it before."""
        self._put(_searches, _search_row(search), ("platform", "address"))

    def unreachable(self) -> tuple[Account, ...]:
        """Return the linked accounts that cannot be reached until something is changed."""
        query = select(_table).where(and_(_table.c.unreachable != "", _table.c.address != ""))
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query.order_by(_table.c.address)).all()
        return tuple(_account(row) for row in rows)

    def save(self, account: Account) -> None:
        """Keep an account in place of what was kept of it."""
        self._put(_table, _row(account), _SAME)

    def seen(self, account: Account) -> None:
        """Keep an account that was not there; one that is stays as it is."""
        with self._engine.begin() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            connection.execute(dialect.insert(_table).on_conflict_do_nothing().values(**_row(account)))

    def forget(self, address: str) -> int:
        """Take away every account of a person, and return how many there were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(_table).where(_table.c.address == address)).rowcount

    def _put(self, table: Table, row: Mapping[str, object], same: Sequence[str]) -> None:
        with self._engine.begin() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            changed = {name: value for name, value in row.items() if name not in same}
            statement = dialect.insert(table).values(**row)
            connection.execute(statement.on_conflict_do_update(index_elements=list(same), set_=changed))


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
        "linked_at": _text(account.linked_at),
        "linked_by": account.linked_by,
        "looked_at": _text(account.looked_at),
        "asked_at": _text(account.asked_at),
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
        linked_at=_time(row.linked_at),
        linked_by=row.linked_by,
        looked_at=_time(row.looked_at),
        asked_at=_time(row.asked_at),
        declined=row.declined,
    )


def _claim_row(claim: Claim) -> Mapping[str, object]:
    return {
        "id": claim.id,
        "platform": claim.sender.platform,
        "tenant": claim.sender.tenant,
        "user": claim.sender.user,
        "address": claim.address,
        "state": claim.state.value,
        "asked_at": as_text(claim.asked_at),
        "settled_at": _text(claim.settled_at),
        "settled_by": claim.settled_by,
    }


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        sender=Sender(row.platform, row.tenant, row.user),
        address=row.address,
        state=ClaimState(row.state),
        asked_at=datetime.fromisoformat(row.asked_at),
        settled_at=_time(row.settled_at),
        settled_by=row.settled_by,
    )


def _search_row(search: Search) -> Mapping[str, object]:
    return {
        "platform": search.platform,
        "address": search.address,
        "looked_at": as_text(search.looked_at),
        "outcome": search.outcome,
        "tenant": search.tenant,
        "user": search.user,
        "invited_at": _text(search.invited_at),
    }


def _search(row: Row[Any]) -> Search:
    return Search(
        platform=row.platform,
        address=row.address,
        looked_at=datetime.fromisoformat(row.looked_at),
        outcome=row.outcome,
        tenant=row.tenant,
        user=row.user,
        invited_at=_time(row.invited_at),
    )


def _text(at: datetime | None) -> str | None:
    return as_text(at) if at else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
