"""Problems of a JSON Lines file: told at the line and value that they are about, in the folder's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.dossier.lines.fault import Fault
from webapp.dossier.lines.line import Line
from webapp.dossier.problems import Place, Problem, Report

MOST = 1000  # nobody mends more at once, and to find out what was meant takes its time for each


class TooManyError(Exception):
    """There are more problems than are told."""


class Problems(list[Problem]):
    """The first problems; one too many raises TooManyError."""

    def __init__(self) -> None:
        super().__init__()
        self._last: Problem | None = None

    def append(self, problem: Problem) -> None:
        if len(self) == MOST:
            more = f"more than {MOST:,} problems: reading stopped here; mend those above, and check again"
            self._last = Problem(problem.path, problem.line, problem.column, more)
            raise TooManyError
        super().append(problem)

    def told(self) -> list[Problem]:
        """In order of line, each once; last, where there are more, where reading stopped."""
        return sorted(set(self)) + ([self._last] if self._last else [])


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReport(Report):
    """Collects the problems of a file of the dossier and tells them at its line; `name` is the stream's."""

    name: str
    lines: Mapping[str, Line]

    def on(self, path: str) -> LineReport:
        return LineReport(path, self.problems, name=self.name, lines=self.lines)

    def add(self, place: Place, message: str) -> None:
        line = self._line(self.path)
        self.at(line.number, line.origin(place), message)

    def at(self, number: int, column: int, message: str) -> None:
        """A problem of a line as such."""
        self.problems.append(Problem(self.name, number, column, message))

    def faults(self, number: int, text: str, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.at(number, fault.column(text), fault.message)

    def where(self, path: str, place: Place | None = None) -> str:
        return f"{self.name}, line {self._line(path).number}"

    def words(self, file: str, line: str) -> str:
        return line

    def _line(self, path: str) -> Line:
        return self.lines[path.removesuffix(".md")]
