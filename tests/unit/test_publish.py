"""A dossier becomes a revision: whole or not at all, and without writing what has not changed."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.statements import statements
from tests.unit.store.folders import DEMO, Folder, grown, load
from webapp import __version__, dates
from webapp.dossier.model import Dossier
from webapp.publish import Published, Unchanged, publish
from webapp.publish.writing import BATCH
from webapp.store import Store, models, queries
from webapp.store.models import CURRENT, Cover, Event, Revision, Source, State
from webapp.store.queries.filters import EVERYTHING
from webapp.store.queries.place import After
from webapp.store.rows import Edition, Missing

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def counts(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    with store.read() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in models.Base.metadata.sorted_tables
        }


def versions(store: Store) -> set[tuple[str, int, int | None]]:
    """Every version: its key, the first revision that has it, and the last (None: still current)."""
    with store.read() as connection:
        return {
            (key, since, None if until == CURRENT else until - 1)
            for table in (Cover, Source, Event)
            for key, since, until in connection.execute(select(table.key, table.since, table.until))
        }


def keys(store: Store, name: str, revision: int | None = None) -> set[str]:
    """The events and rounds of a revision."""
    with store.read() as connection:
        edition = queries.edition(connection, name, revision)
        assert isinstance(edition, Edition)
        window = queries.timeline(connection, edition)
        found = {card.ref.key for card in window.cards}
        while window.later:
            following = queries.timeline(connection, edition, EVERYTHING, After(window.later))
            assert not isinstance(following, Missing)
            window = following
            found |= {card.ref.key for card in window.cards}
        return found


def test_the_first_import_is_revision_1_with_everything_in_it(store: Store, folder: Folder) -> None:
    result = folder.publish(store)
    files = {str(path.relative_to(folder.path))[:-3] for path in folder.path.rglob("*.md")}
    assert result == Published(1, tuple(sorted(files)), (), ())
    assert versions(store) == {(key, 1, None) for key in files}


def test_an_unchanged_folder_makes_no_revision_and_writes_nothing(store: Store, folder: Folder) -> None:
    folder.publish(store)
    before = counts(store)
    assert folder.publish(store) == Unchanged(1)
    assert counts(store) == before


def test_only_what_changed_is_written_again(store: Store, folder: Folder) -> None:
    folder.publish(store)
    before = counts(store)
    folder.replace("events/promise.md", "# The water will be paid", "# A promise to pay")
    assert folder.publish(store) == Published(2, (), ("events/promise",), ())
    assert {version for version in versions(store) if version[0] == "events/promise"} == {
        ("events/promise", 1, 1),
        ("events/promise", 2, None),
    }
    assert {since for key, since, _ in versions(store) if key != "events/promise"} == {1}
    written = {
        table: after - before[table] for table, after in counts(store).items() if after != before[table]
    }
    assert written == {
        "revisions": 1,
        "events": 1,
        "states": 1,
        "event_parties": 1,
        "quotes": 1,
        "outcomes": 1,
        "summaries": 1,
        "counts": 1,
        "facets": 1,
        "runs": 1,
        "passages": 2,
    }


def test_added_and_removed_files(store: Store, folder: Folder) -> None:
    folder.publish(store)
    text = folder.remove("events/promise.md")
    folder.write("events/pledge.md", text)
    assert folder.publish(store) == Published(2, ("events/pledge",), (), ("events/promise",))
    assert keys(store, "rich", 1) - keys(store, "rich") == {"events/promise"}
    assert keys(store, "rich") - keys(store, "rich", 1) == {"events/pledge"}


def test_what_was_removed_can_be_put_back(store: Store, folder: Folder) -> None:
    folder.publish(store)
    for revision in (2, 4):
        text = folder.remove("events/promise.md")
        assert folder.publish(store) == Published(revision, (), (), ("events/promise",))
        folder.write("events/promise.md", text)
        assert folder.publish(store) == Published(revision + 1, ("events/promise",), (), ())
    lives = {version[1:] for version in versions(store) if version[0] == "events/promise"}
    assert lives == {(1, 1), (3, 3), (5, None)}
    assert [("events/promise" in keys(store, "rich", number)) for number in range(1, 6)] == [
        True,
        False,
    ] * 2 + [True]


def test_events_change_with_the_sources_they_cite(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("sources/letter.md", "forty people.", "forty people. It came back.")
    result = folder.publish(store)
    citing = ("events/opening", "events/promise", "events/unpaid", "rounds/12")
    assert result == Published(2, (), (*citing, "sources/letter"), ())


def test_a_sources_title_is_not_its_events_matter(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("sources/letter.md", "title: Letter", "title: A letter")
    assert folder.publish(store) == Published(2, (), ("sources/letter",), ())


def test_when_a_source_was_published_is_its_events_matter(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("sources/chinese.md", "published: 2001-03-04", "published: 2001-03-05")
    assert folder.publish(store) == Published(2, (), ("events/opening", "sources/chinese"), ())


def test_another_time_zone_changes_everything(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("dossier.md", "Asia/Shanghai", "Asia/Tokyo")
    result = folder.publish(store)
    assert isinstance(result, Published)
    assert {key for key, since, _ in versions(store) if since == 2} == {key for key, _, _ in versions(store)}


def test_the_introduction_alone_may_change(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("dossier.md", "Two banks talk.", "Two banks talk still.")
    assert folder.publish(store) == Published(2, (), ("dossier",), ())


def test_a_revision_says_when_by_what_and_how_much(store: Store, folder: Folder) -> None:
    before = datetime.now(UTC)
    folder.publish(store)
    with store.read() as connection:
        revision = connection.execute(select(*Revision.__table__.columns)).one()
        [card] = queries.dossiers(connection)
    assert before <= revision.imported_at <= datetime.now(UTC)
    assert revision.imported_at.tzinfo is UTC
    assert revision.parley == __version__
    assert (revision.rounds, revision.events, revision.sources, revision.quotes) == (2, 3, 4, 14)
    assert (card.rounds, card.events, card.quotes) == (2, 3, 14)
    assert (card.id, card.title, card.revision) == ("rich", "The ferry: talks on two banks", 1)
    assert card.first == dates.parse("2001-03-01T10:00/2001-03-01T12:00", "Asia/Shanghai")
    assert card.last == dates.parse("2001-04", "Asia/Shanghai")


def test_a_revisions_digest_is_over_those_of_its_versions(store: Store, folder: Folder) -> None:
    folder.publish(store)
    with store.read() as connection:
        digest = connection.scalar(select(Revision.digest))
        found = {
            key: digest
            for table in (Cover, Source, Event)
            for key, digest in connection.execute(select(table.key, table.digest))
        }
    whole = json.dumps(["revision", sorted(found.items())])
    assert digest == hashlib.sha256(whole.encode()).hexdigest()


def test_dossiers_have_numbers_of_their_own(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("dossier.md", "Two banks", "Both banks")
    folder.publish(store)
    result = publish(store, load(DEMO))
    assert isinstance(result, Published)
    assert result.revision == 1
    assert folder.publish(store) == Unchanged(2)
    with store.read() as connection:
        assert [card.id for card in queries.dossiers(connection)] == ["istanbul-2025", "rich"]


def test_years_far_away_are_kept(store: Store, folder: Folder) -> None:
    dossier = folder.read()
    first, last = dates.parse("Y-99999999999"), dates.parse("Y99999999999/..")
    events = [replace(event, date=date) for event, date in zip(dossier.events, (first, last), strict=False)]
    publish(store, replace(dossier, events=tuple(events)))
    with store.read() as connection:
        [card] = queries.dossiers(connection)
        sorts = connection.execute(select(State.date_sort, State.date_tie).order_by(State.date_sort)).all()
        edition = queries.edition(connection, dossier.id, None)
        assert isinstance(edition, Edition)
        beyond = (-(2**64), -(2**63) - 1), (2**63, 2**64)
        seen = queries.moments(connection, edition, EVERYTHING, (-(2**64), 2**64), beyond)
    assert ([ref.date for ref in seen.refs], seen.beside) == ([first, last], (0, 0))
    assert (card.first, card.last) == (first, last)
    assert [tuple(row) for row in sorts] == [first.sort, last.sort]


def test_progress_is_told_and_readers_see_nothing_of_it(store: Store, folder: Folder) -> None:
    folder.publish(store)
    small = keys(store, "rich")
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        assert keys(store, "rich") == small

    large = grown(folder.read(), BATCH)
    assert isinstance(publish(store, large, progress), Published)
    assert told == [(BATCH, 3 * BATCH), (2 * BATCH, 3 * BATCH), (3 * BATCH, 3 * BATCH)]
    assert keys(store, "rich") == {event.key for event in large.events}


def test_what_follows_is_made_once_the_planner_knows_how_much_there_is(store: Store, folder: Folder) -> None:
    """Else a first import looks through all events for every few sources: it grew with their square."""
    with statements() as seen:
        folder.publish(store)
    asked = [
        n for n, each in enumerate(seen) if "FROM quotes JOIN events" in each and "quotes.source IN" in each
    ]
    assert asked
    assert min(asked) > max(seen.index(f"ANALYZE {name}") for name in ("quotes", "events", "sources"))
    assert seen.index("ANALYZE passages") > max(asked)


def test_an_import_that_fails_leaves_nothing(store: Store, folder: Folder) -> None:
    folder.publish(store)
    before = counts(store)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(store, grown(folder.read(), 3), interrupt)
    assert counts(store) == before
    folder.replace("dossier.md", "Two banks", "Both banks")
    assert folder.publish(store) == Published(2, (), ("dossier",), ())


def test_a_reader_keeps_the_state_it_began_with(store: Store, folder: Folder) -> None:
    folder.publish(store)
    with store.read() as connection:
        first = queries.edition(connection, "rich", None)
        folder.remove("events/promise.md")
        folder.publish(store)
        assert queries.edition(connection, "rich", None) == first
        assert queries.edition(connection, "rich", 2) == Missing("rich@2", last=1)
    with store.read() as connection:
        assert isinstance(queries.edition(connection, "rich", 2), Edition)


def test_imports_at_once_take_turns(store: Store, store_url: str, folder: Folder) -> None:
    folder.publish(store)
    dossiers = [grown(folder.read(), 100), grown(folder.read(), 50)]
    together = Barrier(len(dossiers))

    def run(dossier: Dossier) -> Published | Unchanged:
        with closing(Store(store_url)) as own:
            together.wait()
            return publish(own, dossier)

    with ThreadPoolExecutor(len(dossiers)) as threads:
        results = list(threads.map(run, dossiers))
    assert {result.revision for result in results} == {2, 3}
    for result, dossier in zip(results, dossiers, strict=True):
        assert keys(store, "rich", result.revision) == {event.key for event in dossier.events}


IMPORT = """
import sys
from pathlib import Path
from tests.unit.store.folders import grown, load
from webapp.publish import publish
from webapp.store import Store
dossier = grown(load(Path(sys.argv[2])), 400)
print("ready", flush=True)
publish(Store(sys.argv[1]), dossier, lambda done, total: print(done, total, flush=True))
print("done", flush=True)
"""


@pytest.mark.parametrize("reports", [1, 2, 4])
def test_a_killed_import_leaves_the_last_revision_whole(
    store: Store, store_url: str, folder: Folder, reports: int
) -> None:
    """Killed when it is about to begin, half-way, and when all is written but not yet committed."""
    folder.publish(store)
    before, small = counts(store), keys(store, "rich")
    command = [sys.executable, "-c", IMPORT, store_url, str(folder.path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        last = [process.stdout.readline() for _ in range(reports)][-1]
        process.kill()
        rest = process.stdout.read()
    assert last == {1: "ready\n", 2: "500 1200\n", 4: "1200 1200\n"}[reports]
    assert process.returncode == -signal.SIGKILL
    assert "done" not in rest
    assert keys(store, "rich") == small
    assert counts(store) == before
    folder.remove("events/promise.md")
    assert folder.publish(store) == Published(2, (), (), ("events/promise",))
