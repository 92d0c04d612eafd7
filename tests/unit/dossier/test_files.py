"""What is read of a folder, and what is said of files that are not as they should be."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.unit.dossier.folders import EVENT, MINIMAL, messages, put
from webapp.dossier import read
from webapp.dossier.model import Dossier

FOLDERS = "only the folders `sources`, `rounds` and `events` are read"
RULE = "lower-case Latin letters, digits and single hyphens, at most 100 characters"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good dossier, to be spoilt."""
    return put(tmp_path / "toll", MINIMAL)


def test_the_folder_is_good_before_it_is_spoilt(folder: Path) -> None:
    assert isinstance(read(folder), Dossier)


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        (
            "events/latin.md",
            EVENT.encode().replace(b"It costs", "Caf\xe9".encode("latin-1")),
            "7:4: the file is not UTF-8 (byte 48 is 0xe9): save it with the encoding UTF-8",
        ),
        (
            "events/word.md",
            EVENT.encode("utf-16"),
            "1:1: the file is not UTF-8 (it seems to be UTF-16): save it with the encoding UTF-8",
        ),
        (
            "events/null.md",
            EVENT.replace("a penny.[", "a\0penny.[").encode(),
            "7:11: control character U+0000: remove it",
        ),
        (
            "events/controls.md",
            EVENT.replace("It costs a penny", "It\fcosts\x1ba\x85penny").encode(),
            "7:3: control character U+000C: remove it and 2 more like it",
        ),
        (
            "events/macintosh.md",
            EVENT.replace("\n", "\r").encode(),
            "1:1: the lines end with carriage returns: save it with the line ends LF or CRLF",
        ),
        (
            "events/return.md",
            EVENT.replace("It costs", "It\rcosts").encode(),
            "7:3: a carriage return without a line feed: end the line with a line feed (LF)",
        ),
        (
            "events/separator.md",
            EVENT.replace("kind: report", "kind: report\u2028").encode(),
            "3:13: invisible character U+2028 in the front matter: remove it",
        ),
        (
            "events/long.md",
            EVENT.encode() + b" " * 256_000,
            "1:1: the file is too large (256,105 bytes, and at most 256,000 are read): shorten it",
        ),
    ],
)
def test_a_file_that_cannot_be_read_as_text(folder: Path, path: str, data: bytes, message: str) -> None:
    (folder / path).write_bytes(data)
    assert messages(folder) == [f"{path}:{message}"]


def test_a_source_of_ten_megabytes_is_refused_unread(folder: Path) -> None:
    (folder / "sources/bill.md").write_bytes(b"x" * 10_000_000)
    start = time.process_time()
    assert messages(folder) == [
        "sources/bill.md:1:1: the file is too large (10,000,000 bytes, and at most 2,000,000 are read): "
        "leave parts out, with a line `[…]` in their place"
    ]
    assert time.process_time() - start < 3


def test_a_file_that_cannot_be_read_is_still_there(folder: Path) -> None:
    """What cites it, or links to it, is not wrong for that."""
    put(folder, {"events/link.md": EVENT.replace("It costs", "[It](penny.md) costs")})
    (folder / "sources/bill.md").write_bytes(b"\xff")
    (folder / "events/penny.md").write_bytes(b"\xff")
    assert [message.split(":")[0] for message in messages(folder)] == ["events/penny.md", "sources/bill.md"]


@pytest.mark.parametrize("target", ["../../outside.md", "penny.md", "nowhere.md"])
def test_symbolic_links_are_not_followed(folder: Path, target: str) -> None:
    (folder.parent / "outside.md").write_text(EVENT)
    (folder / "events/link.md").symlink_to(target)
    assert messages(folder) == [
        "events/link.md:1:1: symbolic links are not followed: put the file itself here"
    ]


def test_a_folder_that_is_a_symbolic_link(folder: Path) -> None:
    (folder / "events").rename(folder.parent / "elsewhere")
    (folder / "events").symlink_to(folder.parent / "elsewhere")
    assert messages(folder) == [
        "events:1:1: `events` must be a folder of .md files, but it is a symbolic link"
    ]


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "events/pipe.md")
    assert messages(folder) == ["events/pipe.md:1:1: this is not an ordinary file: put a text file here"]


def test_a_folder_named_like_a_file(folder: Path) -> None:
    (folder / "events/call.md").mkdir()
    assert messages(folder) == [
        "events/call.md:1:1: folders inside `events` are not read: move its files up into `events`"
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Penny.md", f"a file's name is its id ({RULE}) with `.md`: rename it; `penny.md` is already there"),
        ("PENNY-2.md", f"a file's name is its id ({RULE}) with `.md`: rename it to `penny-2.md`"),
        ("half penny.md", f"a file's name is its id ({RULE}) with `.md`: rename it to `half-penny.md`"),
        ("Çağrı.md", f"a file's name is its id ({RULE}) with `.md`: rename it to `cagr.md`"),
        ("電話.md", f"a file's name is its id ({RULE}) with `.md`: rename it"),
        ("a--b.md", f"a file's name is its id ({RULE}) with `.md`: rename it to `a-b.md`"),
        ("call.MD", f"a file's name is its id ({RULE}) with `.md`: rename it to `call.md`"),
        (f"{'a' * 101}.md", f"a file's name is its id ({RULE}) with `.md`: rename it to `{'a' * 100}.md`"),
        ("call.txt", "only .md files belong in `events`: rename it to `….md`, or move it out of the dossier"),
    ],
)
def test_file_names_that_are_no_ids(folder: Path, name: str, message: str) -> None:
    (folder / "events" / name).write_text(EVENT)
    assert messages(folder) == [f"events/{name}:1:1: {message}"]


def test_a_name_that_cannot_be_printed(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/events/caf\xe9\n.md")).write_text(EVENT)
    assert messages(folder) == [
        f"events/caf\\xe9\\x0a.md:1:1: a file's name is its id ({RULE}) with `.md`: rename it to `caf.md`"
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("01.md", "rename it; `1.md` is already there"),
        ("007.md", "rename it to `7.md`"),
        ("round-2.md", "rename it to `2.md`"),
        ("0.md", "rename it"),
        ("10000.md", "rename it"),
        ("first.md", "rename it"),
    ],
)
def test_rounds_are_named_by_their_number(folder: Path, name: str, message: str) -> None:
    text = EVENT.replace("kind: report", "status: held")
    put(folder, {"rounds/1.md": text, f"rounds/{name}": text})
    assert messages(folder) == [
        f"rounds/{name}:1:1: a round's file is named by its number, such as `1.md`: {message}"
    ]


def test_what_stands_beside_a_dossier_is_left_alone(folder: Path) -> None:
    beside = ["README.md", "LICENSE", "notes.txt", ".gitignore", ".git/x.md", "Makefile"]
    put(folder, dict.fromkeys([*beside, "events/.draft.md", "events/README.md"], "Anything.\n"))
    assert isinstance(read(folder), Dossier)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("event/a.md", f"event:1:1: {FOLDERS}: did you mean `events`?"),
        ("Events/a.md", f"Events:1:1: {FOLDERS}: did you mean `events`?"),
        ("pictures/a.png", f"pictures:1:1: {FOLDERS}: move it out of the dossier"),
        (
            "call.md",
            "call.md:1:1: at the top only `dossier.md` is read: "
            "move this file to `events`, `rounds` or `sources`",
        ),
    ],
)
def test_what_seems_to_be_misplaced(folder: Path, path: str, message: str) -> None:
    put(folder, {path: "Anything.\n"})
    assert messages(folder) == [message]


def test_no_folder(tmp_path: Path) -> None:
    assert messages(tmp_path / "toll") == [
        ".:1:1: this folder cannot be read: no such file or directory",
        "dossier.md:1:1: dossier.md is missing: add it, with `title` and `parties` in its front matter",
    ]


def test_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "toll").write_text("Anything.")
    assert messages(tmp_path / "toll") == [
        ".:1:1: this folder cannot be read: not a directory",
        "dossier.md:1:1: dossier.md is missing: add it, with `title` and `parties` in its front matter",
    ]


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "toll").mkdir()
    assert messages(tmp_path / "toll") == [
        "dossier.md:1:1: dossier.md is missing: add it, with `title` and `parties` in its front matter"
    ]


def test_the_folder_may_be_named_in_any_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for path in (Path("."), Path("../toll"), Path("../toll/"), Path("events/..")):
        dossier = read(path)
        assert isinstance(dossier, Dossier)
        assert dossier.id == "toll"


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    (folder / "events/penny.md").chmod(0)
    assert messages(folder) == ["events/penny.md:1:1: this file cannot be read: permission denied"]
