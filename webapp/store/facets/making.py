"""The facets of a revision, made when it is published.

They follow from the versions alone, so that a database that is older than these facets gets the same ones.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, func, insert, literal_column, select

from webapp.quotes import Match
from webapp.store import digests
from webapp.store.facets.beginnings import ALONE
from webapp.store.facets.model import Cited, Facets
from webapp.store.facets.places import Placed, Places, held
from webapp.store.facets.told import tell
from webapp.store.models import PRESENT, EventActor, EventTopic, Facet, Quote, State
from webapp.store.queries.events import ROUND
from webapp.store.queries.filters import DIMENSIONS
from webapp.store.queries.within import DOSSIER, IN_TIME, within

AT_ONCE = 1000  # rows read at a time

_EVENTS = (
    select(
        State.event_id,
        State.date_sort,
        State.parties,
        State.kind,
        State.status,
        func.coalesce(State.number, ROUND).label("round"),
        State.number,
    )
    .where(within(State))
    .order_by(*IN_TIME)
)
_NAMED = {
    "actor": select(EventActor.actor, EventActor.event_id).where(EventActor.dossier_id == DOSSIER),
    "topic": select(EventTopic.topic, EventTopic.event_id).where(EventTopic.dossier_id == DOSSIER),
}
_CITED = select(Quote.quote, Quote.event_id, Quote.match).where(Quote.dossier_id == DOSSIER)
_LOOSE = _CITED.where(Quote.match != literal_column("'exact'"))
_CLASSES = {
    "quotes": (_CITED, tuple(Match)),
    "loose": (_LOOSE, tuple(match for match in Match if match != Match.EXACT)),
    "unverified": (_LOOSE, (Match.UNVERIFIED,)),
}


def record(connection: Connection, dossier_id: int, revision: int) -> None:
    """Write the facets of this revision; all of its versions must be written."""
    told = tell(_Making(connection, dossier_id, revision).facets())
    row = {"dossier_id": dossier_id, "revision": revision, "digest": digests.of_text(told), "facets": told}
    connection.execute(insert(Facet), row)


class _Making:
    """The facets of one revision, from its rows."""

    def __init__(self, connection: Connection, dossier_id: int, revision: int) -> None:
        self._connection = connection
        self._given = {"dossier": dossier_id, "revision": revision, "known": PRESENT}

    def facets(self) -> Facets:
        ids, times = array("I"), array("q")
        found = {name: defaultdict[str, "array[int]"](_listed) for name in (*DIMENSIONS, "number")}
        parties, kinds, statuses = found["party"], found["kind"], found["status"]
        for place, (id, time, with_, kind, status, round, number) in enumerate(self._rows(_EVENTS)):
            ids.append(id)
            times.append(time)
            for party in with_.split() or (ALONE,):
                parties[party].append(place)
            kinds[kind].append(place)
            statuses[status].append(place)
            if round is not None:
                found["round"][str(round)].append(place)
            if number is not None:
                found["number"][""].append(place)
        placed = Placed(ids)
        for name, statement in _NAMED.items():
            for value, id in self._rows(statement):
                found[name][value].extend(placed.of(id))
        return Facets(
            ids,
            times,
            {
                name: {
                    value: held(sorted(set(places)), len(ids)) for value, places in values.items() if places
                }
                for name, values in found.items()
            },
            {name: self._cited(placed, *which) for name, which in _CLASSES.items()},
        )

    def _cited(self, placed: Placed, statement: Select[*tuple[Any, ...]], matches: Collection[str]) -> Cited:
        """The quotes that match in one of these ways."""
        counts = array("I", bytes(4 * placed.length))
        sharing, shared = array("I"), array("I")
        for number, (_, rows) in enumerate(
            groupby(self._rows(statement.order_by(Quote.quote)), itemgetter(0))
        ):
            citing = sorted({place for _, id, match in rows if match in matches for place in placed.of(id)})
            if len(citing) == 1:
                counts[citing[0]] += 1
            else:
                sharing.extend(citing)
                shared.extend([number] * len(citing))
        sole, places = list[Places](), _more(counts, 0, range(placed.length))
        while places:
            sole.append(held(places, placed.length))
            places = _more(counts, len(sole), places)
        return Cited(sole, sharing, shared)

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
        yield from self._connection.execute(statement, self._given, execution_options={"yield_per": AT_ONCE})


def _listed() -> array[int]:
    return array("I")


def _more(counts: Sequence[int], than: int, places: Iterable[int]) -> array[int]:
    """Those of the places that count more than that."""
    return array("I", (place for place in places if counts[place] > than))
