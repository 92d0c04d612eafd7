"""What was known when: how each event stood in stretches of knowledge, and when its quotes became known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from webapp import dates
from webapp.dates import Date
from webapp.store import states
from webapp.store.models import PRESENT
from webapp.store.rows import in_time

revision = "0002"
down_revision = "0001"

BATCH = 1000
SAME = ("dossier_id", "key", "since", "until", "number", "round", "kind")
MOVED = (
    *("number", "round", "kind", "title", "status"),
    *("date", "date_earliest", "date_latest", "date_sort", "date_tie"),
)
IN_TIME = (
    *("dossier_id", "date_sort", "date_tie", "key"),
    *("since", "until", "known_from", "known_until", "event_id"),
)
KNOWN_FROM = """
    UPDATE quotes SET known_from = (
        SELECT COALESCE(sources.published_latest, :present) FROM sources JOIN events
        ON sources.dossier_id = events.dossier_id
        AND sources.since <= events.since AND sources.until > events.since
        WHERE events.id = quotes.event_id AND sources.key = quotes.source)
"""

name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _quotes()
    _states()
    _fill(op.get_bind())
    _events()


def _quotes() -> None:
    op.add_column("quotes", sa.Column("known_from", sa.BigInteger(), nullable=True))
    op.execute(sa.text(KNOWN_FROM).bindparams(sa.bindparam("present", PRESENT, sa.BigInteger())))
    with op.batch_alter_table("quotes") as quotes:
        quotes.alter_column("known_from", existing_type=sa.BigInteger(), nullable=False)
    loose = sa.text("match != 'exact'")
    columns = ("dossier_id", "event_id")
    op.create_index("ix_quotes_loose", "quotes", columns, sqlite_where=loose, postgresql_where=loose)


def _states() -> None:
    op.create_table(
        "states",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("key", name, nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_until", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("kind", name, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("date_earliest", sa.BigInteger(), nullable=True),
        sa.Column("date_latest", sa.BigInteger(), nullable=True),
        sa.Column("date_sort", sa.BigInteger(), nullable=False),
        sa.Column("date_tie", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_states_dossier_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_states_event_id")),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_states")),
    )
    op.create_index("ix_states_in_time", "states", IN_TIME)
    op.create_index("ix_states_known", "states", ["dossier_id", "known_from", "since", "until"])
    op.create_index(
        op.f("ix_sources_dossier_id_published_latest"), "sources", ["dossier_id", "published_latest"]
    )
    op.create_index(op.f("ix_states_dossier_id_key"), "states", ["dossier_id", "key"])
    for column in "number", "round":
        some = sa.text(f"{column} IS NOT NULL")
        index = op.f(f"ix_states_dossier_id_{column}")
        op.create_index(index, "states", ["dossier_id", column], sqlite_where=some, postgresql_where=some)


def _events() -> None:
    """What the states have now leaves the events."""
    for columns in "date_sort_date_tie_key_since_until", "number", "round":
        op.drop_index(f"ix_events_dossier_id_{columns}", "events")
    for column in MOVED:
        op.drop_column("events", column)


def _fill(connection: sa.Connection) -> None:
    metadata = sa.MetaData()
    metadata.reflect(connection, only=("covers", "events", "event_parties", "history", "quotes", "states"))
    events, written = metadata.tables["events"], metadata.tables["states"]
    zones = _Zones(connection, metadata.tables["covers"])
    last = 0
    batch = sa.select(events).where(events.c.id > sa.bindparam("last")).order_by(events.c.id).limit(BATCH)
    while rows := connection.execute(batch, {"last": last}).all():
        belongings = _Belongings(connection, metadata, rows[0].id, rows[-1].id)
        made = [state for row in rows for state in belongings.states(row, zones.of(row))]
        connection.execute(sa.insert(written), made)
        last = rows[-1].id


AnyRow = sa.Row[*tuple[Any, ...]]


class _Zones:
    """The time zones of all dossiers in all their revisions."""

    def __init__(self, connection: sa.Connection, covers: sa.Table) -> None:
        self._covers = defaultdict[int, list[AnyRow]](list)
        for row in connection.execute(sa.select(covers)):
            self._covers[row.dossier_id].append(row)

    def of(self, event: AnyRow) -> str:
        """That of the event version's first revision, and so of all its revisions."""
        covers = self._covers[event.dossier_id]
        zone: str = next(row.timezone for row in covers if row.since <= event.since < row.until)
        return zone


class _Belongings:
    """What the states of the event versions `first` to `last` are made of."""

    def __init__(self, connection: sa.Connection, metadata: sa.MetaData, first: int, last: int) -> None:
        def of_events(table: str, order: str) -> dict[int, list[AnyRow]]:
            columns = metadata.tables[table].c
            found = defaultdict[int, list[AnyRow]](list)
            those = columns.event_id.between(first, last)
            for row in connection.execute(sa.select(*columns).where(those).order_by(columns[order])):
                found[row.event_id].append(row)
            return found

        self._parties = of_events("event_parties", "position")
        self._history = of_events("history", "position")
        self._quotes = of_events("quotes", "number")

    def states(self, event: AnyRow, zone: str) -> Iterator[dict[str, Any]]:
        called = states.name(event.number, event.kind)
        facts = states.Facts(called, event.title, event.status, _date(event.date, zone))
        history = [_entry(row, zone) for row in self._history[event.id]]
        published = {quote.known_from for quote in self._quotes[event.id]}
        always = {column: getattr(event, column) for column in SAME} | {
            "event_id": event.id,
            "parties": " ".join(row.party for row in self._parties[event.id]),
        }
        for position, each in enumerate(states.standings(facts, history, published, zone)):
            sort, tie = in_time(each.date, event.number)
            yield always | {
                "position": position,
                "known_from": each.known_from,
                "known_until": each.known_until,
                "title": each.title,
                "status": each.status,
                "date": each.date.text,
                "date_earliest": each.date.earliest,
                "date_latest": each.date.latest,
                "date_sort": sort,
                "date_tie": tie,
            }


def _entry(row: AnyRow, zone: str) -> states.Entry:
    known = PRESENT if row.known_latest is None else row.known_latest
    return states.Entry(known, row.status, _date(row.date, zone) if row.date else None, None)


def _date(text: str, zone: str) -> Date:
    """A date that was valid when imported, even if the rules of its zone have changed since."""
    try:
        return dates.parse(text, zone)
    except dates.DateError:
        return dates.parse(text)
