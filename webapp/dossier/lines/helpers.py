"""Other processes check events beside this one, as far as nothing is wrong with these.

All that may be wrong is left to this process, so that it is told in one place and in one way.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from webapp.dossier.across import Entry
from webapp.dossier.citations import Desk
from webapp.dossier.lines.checking import check
from webapp.dossier.lines.fault import Fault
from webapp.dossier.lines.line import FOLDERS, Line
from webapp.dossier.lines.spool import packed
from webapp.dossier.problems import Report
from webapp.dossier.roll import Kind
from webapp.helping import helped, knowledge

TOGETHER = 100  # events that a process checks at a time
ROOM = 2_000_000  # bytes of their sources that are sent with them

_SOURCE = re.compile(r'"source": ?"([a-z0-9-]+)"')
_LINK = re.compile(r"([a-z0-9-]+)\.md\b")
Raw = Callable[[str], bytes | None]
Result = tuple[bytes, Entry]  # the event, packed


@dataclass(frozen=True, slots=True)
class _Sent:
    """Lines with what they may need: sources, packed, and the keys of what they link to."""

    lines: list[bytes]
    sources: dict[str, bytes]
    keys: set[str]


def checked(lines: Iterator[Line], desk: Desk, raw: Raw, number: int) -> Iterator[tuple[Line, Result | None]]:
    """Each line, in order, with what it says; None where that is for this process to find out.

    `raw` gives sources as they are on their shelf. So many processes help.
    """
    together = iter(lambda: list(islice(lines, TOGETHER)), [])
    parts = ((some, _sent(some, raw, desk.keys)) for some in together)
    for some, results in helped(parts, _check, number, _known(desk)):
        for line, result in zip(some, results or [None] * len(some), strict=True):
            yield line, pickle.loads(result) if result else None


def _known(desk: Desk) -> Desk:
    """The desk without what is on disk here."""
    ids: dict[Kind, Collection[str]] = {
        kind: frozenset(ids) for kind, ids in desk.roll.ids.items() if kind != "source"
    }
    return replace(desk, roll=replace(desk.roll, ids=ids), archive={}, keys=())


def _sent(lines: list[Line], raw: Raw, known: Collection[str]) -> _Sent:
    names = {name for line in lines for name in _LINK.findall(line.text)}
    keys = {key for name in names for folder in FOLDERS.values() if (key := f"{folder}/{name}") in known}
    sources: dict[str, bytes] = {}
    room = ROOM
    for line in lines:
        for id in _SOURCE.findall(line.text):
            found = raw(id) if id not in sources else None
            if found and len(found) <= room:
                sources[id] = found
                room -= len(found)
    return _Sent([line.packed() for line in lines], sources, {"dossier", *keys})


def _check(sent: _Sent) -> list[bytes | None]:
    """The results, packed; None where there is anything to say of a line."""
    known = knowledge()
    assert isinstance(known, Desk)
    archive = {id: pickle.loads(source) for id, source in sent.sources.items()}
    desk = replace(known, archive=archive, roll=known.roll.including("source", archive), keys=sent.keys)
    return [_checked(Line.unpacked(line), desk) for line in sent.lines]


def _checked(line: Line, desk: Desk) -> bytes | None:
    faults: list[Fault] = []
    report = Report(line.path)
    found = check(line, desk, faults, report)
    if faults or report.problems or found is None or found.event is None:
        return None
    return packed((packed(found.event), found.entry))
