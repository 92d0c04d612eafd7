"""Damage to stored words is found, whatever it is in."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update

from tests.unit.store.folders import DEMO, RICH, Folder, load
from webapp.publish import publish
from webapp.store import Store
from webapp.store.models import Quote, Source
from webapp.store.rows import Missing
from webapp.verify import Verification, verify


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Folder:
    """Three revisions: the letter, and what cites it, has a new version in each."""
    folder = Folder(tmp_path)
    folder.publish(store)
    for before, after in ("people.", "people, a cow."), ("a cow.", "two cows."):
        folder.replace("sources/letter.md", before, after)
        folder.publish(store)
    return folder


def verified(store: Store, name: str | None = None) -> Verification:
    result = verify(store, name)
    assert isinstance(result, Verification)
    return result


def test_what_is_sound_is_counted(store: Store, folder: Folder) -> None:
    publish(store, load(DEMO))
    whole = verified(store)
    assert whole.findings == ()
    assert (verified(store, "rich").sources, verified(store, "istanbul-2025").sources) == (6, 1)
    assert whole.sources == 7
    with store.read() as connection:
        quotes = connection.scalar(select(func.count()).select_from(Quote))
    assert whole.quotes == quotes
    assert whole.quotes == verified(store, "rich").quotes + verified(store, "istanbul-2025").quotes


def test_a_dossier_that_is_not_there_is_missing(store: Store, folder: Folder) -> None:
    assert verify(store, "ritch") == Missing("ritch", nearest="rich")


def test_progress_is_told_by_source(store: Store, folder: Folder) -> None:
    told: list[tuple[int, int]] = []
    verify(store, "rich", lambda done, total: told.append((done, total)))
    assert told == [(done, 6) for done in range(1, 7)]


def test_a_changed_text_is_found_with_the_quotes_it_no_longer_holds(store: Store, folder: Folder) -> None:
    with store.write() as connection:
        old = Source.key == "sources/letter", Source.since == 2
        changed = func.replace(Source.text, "will pay in April", "will pay on April")
        connection.execute(update(Source).where(*old).values(text=changed))
    source, *quotes = verified(store).findings
    assert (source.key, source.first, source.last, source.number) == ("sources/letter", 2, 2, None)
    assert source.what.startswith("its text has the SHA-256 ")
    [promise] = (finding for finding in quotes if finding.key == "events/promise")
    assert (promise.dossier, promise.first, promise.last, promise.number) == ("rich", 2, 2, 1)
    assert promise.what == "the source has “it will pay on April” from 99 to 119, not “it will pay in April”"
    assert {finding.key for finding in quotes} == {"events/promise", "rounds/12"}


def test_another_digest_of_a_text_is_found(store: Store, folder: Folder) -> None:
    with store.write() as connection:
        connection.execute(update(Source).where(Source.key == "sources/gazette").values(sha256="0" * 64))
    source, *quotes = verified(store).findings
    assert (source.key, source.first, source.last) == ("sources/gazette", 1, None)
    assert source.what.endswith(f", not {'0' * 64}")
    assert ("rounds/1", 1, 1, None) in {(one.key, one.number, one.first, one.last) for one in quotes}
    assert all(finding.what.startswith("it was found in a text with the SHA-256 ") for finding in quotes)


def test_another_digest_of_the_text_a_quote_was_found_in_is_found(store: Store, folder: Folder) -> None:
    with store.write() as connection:
        third = (
            Quote.event_id == select(Quote.event_id).where(Quote.speaker == "lin").limit(1).scalar_subquery()
        )
        connection.execute(update(Quote).where(third, Quote.speaker == "lin").values(source_sha256="0" * 64))
    [finding] = verified(store).findings
    assert (finding.key, finding.number, finding.first) == ("events/opening", 3, 1)
    assert finding.what.startswith(f"it was found in a text with the SHA-256 {'0' * 64}, not ")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "it will pay",
            "it shall pay",
            "the source has “it will pay in April” from 92 to 112, not “it shall pay",
        ),
        ("92,", "93,", "the source has “t will pay in April” from 93 to 112, not “it will pay in April”"),
        ("112]", "8112]", "“it will pay in April” has impossible offsets: 92 to 8112"),
        ("112]", "null]", "its pieces cannot be read: "),
        ("92,112", '"92","112"', "its pieces cannot be read: "),
        ("[[", "[[[],", "its pieces cannot be read: "),
        ("]]", '],["…",null,null]]', "its row is not as it was imported"),
        ("92,112", "null,null", "no words of the source are kept"),
    ],
)
def test_changed_pieces_are_found(store: Store, folder: Folder, old: str, new: str, what: str) -> None:
    with store.write() as connection:
        pieces = "REPLACE(CAST(pieces AS TEXT), :old, :new)"
        changed = f"CAST({pieces} AS JSON)" if connection.dialect.name == "postgresql" else pieces
        connection.execute(text(f"UPDATE quotes SET pieces = {changed}"), {"old": old, "new": new})
    findings = [finding for finding in verified(store).findings if finding.key == "events/promise"]
    assert findings[0].what.startswith(what)
    assert (findings[0].number, findings[0].first, findings[0].last) == (1, 1, 1)
    assert len(findings[0].quote or "") == 12


@pytest.mark.parametrize(
    "values",
    [
        {"number": 9},
        {"quote": "aaaaaaaaaaaa"},
        {"speaker": "ada"},
        {"start": 1},
        {"occurrence": 2},
        {"match": "typographic"},
        {"page": "7"},
        {"prefix": "x"},
        {"suffix": "x"},
        {"digest": "0"},
    ],
    ids=lambda values: str(*values),
)
def test_a_change_to_anything_else_of_a_quote_is_found(
    store: Store, folder: Folder, values: dict[str, object]
) -> None:
    with store.write() as connection:
        connection.execute(update(Quote).where(Quote.speaker == "bram").values(values))
    [finding] = verified(store).findings
    assert finding.key == "rounds/1"
    assert finding.what == "its row is not as it was imported"


def test_a_quote_without_its_source_is_found(store: Store, folder: Folder) -> None:
    with store.write() as connection:
        connection.execute(delete(Source).where(Source.key == "sources/letter", Source.until == 2))
    findings = verified(store).findings
    assert {finding.what for finding in findings} == {"its source, sources/letter, is not in the store"}
    assert {(finding.first, finding.last) for finding in findings} == {(1, 1)}
    assert {finding.key for finding in findings} == {
        "events/opening",
        "events/promise",
        "events/unpaid",
        "rounds/12",
    }


@pytest.mark.parametrize(
    "cell",
    [
        "sources.text",
        "sources.sha256",
        "quotes.pieces",
        "quotes.source_sha256",
        "quotes.source",
        "quotes.quote",
        "quotes.prefix",
        "quotes.digest",
    ],
)
def test_every_flipped_bit_in_sqlites_file_is_found(sqlite_model: Path, tmp_path: Path, cell: str) -> None:
    """Bits that leave a text in UTF-8 (the lowest) and bits that do not (the highest)."""
    path = tmp_path / "damaged.sqlite"
    shutil.copy(sqlite_model, path)
    table, column = cell.split(".")
    with closing(Store(f"sqlite:///{path}")) as store, closing(sqlite3.connect(path)) as connection:
        publish(store, load(RICH.parent / "minimal"))
        row, octets = connection.execute(f"SELECT rowid, CAST({column} AS BLOB) FROM {table}").fetchone()
        write = f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?"
        for place in range(len(octets)):
            for bit in (0x01, 0x80):
                damaged = octets[:place] + bytes([octets[place] ^ bit]) + octets[place + 1 :]
                connection.execute(write, (damaged, row))
                connection.commit()
                assert verified(store).findings, damaged
        connection.execute(write, (octets, row))
        connection.commit()
        assert verified(store).findings == ()
