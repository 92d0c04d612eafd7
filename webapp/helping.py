"""Other processes that do parts of long work beside this one, in order.

What a process leaves that has ended is left to this one. Each has pipes of its own, so that nobody waits for
the rest of what another has begun to say.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, TypeVar

Part = TypeVar("Part")
Sent = TypeVar("Sent")
Made = TypeVar("Made")
Work = Callable[[Any], Any]

AHEAD = 2  # parts for each process wait
FEW = 3  # parts that are not worth starting a process for

_known: list[object] = []  # in a process that helps: what it is to know


def helped(
    parts: Iterator[tuple[Part, Sent]], work: Callable[[Sent], Made], number: int, known: object = None
) -> Generator[tuple[Part, Made | None]]:
    """Each part, in order, with what the work makes of what is sent of it; None where that is left here.

    So many processes help, if there are more parts than a few. `work` is a function of a module, and finds
    what is `known` to all of them with `knowledge`.
    """
    first = list(islice(parts, FEW + 1)) if number else []
    helpers = _started(number, work, known) if len(first) > FEW else []
    asked = cycle(helpers or [None])
    waiting = deque[tuple[Part, _Helper | None]]()
    try:
        for part, sent in chain(first, parts):
            helper = next(asked)
            waiting.append((part, helper if helper and helper.ask(sent) else None))
            if len(waiting) > AHEAD * len(helpers):
                yield _answered(waiting)
        while waiting:
            yield _answered(waiting)
    finally:
        for helper in helpers:
            helper.end()


def knowledge() -> object:
    """What the process that helps was given to know."""
    return _known[-1]


@dataclass(frozen=True, slots=True)
class _Helper:
    """A process, and what is sent to it and said by it."""

    process: BaseProcess
    requests: Connection
    results: Connection

    def ask(self, sent: object) -> bool:
        try:
            self.requests.send(sent)
        except OSError:
            return False
        return True

    def answer(self) -> Any:
        """What it makes of the first of all that it has not answered; None where it has ended."""
        try:
            return self.results.recv()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.requests.close()
        self.results.close()


def _answered(waiting: deque[tuple[Part, _Helper | None]]) -> tuple[Part, Any]:
    part, helper = waiting.popleft()
    return part, helper.answer() if helper else None


def _started(number: int, work: Work, known: object) -> list[_Helper]:
    """As many as the system lets start."""
    context, started = _context(), list[_Helper]()
    try:
        for _ in range(number):
            requested, requests = context.Pipe(duplex=False)
            results, said = context.Pipe(duplex=False)
            given = (work, known, requested, said, (requests, results))
            process = context.Process(target=_help, args=given, daemon=True)  # type: ignore[attr-defined]
            process.start()
            requested.close()  # so that either hears when the other ends
            said.close()
            started.append(_Helper(process, requests, results))
    except (OSError, ImportError, NotImplementedError):
        pass
    return started


def _context() -> BaseContext:
    """Copies of this process where that is safe, since they are there at once; else new ones."""
    alone = threading.active_count() == 1  # a copy has no other thread, and all that these hold locked
    return get_context("fork" if alone and sys.platform == "linux" else "spawn")


def _help(
    work: Work, known: object, requested: Connection, said: Connection, others: tuple[Connection, Connection]
) -> None:
    """In a process that helps: it ends with the one that it helps, whose `others` are, and not before."""
    with suppress(BaseException):  # what cannot be done here is left to that one, which tells what is wrong
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for each in others:
            each.close()
        _known.append(known)
        waiting = SimpleQueue[object]()
        threading.Thread(target=_listen, args=(requested, waiting), daemon=True).start()
        while True:
            said.send(work(waiting.get()))
    os._exit(1)


def _listen(requested: Connection, waiting: SimpleQueue[object]) -> None:
    """Takes what comes at once, so that nobody waits for a process that waits for it."""
    try:
        while True:
            waiting.put(requested.recv())
    except (EOFError, OSError):
        os._exit(1)
