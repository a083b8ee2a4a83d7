"""The answers that were shown, what people think of them, and questions to coordinators."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "answers_shown",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers_shown")),
    )
    op.create_index("ix_answers_shown_person", "answers_shown", ["person"])
    op.create_index("ix_answers_shown_at", "answers_shown", ["at"])
    op.create_table(
        "feedback",
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("answer", "person", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_at", "feedback", ["at"])
    op.create_table(
        "coordinator_questions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordinator_questions")),
    )
    op.create_index("ix_coordinator_questions_person", "coordinator_questions", ["person"])
    op.create_index("ix_coordinator_questions_at", "coordinator_questions", ["at"])
