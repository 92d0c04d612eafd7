"""How long an import takes and how much memory, and how long the same rows take without any care."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROWS = 10_000  # that are written at a time
TRIES = 3

# What the process itself held at most: what the system tells its parent may be the parent's own.
_COMMAND = """
import json, sys
from webapp.cli import main
try:
    main(sys.argv[1:])
finally:
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")))
"""


@dataclass(frozen=True, slots=True)
class Took:
    seconds: float
    megabytes: float


def importing(lines: Path, url: str) -> Took:
    """What `parley import` takes in a process of its own, from its start to its end."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, "import", str(lines)],
        env=os.environ | {"PARLEY_DATABASE_URL": url},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return Took(time.perf_counter() - began, int(done.stdout.split()[-1]) / 1024)


def executemany(store: Path, target: Path) -> float:
    """The seconds that it takes to write all rows of the store to a new file, without an index or a check."""
    return median(_executemany(store, target) for _ in range(TRIES))


def _executemany(store: Path, target: Path) -> float:
    seconds = 0.0
    with closing(sqlite3.connect(store)) as source, closing(sqlite3.connect(target)) as plain:
        tables = source.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' "
            "AND name NOT LIKE 'passage_words%' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for name, sql in tables:
            plain.execute(sql)
            rows = source.execute(f'SELECT * FROM "{name}"')
            marks = ", ".join("?" * len(rows.description))
            while some := rows.fetchmany(ROWS):
                began = time.perf_counter()
                plain.executemany(f'INSERT INTO "{name}" VALUES ({marks})', some)
                seconds += time.perf_counter() - began
        began = time.perf_counter()
        plain.commit()
        seconds += time.perf_counter() - began
    target.unlink()
    return seconds
