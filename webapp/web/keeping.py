"""The HTML of events as the timeline shows them, kept: most of a new view has been drawn for another.

An event's card follows from the revision, the day whose knowledge it shows, and the addresses that its links
begin with. What else a view asks for, where it stands in it and what stands beside it, changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from flask import Flask, current_app
from markupsafe import Markup

from webapp.bounded import Bounded
from webapp.store.rows import Edition
from webapp.web.hosts import origin
from webapp.web.table import Card

ROOM = 8_000_000  # characters
OVERHEAD = 500  # that a card takes beside its own, about

Draw = Callable[[Card], Markup]


class Kept(Bounded[Markup]):
    """At most `room` characters of HTML."""

    def __init__(self, room: int) -> None:
        super().__init__(room, _size)


def _size(html: Markup) -> int:
    return len(html) + OVERHEAD


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one edition, as this request's pages show them.

    What is `in` them was drawn before: its quotes need not be read. It is held from then on, whatever makes
    room for others meanwhile.
    """

    kept: Kept
    of: Hashable
    held: dict[str, Markup] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        found = self.kept.get((self.of, key))
        if found is not None:
            self.held[str(key)] = found
        return found is not None

    def html(self, card: Card, draw: Draw) -> Markup:
        """The card, as it was kept or else drawn now."""
        key = card.event.ref.key
        if key not in self.held:
            self.held[key] = draw(card)
            self.kept.put((self.of, key), self.held[key])
        return self.held[key]


def cards(edition: Edition) -> Cards:
    """Those of the edition, in pages of the site as it is asked for by this request."""
    revision = edition.id, edition.revision, edition.digest, edition.imported
    shown = edition.base, edition.known and edition.known.text, origin()
    return Cards(current_app.extensions["parley.cards"], (revision, shown))


def install(app: Flask, room: int = ROOM) -> None:
    app.extensions["parley.cards"] = Kept(room)
