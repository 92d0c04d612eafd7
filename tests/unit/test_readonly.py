"""A database that can only be read is served like any other; what would write to it says so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from tests.unit.store.folders import Folder
from tests.unit.test_faults import revisions
from tests.unit.test_serving import ENVIRONMENT, fetch, running
from webapp.store import Store

# Root may write to everything, unless that is taken from it.
HUMBLY = ("setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()


def command(url: str, *args: str) -> subprocess.CompletedProcess[str]:
    whole = [*HUMBLY, sys.executable, "-m", "webapp", *args]
    environ = ENVIRONMENT | {"PARLEY_DATABASE_URL": url}
    return subprocess.run(whole, check=False, env=environ, text=True, capture_output=True)


def set_on_server(url: URL, value: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(
            text(f'ALTER DATABASE "{url.database}" SET default_transaction_read_only = {value}')
        )
    engine.dispose()


@pytest.fixture(params=["file", "folder", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The URL of a database, and what makes it read-only."""
    if request.param == "postgresql":
        server = request.getfixturevalue("server")
        url = make_url(server.url(name := server.create()))
        yield server.url(name), lambda: set_on_server(url, "on")
        server.drop(name)
        return
    folder = tmp_path / "kept"
    folder.mkdir()
    path = folder / "parley.sqlite"

    def close() -> None:
        path.chmod(0o444)
        folder.chmod(0o555 if request.param == "folder" else 0o755)

    yield f"sqlite:///{path}", close
    folder.chmod(0o755)


def test_what_can_only_be_read_is_served_and_not_written_to(
    kept: tuple[str, Callable[[], None]], tmp_path: Path
) -> None:
    url, close = kept
    folder = Folder(tmp_path)
    with closing(Store(url)) as store:
        store.upgrade()
        folder.publish(store)
        folder.remove("events/promise.md")
    close()
    with running(tmp_path, "serve", "--port", "0", before=HUMBLY, PARLEY_DATABASE_URL=url) as (_, site):
        assert "/rich/events/promise" in fetch(f"{site}rich/")
        done = command(url, "import", str(folder.path))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert done.stderr.startswith("Error: The database ")
        assert " is read-only, and nothing was written to it" in done.stderr
        assert command(url, "verify").returncode == 0
        assert "/rich/events/promise" in fetch(f"{site}rich/")
    with closing(Store(url)) as store:
        assert revisions(store) == 1


def test_an_empty_database_that_can_only_be_read_is_said(
    kept: tuple[str, Callable[[], None]], tmp_path: Path
) -> None:
    url, close = kept
    if url.startswith("sqlite"):
        Path(str(make_url(url).database)).touch()
    close()
    done = command(url, "serve", "--port", "0")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "read-only" in done.stderr or "cannot be written" in done.stderr


def test_a_file_in_the_place_of_one_that_can_only_be_read_is_read(tmp_path: Path) -> None:
    """Also the same file, with something else in it: SQLite would not notice where nothing can be written."""
    where, folder = tmp_path / "kept", Folder(tmp_path)
    where.mkdir()
    path, other = where / "parley.sqlite", tmp_path / "other.sqlite"
    for each in (path, other):
        with closing(Store(f"sqlite:///{each}")) as store:
            store.upgrade()
            folder.publish(store)
        if each == path:
            folder.remove("events/promise.md")
    path.chmod(0o444)
    where.chmod(0o555)
    url = f"sqlite:///{path}"
    try:
        with running(tmp_path, "serve", "--port", "0", before=HUMBLY, PARLEY_DATABASE_URL=url) as (_, site):
            assert fetch(f"{site}rich/events/promise")
            path.chmod(0o644)
            path.write_bytes(other.read_bytes())
            path.chmod(0o444)
            with pytest.raises(HTTPError, match="404") as missing:
                fetch(f"{site}rich/events/promise")
            missing.value.close()
    finally:
        where.chmod(0o755)
