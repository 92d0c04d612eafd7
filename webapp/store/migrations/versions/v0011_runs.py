"""Where in the index of words the passages of events and those of sources stand is kept."""

import sqlalchemy as sa
from alembic import op

from webapp.store.passages import runs

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "runs",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_runs_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "revision", "what", name=op.f("pk_runs")),
    )
    runs.record(op.get_bind())
