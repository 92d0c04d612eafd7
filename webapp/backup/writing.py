"""Writing a backup while pages are served and dossiers imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, FromClause, Table, func, select

from webapp import __version__, atomic
from webapp.backup.manifest import NAME, BackupError, Manifest, TableFile, path
from webapp.backup.tables import rows, tables
from webapp.store import Store, schema
from webapp.store.database import to_json
from webapp.store.models import Base, Dossier, Revision

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in the backup."""

    dossiers: int
    revisions: int


def backup(store: Store, target: Path, progress: Progress | None = None) -> BackedUp:
    """Write all that the store keeps to the new file `target`, as it is at one moment.

    Readers and writers go on meanwhile. The file appears whole or not at all. Raises BackupError where it is
    there already or cannot be written, StoreError if the database cannot be used.
    """
    if target.exists():
        raise BackupError(f"{target} is there already; give a name that is not.")
    with store.read() as connection:
        schema.check(connection)
        try:
            atomic.write(target.absolute(), lambda whole: _write(connection, whole, progress))
        except OSError as error:
            raise BackupError(f"{target} cannot be written: {error.strerror}.") from error
        return BackedUp(_number(connection, Dossier.__table__), _number(connection, Revision.__table__))


def _write(connection: Connection, whole: Path, progress: Progress | None) -> None:
    made, written, done = datetime.now(UTC), dict[str, TableFile](), 0
    kept = tables(connection, Base.metadata.tables)
    expected = sum(_number(connection, table) for table in kept)
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for table in kept:
            digest, number = sha256(), 0
            with archive.open(path(table.name), "w", force_zip64=True) as file:
                for line in _lines(connection, table):
                    digest.update(line)
                    file.write(line)
                    number += 1
                    if progress and number % 1000 == 0:
                        progress(done + number, expected)
            written[table.name] = TableFile(rows=number - 1, sha256=digest.hexdigest())
            done += number - 1
        manifest = Manifest(parley=__version__, made=made, migration=schema.head(), tables=written)
        archive.writestr(NAME, manifest.model_dump_json(indent=1))
    if progress:
        progress(expected, expected)


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    yield _line([column.name for column in table.columns])
    for row in rows(connection, table):
        yield _line(row)


def _line(values: Sequence[Any]) -> bytes:
    return (to_json(values) + "\n").encode()


def _number(connection: Connection, table: FromClause) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
