"""Find the oldest event of a conversation, and the calls that are being made, without looking through them all."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_inbox_lane_state_id", "inbox", ["lane", "state", "id"])
    op.create_index("ix_outgoing_conversation_state_id", "outgoing", ["conversation", "state", "id"])


def downgrade() -> None:
    op.drop_index("ix_outgoing_conversation_state_id", "outgoing")
    op.drop_index("ix_inbox_lane_state_id", "inbox")
