"""Insert what is not there yet: the one statement that SQLite and PostgreSQL word alike and SQLAlchemy does not."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    """Insert those of `rows` whose primary key is not there yet."""
    if rows:
        # Any: the two dialects have an `Insert` each with the same methods and no common type for them.
        dialect: Any = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
        keys = list(table.primary_key)
        connection.execute(dialect.insert(table).on_conflict_do_nothing(index_elements=keys), rows)
