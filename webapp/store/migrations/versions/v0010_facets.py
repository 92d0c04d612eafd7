"""Which events of a whole revision have what its timeline can be narrowed to is kept with it."""

import sqlalchemy as sa
from alembic import op

from webapp.store.facets import making

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "facets",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_facets_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "revision", name=op.f("pk_facets")),
    )
    connection = op.get_bind()
    numbered = sa.table("revisions", sa.column("dossier_id"), sa.column("number"))
    for row in connection.execute(sa.select(numbered).order_by("dossier_id", "number")).all():
        making.record(connection, row.dossier_id, row.number)
