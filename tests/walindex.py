"""The index of SQLite's write-ahead log, and who holds it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Holds what readers of a file in WAL mode lock in its index: SQLite then tries for ten seconds, at any rate.
HOLDER = """
import fcntl, sys
with open(sys.argv[1], "r+b") as index:
    fcntl.lockf(index, fcntl.LOCK_EX, 5, 123)
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another process holds the locks of the index."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, f"{database}-shm"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate()
    assert holder.returncode == 0
