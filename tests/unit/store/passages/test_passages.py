"""What can be found is kept in step with what is shown, in every revision and as known on every day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from tests.unit.store.folders import Folder
from webapp.publish import Published
from webapp.store import Store, schema
from webapp.store.models import CURRENT, PRESENT, Passage, Run
from webapp.store.passages.folding import GAP, fold
from webapp.store.passages.index import tsvector
from webapp.store.passages.pieces import Words


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def rows(store: Store, revision: int, **which: str) -> list[Any]:
    """The passages of a revision that are so."""
    alive = (Passage.since <= revision, Passage.until > revision)
    those = [getattr(Passage, column) == value for column, value in which.items()]
    with store.read() as connection:
        return list(connection.execute(select(Passage).where(*alive, *those).order_by(Passage.id)))


def lives(store: Store, key: str) -> list[tuple[int, int]]:
    with store.read() as connection:
        found = connection.execute(select(Passage.since, Passage.until).where(Passage.key == key))
        return sorted({(row.since, row.until) for row in found})


def test_an_event_is_found_by_headline_text_quotes_and_speakers(store: Store, folder: Folder) -> None:
    folder.publish(store)
    (passage,) = rows(store, 1, what="event", key="rounds/1")
    assert passage.pieces[:3] == [
        ["headline", "The banks meet in the old hall"],
        [
            "text",
            "0",
            'The meeting ends at noon.\nIt was called "useful".\nNobody agrees on a price.',
        ],
        ["quote", "1", "The meeting in the old hall ended at noon.", "", "sources/gazette"],
    ]
    assert ["quote", "6", "if the rope holds", "Ada Weir, Ferry master", "sources/gazette"] in passage.pieces
    quotes = rows(store, 1, what="quote", key="rounds/1")
    assert len(quotes) == 6
    assert all(quote.event_id == passage.event_id for quote in quotes)


def test_an_event_is_found_by_what_was_known(store: Store, folder: Folder) -> None:
    folder.publish(store)
    early, later, last = rows(store, 1, what="event", key="events/opening")
    assert early.known_until == later.known_from < later.known_until == last.known_from < PRESENT
    assert {piece[4] for piece in early.pieces if piece[0] == "quote"} == {"sources/chinese"}
    assert "carries people" not in str(early.pieces)
    assert "carries people" in str(later.pieces)
    assert [len(passage.pieces) for passage in (early, later, last)] == [5, 7, 8]


def test_a_source_is_found_by_its_paragraphs_and_its_name(store: Store, folder: Folder) -> None:
    folder.publish(store)
    name, *paragraphs = rows(store, 1, what="source", key="sources/gazette")
    assert name.pieces == [["title", "The banks meet"], ["title", "A. Reporter"], ["title", "River Gazette"]]
    assert [row.place for row in paragraphs] == ["1", "2", "3", "5"]  # the fourth says that text is left out
    assert paragraphs[1].pieces[0][2] == "Bram Sluice said that South Bank would pay for the water."


def test_of_excerpts_only_what_is_shown_can_be_found(store: Store, folder: Folder) -> None:
    folder.replace(
        "sources/letter.md",
        "The ferry opened",
        "Secretum. " + "Filler words stand here. " * 20 + "\nArcanum alone.\nThe ferry opened",
    )
    folder.publish(store)
    assert "Secretum" not in str(rows(store, 1))
    assert "Arcanum" not in str(rows(store, 1))
    places = [row.place for row in rows(store, 1, what="source", key="sources/letter")]
    assert places == ["", "3", "4"]


def test_what_is_shown_of_excerpts_changes_with_the_quotes_of_each_revision(
    store: Store, folder: Folder
) -> None:
    folder.replace("sources/letter.md", "carried forty people.", "carried forty people.\nOnly quoted once.")
    folder.publish(store)
    assert "Only quoted" not in str(rows(store, 1))
    folder.replace("events/promise.md", "[^a]\n", "[^a] It was.[^b]\n")
    folder.replace("events/promise.md", "[^a]: ", '[^b]: "Only quoted once." — letter\n[^a]: ')
    folder.publish(store)
    assert "Only quoted" not in str(rows(store, 1))
    assert "Only quoted" in str(rows(store, 2, what="source"))
    text = folder.remove("events/promise.md")
    folder.publish(store)
    assert "Only quoted" not in str(rows(store, 3))
    assert lives(store, "events/promise") == [(1, 2), (2, 3)]
    folder.write("events/promise.md", text)
    folder.publish(store)
    assert "Only quoted" in str(rows(store, 4, what="source"))


def test_only_what_changed_is_written_again(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("events/promise.md", "# The water will be paid", "# A promise to pay")
    folder.publish(store)
    assert {row.key for row in rows(store, 2) if row.since == 2} == {"events/promise"}
    assert lives(store, "events/promise") == [(1, 2), (2, CURRENT)]
    assert lives(store, "sources/letter") == [(1, CURRENT)]


def test_a_speaker_with_a_new_name_is_found_by_it(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("dossier.md", "Bram Sluice, role: Miller", "Bram Sluice, role: Mayor")
    assert folder.publish(store) == Published(2, (), ("dossier",), ())
    assert {row.key for row in rows(store, 2) if row.since == 2} == {"rounds/1"}
    assert "Miller" in str(rows(store, 1))
    assert "Miller" not in str(rows(store, 2))


def test_a_source_with_a_new_title_is_found_by_it(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("sources/gazette.md", "The banks meet", "Banks face to face")
    folder.publish(store)
    assert lives(store, "sources/gazette") == [(1, 2), (2, CURRENT)]


def test_a_paragraph_without_end_is_found_in_parts(store: Store, folder: Folder) -> None:
    words = " ".join(f"w{n}" for n in range(9_000))
    folder.replace("sources/gazette.md", "Bram Sluice said", f"{words} Bram Sluice said")
    folder.publish(store)
    parts = [row for row in rows(store, 1, key="sources/gazette") if row.place == "2"]
    assert len(parts) > 4
    assert fold(" ".join(row.pieces[0][2] for row in parts)).startswith(fold(words))


def test_an_older_database_gets_what_publishing_anew_would_have_made(empty_url: str, folder: Folder) -> None:
    with closing(Store(empty_url)) as store:
        store.upgrade()
        for edit in revisions(folder):
            edit()
            folder.publish(store)
        made = everything(store)
        with store.write() as connection:
            older(connection)
        store.upgrade()
        assert everything(store) == made
        assert len(made[0]) > 30


def revisions(folder: Folder) -> Iterator[Any]:
    yield lambda: None
    yield lambda: folder.replace("events/promise.md", "# The water will", "# The old water will")
    yield lambda: folder.replace("dossier.md", "Ferry master", "Ferry mistress")
    yield lambda: folder.remove("events/unpaid.md")


def test_where_passages_of_a_kind_stand_is_kept(store: Store, folder: Folder) -> None:
    """Each revision's: none of another kind, dossier or revision is between the first and the last."""
    for change in revisions(folder):
        change()
        folder.publish(store)
    with store.read() as connection:
        rows = connection.execute(select(Passage.id, Passage.dossier_id, Passage.since, Passage.what)).all()
        runs = connection.execute(select(*Run.__table__.columns)).all()
    for run in runs:
        inside = {row.id for row in rows if run.first <= row.id <= run.last}
        theirs = {
            row.id
            for row in rows
            if (row.dossier_id, row.since, row.what == "source")
            == (run.dossier_id, run.revision, run.what == "source")
        }
        assert inside == theirs
        assert {run.first, run.last} <= inside
    assert sum(run.last - run.first + 1 for run in runs) == len(rows)


def older(connection: Connection) -> None:
    """Take the database back to before there was anything to find."""
    for table in (
        "passage_words",
        "passages",
        "slides",
        "decks",
        "corrections",
        "summaries",
        "ledger",
        "counts",
        "facets",
        "runs",
    ):
        connection.execute(text(f"DROP TABLE {table}"))
    for end in ("since", "until"):
        connection.execute(text(f"DROP INDEX ix_events_dossier_id_{end}"))
    for index in ("ix_sources_in_time", "ix_quotes_known", "ix_quotes_unverified"):
        connection.execute(text(f"DROP INDEX {index}"))
    for table in ("covers", "sources", "events"):
        connection.execute(text(f"ALTER TABLE {table} DROP COLUMN line"))
    connection.execute(text(f"UPDATE {schema.VERSION_TABLE} SET version_num = '0002'"))


def everything(store: Store) -> tuple[list[Any], list[Any]]:
    with store.read() as connection:
        passages = [tuple(row) for row in connection.execute(select(Passage).order_by(Passage.id))]
        if connection.dialect.name == "postgresql":
            index = connection.execute(text("SELECT rowid, words FROM passage_words ORDER BY rowid"))
        else:
            index = connection.execute(text("SELECT id, block FROM passage_words_data ORDER BY id"))
        return passages, [tuple(row) for row in index]


def test_a_vector_says_where_each_word_stands_and_what_it_weighs() -> None:
    assert tsvector(Words("a b", f"a {GAP} c", "d a")) == "'a':1A,4,9C 'b':2A 'c':6 'd':8C"
    assert tsvector(Words("", "x", "")) == "'x':3"
