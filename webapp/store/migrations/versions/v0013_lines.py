"""Versions know the lines that they came in, so that an import tells lines that it knows by their digests."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    for table in ("covers", "sources", "events"):
        op.add_column(table, sa.Column("line", sa.Text(), nullable=True))
