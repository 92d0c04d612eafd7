"""Expected failures: one line with the mend on standard error and an exit status, never a traceback."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Failure(click.ClickException):
    """Ends the command with its message, one line on standard error: the input or the data has problems."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))  # what a database says may have line breaks


class Misuse(Failure):
    """Ends the command with its message on standard error: what was asked for cannot be done."""

    exit_code = 2


@contextmanager
def told() -> Iterator[None]:
    """What the system refuses becomes a Failure. A broken pipe is left to click, which ends quietly."""
    try:
        yield
    except OSError as error:
        if error.errno in (None, errno.EPIPE):
            raise
        place = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{place}{os.strerror(error.errno)}.") from error
