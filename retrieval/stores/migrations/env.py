"""Run the migrations on the connection that ``retrieval/stores/schema.py`` hands over, inside its transaction."""

from alembic import context

from retrieval.stores.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by making a new one
)
context.run_migrations()
