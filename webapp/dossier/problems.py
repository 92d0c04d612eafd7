"""What is wrong with a dossier folder: every mistake is a value that carries its place and its mend."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.timelimit import TimeLimit


class Place(NamedTuple):
    """A place in a text file: line and column from 1, in code points, a byte order mark not counted."""

    line: int
    column: int


START = Place(1, 1)


def place_at(text: str, offset: int) -> Place:
    """The place of an offset into the text of a file, whose lines end with LF."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. `path` is relative to the folder, itself `.`; `message` tells the mistake and its mend."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """Collects the problems of one file, for the reading of which it has a limit of time."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    limit: TimeLimit = field(default_factory=TimeLimit, compare=False, repr=False)

    def took_too_long(self, place: Place, what: str) -> None:
        """What follows at this place has been left, since it takes more time than there is for a file."""
        mend = "shorten it, and mend what else is wrong in this file"
        self.add(place, f"{what} takes more than {self.limit.seconds:g} seconds, and is left: {mend}")

    def add(self, place: Place, message: str) -> None:
        self.problems.append(Problem(self.path, place.line, place.column, message))

    def on(self, path: str) -> Report:
        """A report on another file that collects into the same list."""
        return Report(path, self.problems)

    def where(self, path: str, place: Place | None = None) -> str:
        """What a message calls a file of the dossier, or a place in it."""
        return f"{path}, line {place.line}" if place else path

    def words(self, file: str, line: str) -> str:
        """Of what a message says of a file and of a line of JSON Lines, that for which this is a report."""
        return file


def brief(text: str) -> str:
    """An author's words for a message: one line, cut where it is long, and what is invisible as its code."""
    line = re.sub("[ \t\n]+", " ", text[:200]).strip(" ")
    shown = "".join(letter if letter.isprintable() else f"⟨U+{ord(letter):04X}⟩" for letter in line)
    return shown if len(shown) <= 60 else shown[:59] + "…"
