"""Open the database: SQLite so that nothing acknowledged can be lost or overwritten, PostgreSQL as it is given.

SQLite runs in WAL mode with ``synchronous=FULL`` and foreign keys on, and a transaction that may write begins with
``BEGIN IMMEDIATE``: two processes that read and then write wait for each other instead of losing updates. A transaction
with the execution option ``reading=True`` begins plainly and keeps no writer waiting. What tables there are is not
decided here but in ``bot/upgrading.py``.
"""

import sqlite3
from typing import Final

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.joining import JoiningEngine
from bot.upgrading import bring_up_to_date
from prompts.refusal import Refusal

_BUSY_SECONDS: Final = 30  # how long a writer waits for another before it gives up
_ON_CONNECT: Final = (
    f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class DatabaseRefusal(Refusal):
    """The database could not be opened."""


def open_database(address: str) -> JoiningEngine:
    """Return an engine for a SQLAlchemy address with every table in it up to date.

    Raises:
        DatabaseRefusal: as of `open_engine`.
        UpgradeRefusal: the database was made by a newer version of the program.
    """
    engine = open_engine(address)
    try:
        bring_up_to_date(engine)
    except Refusal:
        engine.dispose()
        raise
    return engine


def open_engine(address: str) -> JoiningEngine:
    """Return an engine for a SQLAlchemy address, once it has answered.

    Raises:
        DatabaseRefusal: the address cannot be read, its driver is not installed, or the database does not answer.
    """
    url = _url(address)
    try:
        # What somebody wrote stands in a statement's parameters, and what goes wrong goes into the log.
        timeout = {"timeout": _BUSY_SECONDS} if _is_sqlite(url) else {}
        made = create_engine(url, connect_args=timeout, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DatabaseRefusal("database.driver_missing", driver=error.name, address=str(url)) from error
    engine = JoiningEngine(made)
    if _is_sqlite(url):
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    try:
        engine.connect().close()
    except DBAPIError as error:
        raise DatabaseRefusal("database.unreachable", address=str(url), reason=_reason(error)) from error
    return engine


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise DatabaseRefusal("database.address_unreadable") from error
    # Hosting services hand out addresses without a driver; psycopg 3 is the one that Handslag names as an extra.
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own; `_begin` does
    for statement in _ON_CONNECT:
        connection.execute(statement)


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _reason(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0]
