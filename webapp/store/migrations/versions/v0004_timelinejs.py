"""What only TimelineJS has of an event or a dossier."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "slides",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_slides_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_slides")),
    )
    op.create_table(
        "decks",
        sa.Column("cover_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["cover_id"], ["covers.id"], name=op.f("fk_decks_cover_id")),
        sa.PrimaryKeyConstraint("cover_id", name=op.f("pk_decks")),
    )
