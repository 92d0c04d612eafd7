"""A backup holds the whole store and makes it again on any database; a damaged one makes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import create_engine, insert, inspect

from tests.unit.store.folders import DEMO, Folder, load
from tests.unit.store.test_migrations import Rows, contents
from webapp.backup import BackedUp, BackupError, backup, restore
from webapp.publish import publish
from webapp.store import Store, StoreError
from webapp.store.models import Revision
from webapp.verify import Verification, verify


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Folder:
    """The store has two dossiers, one of them in two revisions."""
    folder = Folder(tmp_path)
    folder.publish(store)
    folder.replace("sources/letter.md", "people.", "people, a cow.")
    folder.publish(store)
    publish(store, load(DEMO))
    return folder


@pytest.fixture
def whole(store: Store, folder: Folder, tmp_path: Path) -> Path:
    """A backup of that."""
    backup(store, tmp_path / "whole.zip")
    return tmp_path / "whole.zip"


@pytest.fixture
def target(empty_url: str) -> Iterator[Store]:
    with closing(Store(empty_url)) as target:
        yield target


def of(url: str) -> Rows:
    engine = create_engine(url)
    try:
        return contents(engine)
    finally:
        engine.dispose()


def is_empty(url: str) -> bool:
    engine = create_engine(url)
    try:
        return not inspect(engine).get_table_names()
    finally:
        engine.dispose()


def edited(whole: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of the zip in which each file is what `change` makes of it; None leaves it out."""
    copy = whole.with_name("edited.zip")
    with ZipFile(whole) as archive, ZipFile(copy, "w", ZIP_DEFLATED) as out:
        for name in archive.namelist():
            if (data := change(name, archive.read(name))) is not None:
                out.writestr(name, data)
    return copy


def of_schema(
    version: str, without: tuple[str, ...] = (), column: str = ""
) -> Callable[[str, bytes], bytes | None]:
    """Says that the backup is of that schema, which lacks some tables of today's, and a column."""

    digests = dict[str, str]()

    def change(name: str, data: bytes) -> bytes | None:
        table = Path(name).stem
        if name == "manifest.json":  # which comes last
            manifest = json.loads(data)
            tables = {
                table: {**one, "sha256": digests[table]}
                for table, one in manifest["tables"].items()
                if table not in without
            }
            return json.dumps({**manifest, "migration": version, "tables": tables}).encode()
        if table in without:
            return None
        changed = lacking(name, data, column)
        digests[table] = sha256(changed).hexdigest()
        return changed

    return change


def lacking(name: str, data: bytes, column: str) -> bytes:
    """A table's rows without their values in that column, of which the first line is the name."""
    rows = [json.loads(line) for line in data.splitlines()] if name.endswith(".jsonl") else []
    if not rows or column not in rows[0]:
        return data
    place = rows[0].index(column)
    for row in rows:
        del row[place]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def instants(rows: Rows) -> Rows:
    """One database keeps an offset with an instant and the other does not; both mean UTC."""
    for row in rows["revisions"]:
        row["imported_at"] = row["imported_at"].replace(tzinfo=None)
    return rows


def test_what_is_restored_is_what_was_backed_up(
    store_url: str, whole: Path, target: Store, empty_url: str
) -> None:
    found = restore(target, whole)
    assert (found.dossiers, found.revisions) == (2, 3)
    assert instants(of(empty_url)) == instants(of(store_url))
    held = verify(target, None)
    assert isinstance(held, Verification)
    assert held.quotes
    assert not held.findings
    target.check()


def test_tables_are_compressed(whole: Path) -> None:
    with ZipFile(whole) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_DEFLATED}


def test_the_next_import_is_the_next_revision(whole: Path, target: Store, folder: Folder) -> None:
    restore(target, whole)
    folder.replace("sources/letter.md", "a cow.", "two cows.")
    assert folder.publish(target).revision == 3


def test_a_backup_sees_one_moment_while_an_import_goes_on(
    store: Store, folder: Folder, tmp_path: Path, target: Store
) -> None:
    with store.write() as connection:
        row = dict(connection.execute(Revision.__table__.select()).mappings().first() or {})
        connection.execute(insert(Revision), row | {"number": 9})
        assert backup(store, tmp_path / "whole.zip") == BackedUp(dossiers=2, revisions=3)
    assert backup(store, tmp_path / "later.zip") == BackedUp(dossiers=2, revisions=4)


def test_a_file_that_is_there_stays(store: Store, folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("mine")
    with pytest.raises(BackupError, match=r"mine\.zip is there already"):
        backup(store, tmp_path / "mine.zip")
    assert (tmp_path / "mine.zip").read_text() == "mine"


def test_nothing_is_left_where_there_is_no_room_for_it(store: Store, folder: Folder, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BackupError, match="cannot be written"):
        backup(store, tmp_path / "nowhere" / "whole.zip")
    assert sorted(tmp_path.iterdir()) == before


def test_a_store_with_something_in_it_is_left_alone(store: Store, store_url: str, whole: Path) -> None:
    before = of(store_url)
    with pytest.raises(StoreError, match="is not empty"):
        restore(store, whole)
    assert of(store_url) == before


def test_a_flipped_bit_is_found_or_changes_nothing(tmp_path: Path, sqlite_model: Path) -> None:
    """Some bits of a zip say nothing of what is in it, such as when a file was written."""
    whole, damaged = tmp_path / "whole.zip", tmp_path / "damaged.zip"
    with closing(Store(f"sqlite:///{tmp_path}/first.sqlite")) as store:
        store.upgrade()
        Folder(tmp_path).publish(store)
        backup(store, whole)
    sound, refused = whole.read_bytes(), 0
    expected = of(f"sqlite:///{tmp_path}/first.sqlite")
    for number, at in enumerate(range(0, len(sound), len(sound) // 61)):
        damaged.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << number % 8]) + sound[at + 1 :])
        url = f"sqlite:///{tmp_path}/{number}.sqlite"
        with closing(Store(url)) as target:
            try:
                restore(target, damaged)
            except (BackupError, StoreError):
                refused += 1
                assert not (tmp_path / f"{number}.sqlite").exists() or is_empty(url)
            else:
                assert of(url) == expected
    assert refused


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data[: len(data) // 2], "it is damaged, or no zip"),
        (lambda _: b"no zip", "it is damaged, or no zip"),
        (lambda _: b"", "it is damaged, or no zip"),
    ],
    ids=["cut short", "another kind", "nothing"],
)
def test_what_is_no_zip_is_refused(
    whole: Path, target: Store, damage: Callable[[bytes], bytes], said: str
) -> None:
    whole.write_bytes(damage(whole.read_bytes()))
    with pytest.raises(BackupError, match=said):
        restore(target, whole)


def test_a_zip_of_another_kind_is_refused(whole: Path, target: Store) -> None:
    other = edited(whole, lambda name, data: None if name == "manifest.json" else data)
    with pytest.raises(BackupError, match=r"it has no manifest\.json"):
        restore(target, other)


@pytest.mark.parametrize(
    ("key", "value"),
    [("format", "parley-dossier"), ("version", 2), ("tables", {"a b": {}}), ("made", 5.5e99)],
)
def test_a_manifest_that_says_something_else_is_refused(
    whole: Path, target: Store, key: str, value: object
) -> None:
    def change(name: str, data: bytes) -> bytes:
        return json.dumps({**json.loads(data), key: value}).encode() if name == "manifest.json" else data

    with pytest.raises(BackupError, match=f"its manifest cannot be read at “{key}"):
        restore(target, edited(whole, change))


def test_a_table_that_is_missing_is_named(whole: Path, target: Store, empty_url: str) -> None:
    lost = edited(whole, lambda name, data: None if name == "tables/quotes.jsonl" else data)
    with pytest.raises(BackupError, match=r"tables/quotes\.jsonl is missing"):
        restore(target, lost)


def test_a_backup_of_an_older_parley_is_brought_up_to_date(
    store_url: str, whole: Path, target: Store, empty_url: str
) -> None:
    expected = instants(of(store_url))
    restore(
        target,
        edited(
            whole,
            of_schema("0004", ("corrections", "summaries", "ledger", "counts", "facets", "runs"), "line"),
        ),
    )
    target.check()
    expected["corrections"] = []
    assert instants(of(empty_url)) == expected


def test_a_backup_of_a_newer_parley_is_left_to_it(whole: Path, target: Store, empty_url: str) -> None:
    with pytest.raises(StoreError, match="Install the newer Parley"):
        restore(target, edited(whole, of_schema("9999")))
    assert is_empty(empty_url)


def test_rows_that_are_none_of_the_schemas_are_named(whole: Path, target: Store, empty_url: str) -> None:
    with pytest.raises(BackupError, match="schema 0004 has no table “corrections”"):
        restore(target, edited(whole, of_schema("0004")))
    assert is_empty(empty_url)
