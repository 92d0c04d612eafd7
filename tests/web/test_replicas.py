"""Pages are read from standbys and imports written to the primary, whichever of the servers is gone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient
from psycopg import sql
from sqlalchemy import create_engine

from tests import postgresql
from tests.until import until
from tests.web.folders import RIVER, import_folder, write
from webapp.app import create_app
from webapp.pagecache.answers import HIT
from webapp.settings import Settings
from webapp.store import Store, StoreError, watching

SOON = 5  # seconds within which pages are read elsewhere
PATHS = ("/", "/sources", "/search?q=gates", "/rounds/1", "/rounds/1..2", "/actors/anna", ".json", ".csv")
PAGES = [f"/river-2025{path}" for path in PATHS]  # which tell of one revision only


Servers = tuple[postgresql.Server, postgresql.Standby]


@dataclass(frozen=True)
class Pair:
    """A primary and its standby, with a dossier whose revisions have their number in their titles."""

    primary: postgresql.Server
    standby: postgresql.Standby
    name: str
    folder: Path

    def url(self, wanted: str) -> str:
        hosts = f"{self.primary.folder},{self.standby.folder}"
        return f"postgresql://parley@/{self.name}?host={hosts}&target_session_attrs={wanted}"

    def tell(self, number: int) -> None:
        """Let everything that has a title have this number in it."""
        titles = re.compile(r"^(title: |# )(.*)", re.M)
        write(
            self.folder, {name: titles.sub(rf"\1\2 (State {number})", text) for name, text in RIVER.items()}
        )

    def publish(self, store: Store, number: int) -> None:
        self.tell(number)
        assert import_folder(store, self.folder) == number


@contextmanager
def servers() -> Iterator[Servers]:
    with postgresql.running() as primary, postgresql.following(primary) as standby:
        yield primary, standby


def published(servers: Servers, folder: Path) -> Pair:
    primary, standby = servers
    made = Pair(primary, standby, primary.create(), folder / "river-2025")
    with closing(Store(primary.url(made.name))) as store:
        store.upgrade()
        made.publish(store, 1)
        with closing(Store(standby.url(made.name))) as following:
            until(lambda: following.digest() == store.digest(), SOON)
    return made


@pytest.fixture(scope="module")
def running() -> Iterator[Servers]:
    with servers() as made:
        yield made


@pytest.fixture
def pair(running: Servers, tmp_path: Path) -> Iterator[Pair]:
    """Both run again afterwards."""
    yield published(running, tmp_path)
    for server in running:
        if not server.runs():
            server.start()


@contextmanager
def opened(pair: Pair, read_url: str = "") -> Iterator[FlaskClient]:
    settings = Settings(database_url=pair.url("read-write"), read_url=read_url or pair.url("prefer-standby"))
    app = create_app(settings)
    with closing(app.extensions["parley.store"]):
        yield app.test_client()


@pytest.fixture
def client(pair: Pair) -> Iterator[FlaskClient]:
    with opened(pair) as client:
        yield client


def store_of(client: FlaskClient) -> Store:
    store: Store = client.application.extensions["parley.store"]
    return store


def reads_a_standby(client: FlaskClient) -> bool:
    with store_of(client).read() as connection:
        return bool(connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar())


def states(client: FlaskClient, path: str) -> set[int]:
    """Of which revisions something stands on the page; it must be there."""
    page = client.get(path, buffered=True)
    assert page.status_code == 200
    return {int(number) for number in re.findall(r"State (\d+)", page.text)}


def shows(client: FlaskClient, number: int) -> bool:
    return states(client, "/river-2025/") == {number}


def imported(pair: Pair) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PARLEY_DATABASE_URL": pair.url("read-write")}
    command = [sys.executable, "-m", "webapp", "import", str(pair.folder)]
    return subprocess.run(command, check=False, env=environ, capture_output=True, text=True, timeout=60)


def test_pages_are_read_from_the_standby_and_from_the_primary_without_it(
    pair: Pair, client: FlaskClient
) -> None:
    assert states(client, "/river-2025/") == {1}
    assert reads_a_standby(client)
    pair.standby.stop()
    until(lambda: client.get("/river-2025/rounds/1").status_code == 200, SOON)
    assert not reads_a_standby(client)
    pair.publish(store_of(client), 2)
    assert {number for path in PAGES for number in states(client, path)} == {2}


def test_without_the_primary_pages_are_served_and_imports_say_why_they_fail(
    pair: Pair, client: FlaskClient
) -> None:
    states(client, "/river-2025/")
    pair.primary.stop()
    assert client.get("/river-2025/").headers["Cache-Status"] == HIT
    for path in PAGES:
        assert states(client, path) == {1}
    pair.tell(2)
    done = imported(pair)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("Error: The database postgresql://parley@/")
    assert "is a standby, which cannot be written: start its primary or promote it" in done.stderr
    assert states(client, "/river-2025/sources") == {1}


def test_a_standby_named_as_the_primary_is_not_written(pair: Pair) -> None:
    with closing(Store(pair.standby.url(pair.name))) as store:
        store.upgrade()  # it is up to date
        with pytest.raises(StoreError, match="is a standby, which cannot be written"):
            pair.publish(store, 2)


def test_a_standby_that_is_promoted_is_written_to_by_whoever_wrote_before(tmp_path: Path) -> None:
    with servers() as own, opened(pair := published(own, tmp_path)) as client:
        store = store_of(client)
        pair.publish(store, 2)
        until(partial(shows, client, 2), SOON)
        pair.primary.stop()
        pair.standby.promote()
        pair.publish(store, 3)
        for path in PAGES:
            assert states(client, path) == {3}
        pair.tell(4)
        assert imported(pair).stdout.startswith("river-2025: revision 4 ")
        assert states(client, "/river-2025/") == {4}


def test_no_page_mixes_revisions_while_a_standby_lags(pair: Pair, client: FlaskClient) -> None:
    for number in (2, 3):
        pair.standby.pause()
        pair.publish(store_of(client), number)
        for path in PAGES * 2:
            assert states(client, path) == {number - 1}
        pair.standby.resume()
        until(partial(shows, client, number), SOON)
        for path in PAGES:
            assert states(client, path) == {number}


def test_no_page_mixes_servers_that_are_not_alike(pair: Pair) -> None:
    """Here what watches the store and what pages are read by may each have either of the servers."""
    pair.standby.pause()
    with ExitStack() as stack:
        either = f"{pair.url('any')}&load_balance_hosts=random"
        workers = [stack.enter_context(opened(pair, either)) for _ in range(5)]
        for worker in workers:
            assert states(worker, "/river-2025/") == {1}
        pair.publish(store_of(workers[0]), 2)
        seen = [states(worker, path) for worker in workers for path in PAGES[:4] * 2]
        assert all(each in ({1}, {2}) for each in seen)
        pair.standby.resume()
        for worker in workers:
            until(partial(shows, worker, 2), SOON)
            for path in PAGES[:4]:
                assert states(worker, path) == {2}


def test_a_standby_that_is_back_is_watched_again(pair: Pair) -> None:
    def watched() -> bool:
        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = 'watch'"
        return bool(pair.standby.ask(sql.SQL(asked)))

    engine = create_engine(f"{pair.url('prefer-standby')}&application_name=watch")
    watch = watching.Postgresql(engine, lasting=0)
    pair.standby.stop()
    with closing(watch):
        assert (before := watch.digest())
        pair.standby.start()
        assert not watched()
        assert watch.digest() == before
        assert watched()
    engine.dispose()


def test_the_site_can_be_started_without_the_primary(pair: Pair) -> None:
    pair.primary.stop()
    found = {"PARLEY_DATABASE_URL": pair.url("read-write"), "PARLEY_READ_URL": pair.url("prefer-standby")}
    with subprocess.Popen(
        [sys.executable, "-m", "webapp", "serve", "--port", "0", "--workers", "1"],
        env={**os.environ, **found}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        line = process.stdout.readline()
        try:
            with urlopen(f"{line.split()[2]}river-2025/", timeout=30) as page:
                assert page.status == 200
        finally:
            process.terminate()
            said = process.communicate()[1]
    assert said == ""
