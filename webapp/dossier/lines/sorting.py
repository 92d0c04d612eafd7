"""The first pass: every line is told apart and put on disk by its key."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, MutableMapping
from typing import BinaryIO

from webapp.dossier.decoding import decode
from webapp.dossier.ids import RULE, is_id, propose
from webapp.dossier.lines.fault import Fault
from webapp.dossier.lines.line import Line, parse
from webapp.dossier.lines.report import LineReport
from webapp.dossier.problems import Report, brief
from webapp.dossier.read import RESERVED

LONGEST = 10_000_000  # bytes of a line: the largest source, with every letter written as an escape
AT_ONCE = 200  # lines between two reports of progress


def sort(
    stream: BinaryIO,
    lines: MutableMapping[str, Line],
    report: LineReport,
    progress: Callable[[int, int], None] | None,
) -> Counter[str]:
    """Puts the lines of the stream in `lines` by their keys, and counts them by their type."""
    counts = Counter[str]()
    size, done = _size(stream), 0
    for number, raw in enumerate(_raw(stream), 1):
        done += len(raw)
        if progress and size and (number % AT_ONCE == 0 or done == size):
            progress(done, size)
        line = _line(number, raw, report) if raw.strip() else None
        if line is None:
            continue
        first = lines.get(line.key)
        if first:
            report.at(number, line.column(("id",)), _taken(line, first))
        else:
            lines[line.key] = line
            counts[line.kind] += 1
    return counts


def name(given: str | None, lines: MutableMapping[str, Line], report: LineReport) -> str:
    """The dossier's id: the one that is given, or else the one in its line."""
    line = lines.get("dossier")
    if line is None:
        example = '`{"type": "dossier", "id": "…", "title": "…", "parties": {…}}`'
        report.at(1, 1, f"no line is the dossier: add one, as in {example}")
    id = given or (line.id if line else "")
    where = (line.number, line.column(("id",))) if line else (1, 1)
    if line and not id:
        report.at(*where, '`id` is missing: add it, as in `"id": "harbour-talks"`, or give it with `--id`')
    elif given and not is_id(given):
        mend = f"give `{propose(given)}`" if propose(given) else "give one in Latin letters"
        report.at(*where, f"“{brief(given)}” is not an id ({RULE}): {mend}")
    elif id in RESERVED:
        report.at(*where, f"`{id}` is a page of the site: give the dossier another id")
    return id


def _size(stream: BinaryIO) -> int:
    """How many bytes there are to read; 0 where that cannot be known."""
    try:
        found = os.fstat(stream.fileno())
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _raw(stream: BinaryIO) -> Iterator[bytes]:
    """Each line, cut where it is longer than the longest."""
    while raw := stream.readline(LONGEST + 1):
        yield raw
        while len(raw) > LONGEST and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST + 1)


def _line(number: int, raw: bytes, report: LineReport) -> Line | None:
    if len(raw) > LONGEST:
        report.at(number, 1, f"the line has more than {LONGEST:,} bytes: leave parts out")
        return None
    found = Report("")
    text = decode(raw.rstrip(b"\r\n"), found)
    for problem in found.problems:
        report.at(number, problem.column, problem.message)
    faults: list[Fault] = []
    text = text.removeprefix("\ufeff") if text and number == 1 else text
    line = None if text is None else parse(number, text, faults)
    report.faults(number, text or "", faults)
    return line


def _taken(line: Line, first: Line) -> str:
    if line.kind == "dossier":
        return f"the dossier stands in line {first.number} already: remove one of them"
    return f"the id `{line.id}` is taken (line {first.number}): give this {line.kind} another"
