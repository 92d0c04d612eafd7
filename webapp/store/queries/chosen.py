"""What satisfies the filters, from the facets that are kept with a revision: no event is asked for."""

from __future__ import annotations

from functools import cached_property, reduce
from hashlib import sha256
from operator import and_
from sys import getsizeof

from sqlalchemy import Connection, bindparam, case, select

from webapp.bounded import Bounded
from webapp.store.facets.beginnings import overall
from webapp.store.facets.model import Facets
from webapp.store.facets.places import Selection, span
from webapp.store.facets.told import read
from webapp.store.models import Facet
from webapp.store.queries.filters import BEGINNING, DIMENSIONS, END, Filters
from webapp.store.queries.hits import asked
from webapp.store.queries.matching import match_parameters
from webapp.store.queries.within import DOSSIER, REVISION, parameters
from webapp.store.rows import Edition
from webapp.timeline.overall import Overall

MOST_KEPT = 48_000_000  # bytes of facets; those of a million events take about 31 million
MATCHED = 4_000_000  # bytes of places where words were looked for; of a million events they take 125,000
OVERHEAD = 500  # bytes that these take beside their own, about

_FACETS = select(Facet.digest, case((Facet.digest != bindparam("held"), Facet.facets)).label("facets")).where(
    Facet.dossier_id == DOSSIER, Facet.revision == REVISION
)
_Kept = tuple[str, Facets]
_kept: Bounded[_Kept] = Bounded(MOST_KEPT, size=lambda kept: kept[1].size)
_matched: Bounded[int] = Bounded(MATCHED, size=lambda places: getsizeof(places) + OVERHEAD)


class Chosen:
    """The events of an edition by the filters; `matched` are the places of those that match the words."""

    def __init__(self, facets: Facets, filters: Filters, matched: int) -> None:
        self.facets = facets
        self._matched = matched
        self.active = filters.active
        self._filters = filters
        self._bits = {name: self._having(name) for name in filters.active}

    @cached_property
    def all(self) -> Selection:
        return self.but()

    def but(self, *names: str) -> Selection:
        """The same without these filters."""
        return self.select(*(bits for name, bits in self._bits.items() if name not in names))

    def others(self, name: str) -> Selection:
        """What satisfies all filters but that one, and has none of its values."""
        return self.select(self.but(name).bits & ~self._bits[name])

    def select(self, *bits: int) -> Selection:
        """The events that are in all of these sets."""
        length = self.facets.length
        return Selection(reduce(and_, bits, span(0, length)), length)

    def begun(self, frame: tuple[int, int]) -> Selection:
        """Those that begin from its first second to its last."""
        return self.select(self.all.bits, self.facets.begun(*frame))

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """When the first and the last begin."""
        ends = self.all.ends(0, self.facets.length)
        first, last = (self.facets.times[place] for place in ends) if ends else (None, None)
        return first, last

    def overall(self, edition: Edition, selected: Selection) -> Overall:
        return overall(self.facets, selected, edition.lanes)

    def ids(self, selected: Selection, first: int, most: int) -> list[int]:
        """As many of their ids in order of time, after the `first` of them."""
        return [self.facets.ids[place] for place in selected.listed(first, most)]

    def _having(self, name: str) -> int:
        if name in DIMENSIONS:
            return self.facets.having(name, map(str, getattr(self._filters, name)))
        if name == "q":
            return self._matched
        given = self._filters.parameters
        first, last = given.get("only_from", BEGINNING), given.get("only_to", END)
        return self.facets.begun(*((first, END) if name == "from" else (BEGINNING, last)))


def chosen(connection: Connection, edition: Edition, filters: Filters) -> Chosen | None:
    """None where facets cannot tell: of an edition as known on a day."""
    kept = None if edition.known else _facets(connection, edition)
    if kept is None:
        return None
    matched = _matching(connection, edition, kept, filters.q) if filters.q else 0
    return Chosen(kept[1], filters, matched)


def _facets(connection: Connection, edition: Edition) -> _Kept | None:
    """Those of the edition, read where they are not the ones that were read before."""
    key = edition.dossier_id, edition.revision
    kept = _kept.get(key)
    found = connection.execute(_FACETS, parameters(edition, held=kept[0] if kept else "")).one_or_none()
    if found is None:
        return None
    if found.facets is not None:
        kept = found.digest, read(found.facets)
        _kept.put(key, kept)
    return kept


def _matching(connection: Connection, edition: Edition, kept: _Kept, text: str) -> int:
    """The places of the events that match the text; looked for once for all that a page tells of them."""
    looked_for = match_parameters(text)
    digest, facets = kept
    words = sha256(str(looked_for["fts5"]).encode()).digest()  # anybody can make up long ones
    key = edition.dossier_id, edition.revision, edition.digest, digest, words
    found = _matched.get(key)
    if found is None:
        here, given = asked(connection, True, parameters(edition, **looked_for))
        found = facets.placed.bits(connection.scalars(here.events, given))
        _matched.put(key, found)
    return found
