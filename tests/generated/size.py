"""How much is generated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2018, 3, 5)


@dataclass(frozen=True, slots=True)
class Size:
    """The same size and seed give the same files, to the letter. `rounds` are not counted among `events`."""

    events: int = 5000
    rounds: int = 30
    years: int = 6
    seed: int = 1
