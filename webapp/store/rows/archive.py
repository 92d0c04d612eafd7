"""The archive: all sources of a dossier, with how much rests on each."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.store.rows.dossier import SourceRef


@dataclass(frozen=True, slots=True)
class Holding:
    """A source with how many different quotes of it there are, and how many events and rounds cite it."""

    source: SourceRef
    quotes: int
    events: int


@dataclass(frozen=True, slots=True)
class Archive:
    """A window of the `total` sources, in order of publication, after the `first` of them.

    `earlier` is the key that the window before it ends before, `later` the one that the window after it
    begins after; None where there is nothing.
    """

    holdings: tuple[Holding, ...]
    total: int
    first: int
    earlier: str | None
    later: str | None
