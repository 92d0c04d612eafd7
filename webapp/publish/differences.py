"""What a revision changes: everything in a dossier held against the versions that the newest revision has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from webapp.publish.versions import Table, Thing
from webapp.store import models
from webapp.store.models import CURRENT

TABLES: tuple[Table, ...] = (models.Cover, models.Source, models.Event)
AT_ONCE = 1000  # versions read at a time


@dataclass(frozen=True, slots=True)
class Version:
    """A version that the newest revision has."""

    table: Table
    id: int
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Differences:
    """The keys of what was added, changed and removed, and the versions that end with it."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    ended: list[Version] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def differences(
    connection: Connection, dossier_id: int, things: Iterable[Thing], kept: Callable[[str], bool]
) -> Differences:
    """Between the newest revision and these things, which come table by table in order of their keys.

    Versions whose keys are `kept` are not among the things, and stay as they are. Both are gone through side
    by side, so that memory holds nothing but what differs.
    """
    found = Differences()
    for thing, version in _paired(iter(things), _current(connection, dossier_id)):
        if version is None and thing:
            found.added.append(thing.key)
        elif thing is None and version and not kept(version.key):
            found.removed.append(version.key)
            found.ended.append(version)
        elif thing and version and thing.digest != version.digest:
            found.changed.append(thing.key)
            found.ended.append(version)
    return found


def _current(connection: Connection, dossier_id: int) -> Iterator[Version]:
    for table in TABLES:
        current = (
            select(table.id, table.key, table.digest)
            .where(table.dossier_id == dossier_id, table.until == CURRENT)
            .order_by(table.key)
            .execution_options(yield_per=AT_ONCE)
        )
        with connection.execute(current) as rows:
            for id, key, digest in rows:
                yield Version(table, id, key, digest)


def _paired(
    things: Iterator[Thing], versions: Iterator[Version]
) -> Iterator[tuple[Thing | None, Version | None]]:
    """Each thing with the version of it, and with None what only one side has."""
    thing, version = next(things, None), next(versions, None)
    while thing or version:
        first = min(_place(one) for one in (thing, version) if one)
        here = thing if thing and _place(thing) == first else None
        there = version if version and _place(version) == first else None
        yield here, there
        if here:
            thing = next(things, None)
        if there:
            version = next(versions, None)


def _place(one: Thing | Version) -> tuple[int, str]:
    return TABLES.index(one.table), one.key
