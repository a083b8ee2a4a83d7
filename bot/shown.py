"""The answers that were shown, by their id, so that a button pressed a week later still knows what it is about.

One row for each answer shown in a chat, kept for a month. What a button opens is read afresh from the documents, as the
one who presses may read them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Engine, Row, Table, Text, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.tables import as_text, metadata
from retrieval.model import Answer, SentenceKind

_table: Final = Table(
    "answers_shown",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("at", Text, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSource:
    """A source as it was numbered: a stretch of one version of a document, or a row of the plan (no stretch)."""

    n: int
    document: str
    version: str
    section: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer that was shown to `person`, in `place`: empty between the person and the bot alone."""

    id: str
    person: str
    place: str
    question: str
    language: str  # the answer's
    text: str
    sources: tuple[ShownSource, ...]
    is_computed: bool  # it was worked out from the plan
    at: datetime

    def is_for(self, person: str, place: str) -> bool:
        """Tell whether somebody was shown it: the one who asked, or whoever reads along where it was asked."""
        return person == self.person or bool(self.place and place == self.place)

    def source(self, n: int) -> ShownSource | None:
        """Return the source with a number, None where there is none."""
        return next((source for source in self.sources if source.n == n), None)


def shown(answer: Answer, question: str, person: str, place: str, at: datetime) -> Shown:
    """Return what is kept of an answer that is shown."""
    sources = {source.n: source for source in (*answer.sources, *answer.nearest)}
    return Shown(
        id=answer.answer_id,
        person=person,
        place=place,
        question=question,
        language=answer.answer_language,
        text=answer.text,
        sources=tuple(
            ShownSource(
                n=each.n,
                document=each.document,
                version=each.version,
                section=each.section,
                start=each.start,
                end=each.end,
            )
            for each in sources.values()
        ),
        is_computed=any(sentence.kind is SentenceKind.COMPUTED for sentence in answer.sentences),
        at=at,
    )


class AnswersShown:
    """The answers shown, in the database of `engine`, whose table is up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, answer: Shown) -> None:
        """Keep an answer; the same one is kept once."""
        said = {
            "question": answer.question,
            "language": answer.language,
            "text": answer.text,
            "sources": [asdict(each) for each in answer.sources],
            "is_computed": answer.is_computed,
        }
        row = {
            "id": answer.id,
            "person": answer.person,
            "place": answer.place,
            "said": json.dumps(said, ensure_ascii=False),
            "at": as_text(answer.at),
        }
        with self._engine.begin() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            connection.execute(dialect.insert(_table).on_conflict_do_nothing().values(**row))

    def get(self, id: str) -> Shown | None:  # noqa: A002 - the answer's own word for it
        """Return the answer with an id, None where there is none or it is not kept any more."""
        with self._engine.connect() as connection:
            row = connection.execution_options(reading=True).execute(select(_table).where(_table.c.id == id)).first()
        return _shown(row) if row is not None else None

    def latest(self, person: str, place: str) -> Shown | None:
        """Return what a person was shown last in a place, None where it was nothing."""
        query = select(_table).where(_table.c.person == person, _table.c.place == place)
        with self._engine.connect() as connection:
            row = (
                connection.execution_options(reading=True).execute(query.order_by(_table.c.at.desc()).limit(1)).first()
            )
        return _shown(row) if row is not None else None


def _shown(row: Row[Any]) -> Shown:
    said: Mapping[str, Any] = json.loads(row.said)  # Any: JSON; every value is checked by what it is made into
    return Shown(
        id=row.id,
        person=row.person,
        place=row.place,
        question=str(said["question"]),
        language=str(said["language"]),
        text=str(said["text"]),
        sources=tuple(_source(each) for each in said["sources"]),
        is_computed=bool(said["is_computed"]),
        at=datetime.fromisoformat(row.at),
    )


def _source(said: Mapping[str, Any]) -> ShownSource:
    return ShownSource(
        n=int(said["n"]),
        document=str(said["document"]),
        version=str(said["version"]),
        section=tuple(map(str, said["section"])),
        start=int(said["start"]),
        end=int(said["end"]),
    )
