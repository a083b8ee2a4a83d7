"""Calls to chat platforms, each written down before it is made, so that each is made at most once.

A call is marked *unknown* before it is made and settled after the platform answered. A process that dies between the
two leaves it unknown: it is shown, and never made again by itself (reliability promise 2). Calls to one conversation
are made in the order in which they were written down.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    Row,
    Table,
    Text,
    and_,
    bindparam,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.platforms.base import READING, Delivery, Outgoing, Sent
from bot.tables import as_text, metadata

_table = Table(
    "outgoing",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("free_at", Text, nullable=False),
    Column("settled_at", Text),
    Column("ref", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_outgoing_state_id", "state", "id"),
    Index("ix_outgoing_settled_at", "settled_at"),
    Index("ix_outgoing_conversation_state_id", "conversation", "state", "id"),
)
_QUEUED, _UNKNOWN, _SENT, _FAILED = "queued", "unknown", "sent", "failed"
# The ids of the answer or the reading that a message showed: a thumb, or an edit, tells which message it is about.
_KEPT: Final = ("answer", READING)
IN_HAND: Final = timedelta(seconds=30)  # a call takes 10 s at the most; a longer one belongs to nobody any more
_STATES: Final = {
    Delivery.SENT: _SENT,
    Delivery.UNKNOWN: _UNKNOWN,
    Delivery.FAILED: _FAILED,
    Delivery.LATER: _QUEUED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A call that is to be made. `person` is whom it is for, an address; `key` is unique."""

    key: str
    platform: str
    call: Outgoing
    person: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A call that is being made, already marked unknown."""

    id: int
    key: str
    platform: str
    call: Outgoing
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A call whose end is not known, or that failed: for those who run the follow-up."""

    key: str
    platform: str
    person: str
    state: str
    reason: str
    at: datetime


_earlier, _other = _table.alias(), _table.alias()
_NEXT: Final = (
    select(_table.c.id)
    .where(and_(_table.c.state == _QUEUED, _table.c.free_at <= bindparam("now")))
    .where(_table.c.platform.in_(bindparam("platforms", expanding=True)))
    .where(_table.c.conversation.not_in(bindparam("busy", expanding=True)))
    .where(
        ~exists().where(
            and_(
                _earlier.c.conversation == _table.c.conversation,
                _earlier.c.platform == _table.c.platform,
                _earlier.c.state == _QUEUED,
                _earlier.c.id < _table.c.id,
            )
        )
    )
    .where(
        ~exists().where(
            and_(
                _other.c.conversation == _table.c.conversation,
                _other.c.platform == _table.c.platform,
                _other.c.state == _UNKNOWN,
                _other.c.reason == "",
                _other.c.settled_at > bindparam("begun"),
            )
        )
    )
    .order_by(_table.c.id)
    .limit(bindparam("most"))
)  # made once: every sender asks it for every message


class OutgoingCalls:
    """The calls in the database of `engine`, whose tables are up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, waiting: Iterable[Waiting]) -> None:
        """Write calls down; one whose key is there already is left as it is."""
        with self._engine.begin() as connection:
            write_down(connection, waiting)

    def claim(
        self, most: int, now: datetime, platforms: Iterable[str], busy: Iterable[str] = ()
    ) -> tuple[Claimed, ...]:
        """Mark up to `most` calls unknown and return them: of each conversation the oldest, when its time has come.

        `busy` are conversations that nothing may be sent to just now. One where another process is making a call is
        left alone until that has ended.
        """
        given = {
            "now": as_text(now),
            "begun": as_text(now - IN_HAND),
            "platforms": list(platforms),
            "busy": list(busy),
            "most": most,
        }
        with self._engine.connect() as connection:  # an idle look keeps no writer waiting
            if connection.execution_options(reading=True).execute(_NEXT, given).first() is None:
                return ()
        with self._engine.begin() as connection:
            is_shared = connection.dialect.name == "postgresql"
            query = _NEXT.with_for_update(skip_locked=True, of=_table) if is_shared else _NEXT
            ids = connection.execute(query, given).scalars().all()
            if not ids:
                return ()
            marked = {"state": _UNKNOWN, "settled_at": as_text(now), "reason": ""}
            marking = update(_table).where(_table.c.id.in_(ids)).values(**marked).returning(_table)
            rows = connection.execute(marking).all()
        return tuple(_claimed(row) for row in sorted(rows, key=lambda row: row.id))

    def settle(self, ends: Sequence[tuple[Claimed, Sent]], now: datetime) -> None:
        """Write down how calls went; what was sent is not kept, only that it was, when, under which id, and `_KEPT`.

        One that may have arrived has a reason from here on: until then it is in somebody's hands, or its process died.
        """
        with self._engine.begin() as connection:
            for claimed, sent in ends:
                values: dict[str, object] = {
                    "state": _STATES[sent.delivery],
                    "ref": sent.ref,
                    "reason": sent.reason or ("no_answer" if sent.delivery is Delivery.UNKNOWN else ""),
                    "settled_at": as_text(now),
                    "free_at": as_text(now + timedelta(seconds=sent.wait)),
                }
                if sent.delivery is not Delivery.LATER:
                    kept = {name: claimed.call.payload[name] for name in _KEPT if name in claimed.call.payload}
                    values["payload"] = json.dumps(kept)
                connection.execute(update(_table).where(_table.c.id == claimed.id).values(**values))

    def unsettled(self, since: datetime) -> tuple[Unsettled, ...]:
        """Return calls since a time that may or may not have arrived, or that failed, the latest first."""
        query = (
            select(_table)
            .where(and_(_table.c.state.in_((_UNKNOWN, _FAILED)), _table.c.settled_at >= as_text(since)))
            .order_by(_table.c.id.desc())
        )
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query).all()
        return tuple(_unsettled(row) for row in rows)

    def answer_in(self, platform: str, conversation: str, ref: str) -> str:
        """Return the id of the answer that a message showed, empty where it showed none or is long forgotten."""
        is_it = and_(_table.c.conversation == conversation, _table.c.platform == platform, _table.c.ref == ref)
        with self._engine.connect() as connection:
            query = select(_table.c.payload).where(is_it)
            found = connection.execution_options(reading=True).execute(query).scalars().first()
        return str(json.loads(found or "{}").get("answer", ""))

    def shows(self, platform: str, conversation: str, reading: str) -> str:
        """Return the platform's id of the message that shows a reading, empty where it is not what was said last."""
        last = self._last(platform, (conversation,))
        latest = self._last(platform, (conversation, f"{conversation}:{last.ref}")) if last else None
        if last is None or latest is None or {last.state, latest.state} != {_SENT}:
            return ""
        return str(last.ref) if json.loads(latest.payload).get(READING) == reading else ""

    def _last(self, platform: str, conversations: Sequence[str]) -> Row[Any] | None:
        is_it = and_(_table.c.conversation.in_(conversations), _table.c.platform == platform)
        with self._engine.connect() as connection:
            query = select(_table).where(is_it).order_by(_table.c.id.desc()).limit(1)
            return connection.execution_options(reading=True).execute(query).first()

    def counts(self) -> dict[str, int]:
        """Return how many calls there are in each state."""
        query = select(_table.c.state, func.count()).group_by(_table.c.state)
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query).all()
        return {state: count for state, count in rows}  # noqa: C416 - rows are no tuples to `dict`


def write_down(connection: Connection, waiting: Iterable[Waiting]) -> None:
    """Write calls down in the transaction of `connection`, each key once."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    for one in waiting:
        connection.execute(dialect.insert(_table).on_conflict_do_nothing().values(**_row(one)))


def _row(one: Waiting) -> Mapping[str, object]:
    at = as_text(one.at)
    return {
        "key": one.key,
        "platform": one.platform,
        "tenant": one.call.tenant,
        "conversation": one.call.conversation,
        "operation": one.call.operation,
        "payload": json.dumps(one.call.payload, ensure_ascii=False, separators=(",", ":")),
        "person": one.person,
        "created_at": at,
        "state": _QUEUED,
        "free_at": at,
        "ref": "",
        "reason": "",
    }


def _claimed(row: Row[Any]) -> Claimed:
    call = Outgoing(
        operation=row.operation, tenant=row.tenant, conversation=row.conversation, payload=json.loads(row.payload)
    )
    return Claimed(id=row.id, key=row.key, platform=row.platform, call=call, person=row.person)


def _unsettled(row: Row[Any]) -> Unsettled:
    return Unsettled(
        key=row.key,
        platform=row.platform,
        person=row.person,
        state=row.state,
        reason=row.reason,
        at=datetime.fromisoformat(row.settled_at),
    )
