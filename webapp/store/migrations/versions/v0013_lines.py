"""Versions know the lines that they came in, so that an import tells lines that it knows by their digests.

The index of words has more memory before it writes, and merges less.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    for table in ("covers", "sources", "events"):
        op.add_column(table, sa.Column("line", sa.Text(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('hashsize', 8388608)")
