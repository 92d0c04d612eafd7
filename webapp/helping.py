"""Other processes that do parts of long work beside this one, in order.

What a process leaves that has ended is left to this one.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import TypeVar

Part = TypeVar("Part")
Sent = TypeVar("Sent")
Made = TypeVar("Made")

AHEAD = 2  # times as many parts as there are processes wait for these
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
    parts = chain(first, parts)
    pool = _pool(number, known) if len(first) > FEW else None
    if pool is None:
        yield from ((part, None) for part, _ in parts)
        return
    waiting = deque[tuple[Part, Future[Made] | None]]()
    try:
        for part, sent in parts:
            waiting.append((part, _asked(pool, work, sent)))
            if len(waiting) > AHEAD * number:
                first_part, answer = waiting.popleft()
                yield first_part, _answered(answer)
        for left, answer in waiting:
            yield left, _answered(answer)
    finally:
        pool.shutdown(cancel_futures=True)


def knowledge() -> object:
    """What the process that helps was given to know."""
    return _known[-1]


def _pool(number: int, known: object) -> ProcessPoolExecutor | None:
    """None where the system has not what that needs."""
    with suppress(OSError, ImportError, NotImplementedError):
        return ProcessPoolExecutor(number, _context(), _begin, (known,))
    return None


def _context() -> BaseContext:
    """Copies of this process where that is safe, since they are there at once; else new ones."""
    alone = threading.active_count() == 1  # a copy has no other thread, and all that these hold locked
    return get_context("fork" if alone and sys.platform == "linux" else "spawn")


def _asked(pool: ProcessPoolExecutor, work: Callable[[Sent], Made], sent: Sent) -> Future[Made] | None:
    with suppress(BrokenProcessPool):
        return pool.submit(work, sent)
    return None


def _answered(answer: Future[Made] | None) -> Made | None:
    with suppress(BrokenProcessPool):
        return answer.result() if answer else None
    return None


def _begin(known: object) -> None:
    """In a process that helps: it ends with the one that it helps, and not before."""
    _known.append(known)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        wait([parent.sentinel])
    os._exit(1)
