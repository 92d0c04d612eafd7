"""Footnotes, `[^label]: …`, taken out of the Markdown that they stand below.

A footnote begins a line (after at most three spaces) outside fenced code, and goes on, indented or not,
until an empty line, another footnote, a heading or a fence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from webapp.dossier.footnote import Malformed, Parts, parse
from webapp.dossier.problems import Place, Report, brief

MOST = 1000

_START = re.compile(r" {0,3}\[\^(?P<label>[^\[\]]+)\]:")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_END = re.compile(r"\s*$| {0,3}(#{1,6}(\s|$)|`{3}|~{3})")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote that could be read; the places are in the file."""

    label: str
    place: Place
    parts: Parts
    speaker_place: Place
    source_place: Place


@dataclass(frozen=True, slots=True)
class Taken:
    """`text` is the body with an empty line for each line of a footnote.

    `labels` holds the place of every label, also where its footnote could not be read.
    """

    text: str
    footnotes: list[Footnote]
    labels: dict[str, Place]


def take(body: str, first: int, report: Report) -> Taken:
    """Takes the footnotes out of a body that begins on line `first` of its file."""
    if "[^" not in body:
        return Taken(body, [], {})
    lines = body.split("\n")
    notes = _notes(lines, first)
    for note in notes:
        for number, _, _ in note.starts:
            lines[number - first] = ""
    text, labels = "\n".join(lines), {note.label: note.place for note in reversed(notes)}
    if len(notes) > MOST:
        report.add(
            notes[MOST].place, f"{len(notes):,} footnotes, and at most {MOST:,} are read: split this file"
        )
        return Taken(text, [], labels)
    read = [_footnote(note, report) for note in notes if _is_first(note, labels[note.label], report)]
    return Taken(text, [one for one in read if one], labels)


def _is_first(note: _Note, first: Place, report: Report) -> bool:
    """Whether this is the footnote that its label means; another one of the same label is reported."""
    if note.place != first:
        mend = "give it its own label"
        report.add(
            note.place, f"`[^{brief(note.label)}]` is defined twice (first in line {first.line}): {mend}"
        )
    return note.place == first


@dataclass(slots=True)
class _Note:
    """The lines of a footnote on their way to one line of text."""

    label: str
    place: Place
    starts: list[tuple[int, int, int]] = field(default_factory=list)  # of each line: number, offset, column
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def append(self, number: int, line: str, skip: int = 0) -> None:
        own = line[skip:].strip()
        if self.size and own and not _unspaced(self.pieces[-1][-1], own[0]):
            own = f" {own}"
        column = len(line) - len(line[skip:].lstrip()) + 1
        self.starts.append((number, self.size + own.startswith(" "), column))
        if own:
            self.pieces.append(own)
        self.size += len(own)

    def at(self, offset: int) -> Place:
        """The place in the file of an offset in the text; of the end of a line, where it starts the next."""
        number, start, column = self.starts[max(bisect_right(self.starts, offset, key=lambda s: s[1]) - 1, 0)]
        return Place(number, column + max(offset - start, 0))


def _unspaced(before: str, after: str) -> bool:
    """Whether a line break between two letters is no space: in scripts that have none, by the rule of CSS."""
    wide = all(unicodedata.east_asian_width(letter) in "WF" for letter in (before, after))
    return wide and not any(unicodedata.name(letter, "").startswith("HANGUL") for letter in (before, after))


def _notes(lines: list[str], first: int) -> list[_Note]:
    notes: list[_Note] = []
    going_on = False
    fence = ""
    for number, line in enumerate(lines, first):
        start = None if fence or "[^" not in line else _START.match(line)
        if start:
            notes.append(_Note(start["label"].strip(), Place(number, line.index("[") + 1)))
            notes[-1].append(number, line, start.end())
        elif going_on and not _END.match(line):
            notes[-1].append(number, line)
        else:
            fence = _fence(fence, line)
            going_on = False
            continue
        going_on = True
    return notes


def _fence(fence: str, line: str) -> str:
    """The fence that is open after this line, or nothing."""
    found = _FENCE.match(line) if "`" in line or "~" in line else None
    if not found:
        return fence
    if fence:
        return "" if found["fence"].startswith(fence) and not found["info"].strip() else fence
    return "" if found["fence"][0] == "`" and "`" in found["info"] else found["fence"]


def _footnote(note: _Note, report: Report) -> Footnote | None:
    parts = parse("".join(note.pieces))
    if isinstance(parts, Malformed):
        report.add(note.at(parts.offset) if note.size else note.place, parts.message)
        return None
    speaker = parts.speaker or parts.source
    return Footnote(note.label, note.place, parts, note.at(speaker.offset), note.at(parts.source.offset))
