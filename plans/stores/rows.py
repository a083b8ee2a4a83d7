"""The rows of a table as frozen records whose fields have the columns' names: what most of the SQL store is made of."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql import Select

from plans.stores.upserting import upsert

T = TypeVar("T")


@cache
def _prepared(
    kind: Any,  # noqa: ANN401 - a dataclass; mypy takes no type variable for something to be cached by
    table: Table,
) -> tuple[tuple[str, ...], Select[tuple[object, ...]]]:
    names = tuple(field.name for field in fields(kind))
    return names, select(*(table.c[name] for name in names))


class Rows(Generic[T]):
    """The rows of one table as records of `kind`, on one connection."""

    def __init__(self, connection: Connection, kind: type[T], table: Table) -> None:
        self.connection = connection
        self.table = table
        self._kind = kind
        # `query` is for every row, to be narrowed.
        self._names, self.query = _prepared(kind, table)  # type: ignore[arg-type]  # a class can be a key

    def fetch(self, query: Select[tuple[object, ...]]) -> tuple[T, ...]:
        """Return the records that `query` finds."""
        kind, names = self._kind, self._names
        return tuple(kind(**dict(zip(names, row, strict=True))) for row in self.connection.execute(query))

    def first(self, query: Select[tuple[object, ...]]) -> T | None:
        """Return the first record that `query` finds."""
        return next(iter(self.fetch(query.limit(1))), None)

    def row(self, record: T) -> dict[str, object]:
        """Return a record as a row."""
        return {name: getattr(record, name) for name in self._names}

    def save(self, records: Iterable[T]) -> None:
        """Insert new records and replace those with the same key."""
        upsert(self.connection, self.table, [self.row(record) for record in records])
