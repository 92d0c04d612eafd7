"""Positions and commitments on every day, held against an oracle that knows nothing of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.statements import statements
from tests.unit.store.claims import SOURCES, talks
from tests.unit.store.folders import Folder
from tests.unit.store.reading import opened
from webapp import dates
from webapp.dossier.model import Commitment, Dossier, Event
from webapp.store import Store, queries
from webapp.store.rows import CommitmentsPage, Comparison, Edition, EventRef, Missing, RoundLine

DAYS = [date(2001, 3, 1) + timedelta(days=n) for n in range(36)]
ENDS = {"fulfils": "fulfilled", "breaks": "broken", "renews": "renewed"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return talks(tmp_path)


@contextmanager
def on(store: Store, day: date | None) -> Iterator[tuple[Connection, Edition]]:
    """The edition as known on that day."""
    with opened(store, "talks") as (connection, edition):
        known = dates.parse(day.isoformat(), edition.timezone) if day else None
        yield connection, replace(edition, known=known)


def published(source: str) -> date:
    return date.fromisoformat(SOURCES[source])


def told(event: Event, citations: tuple[int, ...], day: date) -> bool:
    """Whether a source that proves it had been published by that day."""
    return any(c.number in citations and published(c.source) <= day for c in event.citations)


def events(dossier: Dossier, day: date) -> list[Event]:
    """Held and known on that day, in order of time. None of them begins when another does."""
    held = [event for event in dossier.events if event.status == "held"]
    known = [event for event in held if any(published(c.source) <= day for c in event.citations)]
    return sorted(known, key=lambda event: (event.date.text, event.number is None, event.key))


def fate(dossier: Dossier, commitment: Commitment, day: date) -> str:
    effects = [o.effect for e in events(dossier, day) for o in e.outcomes if o.commitment == commitment.id]
    if effects:
        return ENDS[effects[-1]]
    last = {
        "rope": date(2001, 3, 5),
        "sail": date(2001, 3, 31),
        "toll": date(2001, 3, 15),
        "boat": date(2001, 4, 2),
    }
    return "overdue" if commitment.id in last and day > last[commitment.id] else "open"


def fates(dossier: Dossier, day: date) -> dict[str, str]:
    return {
        commitment.id: fate(dossier, commitment, day)
        for event in dossier.events
        for commitment in event.commitments
        if told(event, commitment.citations, day)
    }


def list_of(store: Store, day: date | None, **narrowed: list[str]) -> CommitmentsPage:
    with on(store, day) as (connection, edition):
        page = queries.commitments(connection, edition, **narrowed)  # type: ignore[arg-type]
        assert isinstance(page, CommitmentsPage)
        return page


def test_commitments_stand_on_every_day_as_the_sources_of_that_day_tell(store: Store, folder: Folder) -> None:
    folder.publish(store)
    dossier = folder.read()
    seen = set()
    for day in DAYS:
        page = list_of(store, day)
        found = {promise.id: promise.state for promise in page.commitments}
        assert found == fates(dossier, day), day
        assert page.states == {state: list(found.values()).count(state) for state in page.states}
        assert page.as_of
        assert page.as_of.text == day.isoformat()
        seen |= set(found.values())
    assert seen == set(page.states)


def test_what_proves_a_commitment_is_known_on_the_day(store: Store, folder: Folder) -> None:
    folder.publish(store)
    for day in DAYS:
        for promise in list_of(store, day).commitments:
            proofs = [promise.quotes, *(each.quotes for each in promise.outcomes)]
            assert all(proofs)
            texts = [quote.source.published.text for quotes in proofs for quote in quotes]
            assert all(text <= day.isoformat() for text in texts), (day, promise.id)
    [oil] = [each for each in list_of(store, date(2001, 3, 3)).commitments if each.id == "oil"]
    assert [quote.source.key for quote in oil.quotes] == ["sources/first"]
    assert oil.state == "open"


def test_the_present_is_the_day_of_the_newest_source(store: Store, folder: Folder) -> None:
    folder.publish(store)
    now, then = list_of(store, None), list_of(store, date(2001, 3, 20))
    assert now.as_of
    assert now.as_of.text == "2001-03-20"
    assert [each.state for each in now.commitments] == [each.state for each in then.commitments]


def test_every_outcome_is_listed_and_the_latest_decides(store: Store, folder: Folder) -> None:
    folder.publish(store)
    [rope] = [each for each in list_of(store, None).commitments if each.id == "rope"]
    assert [(each.effect, each.event.key) for each in rope.outcomes] == [
        ("fulfils", "events/brought"),
        ("breaks", "events/snapped"),
    ]
    assert rope.state == "broken"
    assert (rope.by.id, rope.to and rope.to.id, rope.event.key) == ("north", "south", "rounds/1")


def test_commitments_are_listed_by_state_then_by_their_due_dates(store: Store, folder: Folder) -> None:
    folder.publish(store)
    assert [(each.state, each.id) for each in list_of(store, date(2001, 4, 5)).commitments] == [
        ("overdue", "sail"),
        ("overdue", "toll"),
        ("overdue", "boat"),
        ("open", "lamp"),
        ("renewed", "oil"),
        ("broken", "rope"),
    ]


def test_counts_beside_the_choices_are_what_choosing_gives(store: Store, folder: Folder) -> None:
    folder.publish(store)
    day = date(2001, 4, 5)
    everything = list_of(store, day)
    for state, number in everything.states.items():
        page = list_of(store, day, states=[state])
        assert [each.state for each in page.commitments] == [state] * number
        for party, more in page.parties.items():
            both = list_of(store, day, states=[state], parties=[party])
            assert [each.by.id for each in both.commitments] == [party] * more
            assert both.states[state] == more == both.total
    assert list(everything.parties) == ["press", "north", "south"]


def test_long_lists_come_in_windows(store: Store, folder: Folder) -> None:
    pledge(folder, 105)
    folder.publish(store)
    with on(store, None) as (connection, edition):
        seen: list[str] = []
        starts = [""]
        while True:
            page = queries.commitments(connection, edition, after=starts[-1])
            assert isinstance(page, CommitmentsPage)
            assert (page.first, page.total) == (len(seen), 111)
            assert page.earlier == (starts[-2] if len(starts) > 1 else None)
            seen += [each.id for each in page.commitments]
            if page.later is None:
                break
            starts.append(page.later)
        assert len(starts) == 2
        assert len(set(seen)) == len(seen) == 111
        assert isinstance(queries.commitments(connection, edition, after="nothing"), Missing)


def stances(dossier: Dossier, day: date) -> dict[tuple[str, str], list[str]]:
    """By topic and party, newest first."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in reversed(events(dossier, day)):
        for held in reversed(event.positions):
            if told(event, held.citations, day):
                found.setdefault((held.topic, held.party), []).append(held.stance)
    return found


def test_positions_on_every_day_are_the_latest_that_had_been_told(store: Store, folder: Folder) -> None:
    folder.publish(store)
    dossier = folder.read()
    for day in DAYS:
        with on(store, day) as (connection, edition):
            page = queries.positions(connection, edition)
        shown = {at: [each.text for each in cell.stances] for at, cell in page.cells.items()}
        assert shown == stances(dossier, day), day
        assert [party.id for party in page.parties] == [
            id for id in ("north", "south", "press") if any(at[1] == id for at in shown)
        ]
    assert shown["water", "north"] == ["All", "Some", "Little", "A lot"]


def test_positions_of_one_party_or_topic(store: Store, folder: Folder) -> None:
    folder.publish(store)
    with on(store, None) as (connection, edition):
        assert set(queries.positions(connection, edition, ["south"]).cells) == {("price", "south")}
        assert set(queries.positions(connection, edition, topics=["water"]).cells) == {("water", "north")}
        assert not queries.positions(connection, edition, ["press"], ["water"]).cells


def test_a_cell_shows_its_newest_stances_and_alone_all(store: Store, folder: Folder) -> None:
    grow(folder, 10)
    folder.publish(store)
    with on(store, None) as (connection, edition):
        cell = queries.positions(connection, edition).cells["water", "north"]
        [alone] = queries.positions(connection, edition, ["north"], ["water"]).cells.values()
    assert cell.total == alone.total == len(alone.stances) == 24
    assert 1 < len(cell.stances) < 24
    assert cell.stances == alone.stances[: len(cell.stances)]


def line(store: Store, number: int, day: date | None = None) -> RoundLine:
    with on(store, day) as (connection, edition):
        [found] = [each for each in queries.rounds(connection, edition) if each.ref.number == number]
        return found


def test_a_line_of_the_list_of_rounds(store: Store, folder: Folder) -> None:
    folder.publish(store)
    first, second = line(store, 1), line(store, 2)
    assert [(point.text, point.reached) for point in first.points] == [
        ("The rope is shared", True),
        ("The rope is red", True),
        ("Who pays", False),
    ]
    assert (first.place, first.events, [actor.id for actor in first.actors]) == (
        "The mill",
        1,
        ["ada", "bram"],
    )
    assert [source.key for source in first.sources] == ["sources/first", "sources/third"]
    assert (second.place, second.events) == (None, 3)


def test_a_round_has_what_was_known_of_it(store: Store, folder: Folder) -> None:
    folder.publish(store)
    early = line(store, 1, date(2001, 3, 5))
    assert [point.text for point in early.points] == ["The rope is shared", "Who pays"]
    assert [source.key for source in early.sources] == ["sources/first"]
    assert early.events == 0
    with on(store, date(2001, 3, 5)) as (connection, edition):
        assert [each.ref.number for each in queries.rounds(connection, edition)] == [1]
        absent = queries.comparison(connection, edition, 1, 2)
    assert isinstance(absent, Missing)
    assert absent.what == "rounds/2"


def test_two_rounds_have_the_claims_of_their_events(store: Store, folder: Folder) -> None:
    folder.publish(store)
    with on(store, None) as (connection, edition):
        pair = queries.comparison(connection, edition, 1, 2)
    assert isinstance(pair, Comparison)
    assert [each.text for each in pair.first.positions] == ["Little", "None"]
    assert [each.text for each in pair.second.positions] == ["Some", "All"]
    assert [(each.id, each.state) for each in pair.first.commitments] == [
        ("rope", "broken"),
        ("sail", "open"),
        ("oil", "renewed"),
        ("toll", "overdue"),
        ("lamp", "open"),
    ]
    assert [each.id for each in pair.second.commitments] == ["boat"]
    assert all(each.quotes for side in (pair.first, pair.second) for each in side.line.points)
    keys: list[EventRef] = [each.event for each in pair.second.positions]
    assert [ref.key for ref in keys] == ["rounds/2", "events/view"]


def test_the_number_of_statements_does_not_depend_on_how_much_there_is(store: Store, folder: Folder) -> None:
    """Beside the one that finds the edition."""
    counts: list[list[int]] = []
    for _ in range(2):
        folder.publish(store)
        for day in (None, date(2001, 4, 5)):
            with on(store, day) as (connection, edition):
                counts.append([])
                for query in (queries.rounds, queries.positions, queries.commitments):
                    with statements() as seen:
                        query(connection, edition)
                    counts[-1].append(len(seen))
                with statements() as seen:
                    queries.comparison(connection, edition, 1, 2)
                counts[-1].append(len(seen))
        grow(folder, 30)
    assert counts[0] == counts[2] == [6, 5, 6, 16]
    assert counts[1] == counts[3] == [6, 5, 6, 17]


def grow(folder: Folder, times: int) -> None:
    """So many more rounds, each with a stance, and events, with promises and stances."""
    pledge(folder, times)
    round_, view = ((folder.path / name).read_text() for name in ("rounds/2.md", "events/view.md"))
    for number in range(3, 3 + times):
        folder.write(f"rounds/{number}.md", round_)
        folder.write(f"events/view-{number}.md", view)


def pledge(folder: Folder, times: int) -> None:
    """So many more events with a promise."""
    text = (folder.path / "events/pledge.md").read_text()
    for number in range(times):
        folder.write(f"events/pledge-{number}.md", text.replace("id: boat", f"id: boat-{number}"))
