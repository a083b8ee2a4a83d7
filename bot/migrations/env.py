"""Run the migrations of one part on the connection that ``bot/upgrading.py`` hands over, inside its transaction."""

from alembic import context

connection, schema = context.config.attributes["connection"], context.config.attributes["schema"]
context.configure(
    connection=connection,
    target_metadata=schema.metadata,
    version_table=schema.version_table,
    render_as_batch=True,  # SQLite changes a table by making a new one
)
context.run_migrations()
