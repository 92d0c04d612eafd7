"""What is wrong with a line as JSON."""

from __future__ import annotations

from typing import NamedTuple

from webapp.dossier.lines.spot import spot
from webapp.dossier.tree import Path


class Fault(NamedTuple):
    """What is wrong with a line as JSON: the value at `path`, or what stands at the offset `at`."""

    message: str
    path: Path = ()
    at: int | None = None

    def column(self, text: str) -> int:
        """Where it stands in the line, from 1; the line is valid JSON where `at` is not given."""
        return (spot(text, self.path) if self.at is None else self.at) + 1
