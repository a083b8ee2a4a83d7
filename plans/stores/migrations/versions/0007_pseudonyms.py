"""Who is which numbered person in the audit trail; an erased person keeps the number and loses the address."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; what was written in the trail before keeps its addresses."""
    op.create_table(
        "pseudonyms",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pseudonyms")),
        sa.UniqueConstraint("address", name=op.f("uq_pseudonyms_address")),
    )
