"""Search: passages, the indexes of their words, and what all revisions have to find."""

import sqlalchemy as sa
from alembic import op

from webapp.store import passages

revision = "0003"
down_revision = "0002"

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WORDS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE passage_words USING fts5(heading, own, around, content='', tokenize='ascii')"
    ],
    "postgresql": [
        "CREATE TABLE passage_words (rowid INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, "
        "words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_passage_words_words ON passage_words USING gin (words) WITH (fastupdate = off)",
    ],
}


def upgrade() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_until", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("key", name, nullable=False),
        sa.Column("place", name, nullable=False),
        sa.Column("sort", sa.BigInteger(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.CheckConstraint("since < until", name=op.f("ck_passages_life")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_passages_dossier_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_passages_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
    op.create_index(op.f("ix_passages_dossier_id_key"), "passages", ["dossier_id", "key"])
    connection = op.get_bind()
    for statement in WORDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    _fill(connection)


def _fill(connection: sa.Connection) -> None:
    """All revisions, one after the other, as publishing them would have done."""
    revisions = sa.table("revisions", sa.column("dossier_id"), sa.column("number"))
    for row in connection.execute(sa.select(revisions).order_by("dossier_id", "number")).all():
        passages.refresh(connection, row.dossier_id, row.number)
