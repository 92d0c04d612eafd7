"""Other processes that check events beside this one, as far as nothing is wrong with these.

All that may be wrong is left to this process, so that it is told in one place and in one way; and so is what
a process leaves that has ended.
"""

from __future__ import annotations

import os
import pickle
import re
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from webapp.dossier.across import Entry
from webapp.dossier.citations import Desk
from webapp.dossier.lines.checking import check
from webapp.dossier.lines.fault import Fault
from webapp.dossier.lines.line import FOLDERS, Line
from webapp.dossier.lines.spool import packed
from webapp.dossier.problems import Report
from webapp.dossier.roll import Kind

TOGETHER = 100  # events that a process checks at a time
ROOM = 2_000_000  # bytes of their sources that are sent with them
AHEAD = 2  # times as many events as a process checks at a time wait for it

_SOURCE = re.compile(r'"source": ?"([a-z0-9-]+)"')
_LINK = re.compile(r"([a-z0-9-]+)\.md\b")
Raw = Callable[[str], bytes | None]
Result = tuple[bytes, Entry]  # the event, packed
Answer = Future[list[bytes | None]]


def checked(lines: Iterator[Line], desk: Desk, raw: Raw, number: int) -> Iterator[tuple[Line, Result | None]]:
    """Each line, in order, with what it says; None where that is for this process to find out.

    `raw` gives sources as they are on their shelf. So many processes help.
    """
    waiting = deque[tuple[list[Line], Answer | None]]()
    try:
        pool = ProcessPoolExecutor(number, get_context("spawn"), _begin, (_known(desk),))
    except (OSError, ImportError, NotImplementedError):  # the system has not what that needs
        yield from ((line, None) for line in lines)
        return
    try:
        while some := list(islice(lines, TOGETHER)):
            waiting.append((some, _asked(pool, some, raw, desk.keys)))
            if len(waiting) > AHEAD * number:
                yield from _answered(*waiting.popleft())
        while waiting:
            yield from _answered(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _known(desk: Desk) -> Desk:
    """The desk without what is on disk here."""
    ids: dict[Kind, Collection[str]] = {
        kind: frozenset(ids) for kind, ids in desk.roll.ids.items() if kind != "source"
    }
    return replace(desk, roll=replace(desk.roll, ids=ids), archive={}, keys=())


def _asked(pool: ProcessPoolExecutor, lines: list[Line], raw: Raw, known: Collection[str]) -> Answer | None:
    """What they may need is sent with them: sources, and the keys of what they link to."""
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
    try:
        return pool.submit(_check, [line.packed() for line in lines], sources, {"dossier", *keys})
    except BrokenProcessPool:
        return None


def _answered(lines: list[Line], answer: Answer | None) -> Iterator[tuple[Line, Result | None]]:
    results: list[bytes | None] = [None] * len(lines)
    if answer:
        with suppress(BrokenProcessPool):
            results = answer.result()
    for line, result in zip(lines, results, strict=True):
        yield line, pickle.loads(result) if result else None


_desks: list[Desk] = []  # of the process that helps: the one on which it checks


def _begin(desk: Desk) -> None:
    """In a process that helps: it ends with the one that it helps, and not before."""
    _desks.append(desk)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        wait([parent.sentinel])
    os._exit(1)


def _check(lines: list[bytes], sources: dict[str, bytes], keys: set[str]) -> list[bytes | None]:
    """The results, packed; None where there is anything to say of a line."""
    archive = {id: pickle.loads(source) for id, source in sources.items()}
    roll = _desks[-1].roll.including("source", archive)
    desk = replace(_desks[-1], archive=archive, roll=roll, keys=keys)
    return [_checked(Line.unpacked(line), desk) for line in lines]


def _checked(line: Line, desk: Desk) -> bytes | None:
    faults: list[Fault] = []
    report = Report(line.path)
    found = check(line, desk, faults, report)
    if faults or report.problems or found is None or found.event is None:
        return None
    return packed((packed(found.event), found.entry))
