"""A revision becomes a folder again, byte for byte, and nothing else in the file system changes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.unit.store.folders import DEMO, RICH, Folder, load
from webapp.bundle import Unpacked, unpacked
from webapp.export import Exported, NotWritten, export
from webapp.publish import Unchanged, publish
from webapp.store import Store
from webapp.store.models import Event, Revision
from webapp.store.rows import Missing


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "authors").mkdir()
    return Folder(tmp_path / "authors")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("original", [RICH, DEMO], ids=lambda path: path.name)
def test_what_is_exported_is_what_was_imported(store: Store, tmp_path: Path, original: Path) -> None:
    publish(store, load(original))
    target = tmp_path / original.name
    files = contents(original)
    assert export(store, original.name, None, target) == Exported(1, len(files))
    assert contents(target) == files
    assert publish(store, load(target)) == Unchanged(1)


@pytest.mark.parametrize("original", [RICH, DEMO], ids=lambda path: path.name)
def test_through_a_zip_and_another_store_nothing_is_lost(
    store: Store, tmp_path: Path, original: Path
) -> None:
    """Folder, store, zip, store, folder."""
    publish(store, load(original))
    target, count = tmp_path / "whole.zip", len(contents(original))
    assert export(store, original.name, None, target) == Exported(1, count)
    with unpacked(target) as found:
        assert isinstance(found, Unpacked)
        dossier = load(found.folder)
    assert publish(store, dossier) == Unchanged(1)
    with closing(Store(f"sqlite:///{tmp_path}/other.sqlite")) as other:
        other.upgrade()
        publish(other, dossier)
        export(other, original.name, None, tmp_path / original.name)
    assert contents(tmp_path / original.name) == contents(original)


def test_a_zip_never_takes_the_place_of_a_file(store: Store, folder: Folder, tmp_path: Path) -> None:
    folder.publish(store)
    target = tmp_path / "rich.zip"
    target.write_text("mine")
    reason = f"{target} is there already; give a name that is not."
    assert export(store, "rich", None, target) == NotWritten(reason)
    assert target.read_text() == "mine"


def test_line_ends_and_byte_order_mark_are_the_authors(store: Store, folder: Folder, tmp_path: Path) -> None:
    path = folder.path / "events/promise.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").rstrip())
    folder.publish(store)
    export(store, "rich", None, tmp_path / "rich")
    assert contents(tmp_path / "rich") == contents(folder.path)


def test_every_revision_can_be_exported(store: Store, folder: Folder, tmp_path: Path) -> None:
    folder.publish(store)
    first = contents(folder.path)
    folder.remove("events/promise.md")
    folder.replace("dossier.md", "Two banks", "Both banks")
    folder.publish(store)
    for number, name in (1, "first"), (2, "second"), (None, "newest"):
        result = export(store, "rich", number, tmp_path / name)
        assert isinstance(result, Exported)
    assert contents(tmp_path / "first") == first
    assert contents(tmp_path / "second") == contents(tmp_path / "newest") == contents(folder.path)


def test_the_same_files_make_the_same_revision_in_another_store(
    store: Store, store_url: str, folder: Folder, tmp_path: Path
) -> None:
    folder.publish(store)
    export(store, "rich", 1, tmp_path / "rich")
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    other.upgrade()
    publish(other, load(tmp_path / "rich"))
    digests = []
    for one in (store, other):
        with one.read() as connection:
            digests.append(connection.scalar(select(Revision.digest)))
    other.close()
    assert digests[0] == digests[1]


def test_an_empty_folder_is_filled(store: Store, folder: Folder, tmp_path: Path) -> None:
    folder.publish(store)
    (tmp_path / "rich").mkdir()
    assert isinstance(export(store, "rich", None, tmp_path / "rich"), Exported)
    assert contents(tmp_path / "rich") == contents(folder.path)


def test_what_is_there_already_is_left_alone(store: Store, folder: Folder, tmp_path: Path) -> None:
    folder.publish(store)
    target = tmp_path / "rich"
    target.mkdir()
    (target / ".hidden").write_text("mine")
    result = export(store, "rich", None, target)
    assert result == NotWritten(f"{target} is not empty; give a folder that is, or that does not exist yet.")
    (tmp_path / "file").write_text("mine")
    assert isinstance(export(store, "rich", None, tmp_path / "file"), NotWritten)
    assert contents(tmp_path / "rich") == {".hidden": b"mine"}
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_said(store: Store, folder: Folder, tmp_path: Path) -> None:
    folder.publish(store)
    target = tmp_path / "absent/rich"
    result = export(store, "rich", None, target)
    assert result == NotWritten(f"{target} cannot be written: No such file or directory.")


def test_what_is_not_in_the_store_is_missing(store: Store, folder: Folder, tmp_path: Path) -> None:
    folder.publish(store)
    assert export(store, "ritch", None, tmp_path / "rich") == Missing("ritch", nearest="rich")
    assert export(store, "rich", 2, tmp_path / "rich") == Missing("rich@2", last=1)
    assert not (tmp_path / "rich").exists()


@pytest.mark.parametrize(
    "key", ["../outside", "/tmp/outside", "events/../../outside", "events/", "rounds/x", "events/a\\b", ""]
)
def test_no_key_leads_out_of_the_folder(store: Store, tmp_path: Path, key: str) -> None:
    publish(store, load(RICH))
    with store.write() as connection:
        connection.execute(update(Event).where(Event.key == "events/promise").values(key=key))
    before = sorted(tmp_path.rglob("*"))
    for target in "rich", "rich.zip":
        result = export(store, "rich", None, tmp_path / target)
        assert isinstance(result, NotWritten)
        assert "The database is damaged" in result.reason
        assert sorted(tmp_path.rglob("*")) == before
