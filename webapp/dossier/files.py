"""The files of a dossier folder: which ones are read, and their text."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from webapp.dossier import filenames
from webapp.dossier.decoding import clean, decode
from webapp.dossier.ids import nearest
from webapp.dossier.problems import START, Report

COVER = "dossier.md"
# A source is folded once for matching (0.4 s a megabyte), and a megabyte is a long book; nobody reads an
# event that is longer than a chapter. dossier.md may list thousands of actors.
LIMITS = {"dossier": 1_000_000, "sources": 2_000_000, "rounds": 256_000, "events": 256_000}
FOLDERS = ("sources", "rounds", "events")
# Files that projects keep at the top of a folder for people and Git hosts.
PROSE = re.compile(
    r"(README|LICEN[CS]E|CHANGELOG|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|NOTICE)(\..*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a dossier.

    `key` is its path without `.md`, and where its name is no id, with the id it should have. `raw` is its
    text to the letter; `text` is what there is to check, see `decoding.clean`: None where the file could not
    be read.
    """

    path: str
    key: str
    raw: str
    text: str | None

    @property
    def id(self) -> str:
        return self.key.partition("/")[2]

    @property
    def number(self) -> int | None:
        """The number of a round."""
        return (
            int(self.id)
            if self.key.startswith("rounds/") and re.fullmatch(filenames.NUMBER, self.id)
            else None
        )


def walk(folder: Path, report: Report) -> Iterator[File]:
    """Every file of the dossier in `folder`: dossier.md, sources, rounds, events."""
    entries = _entries(folder, report)
    names = [entry.name for entry in entries]
    if COVER not in names:
        report.on(COVER).add(START, f"{COVER} is missing: {_instead(names)}")
    for entry in entries:
        if entry.name == COVER:
            yield _read(entry, COVER, "dossier", report.on(COVER))
        elif entry.name in FOLDERS:
            yield from _inside(entry, report)
        else:
            _stranger(entry, report.on(filenames.shown(entry.name)))


def _entries(folder: Path, report: Report) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        report.add(START, f"this folder cannot be read: {_reason(error)}")
        return []


def _instead(names: list[str]) -> str:
    like = next((n for n in names if Path(n).stem.lower() == "dossier"), None)
    if like:
        return f"rename `{filenames.shown(like)}` to `{COVER}`"
    return "add it, with `title` and `parties` in its front matter"


def _stranger(entry: os.DirEntry[str], report: Report) -> None:
    if entry.is_dir(follow_symlinks=False):
        near = nearest(entry.name, FOLDERS)
        mend = f"did you mean `{near}`?" if near else "move it out of the dossier"
        report.add(START, f"only the folders `sources`, `rounds` and `events` are read: {mend}")
    elif (
        entry.name.lower().endswith(".md") and not PROSE.fullmatch(entry.name) and entry.name.lower() != COVER
    ):
        report.add(
            START, f"at the top only `{COVER}` is read: move this file to `events`, `rounds` or `sources`"
        )


def _inside(top: os.DirEntry[str], report: Report) -> Iterator[File]:
    here = report.on(top.name)
    if not top.is_dir(follow_symlinks=False):
        what = "a symbolic link" if top.is_symlink() else "a file"
        return here.add(START, f"`{top.name}` must be a folder of .md files, but it is {what}")
    entries = [e for e in _entries(Path(top.path), here) if e.name != "README.md"]
    taken = {e.name for e in entries}
    for entry in entries:
        own = report.on(f"{top.name}/{filenames.shown(entry.name)}")
        if not entry.is_symlink() and entry.is_dir():
            own.add(START, f"folders inside `{top.name}` are not read: move its files up into `{top.name}`")
        elif not entry.name.lower().endswith(".md"):
            own.add(
                START,
                f"only .md files belong in `{top.name}`: rename it to `….md`, or move it out of the dossier",
            )
        else:
            id = filenames.id_of(top.name, entry.name, taken, own)
            yield _read(entry, f"{top.name}/{id}", top.name, own)


def _read(entry: os.DirEntry[str], path: str, kind: str, report: Report) -> File:
    found = _bytes(entry, kind, report)
    raw = None if found is None else decode(found, report)
    text = None if raw is None else clean(raw, report)
    return File(report.path, path.removesuffix(".md"), raw or "", text)


def fits(size: int, kind: str, report: Report) -> bool:
    """Whether a file of so many bytes is read; one that is too large is reported."""
    if size <= LIMITS[kind]:
        return True
    what = f"{size:,} bytes, and at most {LIMITS[kind]:,} are read"
    mend = "leave parts out, with a line `[…]` in their place" if kind == "sources" else "shorten it"
    report.add(START, f"the file is too large ({what}): {mend}")
    return False


def _bytes(entry: os.DirEntry[str], kind: str, report: Report) -> bytes | None:
    """The file's bytes. Only ordinary files are opened: a pipe would wait for ever, a link lead anywhere."""
    try:
        found = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(found.st_mode):
            report.add(START, "symbolic links are not followed: put the file itself here")
        elif not stat.S_ISREG(found.st_mode):
            report.add(START, "this is not an ordinary file: put a text file here")
        elif fits(found.st_size, kind, report):
            return Path(entry.path).read_bytes()
    except OSError as error:
        report.add(START, f"this file cannot be read: {_reason(error)}")
    return None


def _reason(error: OSError) -> str:
    return (error.strerror or "the system gives no reason").lower()
