"""A bounded collection of what is made at some cost and wanted again: what was used last stays."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Bounded(Generic[T]):
    """At most `room`, by the `size` of each; what was not asked for the longest time goes first.

    Nothing is kept that takes more than one part in `share` of the room. May be shared by threads.
    """

    def __init__(self, room: int, size: Callable[[T], int], share: int = 1) -> None:
        self._room = room
        self._size = size
        self._share = share
        self._taken = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, value: T) -> bool:
        """Keep it, unless it is too large for that."""
        size = self._size(value)
        if size * self._share > self._room:
            return False
        with self._lock:
            self._drop(key)
            self._kept[key] = value
            self._taken += size
            while self._taken > self._room:
                self._drop(next(iter(self._kept)))
        return True

    def discard(self, key: Hashable) -> None:
        with self._lock:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        if (gone := self._kept.pop(key, None)) is not None:
            self._taken -= self._size(gone)

    def __len__(self) -> int:
        return len(self._kept)
