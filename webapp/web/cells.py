"""CSV (RFC 4180, in UTF-8) that a spreadsheet can open without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from webapp.formulas import inert

Cell = str | int


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table, each with its CRLF; texts are `inert`, numbers cannot be anything else."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        yield _taken(buffer)
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
