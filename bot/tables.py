"""The tables of conversations and of what comes in and goes out: what they belong to, and where their changes stand.

The tables themselves are written down where they are used. A change needs a new revision under
``migrations/versions/``, and `HEAD` follows it.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import MetaData

HEAD: Final = "0007"
VERSION_TABLE: Final = "threads_version"
MIGRATIONS: Final = Path(__file__).parent / "migrations" / "versions"

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def as_text(at: datetime) -> str:
    """Return a time as text that sorts as the time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
