"""One row tells one state of the whole store from every other, for pages that are kept."""

import sqlalchemy as sa
from alembic import op

from webapp.store import ledger
from webapp.store.models.base import UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    entered = op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
    )
    names = sa.table("dossiers", sa.column("id"), sa.column("name"))
    numbered = sa.table(
        "revisions",
        *map(sa.column, ("dossier_id", "number", "digest")),
        sa.column("imported_at", UtcDateTime()),
    )
    found = (
        sa.select(names.c.name, numbered.c.number, numbered.c.digest, numbered.c.imported_at)
        .join(numbered, numbered.c.dossier_id == names.c.id)
        .order_by(numbered.c.imported_at, names.c.name, numbered.c.number)
    )
    digest = ledger.EMPTY
    for row in op.get_bind().execute(found):
        digest = ledger.after(digest, *row)
    if digest:
        op.bulk_insert(entered, [{"id": 1, "digest": digest}])
