"""Which reading rules made a version's text; texts from before are read again when their files are met."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("document_versions", sa.Column("reader", sa.Text(), nullable=False, server_default=""))
