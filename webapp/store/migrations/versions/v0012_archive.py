"""Sources are found in order of publication, and quotes by the day that made them known, or if unverified."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_IN_TIME = ("published_sort", "published_tie", "key", "since", "until", "published_latest")


def upgrade() -> None:
    op.create_index("ix_sources_in_time", "sources", ["dossier_id", *_IN_TIME])
    op.create_index("ix_quotes_known", "quotes", ["dossier_id", "known_from", "event_id"])
    unverified = sa.text("match = 'unverified'")
    op.create_index(
        "ix_quotes_unverified",
        "quotes",
        ["dossier_id", "event_id"],
        sqlite_where=unverified,
        postgresql_where=unverified,
    )
    for table in ("sources", "quotes"):
        op.execute(f"ANALYZE {table}")
