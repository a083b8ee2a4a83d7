"""Who says to be whom, which accounts were looked for by e-mail, and when an account was last asked who it is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("looked_at", sa.Text()))
    op.add_column("accounts", sa.Column("asked_at", sa.Text()))
    op.add_column("accounts", sa.Column("declined", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "account_claims",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.Text()),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_claims")),
    )
    op.create_index("ix_account_claims_address", "account_claims", ["address"])
    op.create_table(
        "account_searches",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("invited_at", sa.Text()),
        sa.PrimaryKeyConstraint("platform", "address", name=op.f("pk_account_searches")),
    )
