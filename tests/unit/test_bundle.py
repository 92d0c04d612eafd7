"""The zip of a dossier: the same revision makes the same bytes, and only what is as it was packed is read."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.unit.store.folders import DEMO, RICH
from webapp.bundle import Content, Fault, Unpacked, packed, unpacked
from webapp.bundle.entries import LARGEST
from webapp.dossier.files import LIMITS

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
TALKS = {"dossier.md": b"cover", "events/gate.md": b"gate\r\n", "sources/paper.md": "Überall".encode()}

Files = dict[str, bytes]


def files(folder: Path) -> Files:
    paths = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    return {path: (folder / path).read_bytes() for path in paths}


def pack(contents: Files, excerpts: tuple[str, ...] = ()) -> bytes:
    listed = (Content(path, data, path in excerpts) for path, data in contents.items())
    return b"".join(packed("talks", 3, NOW, listed))


def faults(path: Path) -> list[Fault]:
    """What is wrong with the zip."""
    with unpacked(path) as found:
        return found if isinstance(found, list) else []


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "talks.zip"


def rewritten(
    target: Path,
    change: Callable[[zipfile.ZipInfo, bytes], tuple[zipfile.ZipInfo, bytes] | None] = lambda i, d: (i, d),
    more: Sequence[tuple[zipfile.ZipInfo | str, bytes]] = (),
) -> Path:
    """A zip of TALKS in which entries were changed or left out (None), with more at its end."""
    with zipfile.ZipFile(BytesIO(pack(TALKS))) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if entry := change(info, old.read(info)):
                new.writestr(*entry)
        for name, data in more:
            new.writestr(name, data)
    return target


def test_what_is_packed_is_unpacked(target: Path) -> None:
    target.write_bytes(pack(TALKS, excerpts=("sources/paper.md",)))
    with unpacked(target) as found:
        assert isinstance(found, Unpacked)
        assert found.folder.name == "talks"
        assert files(found.folder) == TALKS
        assert (found.manifest.dossier, found.manifest.revision) == ("talks", 3)
        assert [file.path for file in found.manifest.files if file.excerpts] == ["sources/paper.md"]
        folder = found.folder
    assert not folder.exists()


def test_the_same_files_make_the_same_bytes_and_other_programs_read_them() -> None:
    whole = pack(TALKS)
    assert whole == pack(TALKS)
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*(f"talks/{path}" for path in TALKS), "talks/manifest.json"]
        manifest = json.loads(archive.read("talks/manifest.json"))
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert manifest["imported"] == "2025-06-01T12:00:00Z"
    assert manifest["excerpts"] is False
    assert manifest["files"] == [
        {"path": path, "bytes": len(data), "sha256": sha256(data).hexdigest()} for path, data in TALKS.items()
    ]


def test_it_is_written_as_it_goes() -> None:
    read: list[str] = []

    def some() -> Iterator[Content]:
        for number in range(20):
            read.append(f"{number}")
            yield Content(f"events/e{number}.md", sha256(bytes([number])).digest() * 3000 + bytes(range(256)))

    sent = packed("talks", 1, NOW, some())
    with zipfile.ZipFile(BytesIO(b"".join(sent))) as archive:
        assert len(archive.namelist()) == 21
    read.clear()
    parts = packed("talks", 1, NOW, (Content(f.path, _noise(n)) for n, f in enumerate(some())))
    next(parts)
    assert len(read) < 20


def _noise(seed: int) -> bytes:
    """Bytes that cannot be made smaller."""
    return b"".join(sha256(f"{seed} {part}".encode()).digest() for part in range(2000))


@pytest.mark.parametrize("original", [RICH, DEMO], ids=lambda path: path.name)
def test_every_byte_of_a_file_counts(target: Path, original: Path) -> None:
    contents = files(original)
    path = max(contents, key=lambda path: len(contents[path]))
    whole = bytearray(pack(contents))
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        entry = archive.getinfo(f"talks/{path}")
    whole[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0x10
    target.write_bytes(whole)
    assert [fault.path for fault in faults(target)] == [path]


def test_other_bytes_of_the_same_size_are_told_by_their_hash(target: Path) -> None:
    rewritten(target, lambda info, data: (info, b"gaze\r\n" if data == b"gate\r\n" else data))
    (fault,) = faults(target)
    assert fault.path == "events/gate.md"
    assert sha256(b"gaze\r\n").hexdigest() in fault.what
    assert sha256(b"gate\r\n").hexdigest() in fault.what


def test_what_is_missing_and_what_is_there_besides_is_named(target: Path) -> None:
    rewritten(
        target,
        lambda info, data: None if "gate" in info.filename else (info, data),
        [("talks/events/other.md", b"?")],
    )
    assert faults(target) == [
        Fault("events/gate.md", "the manifest lists this file, and it is not in the zip"),
        Fault("events/other.md", "this file is in the zip, and the manifest does not list it"),
    ]


def test_folders_may_have_entries_as_other_programs_write_them(target: Path) -> None:
    assert not faults(rewritten(target, more=[("talks/", b""), ("talks/events/", b"")]))


def entry(name: str, kind: int = stat.S_IFREG, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o644) << 16
    info.create_system = 3
    info.compress_type = compression
    return info


HOSTILE = {
    "a path that leads out": (entry("talks/../../evil.md"), "could lead out"),
    "a path that leads out at once": (entry("../evil.md"), "could lead out"),
    "an absolute path": (entry("/tmp/evil.md"), "could lead out"),
    "a drive": (entry("C:/evil.md"), "could lead out"),
    "a backslash": (entry("talks\\..\\evil.md"), "could lead out"),
    "a line break": (entry("talks/evil\n.md"), "could lead out"),
    "a dot": (entry("talks/./evil.md"), "could lead out"),
    "an empty name": (entry("talks//evil.md"), "could lead out"),
    "a name without end": (entry(f"talks/{'x' * 300}.md"), "could lead out"),
    "a symbolic link": (entry("talks/events/evil.md", stat.S_IFLNK), "symbolic links are not followed"),
    "a device": (entry("talks/events/evil.md", stat.S_IFCHR), "not an ordinary file"),
    "another folder": (entry("elsewhere/evil.md"), "all files of the zip stand in one folder"),
    "a file beside the folder": (entry("evil.md"), "all files of the zip stand in one folder"),
    "a name in other case": (entry("talks/events/Gate.md"), "stands in the zip twice"),
    "a file for a folder": (entry("talks/events"), "that of a file and of a folder"),
    "a method that takes much memory": (
        entry("talks/events/evil.md", compression=zipfile.ZIP_LZMA),
        "a method that is not read",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_hostile_is_unpacked(target: Path, tmp_path: Path, what: str) -> None:
    info, told = HOSTILE[what]
    rewritten(target, more=[(info, b"../../../etc/passwd")])
    found = faults(target)
    assert told in found[-1].what
    assert list(tmp_path.iterdir()) == [target]
    assert all("\n" not in fault.path for fault in found)


def test_a_name_that_stands_there_twice_is_refused(target: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        rewritten(target, more=[("talks/events/gate.md", b"gate\r\n")])
    assert faults(target) == [Fault("events/gate.md", "this name stands in the zip twice")] * 2


def test_a_bomb_is_refused_before_it_is_opened(target: Path) -> None:
    rewritten(target, more=[(entry("talks/events/bomb.md"), b"\0" * (LARGEST + 1))])
    assert target.stat().st_size < 20_000
    (fault,) = faults(target)
    assert fault.path == "events/bomb.md"
    assert fault.what.startswith("the file is too large (2,000,001 bytes")


def test_a_file_is_never_longer_than_its_entry_says(target: Path) -> None:
    whole = pack({**TALKS, "sources/paper.md": b"\0" * 1_000_000})
    directory = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"PK\x01\x02"))
    lying = bytearray(whole)
    lying[directory + 24 : directory + 28] = (5).to_bytes(4, "little")  # the size, uncompressed
    target.write_bytes(lying)
    (fault,) = faults(target)
    assert fault.path == "sources/paper.md"


def test_an_encrypted_file_is_refused(target: Path) -> None:
    whole = bytearray(pack(TALKS))
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    target.write_bytes(whole)
    assert faults(target) == [Fault("dossier.md", "this file is encrypted: make the zip without a password")]


def manifest(change: Callable[[dict[str, Any]], Any]) -> Callable[..., tuple[zipfile.ZipInfo, bytes]]:
    def changed(info: zipfile.ZipInfo, data: bytes) -> tuple[zipfile.ZipInfo, bytes]:
        if not info.filename.endswith("manifest.json"):
            return info, data
        read = json.loads(data)
        change(read)
        return info, json.dumps(read).encode()

    return changed


MANIFESTS: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "another format": (lambda read: read.update(format="zip"), "this is no manifest of a dossier"),
    "a newer version": (lambda read: read.update(version=2), "use a newer Parley"),
    "no dossier": (lambda read: read.pop("dossier"), '"dossier" is not a string'),
    "another dossier": (lambda read: read.update(dossier="../x"), "stands in the folder 'talks'"),
    "no list": (lambda read: read.update(files={}), '"files" is not a list'),
    "no object": (lambda read: read["files"].append(1), 'entry 4 of "files" is not an object'),
    "no digest": (lambda read: read["files"][1].update(sha256="x"), "is not 64 hexadecimal digits"),
    "truth for a number": (lambda read: read["files"][1].update(bytes=True), '"bytes" of entry 2'),
    "a file twice": (lambda read: read["files"].append(read["files"][0]), "'dossier.md' twice"),
}


@pytest.mark.parametrize("what", MANIFESTS)
def test_a_manifest_that_is_none_is_told(target: Path, what: str) -> None:
    change, told = MANIFESTS[what]
    (fault,) = faults(rewritten(target, manifest(change)))
    assert fault.path == "manifest.json"
    assert told in fault.what


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"[" * 100_000, b'{"format":'])
def test_so_is_one_that_is_no_json(target: Path, data: bytes) -> None:
    rewritten(target, lambda info, old: (info, data if info.filename.endswith("manifest.json") else old))
    (fault,) = faults(target)
    assert fault.path == "manifest.json"


def test_a_zip_without_a_manifest_is_no_zip_of_parleys(target: Path) -> None:
    rewritten(target, lambda info, data: None if "manifest" in info.filename else (info, data))
    (fault,) = faults(target)
    assert fault.path == "manifest.json"
    assert "is missing" in fault.what


def test_bytes_that_are_no_zip_never_raise(target: Path) -> None:
    whole = pack(TALKS)
    for data in (b"", b"PK", b"hello" * 99, whole[:-1], whole[: len(whole) // 2], whole[40:]):
        target.write_bytes(data)
        assert faults(target)
    for at in range(0, len(whole), 3):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        target.write_bytes(damaged)
        with unpacked(target) as found:
            assert isinstance(found, list) or files(found.folder) == TALKS


def test_no_file_of_a_dossier_is_too_large_for_the_zip() -> None:
    assert max(LIMITS.values()) == LARGEST
