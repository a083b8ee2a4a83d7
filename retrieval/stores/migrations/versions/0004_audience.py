"""Who may read a document; what there was may be read by everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("document_versions", sa.Column("audience", sa.Text(), nullable=False, server_default="everyone"))
