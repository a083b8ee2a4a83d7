"""What each conversation was last about. The table of before had no migrations; nothing in it is worth keeping."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("DROP TABLE IF EXISTS conversation_threads_1")
    op.create_table(
        "conversation_threads",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", "place", name=op.f("pk_conversation_threads")),
    )
