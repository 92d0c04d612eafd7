"""Every page of a store that was restored is, byte for byte, that of the store that was backed up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask

from tests.web.addresses import EVERY, views
from webapp.app import create_app
from webapp.backup import backup, restore
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store


@pytest.fixture(scope="session")
def backed_up(generated_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the generated dossiers."""
    target = tmp_path_factory.mktemp("backup") / "whole.zip"
    with closing(Store(generated_url)) as store:
        backup(store, target)
    return target


@pytest.fixture
def restored(empty_url: str, backed_up: Path) -> Iterator[Flask]:
    """A site that was there before its database was."""
    app = create_app(Settings(database_url=empty_url))
    with closing(app.extensions["parley.store"]):
        assert app.test_client().get("/brook/").status_code == 503
        with closing(Store(empty_url)) as store:
            restore(store, backed_up)
        yield app


def test_every_page_is_as_it_was(generated_app: Flask, restored: Flask, brook: Dossier) -> None:
    before, after = generated_app.test_client(), restored.test_client()
    for rule, suffix in EVERY:
        _, path = next(views(rule, brook, suffix))
        was, now = before.get(path, buffered=True), after.get(path, buffered=True)
        assert (now.status_code, now.data) == (was.status_code, was.data), path


def test_a_site_is_served_while_it_is_backed_up(generated_url: str, tmp_path: Path) -> None:
    environ = {**os.environ, "PARLEY_DATABASE_URL": generated_url}
    parley = [sys.executable, "-m", "webapp"]
    with subprocess.Popen(
        [*parley, "serve", "--port", "0", "--workers", "1"], env=environ, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
            command = [*parley, "backup", str(tmp_path / "whole.zip")]
            with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as running:
                served = 0
                while running.poll() is None:
                    with urlopen(f"{address}brook/") as response:
                        assert response.status == 200
                    served += 1
            assert running.returncode == 0
            assert served
        finally:
            server.send_signal(signal.SIGTERM)
