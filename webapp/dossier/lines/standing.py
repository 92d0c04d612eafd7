"""What of a file says what the newest revision says already: it was checked then, and is not read again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol, TypeAlias

from webapp.dossier.across import Ledger
from webapp.dossier.lines.line import Line
from webapp.dossier.lines.spool import Shelf
from webapp.dossier.model import Effect

EFFECTS: tuple[Effect, ...] = ("fulfils", "breaks", "renews")
AT_ONCE = 500  # files that are looked at together

Known: TypeAlias = tuple[str, str | None]  # a key, and the digest of its line


class Standing(Protocol):
    """The newest revision of a dossier, made by this version of Parley, for as long as it is the newest."""

    @property
    def revision(self) -> int: ...

    def lines(self) -> Iterator[tuple[str, str | None]]:
        """Every key with the digest of its line, None where it came in a file, or before these were kept; in
        order of keys."""

    def files(self, keys: Sequence[str]) -> dict[str, str]:
        """The files of these keys."""

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
    other: list[str] = []  # keys of lines that are written otherwise, or came in files
    for line, known in _side_by_side(lines.all(), standing.lines()):
        if line is None:
            return None
        if known is None:
            found.add(line.key)
        elif line.digest != known[1]:
            other.append(line.key)
    for start in range(0, len(other), AT_ONCE):
        files = standing.files(other[start : start + AT_ONCE])
        found.update(key for key, file in files.items() if lines[key].file([]).text != file)
    if "dossier" in found:
        return None
    sources = {key for key in found if key.startswith("sources/")}
    return found | standing.citing(sources) | standing.settling(found - sources)


def makers(lines: Shelf[Line], keys: Collection[str], ledger: Ledger) -> set[str]:
    """The keys of what makes the commitments that these events settle."""
    ids = {id for key in keys for effect in EFFECTS for id in lines[key].listed(effect)}
    return {ledger.made[id].path.removesuffix(".md") for id in ids if id in ledger.made}


def _side_by_side(
    lines: Iterator[Line], known: Iterator[Known]
) -> Iterator[tuple[Line | None, Known | None]]:
    """Each line with what is known of its key, and with None what only one side has; in order of keys."""
    line, other = next(lines, None), next(known, None)
    while line or other:
        key = line and line.key
        if line and other and key == other[0]:
            yield line, other
            line, other = next(lines, None), next(known, None)
        elif key and (other is None or key < other[0]):
            yield line, None
            line = next(lines, None)
        else:
            yield None, other
            other = next(known, None)
