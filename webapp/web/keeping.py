"""The HTML of events as the timeline shows them, kept: most of a new view has been drawn for another.

The card of an event or round follows from the revision, the day whose knowledge it shows, and the addresses
that its links begin with. What else a view asks for, where it stands in it and what stands beside it, changes
nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace

from flask import Flask, current_app
from markupsafe import Markup

from webapp.bounded import Bounded
from webapp.store.rows import Edition, EventCard
from webapp.web.hosts import origin
from webapp.web.table import Card

ROOM = 8_000_000  # characters
OVERHEAD = 1500  # that a card takes beside its own, about

Draw = Callable[[Card], Markup]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card's HTML, and what else its place on the table follows from: of its event only that is kept."""

    event: EventCard
    html: Markup


class Kept(Bounded[Drawn]):
    """At most `room` characters of HTML."""

    def __init__(self, room: int) -> None:
        super().__init__(room, _size)


def _size(drawn: Drawn) -> int:
    return len(drawn.html) + OVERHEAD


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
        found = self.kept.get((self.of, key))
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
    revision = edition.id, edition.revision, edition.digest, edition.imported
    shown = edition.base, edition.known and edition.known.text, origin()
    return Cards(current_app.extensions["parley.cards"], (revision, shown))


def install(app: Flask, room: int = ROOM) -> None:
    app.extensions["parley.cards"] = Kept(room)
