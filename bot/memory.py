"""What a conversation has on the table between two messages: one short value per person, place and kind.

The action that is being talked about, words that came without an action's number, a command that waits to be confirmed,
and one that may be undone. Never part of the follow-up's records: each kind is forgotten by itself after its lifetime.
Any process can take the next message.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from sqlalchemy import Column, Engine, Table, Text, and_, delete, insert, select

from bot.tables import as_text, metadata


class Kept(StrEnum):
    """What is remembered."""

    TOPIC = "topic"  # the number of the action that the person was last led to
    WORDS = "words"  # a reply that did not say which action it is about
    RECEIVER = "receiver"  # the number of the action that is handed over to somebody not yet named
    DECISION = "decision"  # the id of the decision whose outcome was asked for
    COMMAND = "command"  # shown, and not done until it is confirmed
    UNDO = "undo"  # what would take back what was just done
    POST = "post"  # a drafted post, and whether its words are approved


LIFETIMES: Final = {
    Kept.POST: timedelta(days=14),
    Kept.TOPIC: timedelta(days=60),  # as long as a question may wait
    Kept.WORDS: timedelta(days=2),
    Kept.RECEIVER: timedelta(days=2),
    Kept.DECISION: timedelta(hours=1),
    Kept.COMMAND: timedelta(hours=1),
    Kept.UNDO: timedelta(hours=8),
}

_table = Table(
    "chat_memory",
    metadata,
    Column("person", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Text, nullable=False),
)


class Memory(Protocol):
    """Keeps a value of each kind for each person in each place."""

    def get(self, person: str, place: str, what: Kept, now: datetime) -> str | None:
        """Return the value, None where there is none or it is older than its lifetime."""
        ...

    def keep(self, person: str, place: str, what: Kept, value: str | None, now: datetime) -> None:
        """Keep a value in place of the one before; None forgets it."""
        ...


class SqlMemory:
    """A memory in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, person: str, place: str, what: Kept, now: datetime) -> str | None:
        query = select(_table.c.value).where(
            and_(
                _table.c.person == person,
                _table.c.place == place,
                _table.c.what == what.value,
                _table.c.at > as_text(now - LIFETIMES[what]),
            )
        )
        with self._engine.connect() as connection:
            found = connection.execution_options(reading=True).execute(query).scalar_one_or_none()
        return None if found is None else str(found)

    def keep(self, person: str, place: str, what: Kept, value: str | None, now: datetime) -> None:
        same = and_(_table.c.person == person, _table.c.place == place, _table.c.what == what.value)
        with self._engine.begin() as connection:
            connection.execute(delete(_table).where(same))
            if value is not None:
                row = {"person": person, "place": place, "what": what.value, "value": value, "at": as_text(now)}
                connection.execute(insert(_table).values(row))
