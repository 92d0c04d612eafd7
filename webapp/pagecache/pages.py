"""A bounded collection of pages: those that were used last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from webapp.pagecache.answers import Answer

OVERHEAD = 2048  # bytes that headers, address and the collection take for a page, about
SHARE = 8  # no page may take more than this part of the room


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and the state of the store that it is of; None: of none."""

    answer: Answer
    store: str | None


class Pages:
    """At most `room` bytes of them; the one that was not asked for the longest time goes first."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            if (found := self._pages.get(key)) is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, key: Hashable, page: Kept) -> bool:
        """Keep the page, unless it is too large for that."""
        size = _size(page)
        if size * SHARE > self._room:
            return False
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._taken += size
            while self._taken > self._room:
                self._drop(next(iter(self._pages)))
        return True

    def discard(self, key: Hashable) -> None:
        with self._lock:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        if page := self._pages.pop(key, None):
            self._taken -= _size(page)

    def __len__(self) -> int:
        return len(self._pages)


def _size(page: Kept) -> int:
    return len(page.answer.body) + OVERHEAD
