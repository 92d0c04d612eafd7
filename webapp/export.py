"""A revision becomes a folder again: the author's files, byte for byte."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from webapp.store import Store, queries
from webapp.store.models import Cover, Event, Source
from webapp.store.rows import Edition, Missing

# What a dossier's files are called; a key that is anything else must not become a path.
_KEY = re.compile(r"dossier|(events|sources)/[a-z0-9]+(-[a-z0-9]+)*|rounds/[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Exported:
    """The revision that was written, and how many files it has."""

    revision: int
    files: int


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Nothing was written; `reason` is a sentence that says why."""

    reason: str


def export(store: Store, dossier: str, revision: int | None, folder: Path) -> Exported | NotWritten | Missing:
    """Write that revision of the dossier (None: the newest) to a folder that is empty or does not exist yet.

    Imported again from a folder of the dossier's name, the files make the same revision. They appear all at
    once or not at all. Raises StoreError if the database cannot be used.
    """
    with store.read() as connection:
        edition = queries.edition(connection, dossier, revision)
        if isinstance(edition, Missing):
            return edition
        try:
            with closing(_files(connection, edition)) as files:
                return _write(files, edition.revision, folder.absolute())
        except OSError as error:
            return NotWritten(f"{folder} cannot be written: {error.strerror}.")


def _files(connection: Connection, edition: Edition) -> Generator[tuple[str, str]]:
    """Every file of the edition: its key and its text."""
    for table in (Cover, Source, Event):
        files = select(table.key, table.file).where(
            table.dossier_id == edition.dossier_id,
            table.since <= edition.revision,
            table.until > edition.revision,
        )
        with connection.execute(files.execution_options(yield_per=100)) as rows:
            for row in rows:
                yield row.key, row.file


def _write(files: Iterable[tuple[str, str]], revision: int, folder: Path) -> Exported | NotWritten:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return NotWritten(f"{folder} is not empty; give a folder that is, or that does not exist yet.")
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as temporary:
        whole = Path(temporary) / "whole"
        count = 0
        for key, file in files:
            if not _KEY.fullmatch(key):
                return NotWritten(f"The database is damaged: {key!r} is not the name of a dossier's file.")
            path = whole / f"{key}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.encode())
            count += 1
        os.rename(whole, folder)
    return Exported(revision, count)
