"""What is wrong with a zip."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`path` is a file of the zip, or `.` for the zip itself; `what` is wrong with it."""

    path: str
    what: str


class RefusedError(Exception):
    """The zip is not read any further: it has these faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__()
        self.faults = faults
