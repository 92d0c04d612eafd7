"""CSV (RFC 4180, in UTF-8) that a spreadsheet can open without running anything in it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

FORMULA = "=+-@"  # what makes a cell a formula, also in its full-width and small forms
BLANK = {"Cc", "Cf", "Zl", "Zp", "Zs"}  # categories of what a spreadsheet may not see before them


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


def inert(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet may take it for a formula, else as it is."""
    return f"'{cell}" if dangerous(cell) else cell


def dangerous(cell: str) -> bool:
    """Does it begin with a tab, a line break or a sign of FORMULA, whatever blanks come before that sign?"""
    return cell[:1] in ("\t", "\r", "\n") or sign(cell) is not None


def sign(cell: str) -> int | None:
    """Where the sign of FORMULA stands that the cell begins with, but for blanks."""
    for place, letter in enumerate(cell):
        if unicodedata.category(letter) not in BLANK:
            return place if unicodedata.normalize("NFKC", letter)[0] in FORMULA else None
    return None


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
