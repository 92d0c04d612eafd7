"""Summaries count the quotes that a revision changed: these were added and removed ones, or none."""

import sqlalchemy as sa
from alembic import op

from webapp.store import summaries

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    connection = op.get_bind()
    connection.execute(sa.delete(sa.table("summaries")))
    numbered = sa.table("revisions", sa.column("dossier_id"), sa.column("number"))
    for row in connection.execute(sa.select(numbered).order_by("dossier_id", "number")).all():
        summaries.record(connection, row.dossier_id, row.number)
