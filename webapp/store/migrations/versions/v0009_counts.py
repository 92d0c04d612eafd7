"""What the timeline of a whole revision counts is counted once."""

import sqlalchemy as sa
from alembic import op

from webapp.store import counting

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "counts",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_counts_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "revision", name=op.f("pk_counts")),
    )
    connection = op.get_bind()
    numbered = sa.table("revisions", sa.column("dossier_id"), sa.column("number"))
    for row in connection.execute(sa.select(numbered).order_by("dossier_id", "number")).all():
        counting.record(connection, row.dossier_id, row.number)
