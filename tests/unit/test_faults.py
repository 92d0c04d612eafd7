"""What befalls an import from outside: it says what, and the store keeps the revision that it had."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import postgresql
from tests.generated import Size, write
from tests.unit.store.folders import RICH, load
from webapp.publish import Published, publish
from webapp.store import Store
from webapp.verify import Verification, verify

Crowded = tuple[str, Callable[[], None] | None]
LARGEST = 1_500_000  # bytes that a file may have where the disk is "full"


def full() -> None:
    """No file can grow further, which programs learn as they do of a full disk: a write fails."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))


@pytest.fixture(params=["sqlite", "postgresql"])
def crowded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Crowded]:
    """The URL of a store without room, and what makes it so in the process that imports."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'parley.sqlite'}", full
        return
    with postgresql.running(LARGEST) as server:
        yield server.url(server.create()), None


def test_a_full_disk_leaves_the_last_revision_whole(crowded: Crowded, tmp_path: Path) -> None:
    url, limit = crowded
    with closing(Store(url)) as store:
        store.upgrade()
        publish(store, load(RICH))
    folder = write(tmp_path / "lume", Size(events=900, rounds=6, years=3, seed=3))
    command = [sys.executable, "-m", "webapp", "import", str(folder)]
    environ = {**os.environ, "PARLEY_DATABASE_URL": url}
    done = subprocess.run(
        command, check=False, env=environ, capture_output=True, text=True, preexec_fn=limit, timeout=120
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: The database ")
    assert "disk I/O error" in done.stderr or "could not extend file" in done.stderr, done.stderr
    assert done.stderr.count("\n") == 1
    with closing(Store(url)) as store:
        held = verify(store, None)
        assert isinstance(held, Verification)
        assert held.quotes
        assert not held.findings
        assert isinstance(publish(store, load(RICH.with_name("minimal"))), Published)
