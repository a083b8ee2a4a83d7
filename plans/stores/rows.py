"""The rows of a table as frozen records whose fields have the columns' names: what most of the SQL store is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, bindparam, select
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


def every(kind: Any, table: Table) -> Select[tuple[object, ...]]:  # noqa: ANN401 - as above
    """Return the query for every row of `table` as a `kind`, to be narrowed."""
    return _prepared(kind, table)[1]


@cache
def _narrowed(
    kind: Any,  # noqa: ANN401 - as above
    table: Table,
    names: tuple[str, ...],
    order: tuple[str, ...],
    limit: int | None,
) -> Select[tuple[object, ...]]:
    """Return the query for rows with given values in the columns `names`: made once, for that takes longer than it."""
    query = every(kind, table)
    same = [table.c[name] == bindparam(f"given_{name}") for name in names]
    return query.where(*same).order_by(*(table.c[name] for name in order)).limit(limit)


class Rows(Generic[T]):
    """The rows of one table as records of `kind`, on one connection."""

    def __init__(self, connection: Connection, kind: type[T], table: Table) -> None:
        self.connection = connection
        self.table = table
        self._kind = kind
        # `query` is for every row, to be narrowed.
        self._names, self.query = _prepared(kind, table)  # type: ignore[arg-type]  # a class can be a key

    def fetch(self, query: Select[tuple[object, ...]], values: Mapping[str, object] | None = None) -> tuple[T, ...]:
        """Return the records that `query` finds; `values` are for what it leaves open."""
        kind, names = self._kind, self._names
        found = self.connection.execute(query, values).all()
        # The columns are those of `names`, so there is nothing for `zip` to be strict about.
        return tuple(kind(**dict(zip(names, row))) for row in found)  # noqa: B905

    def with_values(self, *order: str, limit: int | None = None, **values: object) -> tuple[T, ...]:
        """Return the records that have these values, in the order of the columns `order`."""
        query = _narrowed(self._kind, self.table, tuple(values), order, limit)  # type: ignore[arg-type]  # as above
        return self.fetch(query, {f"given_{name}": value for name, value in values.items()})

    def one(self, **values: object) -> T | None:
        """Return a record that has these values, None where there is none."""
        return next(iter(self.with_values(limit=1, **values)), None)

    def row(self, record: T) -> dict[str, object]:
        """Return a record as a row."""
        return {name: getattr(record, name) for name in self._names}

    def save(self, records: Iterable[T]) -> None:
        """Insert new records and replace those with the same key."""
        upsert(self.connection, self.table, [self.row(record) for record in records])
