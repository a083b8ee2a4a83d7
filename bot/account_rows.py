"""How the tables about accounts are written: a row in place of the one with its key, a time as text or nothing."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.tables import as_text


def replace_row(engine: Engine, table: Table, row: Mapping[str, object]) -> None:
    """Keep a row in place of what was kept under its primary key."""
    keys = [column.name for column in table.primary_key]
    with engine.begin() as connection:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        changed = {name: value for name, value in row.items() if name not in keys}
        statement = dialect.insert(table).values(**row)
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def text_or_none(at: datetime | None) -> str | None:
    """Return a time as text that sorts as the time does, None as it is."""
    return as_text(at) if at else None


def time_or_none(text: str | None) -> datetime | None:
    """Return the time that was written so."""
    return datetime.fromisoformat(text) if text else None
