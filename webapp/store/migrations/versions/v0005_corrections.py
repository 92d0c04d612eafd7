"""Changes: authors' corrections, and how much each revision changed."""

import sqlalchemy as sa
from alembic import op

from webapp.store import summaries

revision = "0005"
down_revision = "0004"

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("key", name, nullable=False),
        sa.Column("since", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_corrections_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "key", "since", "position", name=op.f("pk_corrections")),
    )
    op.create_table(
        "summaries",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_summaries_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "revision", "what", name=op.f("pk_summaries")),
    )
    for end in "since", "until":
        op.create_index(op.f(f"ix_events_dossier_id_{end}"), "events", ["dossier_id", end])
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """The summaries of all revisions. Until now no file could list corrections."""
    revisions = sa.table("revisions", sa.column("dossier_id"), sa.column("number"))
    for row in connection.execute(sa.select(revisions).order_by("dossier_id", "number")).all():
        summaries.record(connection, row.dossier_id, row.number)
