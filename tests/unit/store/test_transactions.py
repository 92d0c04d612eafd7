"""Readers see one state and cannot write; writers take turns, and write all or nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event as Signal

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from webapp.store import Store, StoreError
from webapp.store.models import Cover, Dossier


def names(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(select(Dossier.name).order_by(Dossier.id)))


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises((DBAPIError, StoreError)), store.read() as connection:
        connection.execute(insert(Dossier), {"id": 1, "name": "a"})
    assert names(store) == []


def test_what_a_failed_writer_wrote_is_not_there(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            connection.execute(insert(Dossier), {"id": 1, "name": "a"})
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert names(store) == []


def test_references_are_enforced(store: Store) -> None:
    cover = {"id": 1, "dossier_id": 7, "key": "dossier", "since": 1, "until": 2, "digest": "", "title": ""}
    more = {"language": "", "timezone": "", "parties": [], "actors": [], "topics": [], "html": "", "file": ""}
    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(insert(Cover), cover | more)


def test_a_reader_sees_one_state(store: Store) -> None:
    with store.read() as connection:
        count = select(func.count()).select_from(Dossier)
        assert connection.scalar(count) == 0
        with store.write() as writing:
            writing.execute(insert(Dossier), {"id": 1, "name": "a"})
            assert connection.scalar(count) == 0
        assert connection.scalar(count) == 0
    assert names(store) == ["a"]


def test_writers_take_turns(store: Store, store_url: str) -> None:
    """The second begins while the first is under way, and then finds what the first has written."""
    begun = Signal()

    def second() -> str | None:
        with closing(Store(store_url)) as own:
            begun.set()
            with own.write() as connection:
                return connection.scalar(select(Dossier.name))

    with ThreadPoolExecutor(1) as threads:
        with store.write() as connection:
            connection.execute(insert(Dossier), {"id": 1, "name": "first"})
            found = threads.submit(second)
            assert begun.wait(60)
        assert found.result(60) == "first"


def test_a_writer_whose_turn_does_not_come_is_told(store: Store, store_url: str) -> None:
    with store.write(), closing(Store(store_url, patience=0.05)) as other:
        with pytest.raises(StoreError, match="is busy with another import; try again"), other.write():
            pass
        assert names(other) == []
