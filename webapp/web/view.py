"""What a timeline shows. A view is its URL and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from webapp.dates import Date
from webapp.store.passages.terms import terms
from webapp.store.queries.filters import EVERYTHING, Filters
from webapp.store.queries.place import After, At, Before, Place, Start
from webapp.store.queries.windows import LONG
from webapp.store.rows import Edition
from webapp.web.asked import Asked
from webapp.web.faults import refusal
from webapp.web.parameters import Pairs, address, canonical
from webapp.web.table import anchor

SEVERAL = ("party", "actor", "topic", "kind", "status", "round")
NARROWING = (*SEVERAL, "from", "to", "q", "known")
NAMES = (*NARROWING, "after", "before", "at")
START = Start()


@dataclass(frozen=True, slots=True)
class View:
    """A timeline of an edition: what it is narrowed to, and where its window stands."""

    edition: Edition
    filters: Filters = EVERYTHING
    place: Place = START

    @property
    def pairs(self) -> Pairs:
        """The parameters of its URL."""
        return canonical([*self._given, *_day(self.edition), *placed(self.place)], NAMES)

    @property
    def chosen(self) -> Pairs:
        """The parameters that narrow it, a pair for each value, in canonical order."""
        return canonical(self._given, NAMES)

    @property
    def _given(self) -> Pairs:
        filters = self.filters
        several = [(name, str(value)) for name in SEVERAL for value in getattr(filters, name)]
        single = [("from", filters.from_ and filters.from_.text), ("to", filters.to and filters.to.text)]
        return [*several, *((name, text) for name, text in single if text), ("q", filters.q)]

    @property
    def path(self) -> str:
        return f"{self.edition.base}/"

    @property
    def wordless(self) -> bool:
        """Is there a text to look for, without anything that can be found?"""
        return bool(self.filters.q) and not terms(self.filters.q)

    @property
    def kept(self) -> Pairs:
        """The parameters of all its windows."""
        return replace(self, place=START).pairs

    @property
    def cleared(self) -> str:
        """The address of the whole timeline, as known on the same day."""
        return self.edition.link()

    def url(self, fragment: str = "", **changes: Any) -> str:
        """The address of this view, or of one with other filters (`from_=…`) or another `place`.

        A view with other filters begins at its start.
        """
        place = changes.pop("place", START if changes else self.place)
        other = replace(self, filters=replace(self.filters, **changes), place=place)
        path = address(self.path, other.pairs)
        return f"{path}#{fragment}" if fragment else path

    def without(self, name: str, value: object = None) -> View:
        """The view without one value of a parameter, or without the parameter."""
        if value is None:
            return replace(self, filters=self.filters.without(name), place=START)
        left: Any = tuple(each for each in getattr(self.filters, name) if each != value)
        return replace(self, filters=replace(self.filters, **{name: left}), place=START)

    def show(self, key: str) -> str:
        """The address of this view's window that begins with that event or round, at that very place."""
        return self.url(anchor(key), place=At(key))


def placed(place: Place) -> Pairs:
    """The parameter that says where a window stands; none at the start."""
    match place:
        case After(key):
            return [("after", key)]
        case Before(key):
            return [("before", key)]
        case At(what):
            return [("at", what.text if isinstance(what, Date) else what)]
    return []


def _day(edition: Edition) -> Pairs:
    return [("known", edition.known.text)] if edition.known else []


def narrowed(edition: Edition, **values: Any) -> str:
    """The address of the edition's timeline, narrowed to these values (`topic="water"`) of parameters."""
    chosen = [(name, str(value)) for name, value in values.items()]
    return address(f"{edition.base}/", canonical([*chosen, *_day(edition)], NAMES))


def in_timeline(edition: Edition, key: str) -> str:
    """Where the timeline of the whole dossier shows that event or round."""
    if edition.size > LONG:
        shown = address(f"{edition.base}/", [*_day(edition), *placed(At(key))])
        return f"{shown}#{anchor(key)}"
    return edition.link("", anchor(key))


def view(edition: Edition) -> View:
    """The view that this request asks for. Raises Refused."""
    asked = Asked(edition)
    first, last = asked.span()
    filters = Filters(
        party=asked.party(),
        actor=asked.actor(),
        topic=asked.topic(),
        kind=asked.kind(),
        status=asked.status(),
        round=asked.round(),
        from_=first,
        to=last,
        q=asked.q(),
    )
    place = asked.place()
    if asked.faults:
        raise refusal(asked.faults)
    return View(edition, filters, place)
