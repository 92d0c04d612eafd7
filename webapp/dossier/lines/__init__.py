"""A dossier as JSON Lines: one object a line, each for one file, read without ever being in memory whole.

Lines become the files that an author would write, and those are read as in a folder: same checks, same words.
Two passes: first every line is put on disk by its key, so that each knows of all others; then each is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeAlias

from webapp.dossier import across, cover, event, files, frontmatter, source
from webapp.dossier.citations import Desk
from webapp.dossier.decoding import clean
from webapp.dossier.files import File
from webapp.dossier.lines import sorting
from webapp.dossier.lines.archive import Archive
from webapp.dossier.lines.line import Fault, Line
from webapp.dossier.lines.report import LineReport, Problems, TooManyError
from webapp.dossier.lines.spool import Shelf, Spool
from webapp.dossier.model import Counts, Cover, Event, Source
from webapp.dossier.problems import Problem, Report
from webapp.dossier.roll import Roll

__all__ = ["Spooled", "read"]

Progress: TypeAlias = Callable[[int, int], None]
Shown: TypeAlias = Callable[[str], AbstractContextManager[Progress | None]]
AT_ONCE = 100  # events between two reports of progress


@dataclass(frozen=True, slots=True)
class Spooled:
    """A dossier on disk (see `webapp.dossier.model.Contents`) until it is closed."""

    id: str
    cover: Cover
    counts: Counts
    spool: Spool
    archive: Archive
    kept: Shelf[Event]

    @property
    def sources(self) -> Iterator[Source]:
        return (archived.source for archived in self.archive.all() if archived.source)

    @property
    def events(self) -> Iterator[Event]:
        return self.kept.all()

    def close(self) -> None:
        self.spool.close()


def _hidden(label: str) -> AbstractContextManager[None]:
    return nullcontext()


def read(
    stream: BinaryIO, name: str, id: str | None = None, shown: Shown = _hidden
) -> Spooled | list[Problem]:
    """The dossier in a stream of JSON Lines, or what is wrong with it, in order of line.

    `name` is what problems call the stream. `id` is the dossier's where its line should not say. `shown`
    opens a display of how far the work has come. Of very many problems only the first are reported. Never
    raises for what can be in the stream.
    """
    spool, problems = Spool(), Problems()
    found = None
    try:
        with suppress(TooManyError):
            found = _Reading(spool, problems, name, shown).read(stream, id)
    finally:
        if found is None:
            spool.close()
    return found or problems.told()


class _Reading:
    """The way of a dossier from lines to what they say."""

    def __init__(self, spool: Spool, problems: Problems, name: str, shown: Shown) -> None:
        self._spool, self._shown = spool, shown
        self._lines = Shelf[Line](spool, "lines")
        self._report = LineReport(".", problems, name=name, lines=self._lines)
        self._archive = Archive(spool)
        self._events = Shelf[Event](spool, "events")
        self._ledger = across.Ledger(
            Shelf(spool, "made"), Shelf(spool, "said"), Shelf(spool, "settled"), Shelf(spool, "dates")
        )

    def read(self, stream: BinaryIO, given: str | None) -> Spooled | None:
        """The dossier, or None where there are problems."""
        with self._shown("Reading") as progress:
            many = sorting.sort(stream, self._lines, self._report, progress)
        id = sorting.name(given, self._lines, self._report)
        front, roll = self._cover()
        self._sources(roll, front.language if front else "en")
        self._promises()
        desk = Desk(id, roll.including("source", self._archive.keys()), self._archive, self._lines.keys())
        with self._shown("Checking") as progress:
            self._read_events(desk, many["round"] + many["event"], progress)
        self._ledger.balance(self._report)
        if front is None or self._report.problems:
            return None
        counts = Counts(many["source"], many["round"], many["event"], len(self._ledger.said))
        return Spooled(id, front, counts, self._spool, self._archive, self._events)

    def _cover(self) -> tuple[Cover | None, Roll]:
        for line in self._lines.below("dossier"):
            return cover.read(self._file(line), self._lines.keys(), self._report.on(line.path))
        return None, cover.NOTHING

    def _sources(self, roll: Roll, language: str) -> None:
        for line in self._lines.below("sources/"):
            report = self._report.on(line.path)
            self._archive.put(line.id, source.read(self._file(line), roll, language, report))

    def _promises(self) -> None:
        """Enters all commitments; what else is wrong with their events is told when those are read."""
        for line in self._dated():
            if '"commitments"' in line.text:
                page = frontmatter.split(line.file([]).text, Report(""))
                self._ledger.promises(line.path, page.matter if page else None, self._report)

    def _read_events(self, desk: Desk, count: int, progress: Progress | None) -> None:
        rounds = {line.id for line in self._lines.below("rounds/")}
        roll = desk.roll.including("round", rounds).including("commitment", self._ledger.made.keys())
        desk = replace(desk, roll=roll)
        for done, line in enumerate(self._dated(), 1):
            self._read_event(line, desk)
            if progress and (done % AT_ONCE == 0 or done == count):
                progress(done, count)

    def _read_event(self, line: Line, desk: Desk) -> None:
        report = self._report.on(line.path)
        file = self._file(line)
        page = frontmatter.read(file, report)
        if page:
            draft = event.read(file, page, desk, report)
            self._ledger.enter(draft, self._report)
            if draft.event:
                self._events[line.key] = draft.event

    def _dated(self) -> Iterator[Line]:
        """Events and rounds, in the order in which a folder is read."""
        for folder in ("events/", "rounds/"):
            yield from self._lines.below(folder)

    def _file(self, line: Line) -> File:
        report = self._report.on(line.path)
        faults: list[Fault] = []
        raw = line.file(faults).text
        report.faults(line.number, line.text, faults)
        fits = files.fits(len(raw.encode()), line.key.partition("/")[0], report)
        return File(line.path, line.key, raw, clean(raw, report) if fits else None)
