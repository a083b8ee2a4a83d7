"""The SQLite store of a simulation: the program's own, but that it does not wait for the disk.

Two years of work are written in two minutes, and nobody misses them after a power cut.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from bot.database import open_database
from plans.stores.base import Store
from plans.stores.sql import SqlStore


@contextmanager
def sqlite(folder: Path) -> Iterator[Store]:
    """Open a store in a file in `folder` until the block ends."""
    engine = open_database(f"sqlite:///{folder / 'handslag.db'}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    engine.dispose()  # connections that wait for the disk were opened before
    try:
        yield SqlStore(engine)
    finally:
        engine.dispose()
