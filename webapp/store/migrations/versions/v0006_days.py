"""Quotes, and what is found by them, are known by the end of a day, also where a source tells its hour."""

import sqlalchemy as sa
from alembic import op

from webapp.store import states

revision = "0006"
down_revision = "0005"

covers = sa.table("covers", *map(sa.column, ("dossier_id", "since", "until", "timezone")))
events = sa.table("events", *map(sa.column, ("id", "dossier_id", "since")))
# Which ends of stretches of knowledge each table has, and what identifies a row.
TABLES = {
    sa.table("quotes", *map(sa.column, ("event_id", "number", "known_from"))): (
        ("event_id", "number"),
        ("known_from",),
    ),
    # A stretch within a day is empty then, and is shown on none.
    sa.table("passages", *map(sa.column, ("id", "event_id", "known_from", "known_until"))): (
        ("id",),
        ("known_from", "known_until"),
    ),
}


def upgrade() -> None:
    connection = op.get_bind()
    for table, (identity, ends) in TABLES.items():
        for end in ends:
            _round(connection, table, identity, table.c[end])


def _round(
    connection: sa.Connection, table: sa.TableClause, identity: tuple[str, ...], end: sa.ColumnClause[int]
) -> None:
    """Let every such end be that of its day, by the clocks of its event version's revisions."""
    clocks = sa.and_(
        covers.c.dossier_id == events.c.dossier_id,
        covers.c.since <= events.c.since,
        covers.c.until > events.c.since,
    )
    found = (
        sa.select(*(table.c[name].label(f"the_{name}") for name in identity), end, covers.c.timezone)
        .join(events, events.c.id == table.c.event_id)
        .join(covers, clocks)
    )
    changed = []
    for *row, second, zone in connection.execute(found):
        day_end = states.day_end(second, zone)
        if day_end != second:
            changed.append({f"the_{name}": value for name, value in zip(identity, row, strict=True)})
            changed[-1]["day_end"] = day_end
    if changed:
        own = (table.c[name] == sa.bindparam(f"the_{name}") for name in identity)
        connection.execute(sa.update(table).where(*own).values({end: sa.bindparam("day_end")}), changed)
