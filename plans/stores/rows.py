"""The rows of a table as frozen records whose fields have the columns' names: what most of the SQL store is made of."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Generic, TypeVar

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql import Select

from plans.stores.upserting import upsert

T = TypeVar("T")


class Rows(Generic[T]):
    """The rows of one table as records of `kind`, on one connection."""

    def __init__(self, connection: Connection, kind: type[T], table: Table) -> None:
        self.connection = connection
        self.table = table
        self._kind = kind
        self._names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]  # every kind is a dataclass

    @property
    def query(self) -> Select[tuple[object, ...]]:
        """The query for every row, to be narrowed."""
        return select(*(self.table.c[name] for name in self._names))

    def fetch(self, query: Select[tuple[object, ...]]) -> tuple[T, ...]:
        """Return the records that `query` finds."""
        return tuple(self._kind(**dict(zip(self._names, row, strict=True))) for row in self.connection.execute(query))

    def first(self, query: Select[tuple[object, ...]]) -> T | None:
        """Return the first record that `query` finds."""
        return next(iter(self.fetch(query.limit(1))), None)

    def row(self, record: T) -> dict[str, object]:
        """Return a record as a row."""
        return {name: getattr(record, name) for name in self._names}

    def save(self, records: Iterable[T]) -> None:
        """Insert new records and replace those with the same key."""
        upsert(self.connection, self.table, [self.row(record) for record in records])
