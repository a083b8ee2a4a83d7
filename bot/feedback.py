"""What people think of answers: a thumb up or down, and why; one word for each person and answer, the latest.

It is for those who run the follow-up. Who said it is kept so that it can be changed and erased, and is not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Engine, Integer, Row, Table, Text, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.tables import as_text, metadata

LONGEST: Final = 1_000  # characters of a reason

_table: Final = Table(
    "feedback",
    metadata,
    Column("answer", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("helpful", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("at", Text, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumb:
    """What somebody thinks of an answer to a question; `reason` may be empty."""

    answer: str
    person: str
    helpful: bool
    reason: str = ""
    question: str
    at: datetime


class Feedback:
    """The thumbs in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, thumb: Thumb) -> None:
        """Keep a thumb in place of the same person's on the same answer; a reason stays until another is given."""
        row = {
            "answer": thumb.answer,
            "person": thumb.person,
            "helpful": int(thumb.helpful),
            "reason": thumb.reason[:LONGEST],
            "question": thumb.question,
            "at": as_text(thumb.at),
        }
        changed = {"helpful": row["helpful"], "at": row["at"]}
        changed |= {"reason": row["reason"]} if thumb.reason or thumb.helpful else {}
        with self._engine.begin() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(_table).values(**row)
            connection.execute(statement.on_conflict_do_update(index_elements=["answer", "person"], set_=changed))

    def all(self) -> tuple[Thumb, ...]:
        """Return every thumb, the latest first."""
        query = select(_table).order_by(_table.c.at.desc())
        with self._engine.connect() as connection:
            return tuple(_thumb(row) for row in connection.execution_options(reading=True).execute(query).all())


def counted(thumbs: Iterable[Thumb], year: int) -> tuple[int, int]:
    """Return how many thumbs were up and how many down in a year."""
    of_year = [thumb.helpful for thumb in thumbs if thumb.at.year == year]
    return sum(of_year), len(of_year) - sum(of_year)


def _thumb(row: Row[Any]) -> Thumb:
    return Thumb(
        answer=row.answer,
        person=row.person,
        helpful=bool(row.helpful),
        reason=row.reason,
        question=row.question,
        at=datetime.fromisoformat(row.at),
    )
