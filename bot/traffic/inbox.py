"""Events from chat platforms, each written down once before it is acknowledged, and worked through in order.

Two keys are unique: the platform's id of the event, and what the event is about, for a platform that tells of one
message twice. Whoever takes an event holds it for a while under a token; when that time is out somebody else may take
it, and the first can no longer say that it is done (fencing). Events of one conversation are taken one after another.

What an event leads to is written in `together` with `finish`: all of it is true when the event is done, and none of it
when the process died before. An event worked on twice has its effect once.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
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

from bot.joining import JoiningEngine
from bot.tables import as_text, metadata
from bot.traffic.outgoing import Waiting, write_down

HOLD: Final = timedelta(seconds=60)  # how long whoever took an event may work on it; an answer takes 5 s at the most
MOST_TRIES: Final = 3
PAUSES: Final = (timedelta(seconds=2), timedelta(seconds=20))  # before the second try and before the third

_table = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("about", Text, unique=True),
    Column("platform", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("free_at", Text, nullable=False),
    Column("token", Text),
    Column("done_at", Text),
    Index("ix_inbox_state_id", "state", "id"),
    Index("ix_inbox_done_at", "done_at"),
    Index("ix_inbox_lane_state_id", "lane", "state", "id"),
)
_WAITING, _TAKEN, _DONE, _FAILED = "waiting", "taken", "done", "failed"
_OPEN: Final = (_WAITING, _TAKEN)
_earlier = _table.alias()
# Of each conversation the oldest that is not done, when its time has come.
_FREE: Final = (
    select(_table.c.id)
    .where(and_(_table.c.state.in_(_OPEN), _table.c.free_at <= bindparam("now")))
    .where(
        ~exists().where(
            and_(_earlier.c.lane == _table.c.lane, _earlier.c.state.in_(_OPEN), _earlier.c.id < _table.c.id)
        )
    )
    .order_by(_table.c.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An event as it came. `body` is the platform's JSON, `lane` the conversation whose events keep their order."""

    key: str
    platform: str
    lane: str
    body: Mapping[str, object]
    received_at: datetime
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An event that somebody works on, under their token; `tries` counts this one."""

    id: int
    key: str
    platform: str
    body: Mapping[str, object]
    received_at: datetime
    tries: int
    token: str


class Overtaken(Exception):  # noqa: N818 - what happened, in one word
    """Somebody else works on the event: whoever held it was away for too long."""


class Inbox:
    """The events in the database of `engine`, whose tables are up to date."""

    def __init__(self, engine: JoiningEngine) -> None:
        self._engine = engine
        dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
        self._insert = dialect.insert(_table).on_conflict_do_nothing().returning(_table.c.key)

    def record(self, arrivals: Sequence[Arrival]) -> frozenset[str]:
        """Write down what is new, all in one transaction, and return the keys of it; it is durable on return."""
        with self._engine.begin(first=True) as connection:
            # One statement for all: with each, Python's one running thread is given away and has to be got back.
            return frozenset(connection.execute(self._insert, [_row(arrival) for arrival in arrivals]).scalars())

    def take(self, most: int, now: datetime, token: str) -> tuple[Taken, ...]:
        """Take up to `most` events, the oldest of each conversation that nobody is working on, held for `HOLD`."""
        held = {"state": _TAKEN, "token": token, "free_at": as_text(now + HOLD), "tries": _table.c.tries + 1}
        with self._engine.begin() as connection:
            is_shared = connection.dialect.name == "postgresql"
            query = _FREE.with_for_update(skip_locked=True, of=_table) if is_shared else _FREE
            ids = connection.execute(query, {"now": as_text(now), "most": most}).scalars().all()
            if not ids:
                return ()
            taking = update(_table).where(_table.c.id.in_(ids)).values(**held).returning(_table)
            rows = connection.execute(taking).all()
        return tuple(_taken(row, token) for row in sorted(rows, key=lambda row: row.id))

    def together(self) -> AbstractContextManager[None]:
        """Make what this thread writes in the block true when it ends, and nothing of it when it raises."""
        return self._engine.together()

    def finish(self, taken: Taken, waiting: Iterable[Waiting], now: datetime) -> None:
        """Say that an event is done and write down what goes out because of it, in one transaction.

        What people wrote goes with it: of an event that is done only its keys stay.

        Raises:
            Overtaken: somebody else has taken it over meanwhile; nothing is written down.
        """
        with self._engine.begin() as connection:
            done = {"state": _DONE, "body": "{}", "token": None, "done_at": as_text(now)}
            if not self._settle(connection, taken, done):
                raise Overtaken(taken.key)
            write_down(connection, waiting)

    def give_back(self, taken: Sequence[Taken], now: datetime) -> None:
        """Leave events that were not begun to whoever comes next; taking them was no try."""
        for one in taken:
            free = {"state": _WAITING, "token": None, "free_at": as_text(now), "tries": one.tries - 1}
            with self._engine.begin() as connection:
                self._settle(connection, one, free)

    def put_back(self, taken: Taken, waiting: Iterable[Waiting], now: datetime) -> bool:
        """Say that an event could not be worked on: it is tried again later, three times in all, and kept then.

        What is `waiting` goes out when it was the last try. Returns whether it was.
        """
        last = taken.tries >= MOST_TRIES
        pause = timedelta() if last else PAUSES[min(taken.tries, len(PAUSES)) - 1]
        state = {"state": _FAILED if last else _WAITING, "token": None, "free_at": as_text(now + pause)}
        with self._engine.begin() as connection:
            if self._settle(connection, taken, state | ({"done_at": as_text(now)} if last else {})) and last:
                write_down(connection, waiting)
        return last

    def last(self, platform: str, beginning: str = "") -> datetime | None:
        """Return when the last event came from a platform, of those whose key has that beginning; None where none."""
        query = select(func.max(_table.c.received_at)).where(_table.c.platform == platform)
        query = query.where(_table.c.key.startswith(beginning, autoescape=True))
        with self._engine.connect() as connection:
            found = connection.execution_options(reading=True).execute(query).scalar_one()
        return datetime.fromisoformat(found) if found else None

    def counts(self) -> dict[str, int]:
        """Return how many events there are in each state."""
        query = select(_table.c.state, func.count()).group_by(_table.c.state)
        with self._engine.connect() as connection:
            rows = connection.execution_options(reading=True).execute(query).all()
        return {state: count for state, count in rows}  # noqa: C416 - rows are no tuples to `dict`

    @staticmethod
    def _settle(connection: Connection, taken: Taken, values: Mapping[str, object]) -> bool:
        mine = and_(_table.c.id == taken.id, _table.c.token == taken.token, _table.c.state == _TAKEN)
        return connection.execute(update(_table).where(mine).values(**values)).rowcount == 1


def _row(arrival: Arrival) -> dict[str, object]:
    at = as_text(arrival.received_at)
    return {
        "key": arrival.key,
        "about": arrival.about,
        "platform": arrival.platform,
        "lane": arrival.lane,
        "body": json.dumps(arrival.body, ensure_ascii=False, separators=(",", ":")),
        "received_at": at,
        "state": _WAITING,
        "tries": 0,
        "free_at": at,
    }


def _taken(row: Row[Any], token: str) -> Taken:
    return Taken(
        id=row.id,
        key=row.key,
        platform=row.platform,
        body=json.loads(row.body),
        received_at=datetime.fromisoformat(row.received_at),
        tries=row.tries,
        token=token,
    )
