"""Reading a store as pages do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from webapp.store import Store, queries
from webapp.store.rows import Edition, EventPage, Missing, RoundPage, SourcePage


@contextmanager
def opened(store: Store, name: str, revision: int | None = None) -> Iterator[tuple[Connection, Edition]]:
    """A connection and an edition that is there."""
    with store.read() as connection:
        edition = queries.edition(connection, name, revision)
        assert isinstance(edition, Edition)
        yield connection, edition


def event(store: Store, name: str, key: str, revision: int | None = None) -> EventPage:
    with opened(store, name, revision) as (connection, edition):
        found = queries.event(connection, edition, key)
        assert isinstance(found, EventPage), found
        return found


def round_(store: Store, name: str, number: int) -> RoundPage:
    with opened(store, name) as (connection, edition):
        found = queries.round_(connection, edition, number)
        assert isinstance(found, RoundPage), found
        return found


def source(store: Store, name: str, id: str) -> SourcePage:
    with opened(store, name) as (connection, edition):
        found = queries.source(connection, edition, id)
        assert isinstance(found, SourcePage), found
        return found


def every_page(store: Store, name: str, revision: int) -> dict[str, object]:
    """All there is to read of a revision, by key."""
    with opened(store, name, revision) as (connection, edition):
        timeline = queries.timeline(connection, edition)
        pages: dict[str, object] = {"": timeline}
        for card in timeline.cards:
            pages[card.ref.key] = queries.event(connection, edition, card.ref.key)
            if card.ref.number:
                pages[f"{card.ref.key}/around"] = queries.round_(connection, edition, card.ref.number)
            for quote in card.quotes:
                pages[f"quotes/{quote.id}"] = queries.quote(connection, edition, quote.id)
        for ref in timeline.sources:
            pages[ref.key] = queries.source(connection, edition, ref.key.removeprefix("sources/"))
        for id in edition.actors:
            pages[f"actors/{id}"] = queries.actor(connection, edition, id)
        for id in edition.parties:
            pages[f"parties/{id}"] = queries.party(connection, edition, id)
    assert not any(isinstance(page, Missing) for page in pages.values())
    return pages
