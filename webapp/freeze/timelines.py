"""The windows of timelines: a copy has those that follow one another from the start, and no others.

A link to any other place, or to a stretch of time, leads to where that begins in one of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from webapp.dates import Date
from webapp.store import queries
from webapp.store.queries.place import After, At, Before
from webapp.store.queries.windows import starts
from webapp.web.table import anchor
from webapp.web.view import START, View

HELD = 50  # walks that are held at a time; a long one takes some megabytes


@dataclass(frozen=True, slots=True)
class Walk:
    """All that a view shows, in order of time: the keys, when each begins, and at which the windows start."""

    keys: list[str]
    places: dict[str, int]
    begins: list[int]
    starts: tuple[int, ...]

    def key(self, index: int) -> str | None:
        return self.keys[index] if 0 <= index < len(self.keys) else None

    def start(self, index: int) -> int:
        """The start of the window that shows it; of what lies outside, the nearest."""
        return self.starts[max(0, bisect_right(self.starts, index) - 1)]


class Timelines:
    """Those of the site as this connection reads it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._walks: dict[Hashable, Walk] = {}

    def place(self, view: View, fragment: str) -> tuple[View, str]:
        """The view that the copy has in place of this one, and where in that it begins."""
        first = view.filters.from_
        whole = replace(view, filters=view.filters.without("from", "to"), place=START)
        walk = self._walk(whole)
        index = 0
        match view.place:
            case After(key):
                index = walk.places.get(key, -1) + 1
            case Before(key):
                index = walk.places.get(key, 0) - 1
            case At(str() as key):
                index = walk.places.get(key, 0)
            case At(Date() as date):
                index = bisect_left(walk.begins, date.sort[0])
            case _ if first and first.earliest is not None:
                index = bisect_left(walk.begins, first.earliest)
                begun = walk.key(index)
                fragment = anchor(begun) if begun else fragment
        before = walk.key(walk.start(index) - 1)
        return replace(whole, place=After(before) if before else START), fragment

    def _walk(self, view: View) -> Walk:
        edition = view.edition
        name = edition.id, edition.known and edition.known.text, view.filters
        if name not in self._walks:
            if len(self._walks) == HELD:
                del self._walks[next(iter(self._walks))]
            found = queries.beginnings(self._connection, edition, view.filters)
            keys = [key for key, _ in found]
            places = {key: index for index, key in enumerate(keys)}
            self._walks[name] = Walk(keys, places, [begins for _, begins in found], starts(len(keys)))
        return self._walks[name]
