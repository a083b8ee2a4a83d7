"""Bring the tables of every part to the revisions this program knows, all of them or none.

Each part keeps its own tables, migrations and version table, and none knows another; this is the one place that knows
them all and the only one that runs Alembic, which is imported only when there is work for it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, MetaData, inspect, text

from bot import tables as conversation_tables
from plans.stores import tables as plan_tables
from prompts.refusal import Refusal
from retrieval.stores import tables as document_tables

_LOCK: Final = 4_713_201  # any number, the same in every process: PostgreSQL's advisory lock for changing the tables
_ENVIRONMENT: Final = Path(__file__).with_name("migrations")


class UpgradeRefusal(Refusal):
    """The database was made by a newer program; nothing in it was touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The tables of one part: where its migrations stand, and where the database keeps which of them it has had."""

    metadata: MetaData
    head: str
    version_table: str
    migrations: Path

    def revision(self, connection: Connection) -> str | None:
        """Return the revision of the tables, None where there are none yet."""
        if not inspect(connection).has_table(self.version_table):
            return None
        found = connection.execute(text(f"SELECT version_num FROM {self.version_table}")).scalar_one_or_none()  # noqa: S608 - a constant
        return None if found is None else str(found)


DOCUMENTS: Final = Schema(
    metadata=document_tables.metadata,
    head=document_tables.HEAD,
    version_table=document_tables.VERSION_TABLE,
    migrations=document_tables.MIGRATIONS,
)
PLANS: Final = Schema(
    metadata=plan_tables.metadata,
    head=plan_tables.HEAD,
    version_table=plan_tables.VERSION_TABLE,
    migrations=plan_tables.MIGRATIONS,
)
CONVERSATIONS: Final = Schema(
    metadata=conversation_tables.metadata,
    head=conversation_tables.HEAD,
    version_table=conversation_tables.VERSION_TABLE,
    migrations=conversation_tables.MIGRATIONS,
)
SCHEMAS: Final = (DOCUMENTS, PLANS, CONVERSATIONS)


def bring_up_to_date(engine: Engine) -> None:
    """Create or change the tables that are not at their head; where all are, one look without a lock is enough.

    Raises:
        UpgradeRefusal: the database was made by a newer version of the program.
    """
    with engine.connect() as connection:
        reading = connection.execution_options(reading=True)
        if all(schema.revision(reading) == schema.head for schema in SCHEMAS):
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        for schema in SCHEMAS:
            _bring(connection, schema)


def _bring(connection: Connection, schema: Schema) -> None:
    found = schema.revision(connection)
    if found is not None and found > schema.head:
        raise UpgradeRefusal("database.newer", found=f"{schema.version_table} {found}", known=schema.head)
    if found != schema.head:
        _upgrade(connection, schema)


def _upgrade(connection: Connection, schema: Schema, to: str = "head") -> None:
    # Alembic costs 0.2 s to import, and a database is almost always at its heads.
    from alembic import command  # noqa: PLC0415 - as above
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _escaped(_ENVIRONMENT))
    config.set_main_option("version_locations", _escaped(schema.migrations))
    config.attributes |= {"connection": connection, "schema": schema}
    command.upgrade(config, to)


def _escaped(path: Path) -> str:
    """Return a path as Alembic's configuration reads it, where a per cent sign begins a variable."""
    return str(path).replace("%", "%%")
