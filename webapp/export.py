"""A revision becomes a folder or a zip again: the author's files, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from webapp import atomic
from webapp.bundle import Content, packed
from webapp.store import Store, queries
from webapp.store.rows import Edition, Missing

ZIP = ".zip"
# What a dossier's files are called; what a damaged database says must not become a path.
_PATH = re.compile(r"(dossier|(events|sources)/[a-z0-9]+(-[a-z0-9]+)*|rounds/[1-9][0-9]*)\.md")


@dataclass(frozen=True, slots=True)
class Exported:
    """The revision that was written, and how many files it has."""

    revision: int
    files: int


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Nothing was written; `reason` is a sentence that says why."""

    reason: str


class _NotWrittenError(Exception):
    """Nothing is to be written, for this reason."""


def export(store: Store, dossier: str, revision: int | None, target: Path) -> Exported | NotWritten | Missing:
    """Write that revision of the dossier (None: the newest) to a folder that is empty or does not exist yet.

    Where the target's name ends with `.zip`, it is a new file instead, see `webapp.bundle`. Imported again,
    from a folder of the dossier's name or from the zip, the files make the same revision. They appear all at
    once or not at all. Raises StoreError if the database cannot be used.
    """
    with store.read() as connection:
        edition = queries.edition(connection, dossier, revision)
        if isinstance(edition, Missing):
            return edition
        write = _zip if target.suffix.lower() == ZIP else _folder
        try:
            with closing(queries.files(connection, edition)) as files:
                counted = _Counted(files)
                write(edition, counted, target.absolute())
                return Exported(edition.revision, counted.number)
        except _NotWrittenError as error:
            return NotWritten(str(error))
        except OSError as error:
            return NotWritten(f"{target} cannot be written: {error.strerror}.")


def _folder(edition: Edition, files: Iterable[Content], folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise _NotWrittenError(f"{folder} is not empty; give a folder that is, or that does not exist yet.")

    def write(whole: Path) -> None:
        for file in files:
            path = whole / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)

    atomic.write(folder, write)


def _zip(edition: Edition, files: Iterable[Content], target: Path) -> None:
    if target.exists():
        raise _NotWrittenError(f"{target} is there already; give a name that is not.")

    def write(whole: Path) -> None:
        with whole.open("wb") as out:
            out.writelines(packed(edition.id, edition.revision, edition.imported, files))

    atomic.write(target, write)


@dataclass
class _Counted:
    """The files as they go by, and how many they are. Raises _NotWrittenError at one that is none."""

    files: Iterable[Content]
    number: int = 0

    def __iter__(self) -> Iterator[Content]:
        for file in self.files:
            if not _PATH.fullmatch(file.path):
                key = file.path.removesuffix(".md")
                what = f"{key!r} is not the name of a dossier's file"
                raise _NotWrittenError(f"The database is damaged: {what}.")
            self.number += 1
            yield file
