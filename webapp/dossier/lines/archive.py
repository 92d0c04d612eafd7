"""The sources of a dossier on disk, with those in memory that were asked for lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from webapp.dossier.lines.spool import Shelf, Spool
from webapp.dossier.source import Archived

ROOM = 3_000_000  # characters of text in memory; folded, they take some ten times as many bytes


class Archive(Mapping[str, Archived]):
    """Sources by id. Events side by side mostly cite the same ones, which are then folded once for all."""

    def __init__(self, spool: Spool) -> None:
        self._kept = Shelf[Archived](spool, "archive")
        self._open: OrderedDict[str, Archived] = OrderedDict()
        self._size = 0

    def put(self, id: str, archived: Archived) -> None:
        self._kept[id] = archived

    def __getitem__(self, id: str) -> Archived:
        if id in self._open:
            self._open.move_to_end(id)
            return self._open[id]
        found = self._open[id] = self._kept[id]
        self._size += len(found.text or "")
        while self._size > ROOM and len(self._open) > 1:
            _, old = self._open.popitem(last=False)
            self._size -= len(old.text or "")
        return found

    def __contains__(self, id: object) -> bool:
        return id in self._open or id in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def all(self) -> Iterator[Archived]:
        """All of them in order of id, none of which stays in memory."""
        return self._kept.all()
