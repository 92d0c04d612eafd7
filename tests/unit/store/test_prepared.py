"""Statements that are given to the driver find what they do when SQLAlchemy runs them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import CompoundSelect, Select, bindparam, literal_column, select, union_all
from sqlalchemy.exc import DBAPIError

from tests.statements import statements
from tests.unit.store.folders import RICH, load
from webapp.publish import publish
from webapp.store import Store, StoreError
from webapp.store.models import Agreement, Deck, Event, Quote, Revision, Source
from webapp.store.prepared import Prepared

STATEMENTS: dict[
    str, tuple[Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]], dict[str, object]]
] = {
    "instants": (select(Revision.number, Revision.imported_at), {}),
    "pieces": (select(Quote.quote, Quote.pieces).order_by(Quote.event_id, Quote.number), {}),
    "truth and lists": (select(Agreement.reached, Agreement.citations).order_by(Agreement.position), {}),
    "nothing": (select(Source.author, Deck.fields).join(Deck, Deck.cover_id == 77), {}),
    "values": (
        select(Event.key, Event.place)
        .where(Event.key > bindparam("key"), Event.key != "events/opening")
        .order_by(Event.key)
        .limit(3),
        {"key": "a"},
    ),
    "many": (
        union_all(select(Event.key.label("one")), select(Source.key).where(Source.key == "x")).order_by(
            "one"
        ),
        {},
    ),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_rows_are_the_same(store: Store, name: str) -> None:
    publish(store, load(RICH))
    statement, values = STATEMENTS[name]
    prepared = Prepared(statement)
    with store.read() as connection:
        expected = connection.execute(statement, values).all()
        for _ in range(2):
            with statements() as seen:
                found = prepared.all(connection, values)
            assert [tuple(row) for row in found] == [tuple(row) for row in expected]
            assert [row._asdict() for row in found] == [dict(row._mapping) for row in expected]
            assert len(seen) == 1
    assert expected or name == "nothing"


def test_what_the_database_refuses_is_an_error_like_any_other(store: Store) -> None:
    prepared = Prepared(select(literal_column("nowhere")))
    with pytest.raises((DBAPIError, StoreError), match="nowhere"), store.read() as connection:
        prepared.all(connection, {})
    with store.read() as connection:
        assert connection.scalar(select(1)) == 1
