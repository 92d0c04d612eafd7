"""How commands speak: results to standard output, for people or programs; messages to standard error."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for a program.")


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def say(message: str) -> None:
    """A message: to standard error, so that results can be piped."""
    click.echo(message, err=True)


def count(number: int, noun: str) -> str:
    """`1 source`, `1,200 sources`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Shows on a terminal how far long work has come; takes what is done, and of how much."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as shown:

        def progress(done: int, whole: int) -> None:
            shown.length = whole
            shown.update(done - shown.pos)

        yield progress
