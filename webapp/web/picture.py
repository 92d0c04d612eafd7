"""What the overview shows: events and rounds as items, parties as lanes, rounds as bands too."""

from __future__ import annotations

from typing import cast

from webapp.store.rows import Edition, EventRef, Timeline
from webapp.timeline import Item, Lane, Overview, Round, Side, overviews
from webapp.web.table import anchor

WIDTHS = (1100, 700, 330)  # one picture each for wide, medium and narrow screens; the stylesheet shows one
FIRST = {"a": 0, "b": 1, "m": 2}


def pictures(edition: Edition, timeline: Timeline) -> tuple[Overview, ...]:
    """The overview per width, each mark a link to its event's place in the table; none without events."""
    refs = [card.ref for card in timeline.cards]
    items = [item(ref) for ref in refs]
    rounds = [Round(ref.number, place(ref), ref.date, ref.status) for ref in refs if ref.number is not None]
    parties = sorted(edition.parties.values(), key=lambda party: FIRST[party.side])
    lanes = [Lane(party.id, party.name, cast(Side, party.side)) for party in parties]
    return overviews(items, lanes, rounds, zone=edition.timezone, widths=WIDTHS)


def item(ref: EventRef) -> Item:
    return Item(place(ref), ref.title, ref.date, ref.status, tuple(party.id for party in ref.parties))


def place(ref: EventRef) -> str:
    return f"#{anchor(ref.key)}"
