"""What of a file says what the newest revision says already: it was checked then, and is not read again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from webapp.dossier.across import Ledger
from webapp.dossier.lines.line import Line
from webapp.dossier.lines.spool import Shelf
from webapp.dossier.model import Effect

EFFECTS: tuple[Effect, ...] = ("fulfils", "breaks", "renews")


class Standing(Protocol):
    """The newest revision of a dossier, made by this version of Parley, for as long as it is the newest."""

    @property
    def revision(self) -> int: ...

    def files(self) -> Iterator[tuple[str, str]]:
        """Every key with its file, in order of keys."""

    def citing(self, sources: Collection[str]) -> set[str]:
        """The keys of the events that quote these sources."""

    def settling(self, events: Collection[str]) -> set[str]:
        """The keys of the events that settle commitments which these make."""

    def speakers(self, quote: str) -> list[tuple[str, str | None]]:
        """The keys of the events that cite these words, and as whose."""


def anew(lines: Shelf[Line], standing: Standing) -> set[str] | None:
    """The keys of all that must be read: what is new or another, and what depends on that.

    None where this is everything: another dossier.md concerns every event, and so may a file that is gone.
    """
    found: set[str] = set()
    for line, file in _side_by_side(lines.all(), standing.files()):
        if line is None:
            return None
        if file is None or line.file([]).text != file:
            found.add(line.key)
    if "dossier" in found:
        return None
    sources = {key for key in found if key.startswith("sources/")}
    return found | standing.citing(sources) | standing.settling(found - sources)


def makers(lines: Shelf[Line], keys: Collection[str], ledger: Ledger) -> set[str]:
    """The keys of what makes the commitments that these events settle."""
    ids = {id for key in keys for effect in EFFECTS for id in lines[key].listed(effect)}
    return {ledger.made[id].path.removesuffix(".md") for id in ids if id in ledger.made}


def _side_by_side(
    lines: Iterator[Line], files: Iterator[tuple[str, str]]
) -> Iterator[tuple[Line | None, str | None]]:
    """Each line with the file of its key, and with None what only one side has; both in order of keys."""
    line, file = next(lines, None), next(files, None)
    while line or file:
        first = min(key for key in (line and line.key, file and file[0]) if key)
        here = line if line and line.key == first else None
        there = file if file and file[0] == first else None
        yield here, there[1] if there else None
        line = next(lines, None) if here else line
        file = next(files, None) if there else file
