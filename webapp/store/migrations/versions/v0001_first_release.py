"""The first release."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _dossiers()
    _versions()
    _quotes()
    _of_events()
    _claims()


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", name, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("name", name=op.f("uq_dossiers_name")),
    )
    op.create_table(
        "revisions",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("parley", sa.Text(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        _dossier("revisions"),
        sa.PrimaryKeyConstraint("dossier_id", "number", name=op.f("pk_revisions")),
    )


def _versions() -> None:
    _version(
        "covers",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
    )
    _version(
        "sources",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("published_earliest", sa.BigInteger(), nullable=True),
        sa.Column("published_latest", sa.BigInteger(), nullable=True),
        sa.Column("published_sort", sa.BigInteger(), nullable=False),
        sa.Column("published_tie", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("archive_url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
    )
    _version(
        "events",
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("kind", name, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("date_earliest", sa.BigInteger(), nullable=True),
        sa.Column("date_latest", sa.BigInteger(), nullable=True),
        sa.Column("date_sort", sa.BigInteger(), nullable=False),
        sa.Column("date_tie", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("known", sa.Text(), nullable=False),
        sa.Column("known_earliest", sa.BigInteger(), nullable=True),
        sa.Column("known_latest", sa.BigInteger(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
    )
    _index("events", "dossier_id", "date_sort", "date_tie", "key", "since", "until")
    _index("events", "dossier_id", "number", where="number IS NOT NULL")
    _index("events", "dossier_id", "round", where="round IS NOT NULL")


def _quotes() -> None:
    op.create_table(
        "quotes",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("quote", name, nullable=False),
        sa.Column("source", name, nullable=False),
        sa.Column("source_sha256", sa.Text(), nullable=False),
        sa.Column("speaker", name, nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        _event("quotes"),
        _dossier("quotes"),
        sa.PrimaryKeyConstraint("event_id", "number", name=op.f("pk_quotes")),
    )
    _index("quotes", "dossier_id", "quote")
    _index("quotes", "dossier_id", "source")
    _index("quotes", "dossier_id", "speaker")


def _of_events() -> None:
    for table, what in ("event_parties", "party"), ("event_actors", "actor"), ("event_topics", "topic"):
        _of_event(
            table,
            sa.Column("dossier_id", sa.Integer(), nullable=False),
            sa.Column(what, name, nullable=False),
            _dossier(table),
            sqlite_with_rowid=False,
        )
        _index(table, "dossier_id", what, "event_id")
    _of_event(
        "history",
        sa.Column("known", sa.Text(), nullable=False),
        sa.Column("known_earliest", sa.BigInteger(), nullable=True),
        sa.Column("known_latest", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
    )


def _claims() -> None:
    _of_event(
        "agreements",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("topic", name, nullable=True),
        sa.Column("citations", sa.JSON(), nullable=False),
    )
    _of_event(
        "commitments",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("commitment", name, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", name, nullable=False),
        sa.Column("to", name, nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("citations", sa.JSON(), nullable=False),
        _dossier("commitments"),
    )
    _index("commitments", "dossier_id", "commitment")
    _of_event(
        "outcomes",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("commitment", name, nullable=False),
        _dossier("outcomes"),
    )
    _index("outcomes", "dossier_id", "commitment")
    _of_event(
        "positions",
        sa.Column("party", name, nullable=False),
        sa.Column("topic", name, nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("citations", sa.JSON(), nullable=False),
    )


def _version(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("key", name, nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        *columns,
        _dossier(table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("dossier_id", "key", "since", name=op.f(f"uq_{table}_dossier_id_key_since")),
        sa.CheckConstraint("since < until", name=op.f(f"ck_{table}_life")),
    )


def _of_event(table: str, *items: sa.schema.SchemaItem, **options: bool) -> None:
    op.create_table(
        table,
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *items,
        _event(table),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f(f"pk_{table}")),
        **options,
    )


def _dossier(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f(f"fk_{table}_dossier_id"))


def _event(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f(f"fk_{table}_event_id"))


def _index(table: str, *columns: str, where: str | None = None) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(
        op.f(f"ix_{table}_{'_'.join(columns)}"),
        table,
        columns,
        sqlite_where=condition,
        postgresql_where=condition,
    )
