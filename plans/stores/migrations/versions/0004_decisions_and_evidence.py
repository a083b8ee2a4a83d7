"""The decisions that owners ask for with what became of them, and the files they attach.

What replies that stand have asked for already is taken over as open, so that nobody has to ask again.
"""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UPDATES = sa.table(
    "updates",
    *(sa.column(name, sa.Text()) for name in ("id", "nr", "reading", "confirmed_by", "corrects")),
    sa.column("sequence", sa.Integer()),
    sa.column("year", sa.Integer()),
    sa.column("confirmed_at", sa.DateTime(timezone=True)),
)
_DECISIONS = sa.table(
    "decisions",
    *(sa.column(name, sa.Text()) for name in ("id", "nr", "update_id", "text", "state", "asked_by")),
    sa.column("year", sa.Integer()),
    sa.column("asked_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "decisions",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nr", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["nr"], ["actions.nr"], name=op.f("fk_decisions_nr")),
        sa.ForeignKeyConstraint(["update_id"], ["updates.id"], name=op.f("fk_decisions_update_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        for name in ("asked_by", "nr", "update_id", "year"):
            batch_op.create_index(batch_op.f(f"ix_decisions_{name}"), [name], unique=False)
    op.bulk_insert(_DECISIONS, list(_asked_before()))
    op.create_table(
        "evidence",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nr", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["nr"], ["actions.nr"], name=op.f("fk_evidence_nr")),
        sa.ForeignKeyConstraint(["update_id"], ["updates.id"], name=op.f("fk_evidence_update_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_evidence")),
        sa.UniqueConstraint("id", name=op.f("uq_evidence_id")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        for name in ("nr", "sha256"):
            batch_op.create_index(batch_op.f(f"ix_evidence_{name}"), [name], unique=False)


def _asked_before() -> Iterator[dict[str, object]]:
    rows = op.get_bind().execute(sa.select(_UPDATES).order_by(_UPDATES.c.sequence)).mappings().all()
    corrected = {row["corrects"] for row in rows}
    for row in rows:
        if row["id"] in corrected:
            continue
        wanted = dict.fromkeys(json.loads(row["reading"]).get("decisions_needed", []))
        for number, words in enumerate(wanted, start=1):
            yield {
                "id": f"{row['id']}-{number}",
                "nr": row["nr"],
                "year": row["year"],
                "update_id": row["id"],
                "text": words,
                "asked_at": row["confirmed_at"],
                "state": "open",
                "asked_by": row["confirmed_by"],
            }
