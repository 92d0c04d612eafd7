"""What befalls an import from outside: it says what, and the store keeps the revision that it had."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests import postgresql
from tests.generated import Size, write
from tests.unit.store.folders import RICH, Folder, load
from webapp.app import create_app
from webapp.publish import Published, publish
from webapp.settings import Settings
from webapp.store import Store
from webapp.store.models import Revision
from webapp.verify import Verification, verify

Crowded = tuple[str, Callable[[], None] | None]
KILL = """---
date: 2001-03-01
kind: statement
parties: []
---
# Killed {}

It was written down.[^a]

[^a]: "people" — letter
"""
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


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.soak)])
def test_an_import_killed_at_any_moment_leaves_a_whole_revision(
    store: Store, store_url: str, tmp_path: Path, kills: int
) -> None:
    """The one before, or the new one; and the next import is the next revision."""
    folder, moments = Folder(tmp_path), Random(kills)
    folder.publish(store)
    command = [sys.executable, "-m", "webapp", "import", str(folder.path)]
    environ = {**os.environ, "PARLEY_DATABASE_URL": store_url}
    began = time.monotonic()
    assert subprocess.run(command, check=False, env=environ, capture_output=True).returncode == 0
    lasts = time.monotonic() - began
    for number in range(kills):
        newest = revisions(store)
        folder.write("events/kill.md", KILL.format(number))
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
            try:
                process.wait(timeout=moments.uniform(0, lasts))
            except subprocess.TimeoutExpired:
                process.kill()
            said = process.stdout.read() if process.stdout else ""
        assert process.returncode in (0, -signal.SIGKILL)
        told = f"revision {newest + 1}" in said
        assert revisions(store) in ((newest + 1,) if told else (newest, newest + 1))
        held = verify(store, "rich")
        assert isinstance(held, Verification)
        assert not held.findings
    newest = revisions(store)
    folder.write("events/kill.md", KILL.format("last"))
    assert folder.publish(store).revision == newest + 1


def revisions(store: Store) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.max(Revision.number))) or 0


def test_imports_at_once_and_readers_meanwhile_see_whole_revisions(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    """Two processes import the same dossier, each with an event of its own, while the site is read."""
    folders = [Folder(tmp_path / name) for name in ("one", "other")]
    folders[0].publish(store)
    for number, folder in enumerate(folders):
        folder.write(f"events/kill-{number}.md", KILL.format(number))
    app = create_app(Settings(database_url=store_url))
    environ = {**os.environ, "PARLEY_DATABASE_URL": store_url}
    with closing(app.extensions["parley.store"]), ExitStack() as stack:
        client = app.test_client()
        seen = {1: read(client)[1]}
        imports = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "webapp", "import", str(folder.path)],
                    env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                )
            )
            for folder in folders
        ]  # fmt: skip
        while any(process.poll() is None for process in imports):
            revision, events = read(client)
            assert seen.setdefault(revision, events) == events
        told = [process.communicate() for process in imports]
        assert [process.returncode for process in imports] == [0, 0], told
        assert sorted(out.split()[2] for out, _ in told) == ["2", "3"]
        last, events = read(client)
        assert (last, events) == (3, seen.setdefault(3, events))
    for revision in (2, 3):
        if revision in seen:
            assert len(seen[revision] - seen[1]) == 1
    held = verify(store, "rich")
    assert isinstance(held, Verification)
    assert not held.findings


def read(client: FlaskClient) -> tuple[int, frozenset[str]]:
    """The newest revision that the site shows, and the events that it shows of it."""
    found = client.get("/rich.json").get_json()
    return found["dossier"]["revision"], frozenset(event["key"] for event in found["events"])
