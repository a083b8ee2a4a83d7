"""The rows of a table as frozen records whose fields have the columns' names: what most of the SQL store is made of.

Rows are fetched as the driver gives them. A row that was read before is the same frozen record, found by what stands in
it: a look at the clock reads every request and every message of a year, and hardly any of them is new.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache, lru_cache
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Dialect, Table, bindparam, select, type_coerce
from sqlalchemy.sql import Select
from sqlalchemy.types import NullType

from plans.stores.prepared import fetched
from plans.stores.upserting import upsert

T = TypeVar("T")
_REMEMBERED: Final = 40_000  # records of each kind: the requests and messages of a year with 10,000 actions
_SAME: Final = 4096  # values of each column: times and codes that many rows share


@cache
def _prepared(
    kind: Any,  # noqa: ANN401 - a dataclass; mypy takes no type variable for something to be cached by
    table: Table,
) -> tuple[tuple[str, ...], Select[tuple[object, ...]]]:
    names = tuple(field.name for field in fields(kind))
    columns: tuple[Any, ...] = tuple(type_coerce(table.c[name], NullType()) for name in names)
    return names, select(*columns)


def every(kind: Any, table: Table) -> Select[tuple[object, ...]]:  # noqa: ANN401 - as above
    """Return the query for every row of `table`, as the driver gives it, as a `kind`; to be narrowed."""
    return _prepared(kind, table)[1]


@cache
def _narrowed(
    kind: Any,  # noqa: ANN401 - as above
    table: Table,
    names: tuple[str, ...],
    order: tuple[str, ...],
) -> Select[tuple[object, ...]]:
    """Return the query for rows with given values in the columns `names`: made once, for that takes longer than it."""
    query = every(kind, table)
    same = [table.c[name] == bindparam(f"given_{name}") for name in names]
    return query.where(*same).order_by(*(table.c[name] for name in order))


@cache
def _reader(
    kind: Any,  # noqa: ANN401 - as above
    table: Table,
    dialect: type[Dialect],
) -> Callable[[tuple[object, ...]], Any]:
    """Return the function that reads a row of `table`, as a driver gives it, as a record."""
    names, _ = _prepared(kind, table)
    wanted = dialect()
    columns = [(place, _column_reader(table, name, wanted)) for place, name in enumerate(names)]
    readers = [(place, read) for place, read in columns if read]

    @lru_cache(_REMEMBERED)
    def record(row: tuple[object, ...]) -> Any:  # noqa: ANN401 - a `kind`
        values = list(row)
        for place, read in readers:
            if values[place] is not None:
                values[place] = read(values[place])
        return kind(**dict(zip(names, values)))  # noqa: B905 - the query's columns are those of `names`

    return record


def _column_reader(table: Table, name: str, dialect: Dialect) -> Callable[[object], object] | None:
    """Return what makes a value of what the driver gives for a column; None where it is the value."""
    column_type = table.c[name].type
    read = column_type.dialect_impl(dialect).result_processor(dialect, None)
    return lru_cache(_SAME)(read) if read and not hasattr(column_type, "remembered") else read


class Rows(Generic[T]):
    """The rows of one table as records of `kind`, on one connection."""

    def __init__(self, connection: Connection, kind: type[T], table: Table) -> None:
        self.connection = connection
        self.table = table
        self._kind = kind
        self._names, _ = _prepared(kind, table)  # type: ignore[arg-type]  # a class can be a key

    def fetch(self, query: Select[tuple[object, ...]], values: Mapping[str, object] | None = None) -> tuple[T, ...]:
        """Return the records that `query`, made once of `every`, finds; `values` are for what it leaves open."""
        record = _reader(self._kind, self.table, type(self.connection.dialect))  # type: ignore[arg-type]  # as above
        return tuple(map(record, fetched(self.connection, query, values)))

    def with_values(self, *order: str, **values: object) -> tuple[T, ...]:
        """Return the records that have these values, in the order of the columns `order`."""
        query = _narrowed(self._kind, self.table, tuple(values), order)  # type: ignore[arg-type]  # as above
        return self.fetch(query, {f"given_{name}": value for name, value in values.items()})

    def one(self, **values: object) -> T | None:
        """Return a record that has these values, None where there is none."""
        return next(iter(self.with_values(**values)), None)

    def row(self, record: T) -> dict[str, object]:
        """Return a record as a row."""
        return {name: getattr(record, name) for name in self._names}

    def save(self, records: Iterable[T]) -> None:
        """Insert new records and replace those with the same key."""
        upsert(self.connection, self.table, [self.row(record) for record in records])
