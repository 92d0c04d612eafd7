"""A store made of a backup: looked over first, then written in one transaction."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DataError, IntegrityError

from webapp.backup.manifest import BackupError, Manifest, path, read
from webapp.backup.tables import BATCH, fill, tables
from webapp.store import Store, passages

Progress = Callable[[int, int], None]
_CHUNK = 1 << 20  # bytes
_COUNTED = ("dossiers", "revisions")
# What Python's zipfile raises for bytes that are no zip, or no longer the one that was written.
_DAMAGE = (BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True)
class Restored:
    """What the store has now; `made` is when the backup was (ISO 8601)."""

    dossiers: int
    revisions: int
    made: str


def restore(store: Store, source: Path, progress: Progress | None = None) -> Restored:
    """Fill an empty database, of either kind, with what a backup holds.

    A backup of an older Parley is brought up to date. Raises BackupError for a file that is no backup or not
    as it was written, and StoreError for a database that cannot be used or is not empty. Nothing is left half
    done.
    """
    try:
        with source.open("rb") as stream:
            archive, listed = _looked_over(stream)
            with store.empty(listed.migration) as connection:
                _fill(connection, archive, listed, progress)
    except BackupError as error:
        raise BackupError(f"{source} is not restored: {error}.") from error
    except OSError as error:
        raise BackupError(f"{source} cannot be read: {error.strerror}.") from error
    dossiers, revisions = (listed.tables[name].rows for name in _COUNTED)
    return Restored(dossiers, revisions, listed.made.isoformat(timespec="seconds"))


def _looked_over(stream: IO[bytes]) -> tuple[ZipFile, Manifest]:
    """The zip and its manifest, where every table is there, byte for byte as it was written."""
    try:
        archive = ZipFile(stream)
        listed = read(archive)
        for name, table in listed.tables.items():
            if archive.namelist().count(path(name)) != 1:
                raise BackupError(f"{path(name)} is missing or there twice")
            with archive.open(path(name)) as file:
                if _digest(file) != table.sha256:
                    raise BackupError(f"{path(name)} is damaged: its SHA-256 is not the manifest's")
    except _DAMAGE as error:
        raise BackupError(f"it is damaged, or no zip ({str(error) or type(error).__name__})") from error
    if missing := set(_COUNTED) - listed.tables.keys():
        raise BackupError(f"its manifest lists no table “{min(missing)}”")
    return archive, listed


def _digest(file: IO[bytes]) -> str:
    digest = sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _fill(connection: Connection, archive: ZipFile, listed: Manifest, progress: Progress | None) -> None:
    made = {table.name: table for table in tables(connection, listed.tables)}
    if strange := sorted(listed.tables.keys() - made):
        raise BackupError(f"schema {listed.migration} has no table “{strange[0]}”")
    done = 0
    for name, table in made.items():
        with archive.open(path(name)) as file:
            columns = _values(table, file.readline())
            rows = 0
            while lines := list(islice(file, BATCH)):
                _write(connection, table, columns, [_values(table, line) for line in lines])
                rows += len(lines)
                if progress:
                    progress(done + rows, listed.rows)
        if rows != (told := listed.tables[name].rows):
            raise BackupError(f"{path(name)} has {rows:,} rows, and {told:,} by the manifest")
        done += rows
    if "passages" in made:
        passages.index_all(connection)


def _values(table: Table, line: bytes) -> list[Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != len(table.columns):
        raise BackupError(f"{path(table.name)} has a line that is no row of this table")
    return values


def _write(connection: Connection, table: Table, columns: list[Any], rows: list[list[Any]]) -> None:
    if {*columns} != {column.name for column in table.columns}:
        raise BackupError(f"{path(table.name)} has other columns than that table")
    try:
        fill(connection, table, columns, rows)
    except (ValueError, TypeError, DataError, IntegrityError) as error:
        raise BackupError(f"{path(table.name)} has rows that do not fit together") from error
