"""Every database is brought to the tables that the program knows, whatever stood in it, or is left alone."""

from dataclasses import replace

import pytest
from sqlalchemy import event, inspect, text

from bot.upgrading import CONVERSATIONS, DOCUMENTS, PLANS, SCHEMAS, UpgradeRefusal, bring_up_to_date
from retrieval.stores.sql import SqlRegister
from tests.contracts.test_register_on_databases import FIRST


def told(engine):
    """Return the list that everything an engine is told from now on is added to."""
    found = []
    event.listen(engine, "before_cursor_execute", lambda *given: found.append(given[2]))
    return found


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.version_table)
def test_the_migrations_lead_to_the_tables_that_the_program_knows(engine, schema):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    mine = set(schema.metadata.tables)
    options = {
        "version_table": schema.version_table,
        "include_name": lambda name, kind, _parents: kind != "table" or name in mine,
    }

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert context.get_current_revision() == schema.head
        assert compare_metadata(context, schema.metadata) == []


def test_an_empty_database_gets_every_table_at_once_and_nothing_the_second_time(bare_engine):
    bring_up_to_date(bare_engine)
    second = told(bare_engine)

    bring_up_to_date(bare_engine)

    assert not [found for found in second if found.startswith(("CREATE", "INSERT", "UPDATE", "BEGIN IMMEDIATE"))]
    assert {name for schema in SCHEMAS for name in schema.metadata.tables} <= set(
        inspect(bare_engine).get_table_names()
    )


def test_no_two_parts_have_a_table_of_the_same_name():
    names = [name for schema in SCHEMAS for name in (*schema.metadata.tables, schema.version_table)]

    assert len(names) == len(set(names))


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_was(bare_engine):
    bring_up_to_date(bare_engine)
    with bare_engine.begin() as connection:
        connection.execute(text("UPDATE threads_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE document_versions DROP COLUMN reader"))
        connection.execute(text("ALTER TABLE document_versions DROP COLUMN audience"))
        connection.execute(text("UPDATE documents_version SET version_num = '0002'"))

    with pytest.raises(UpgradeRefusal, match="newer version"):
        bring_up_to_date(bare_engine)

    with bare_engine.connect() as connection:
        assert DOCUMENTS.revision(connection) == "0002"


def test_what_an_earlier_program_stored_is_kept_when_its_tables_are_brought_up_to_date(bare_engine):
    bring_up_to_date(bare_engine)
    SqlRegister(bare_engine).save([FIRST])
    with bare_engine.begin() as connection:
        connection.execute(text("ALTER TABLE document_versions DROP COLUMN reader"))
        connection.execute(text("ALTER TABLE document_versions DROP COLUMN audience"))
        connection.execute(text("UPDATE documents_version SET version_num = '0002'"))

    bring_up_to_date(bare_engine)

    assert SqlRegister(bare_engine).latest() == (replace(FIRST, reader=""),)


def test_threads_of_an_earlier_program_are_dropped_since_nobody_would_delete_them(bare_engine):
    with bare_engine.begin() as connection:
        connection.execute(text("CREATE TABLE conversation_threads_1 (person TEXT, question TEXT)"))

    bring_up_to_date(bare_engine)

    assert "conversation_threads_1" not in inspect(bare_engine).get_table_names()
    with bare_engine.connect() as connection:
        assert (PLANS.revision(connection), CONVERSATIONS.revision(connection)) == (PLANS.head, CONVERSATIONS.head)
