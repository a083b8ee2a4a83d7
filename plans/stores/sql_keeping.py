"""Removing records from the database: what is due by its retention, and what is about one person.

Tables of other parts are handed in by name with the column that says whose or how old a row is. What an
erasure would do is counted by doing it in a transaction that is rolled back.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Engine,
    Select,
    TableClause,
    Text,
    column,
    delete,
    func,
    inspect,
    literal_column,
    select,
    text,
)
from sqlalchemy import table as named

from plans.stores import tables
from plans.stores.sql import SqlLedger

# Kind of record -> its table and the column that its age is counted from.
_AGES: Final = {
    "drafts": tables.drafts.c.received_at,
    "dispatches": tables.dispatches.c.at,
    "delegations": tables.delegations.c.offered_at,
    "absences": tables.absences.c.last,
}
# Where a person's address is replaced by their number: (table, columns).
_REPLACED: Final = (
    ("requests", ("addressee",)),
    ("delegations", ("giver", "receiver")),
    ("assignments", ("who",)),
    ("dispatches", ("key", "to", "values", "why")),
    ("absences", ("substitute",)),
    ("gap_marks", ("subject",)),
    ("gaps_found", ("subject", "values")),
    ("report_versions", ("approved_by",)),
    ("report_comments", ("author", "settled_by")),
)
# Where everything of a person goes: (table, column).
_REMOVED: Final = (("people", "address"), ("drafts", "author"), ("absences", "address"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of another part's table, by name: whose a row is, or its age as ISO text."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done about one person in the database, by table, and what still names them."""

    number: int
    removed: Mapping[str, int]
    replaced: Mapping[str, int]
    kept: Mapping[str, int]


class SqlKeeping:
    """Removes from the database of `engine`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remove_due(
        self,
        before: Mapping[str, datetime],
        others: Mapping[str, Column],
        note: Callable[[SqlLedger, dict[str, int]], None] | None,
    ) -> dict[str, int]:
        """Remove what is older than its time, by kind, and return how many rows; `note` records it; None: a dry run.

        A dry run only counts, so that looking never waits for somebody who writes, nor keeps them waiting.
        """
        old = {kind: _older(kind, at, others) for kind, at in before.items()}
        if note is None:
            with self._engine.connect().execution_options(reading=True) as connection:
                return {kind: _count(connection, *each) for kind, each in old.items()}
        with self._engine.begin() as connection:
            counts = {
                kind: connection.execute(delete(table).where(when)).rowcount for kind, (table, when) in old.items()
            }
            ledger = SqlLedger(connection)
            note(ledger, counts)
            ledger.trail.write()
        return counts

    def erase(
        self,
        address: str,
        name: str | None,
        others: Sequence[tuple[Column, str]],
        note: Callable[[SqlLedger, Mapping[str, int], Mapping[str, int]], None] | None,
        *,
        accounts: Sequence[str] = (),
    ) -> Erased:
        """Remove what is about one person, and number them where a record stays whole.

        Args:
            address: whose records they are.
            name: their name, replaced where their address is.
            others: columns of other parts' tables with what they hold for the person.
            note: records what was removed and replaced; None for a dry run.
            accounts: what stood for them before their accounts were known to be theirs.
        """
        with self._undoable(undo=note is None) as connection:
            ledger = SqlLedger(connection)
            number = ledger.trail.number(address)
            removed = {table: _delete(connection, table, name_of, address) for table, name_of in _REMOVED}
            removed["evidence"] = connection.execute(
                delete(tables.evidence).where(
                    tables.evidence.c.added_by == address, tables.evidence.c.update_id.is_(None)
                )
            ).rowcount
            for place, value in others:
                removed[place.table] = removed.get(place.table, 0) + _delete(connection, place.table, place.name, value)
            replaced = {
                table: sum(
                    _replace(connection, Column(table, each), _spellings(address, name), number) for each in columns
                )
                for table, columns in _REPLACED
            }
            if note is not None:
                note(ledger, removed, replaced)
            for known in (address, *accounts):
                ledger.trail.forget(known)
            kept = dict(_mentions(connection, address, name))
        if note is not None:
            self._leave_no_pages()
        return Erased(number, _some(removed), _some(replaced), kept)

    @contextmanager
    def _undoable(self, *, undo: bool) -> Iterator[Connection]:
        with self._engine.connect() as connection, connection.begin() as transaction:
            yield connection
            if undo:
                transaction.rollback()

    def _leave_no_pages(self) -> None:
        """Write SQLite's file anew: a removed row stays readable in a free page until then."""
        if self._engine.dialect.name != "sqlite":
            return
        connection = self._engine.raw_connection()
        try:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.cursor().execute(statement).fetchall()
        finally:
            connection.close()


def _older(kind: str, at: datetime, others: Mapping[str, Column]) -> tuple[TableClause, ColumnElement[bool]]:
    """Return the table of a kind of record and what tells the rows of it that are from before `at`."""
    if kind in others:
        place = others[kind]
        aged = named(place.table, column(place.name))
        # ISO text, times and days alike, sorts as what it says; the day itself is kept.
        return aged, aged.c[place.name] < at.astimezone(UTC).date().isoformat()
    age = _AGES[kind]
    return age.table, age < (at.date() if isinstance(age.type, Date) else at)


def _count(connection: Connection, table: TableClause, is_old: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(is_old)).scalar_one()


def _delete(connection: Connection, table: str, name: str, value: str) -> int:
    owned = named(table, column(name, Text))
    return connection.execute(delete(owned).where(owned.c[name] == value)).rowcount


def _replace(connection: Connection, place: Column, spellings: Sequence[str], number: int) -> int:
    """Put the person's number in the place of their address and name in one column; return how many rows changed."""
    changed = 0
    for old in spellings:
        new = f'replace("{place.name}", :old, :new)'
        statement = f'UPDATE {place.table} SET "{place.name}" = {new} WHERE {new} <> "{place.name}"'  # noqa: S608 - names from this module
        changed += connection.execute(text(statement), {"old": old, "new": f"person {number}"}).rowcount
    return changed


def _spellings(address: str, called: str | None) -> tuple[str, ...]:
    """Return how the person may stand in text, also where letters are escaped in JSON; one word is no whole name."""
    names = (called, json.dumps(called)[1:-1]) if called and " " in called else ()
    return tuple(dict.fromkeys((address, *names)))


def _mentions(connection: Connection, address: str, called: str | None) -> Iterator[tuple[str, int]]:
    """Yield each table that still names the person, whatever part it belongs to, with the number of its rows."""
    sought = tuple(spelling.casefold() for spelling in _spellings(address, called))
    for table in sorted(inspect(connection).get_table_names()):
        query: Select[tuple[object]] = select(literal_column("*")).select_from(named(table))
        count = sum(any(_names(value, sought) for value in row) for row in connection.execute(query))
        if count:
            yield table, count


def _names(value: object, sought: Sequence[str]) -> bool:
    return isinstance(value, str) and any(spelling in value.casefold() for spelling in sought)


def _some(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}
