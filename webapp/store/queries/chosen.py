"""What satisfies the filters, from the facets that are kept with a revision: no event is asked for."""

from __future__ import annotations

from functools import cached_property, reduce
from operator import and_

from sqlalchemy import Connection, bindparam, case, select

from webapp.bounded import Bounded
from webapp.store.facets.beginnings import overall
from webapp.store.facets.model import Facets
from webapp.store.facets.places import Selection, span
from webapp.store.facets.told import read
from webapp.store.models import Facet
from webapp.store.queries.filters import BEGINNING, DIMENSIONS, END, Filters
from webapp.store.queries.within import DOSSIER, REVISION, parameters
from webapp.store.rows import Edition
from webapp.timeline.overall import Overall

MOST_KEPT = 48_000_000  # bytes of facets; those of a million events take about 27 million

_FACETS = select(Facet.digest, case((Facet.digest != bindparam("held"), Facet.facets)).label("facets")).where(
    Facet.dossier_id == DOSSIER, Facet.revision == REVISION
)
_Kept = tuple[str, Facets]
_kept: Bounded[_Kept] = Bounded(MOST_KEPT, size=lambda kept: kept[1].size)


class Chosen:
    """The events of an edition by the filters, which are of what facets tell."""

    def __init__(self, facets: Facets, filters: Filters) -> None:
        self.facets = facets
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
        given = self._filters.parameters
        first, last = given.get("only_from", BEGINNING), given.get("only_to", END)
        return self.facets.begun(*((first, END) if name == "from" else (BEGINNING, last)))


def chosen(connection: Connection, edition: Edition, filters: Filters) -> Chosen | None:
    """None where facets cannot tell: of an edition as known on a day, and where words are looked for."""
    if edition.known or filters.q:
        return None
    facets = _facets(connection, edition)
    return Chosen(facets, filters) if facets else None


def _facets(connection: Connection, edition: Edition) -> Facets | None:
    """Those of the edition, read where they are not the ones that were read before."""
    key = edition.dossier_id, edition.revision
    digest, facets = _kept.get(key) or ("", None)
    found = connection.execute(_FACETS, parameters(edition, held=digest)).one_or_none()
    if found is None:
        return None
    if found.facets is None:
        return facets
    read_now = read(found.facets)
    _kept.put(key, (found.digest, read_now))
    return read_now
