"""The sources of a dossier on disk, with those in memory that were asked for lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping

from webapp.dossier.lines.line import Line
from webapp.dossier.lines.spool import Shelf
from webapp.dossier.source import Archived

ROOM = 1_000_000  # characters of text in memory; folded, they take some ten times as many bytes
FOLDER = "sources/"


class Archive(Mapping[str, Archived]):
    """Sources by id; one that nobody has put here is read when it is first asked for.

    Events side by side mostly cite the same ones, which are then folded once for all.
    """

    def __init__(self, lines: Shelf[Line], kept: Shelf[Archived], read: Callable[[Line], Archived]) -> None:
        self._lines, self._kept, self._read = lines, kept, read
        self._open: OrderedDict[str, Archived] = OrderedDict()
        self._size = 0

    def __getitem__(self, id: str) -> Archived:
        if id in self._open:
            self._open.move_to_end(id)
            return self._open[id]
        found = self._open[id] = self._kept.get(id) or self._read(self._lines[f"{FOLDER}{id}"])
        self._size += len(found.text or "")
        while self._size > ROOM and len(self._open) > 1:
            _, old = self._open.popitem(last=False)
            self._size -= len(old.text or "")
        return found

    def __contains__(self, id: object) -> bool:
        return id in self._open or f"{FOLDER}{id}" in self._lines

    def __iter__(self) -> Iterator[str]:
        return (key.removeprefix(FOLDER) for key in self._lines if key.startswith(FOLDER))

    def __len__(self) -> int:
        return sum(1 for _ in self)
