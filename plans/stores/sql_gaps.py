"""Gaps in SQL: marks, what people have seen, and the history of what was found."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from plans.model import FoundGap, GapMark, GapNote
from plans.stores import tables
from plans.stores.rows import Rows


class SqlGaps:
    """What `plans.stores.base.Gaps` promises, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._marks = Rows(connection, GapMark, tables.gap_marks)
        self._notes = Rows(connection, GapNote, tables.gap_notes)
        self._found = Rows(connection, FoundGap, tables.gaps_found)

    def marks(self) -> tuple[GapMark, ...]:
        """Return every mark in the order they were made."""
        return self._marks.with_values("sequence")

    def add_mark(self, mark: GapMark) -> None:
        """Add a mark; none is changed."""
        self._marks.connection.execute(insert(tables.gap_marks), [self._marks.row(mark)])

    def notes(self) -> tuple[GapNote, ...]:
        """Return the gaps that people have seen, by number."""
        return self._notes.with_values("number")

    def add_note(self, note: GapNote) -> None:
        """Add a gap that somebody has seen."""
        self._notes.save([note])

    def found(self) -> tuple[FoundGap, ...]:
        """Return the gaps that were ever found, in the order they were."""
        return self._found.with_values("sequence")

    def save_found(self, found: Iterable[FoundGap]) -> None:
        """Store gaps as they were found, or replace them with when they were closed."""
        self._found.save(found)
