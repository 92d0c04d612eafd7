"""What a revision changes: everything in a dossier held against the versions that the newest revision has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice

from sqlalchemy import Connection, Select, select

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


Pair = tuple[Thing | None, Version | None]


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
    connection: Connection, dossier_id: int, things: Iterable[Thing], *, whole: bool
) -> Differences:
    """Between the newest revision and these things, which come table by table in order of their keys.

    Where they are not the `whole` dossier, what is not among them stays as it is. Memory holds nothing but
    what differs.
    """
    found = Differences()
    pairs = _whole(connection, dossier_id, things) if whole else _some(connection, dossier_id, things)
    for thing, version in pairs:
        if version is None and thing:
            found.added.append(thing.key)
        elif thing is None and version:
            found.removed.append(version.key)
            found.ended.append(version)
        elif thing and version and thing.digest != version.digest:
            found.changed.append(thing.key)
            found.ended.append(version)
    return found


def _whole(connection: Connection, dossier_id: int, things: Iterable[Thing]) -> Iterator[Pair]:
    """Both gone through side by side."""

    def current() -> Iterator[Version]:
        for table in TABLES:
            versions = _current(table, dossier_id).order_by(table.key)
            with connection.execute(versions.execution_options(yield_per=AT_ONCE)) as rows:
                for row in rows:
                    yield Version(table, *row)

    return _paired(iter(things), current())


def _some(connection: Connection, dossier_id: int, things: Iterable[Thing]) -> Iterator[Pair]:
    """The things, with their versions looked up."""
    for table, of_table in groupby(things, key=lambda thing: thing.table):
        while some := list(islice(of_table, AT_ONCE)):
            among = table.key.in_([thing.key for thing in some])
            rows = connection.execute(_current(table, dossier_id).where(among))
            known = {row.key: Version(table, *row) for row in rows}
            yield from ((thing, known.get(thing.key)) for thing in some)


def _current(table: Table, dossier_id: int) -> Select[int, str, str]:
    return select(table.id, table.key, table.digest).where(
        table.dossier_id == dossier_id, table.until == CURRENT
    )


def _paired(things: Iterator[Thing], versions: Iterator[Version]) -> Iterator[Pair]:
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
