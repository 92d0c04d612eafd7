"""A sheet in the store, on either database: what only TimelineJS has belongs to versions of events."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from tests.unit.store.folders import load
from tests.unit.timelinejs.test_read import DATA, TOLD, dossier
from webapp.export import Exported, export
from webapp.publish import Published, Unchanged, publish
from webapp.store import Store, queries
from webapp.store.models import Deck, Event, Slide
from webapp.store.rows import Edition


def test_what_only_timelinejs_has_is_stored(store: Store) -> None:
    found = dossier(DATA / "tides.json")
    publish(store, found)
    with store.read() as connection:
        of_events = {
            row.key: row.fields
            for row in connection.execute(
                select(Event.key, Slide.fields).join(Slide, Slide.event_id == Event.id)
            )
        }
        assert connection.scalars(select(Deck.fields)).all() == [found.cover.timelinejs]
    assert of_events == {event.key: event.timelinejs for event in found.events if event.timelinejs}


def test_a_dossier_without_parties_has_a_timeline(store: Store) -> None:
    publish(store, dossier(DATA / "tides.csv"))
    with store.read() as connection:
        edition = queries.edition(connection, "tides", None)
        assert isinstance(edition, Edition)
        found = queries.timeline(connection, edition)
    assert (edition.parties, edition.two_sided) == ({}, False)
    assert (found.totals.quotes, found.totals.verbatim, found.totals.unverified) == (4, 0, 4)


def test_the_same_sheet_makes_no_new_revision(store: Store) -> None:
    assert isinstance(publish(store, dossier(DATA / "tides.csv")), Published)
    assert isinstance(publish(store, dossier(DATA / "tides.csv", TOLD)), Unchanged)


def test_export_gives_a_folder_that_is_the_same_dossier(store: Store, tmp_path: Path) -> None:
    publish(store, dossier(DATA / "tides.csv"))
    assert isinstance(export(store, "tides", None, tmp_path / "tides"), Exported)
    assert isinstance(publish(store, load(tmp_path / "tides")), Unchanged)
