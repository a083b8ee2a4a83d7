"""Questions that people hand on to a coordinator, each with a number that the coordinator answers by.

What is answered goes to the one who asked and is not kept here: only that somebody has answered.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Engine, Integer, Row, Table, Text, insert, select, update

from bot.tables import as_text, metadata

_table: Final = Table(
    "coordinator_questions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", Text, nullable=False, index=True),
    Column("answer", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("at", Text, nullable=False, index=True),
    Column("settled_by", Text, nullable=False),
    Column("settled_at", Text),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A question that was handed on. `answer` is the id of the answer that did not do, empty where there was none."""

    id: int
    person: str
    answer: str
    question: str
    language: str
    at: datetime
    settled_by: str = ""  # the coordinator's address


class CoordinatorQuestions:
    """The questions in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def hand_on(self, person: str, question: str, answer: str, language: str, at: datetime) -> tuple[Handed, bool]:
        """Keep a question, and tell whether it is new: the same person's same one that waits is found again."""
        same = select(_table).where(_table.c.person == person, _table.c.question == question, _table.c.settled_by == "")
        row = {"person": person, "answer": answer, "question": question, "language": language, "at": as_text(at)}
        with self._engine.begin() as connection:
            if known := connection.execute(same).first():
                return _handed(known), False
            made = connection.execute(insert(_table).values(**row, settled_by=""))
            number = int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0
        return Handed(id=number, person=person, answer=answer, question=question, language=language, at=at), True

    def get(self, number: int) -> Handed | None:
        """Return the question with a number, None where there is none."""
        with self._engine.connect() as connection:
            found = connection.execution_options(reading=True).execute(select(_table).where(_table.c.id == number))
            row = found.first()
        return _handed(row) if row is not None else None

    def settle(self, number: int, by: str, at: datetime) -> None:
        """Note that a question has been answered."""
        with self._engine.begin() as connection:
            values = {"settled_by": by, "settled_at": as_text(at)}
            connection.execute(update(_table).where(_table.c.id == number).values(**values))


def _handed(row: Row[Any]) -> Handed:
    return Handed(
        id=row.id,
        person=row.person,
        answer=row.answer,
        question=row.question,
        language=row.language,
        at=datetime.fromisoformat(row.at),
        settled_by=row.settled_by,
    )
