"""What each conversation was last about, so that the next message can follow up: one row for each.

Between a person and the bot it is the person's; in a channel it is the thread's, for whoever writes there follows up
what everybody read. It is kept for two hours and never part of the follow-up's records. Any process can take the next
message.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from sqlalchemy import Column, ColumnElement, Engine, RowMapping, Table, Text, and_, delete, insert, select

from bot.tables import as_text, metadata

LIFETIME: Final = timedelta(hours=2)

_table = Table(
    "conversation_threads",
    metadata,
    Column("person", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("at", Text, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The last question of a conversation, written out in full, and what its answer showed."""

    question: str
    language: str  # the answer's
    at: datetime
    numbers: tuple[str, ...] = ()  # the actions it named
    is_computed: bool = False  # it was about the plan
    document: str | None = None  # the first source, None where there was none
    version: str | None = None
    start: int = 0  # where the first quote begins in it


class Threads(Protocol):
    """Keeps the thread of each person alone with the bot, and of each place where several write."""

    def get(self, person: str, place: str, now: datetime) -> Thread | None:
        """Return the thread, None where there is none or it is older than `LIFETIME`."""
        ...

    def keep(self, person: str, place: str, thread: Thread) -> None:
        """Keep `thread` in place of the one before; every thread that is too old goes."""
        ...


class SqlThreads:
    """Threads in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, person: str, place: str, now: datetime) -> Thread | None:
        query = select(_table).where(_of(person, place))
        with self._engine.connect() as connection:
            row = connection.execution_options(reading=True).execute(query).mappings().one_or_none()
        thread = _thread(row) if row is not None else None
        return thread if thread and now - thread.at < LIFETIME else None

    def is_live(self, place: str, now: datetime) -> bool:
        """Tell whether anybody has a thread in a place: one that the bot takes part in."""
        query = select(_table.c.person).where(and_(_table.c.place == place, _table.c.at > as_text(now - LIFETIME)))
        with self._engine.connect() as connection:
            return connection.execution_options(reading=True).execute(query.limit(1)).first() is not None

    def keep(self, person: str, place: str, thread: Thread) -> None:
        old = _table.c.at < as_text(thread.at - LIFETIME)
        with self._engine.begin() as connection:
            connection.execute(delete(_table).where(_of(person, place) | old))
            connection.execute(insert(_table).values(person=_owner(person, place), place=place, **_row(thread)))


def _owner(person: str, place: str) -> str:
    return "" if place else person


def _of(person: str, place: str) -> ColumnElement[bool]:
    return and_(_table.c.person == _owner(person, place), _table.c.place == place)


def _row(thread: Thread) -> Mapping[str, str]:
    said = {
        "numbers": thread.numbers,
        "is_computed": thread.is_computed,
        "document": thread.document,
        "version": thread.version,
        "start": thread.start,
    }
    return {
        "question": thread.question,
        "language": thread.language,
        "said": json.dumps(said, ensure_ascii=False),
        "at": as_text(thread.at),
    }


def _thread(row: RowMapping) -> Thread:
    said: dict[str, Any] = json.loads(row["said"])  # Any: JSON; every value is checked by what it is made into
    return Thread(
        question=row["question"],
        language=row["language"],
        at=datetime.fromisoformat(row["at"]),
        numbers=tuple(map(str, said["numbers"])),
        is_computed=bool(said["is_computed"]),
        document=said["document"],
        version=said["version"],
        start=int(said["start"]),
    )
