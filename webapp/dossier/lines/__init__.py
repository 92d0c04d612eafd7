"""A dossier as JSON Lines: one object a line, each for one file, read without ever being in memory whole.

Lines become the files that an author would write, and those are read as in a folder: same checks, same words.
Two passes: first every line is put on disk by its key, so that each knows of all others; then each is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeAlias

from webapp.dossier import across, cover, frontmatter, source
from webapp.dossier.citations import Desk
from webapp.dossier.files import File
from webapp.dossier.lines import helpers, sorting
from webapp.dossier.lines.archive import FOLDER, Archive
from webapp.dossier.lines.checking import check, written
from webapp.dossier.lines.fault import Fault
from webapp.dossier.lines.line import Line
from webapp.dossier.lines.report import LineReport, Problems, TooManyError
from webapp.dossier.lines.spool import Shelf, Spool
from webapp.dossier.lines.standing import Standing, anew, makers
from webapp.dossier.model import Counts, Cover, Event, Source
from webapp.dossier.problems import START, Problem, Report
from webapp.dossier.roll import Roll
from webapp.dossier.source import Archived

__all__ = ["Spooled", "Standing", "read"]

Progress: TypeAlias = Callable[[int, int], None]
Shown: TypeAlias = Callable[[str], AbstractContextManager[Progress | None]]
Newest: TypeAlias = Callable[[str], Standing | None]
DATED = ("events/", "rounds/")
MANY = 2000  # events that are worth starting other processes for
AT_ONCE = 100  # events between two reports of progress


@dataclass(frozen=True, slots=True)
class Spooled:
    """A dossier on disk (see `webapp.dossier.model.Contents`) until it is closed.

    `counts` are of what has been read.
    """

    id: str
    cover: Cover
    counts: Counts
    base: int | None
    spool: Spool
    lines: Shelf[Line]
    archive: Shelf[Archived]
    written: Shelf[Event]

    @property
    def sources(self) -> Iterator[Source]:
        return (archived.source for archived in self.archive.all() if archived.source)

    @property
    def events(self) -> Iterator[Event]:
        return self.written.all()

    @property
    def packed(self) -> Iterator[tuple[str, bytes]]:
        return self.written.packed()

    def line(self, key: str) -> str:
        return self.lines[key].digest

    def close(self) -> None:
        self.spool.close()


def _hidden(label: str) -> AbstractContextManager[None]:
    return nullcontext()


def _nothing(id: str) -> None:
    return None


def read(
    stream: BinaryIO,
    name: str,
    id: str | None = None,
    shown: Shown = _hidden,
    newest: Newest = _nothing,
    helpers: int = 0,
) -> Spooled | list[Problem]:
    """The dossier in a stream of JSON Lines, or what is wrong with it, in order of line.

    `name` is what problems call the stream. `id` is the dossier's where its line should not say. `shown`
    opens a display of how far the work has come. `newest` gives the newest revision of a dossier: what says
    the same there is not checked again. So many `helpers`, which are processes, check events where there are
    very many. Of very many problems only the first are reported. Never raises for what can be in the stream.
    """
    spool, problems = Spool(), Problems()
    found = None
    try:
        with suppress(TooManyError):
            found = _Reading(spool, problems, name, shown, helpers).read(stream, id, newest)
    finally:
        if found is None:
            spool.close()
    return found or problems.told()


class _Reading:
    """The way of a dossier from lines to what they say."""

    def __init__(self, spool: Spool, problems: Problems, name: str, shown: Shown, helpers: int) -> None:
        self._spool, self._shown, self._helpers = spool, shown, helpers
        self._lines = Shelf[Line](spool, "lines", Line.packed, Line.unpacked)
        self._report = LineReport(".", problems, name=name, lines=self._lines)
        self._archive = Shelf[Archived](spool, "archive")
        self._events = Shelf[Event](spool, "events")
        self._ledger = across.Ledger(
            Shelf(spool, "made"),
            Shelf(spool, "said", across.Saying.packed, across.Saying.unpacked),
            Shelf(spool, "settled"),
            Shelf(spool, "dates"),
        )
        self._standing: Standing | None = None
        self._anew: set[str] | None = None  # the keys of what is read, unless that is everything

    def read(self, stream: BinaryIO, given: str | None, newest: Newest) -> Spooled | None:
        """The dossier, or None where there are problems."""
        with self._shown("Reading") as progress:
            many = sorting.sort(stream, self._lines, self._report, progress)
        id = sorting.name(given, self._lines, self._report)
        front, roll = self._cover()
        self._promises()
        self._compare(newest(id))
        archive = self._sources(roll, front.language if front else "en")
        roll = roll.including("source", archive.keys())
        with self._shown("Checking") as progress:
            dated = many["round"] + many["event"]
            self._read_events(Desk(id, roll, archive, self._lines.keys()), dated, progress)
        self._ledger.balance(self._report)
        if front is None or self._report.problems:
            return None
        said = self._ledger.said
        unverified = sum(not saying.verified for saying in said.values())
        counts = Counts(many["source"], many["round"], many["event"], len(said), unverified)
        base = self._standing.revision if self._standing else None
        return Spooled(id, front, counts, base, self._spool, self._lines, self._archive, self._events)

    def _compare(self, standing: Standing | None) -> None:
        """Finds out what has to be read: after a problem, or where most is another, everything."""
        if standing is None or self._report.problems:
            return
        found = anew(self._lines, standing)
        if found is not None and 2 * len(found) < len(self._lines):
            events = {key for key in found if not key.startswith(FOLDER)}
            self._standing, self._anew = standing, found | makers(self._lines, events, self._ledger)

    def _cover(self) -> tuple[Cover | None, Roll]:
        for line in self._lines.below("dossier"):
            report = self._report.on(line.path)
            return cover.read(self._file(line, report), self._lines.keys(), report)
        return None, cover.NOTHING

    def _sources(self, roll: Roll, language: str) -> Archive:
        for line in self._lines.below(FOLDER):
            if self._anew is None or line.key in self._anew:
                report = self._report.on(line.path)
                self._archive[line.id] = source.read(self._file(line, report), roll, language, report)

        def known(line: Line) -> Archived:
            text = line.file([]).text
            return source.read(File(line.path, line.key, text, text), roll, language, Report(""))

        return Archive(self._lines, self._archive, known)

    def _promises(self) -> None:
        """Enters all commitments; what else is wrong with their events is told when those are read."""
        for folder in DATED:
            for line in self._lines.holding(
                folder, b'"commitments"', b"\\u00"
            ):  # it may be written in escapes
                file = line.file([])
                page = file.page or frontmatter.split(file.text, Report(""))
                self._ledger.promises(line.path, page.matter if page else None, self._report)

    def _read_events(self, desk: Desk, count: int, progress: Progress | None) -> None:
        rounds = {key.partition("/")[2] for key in self._lines if key.startswith("rounds/")}
        roll = desk.roll.including("round", rounds).including("commitment", self._ledger.made.keys())
        desk = replace(desk, roll=roll)
        anew = self._dated()
        if self._anew is not None:
            keys = {key for key in self._anew if key.startswith(DATED)}
            count, anew = len(keys), (line for line in anew if line.key in keys)
        for done, (line, result) in enumerate(self._helped(anew, desk, count), 1):
            if result is None:
                self._read_event(line, desk)
            else:
                packed, entry = result
                self._ledger.enter(entry, self._report)
                self._events.put(line.key, packed)
            if progress and (done % AT_ONCE == 0 or done == count):
                progress(done, count)

    def _helped(
        self, lines: Iterator[Line], desk: Desk, count: int
    ) -> Iterator[tuple[Line, helpers.Result | None]]:
        """The lines with what other processes find in them, where they are many enough for that."""
        if self._helpers and count >= MANY and self._anew is None:
            return helpers.checked(lines, desk, self._archive.raw, self._helpers)
        return ((line, None) for line in lines)

    def _read_event(self, line: Line, desk: Desk) -> None:
        report, faults = self._report.on(line.path), list[Fault]()
        found = check(line, desk, faults, report)
        report.faults(line.number, line.text, faults)
        if found:
            self._recall(found.entry)
            self._ledger.enter(found.entry, self._report)
            if found.event:
                self._events[line.key] = found.event

    def _recall(self, entry: across.Entry) -> None:
        """Enters who said these words in events that are not read again."""
        if self._standing is None or self._anew is None:
            return
        for quote, _ in entry.said:
            for key, speaker in self._standing.speakers(quote):
                if key not in self._anew:
                    self._ledger.said.setdefault(quote, across.Saying(speaker, f"{key}.md", START))

    def _dated(self) -> Iterator[Line]:
        """Events and rounds, in the order in which a folder is read."""
        for folder in DATED:
            yield from self._lines.below(folder)

    def _file(self, line: Line, report: LineReport) -> File:
        faults: list[Fault] = []
        file = written(line, faults, report)
        report.faults(line.number, line.text, faults)
        return file
