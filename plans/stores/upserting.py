"""Insert or replace, and insert only what is new: the two statements that SQLite and PostgreSQL word alike.

The key is the table's unique column where it has one beside a running sequence, otherwise its primary key.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Column, Connection, Table

from plans.stores.prepared import written

# Any: SQLAlchemy's two dialects have an `Insert` each with the same methods and no common type for them.


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    """Insert `rows`, replacing those with the same key."""
    if not rows:
        return
    written(connection, _upsert(connection.dialect.name, table, tuple(rows[0])), rows)


def insert_new(
    connection: Connection, table: Table, rows: Sequence[dict[str, object]], key: Column[Any]
) -> frozenset[str]:
    """Insert those of `rows` whose `key` is not there yet and return their keys."""
    if not rows:
        return frozenset()
    statement = _insert_new(connection.dialect.name, table, key)
    # Many rows that each say whether they are new take what SQLAlchemy does for it.
    return frozenset(connection.execute(statement, rows).scalars())


# Built once: making such a statement takes longer than running it.
@cache
def _upsert(dialect: str, table: Table, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - see above
    keys = _keys(table)
    statement = _insert(dialect, table)
    changed = {name: statement.excluded[name] for name in names if name not in {key.name for key in keys}}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


@cache
def _insert_new(dialect: str, table: Table, key: Column[Any]) -> Any:  # noqa: ANN401 - see above
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=[key]).returning(key)


def _insert(dialect: str, table: Table) -> Any:  # noqa: ANN401 - see above
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)


def _keys(table: Table) -> list[Column[Any]]:
    unique = [column for column in table.columns if column.unique]
    return unique if "sequence" in table.c else list(table.primary_key)
