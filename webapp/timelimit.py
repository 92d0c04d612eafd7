"""A limit to the time that work on one file of an author may take.

It is asked while the work goes on, and the work is left by an exception: that stops it in any thread and on
any system, where signals only reach the main thread, and another thread or process would go on or cost more
than the work. What asks does little between two questions: a rule of the Markdown parser, an event of YAML, a
place of a source where a quote may stand. Time is that of this thread alone, so that a busy machine refuses
no file that an idle one takes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 2.0  # the largest texts that are read take a tenth of that
# So much of it goes by the clock on the wall before a thread's own time is asked for, which takes far longer.
AT_FIRST = 0.1


class TookTooLongError(Exception):
    """The work has been left."""


class TimeLimit:
    """Begins when it is made; work may take a tenth more than the seconds before it is left."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._watched = time.monotonic() + seconds * AT_FIRST
        self._end: float | None = None

    def check(self) -> None:
        """Leaves the work where it has taken too long."""
        if self._end is None:
            if time.monotonic() < self._watched:
                return
            self._end = time.thread_time() + self.seconds
        if time.thread_time() >= self._end:
            raise TookTooLongError

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is done within is work on something else, and does not count."""
        watched = self._end is not None
        clock = time.thread_time if watched else time.monotonic
        began = clock()
        yield
        if self._end is not None and watched:
            self._end += clock() - began
        else:
            self._watched += clock() - began
