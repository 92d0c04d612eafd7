"""Fixtures: generated dossiers, read and published once for all tests. Nobody may write to their stores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.generated import Size, write
from webapp import dates
from webapp.dossier import read
from webapp.dossier.model import Correction, Dossier
from webapp.publish import publish
from webapp.store import Store

if TYPE_CHECKING:
    from tests.postgresql import Server

LONG = Size()
SHORT = Size(events=140, rounds=5, years=4, seed=7)
MIDDLE = Size(events=260, rounds=6, years=4, seed=9)


@pytest.fixture(scope="session")
def lume(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """5,000 events over six years."""
    return _generated(tmp_path_factory.mktemp("generated") / "lume", LONG)


@pytest.fixture(scope="session")
def brook(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """So few events of the same kinds that all of them stand on one page."""
    return _generated(tmp_path_factory.mktemp("generated") / "brook", SHORT)


@pytest.fixture(scope="session")
def beck(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Just so many events that they no longer stand on one page."""
    return _generated(tmp_path_factory.mktemp("generated") / "beck", MIDDLE)


def _generated(folder: Path, size: Size) -> Dossier:
    dossier = read(write(folder, size))
    assert not isinstance(dossier, list), "\n".join(map(str, dossier[:9]))
    return dossier


@pytest.fixture(scope="session")
def generated_url(
    lume: Dossier, beck: Dossier, brook: Dossier, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The URL of an SQLite store with all three, under their names."""
    return _publish(f"sqlite:///{tmp_path_factory.mktemp('generated') / 'parley.sqlite'}", lume, beck, brook)


@pytest.fixture(scope="session")
def generated_postgresql_url(lume: Dossier, beck: Dossier, brook: Dossier, server: Server) -> str:
    """The URL of a PostgreSQL database with all three."""
    return _publish(server.url(server.create()), lume, beck, brook)


@pytest.fixture(scope="session")
def generated_store(generated_url: str) -> Iterator[Store]:
    with closing(Store(generated_url)) as store:
        yield store


def corrected(dossier: Dossier) -> Dossier:
    """Its next revision, in which one event in sixteen has been corrected."""
    note = Correction(dates.parse("2026-01-05"), "A word was misspelt.")
    events = (
        event if n % 16 else replace(event, file=f"{event.file}\n", corrections=(note,))
        for n, event in enumerate(dossier.events)
    )
    return replace(dossier, events=tuple(events))


def _publish(url: str, *dossiers: Dossier) -> str:
    with closing(Store(url)) as store:
        store.upgrade()
        for dossier in dossiers:
            publish(store, dossier)
            publish(store, corrected(dossier))
    return url
