"""Bring the register's table to the revision this program knows. Alembic is imported only when there is work for it."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from retrieval.refusals import DocumentRefusal
from retrieval.stores.tables import HEAD, VERSION_TABLE

_LOCK = 4_713_203  # any number, the same in every process: PostgreSQL's advisory lock for changing this schema


def bring_up_to_date(engine: Engine) -> None:
    """Create or change the table where it is not at `HEAD`; where it is, one look without a lock is all.

    Raises:
        DocumentRefusal: the database was made by a newer version of the program.
    """
    with engine.connect() as connection:
        if revision(connection.execution_options(reading=True)) == HEAD:
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = revision(connection)
        if found is not None and found > HEAD:
            raise DocumentRefusal("documents.database_newer", found=found, known=HEAD)
        if found != HEAD:
            _upgrade(connection)


def revision(connection: Connection) -> str | None:
    """Return the revision of the table, None where there is none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()  # noqa: S608 - a constant
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    # Alembic costs 0.2 s to import, and a database is almost always at the head.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
