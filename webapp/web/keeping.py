"""HTML that is kept: most of a new view has been drawn for another.

What shows a whole edition follows from it and from the addresses that its links begin with. The card of an
event or round follows from the revision, the day whose knowledge it shows, and the addresses that its links
begin with. What else a view asks for, where it stands in it and what stands beside it, changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from flask import Flask, current_app
from markupsafe import Markup

from webapp.bounded import Bounded
from webapp.store.rows import Edition, EventCard
from webapp.web.hosts import origin
from webapp.web.table import Card

ROOM = 8_000_000  # characters
OVERHEAD = 500  # that what is kept takes beside its own, about
EVENT = 1000  # that an event takes, about

Draw = Callable[[Card], Markup]
T = TypeVar("T", bound=Sized)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card's HTML, and what its place on the table follows from: of its event that alone is kept."""

    event: EventCard
    html: Markup

    def __len__(self) -> int:
        return len(self.html) + EVENT


class Kept(Bounded[Any]):
    """At most `room` characters of HTML, or of what has some."""

    def __init__(self, room: int) -> None:
        super().__init__(room, _size)


def _size(html: Sized) -> int:
    return len(html) + OVERHEAD


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one edition, as this request's pages show them.

    What they `get` was drawn before, and need not be read. It is held from then on, whatever makes room for
    others meanwhile.
    """

    kept: Kept
    of: Hashable
    held: dict[str, Markup] = field(default_factory=dict)

    def get(self, key: str, /) -> EventCard | None:
        found: Drawn | None = self.kept.get((self.of, key))
        if found is None:
            return None
        self.held[key] = found.html
        return found.event

    def html(self, card: Card, draw: Draw) -> Markup:
        """The card, as it was kept or else drawn now."""
        key = card.event.ref.key
        if key not in self.held:
            self.held[key] = draw(card)
            event = replace(card.event, html="", quotes=())
            self.kept.put((self.of, key), Drawn(event, self.held[key]))
        return self.held[key]


def cards(edition: Edition) -> Cards:
    """Those of the edition, in pages of the site as it is asked for by this request."""
    return Cards(_all(), _shown(edition))


def kept(edition: Edition, name: str, draw: Callable[[], T]) -> T:
    """What shows the edition alone, whatever else is asked for: as it was kept by that name, or drawn now."""
    key = _shown(edition), name
    found: T | None = _all().get(key)
    if found is None:
        found = draw()
        _all().put(key, found)
    return found


def _all() -> Kept:
    found: Kept = current_app.extensions["parley.cards"]
    return found


def _shown(edition: Edition) -> Hashable:
    revision = edition.id, edition.revision, edition.digest, edition.imported
    return revision, (edition.base, edition.known and edition.known.text, origin())


def install(app: Flask, room: int = ROOM) -> None:
    app.extensions["parley.cards"] = Kept(room)
