"""The HTML of events as the timeline shows them, kept: most of a new view has been drawn for another.

An event's card follows from the revision, the day whose knowledge it shows, and the addresses that its links
begin with. What else a view asks for, where it stands in it and what stands beside it, changes nothing in it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from flask import Flask, current_app
from markupsafe import Markup

from webapp.store.rows import Edition
from webapp.web.hosts import origin
from webapp.web.table import Card

ROOM = 8_000_000  # characters
OVERHEAD = 500  # that a card takes beside its own, about

Draw = Callable[[Card], Markup]


class Kept:
    """At most `room` characters of HTML; what was not shown for the longest time goes first."""

    def __init__(self, room: int) -> None:
        self._left = room
        self._html: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Markup | None:
        with self._lock:
            if (found := self._html.get(key)) is not None:
                self._html.move_to_end(key)
            return found

    def put(self, key: Hashable, html: Markup) -> None:
        with self._lock:
            if key not in self._html:
                self._html[key] = html
                self._left -= len(html) + OVERHEAD
            while self._left < 0:
                _, gone = self._html.popitem(last=False)
                self._left += len(gone) + OVERHEAD

    def __len__(self) -> int:
        return len(self._html)


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one edition, as this request's pages show them."""

    kept: Kept
    of: Hashable

    def html(self, card: Card, draw: Draw) -> Markup:
        """The card, as it was kept or else drawn now."""
        key = self.of, card.event.ref.key
        found = self.kept.get(key)
        if found is None:
            found = draw(card)
            self.kept.put(key, found)
        return found


def cards(edition: Edition) -> Cards:
    """Those of the edition, in pages of the site as it is asked for by this request."""
    revision = edition.id, edition.revision, edition.digest, edition.imported
    shown = edition.base, edition.known and edition.known.text, origin()
    return Cards(current_app.extensions["parley.cards"], (revision, shown))


def install(app: Flask, room: int = ROOM) -> None:
    app.extensions["parley.cards"] = Kept(room)
