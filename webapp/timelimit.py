"""A limit to the time that work on one file of an author may take.

It is asked while the work goes on, and the work is left by an exception: that stops it in any thread and on
any system, where signals only reach the main thread, and another thread or process would go on or cost more
than the work. What asks does little between two questions: a rule of the Markdown parser, an event of YAML, a
place of a source where a quote may stand. Time is that of this thread alone, so that a busy machine refuses
no file that an idle one takes.
"""

from __future__ import annotations

import time

SECONDS = 2.0  # the largest texts that are read take a tenth of that


class TookTooLongError(Exception):
    """The work has been left."""


class TimeLimit:
    """Begins when it is made."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._end = time.thread_time() + seconds

    def check(self) -> None:
        """Leaves the work where it has taken too long."""
        if time.thread_time() > self._end:
            raise TookTooLongError

    def extend(self, seconds: float) -> None:
        """Does not count so much, which was work on something else."""
        self._end += seconds
