"""Find a person's messages, the next one to send and those queued about an action without looking at all of them."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is asked for each message that is sent and each answer that is confirmed."""
    op.drop_index("ix_dispatches_state_at", table_name="dispatches")
    op.create_index("ix_dispatches_state_at_key", "dispatches", ["state", "at", "key"])
    op.create_index("ix_dispatches_state_year", "dispatches", ["state", "year"])
    op.create_index("ix_dispatches_to_at", "dispatches", ["to", "at"])
