"""The real server under load: slow readers hold up nobody, nothing fails, and its memory does not grow."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from tests.generated import Size, write
from tests.unit.store.folders import load
from tests.unit.test_serving import fetch, running
from webapp.publish import publish
from webapp.store import Store
from webapp.web.streaming import STREAMS

Site = tuple[subprocess.Popen[str], str]
SOON = 300  # seconds: far more than it takes, far less than never
LONGEST = "/lume.timelinejs.json"
WINDOW = 4096  # bytes that the system takes for somebody who does not read


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site in one worker, with a dossier that is longer than buffers in some formats."""
    folder = tmp_path_factory.mktemp("load")
    database = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(database)) as store:
        store.upgrade()
        publish(store, load(write(folder / "lume", Size())))
    with (
        (folder / "log").open("w") as log,
        running(folder, "serve", "--port", "0", "--workers", "1", log=log) as served,
    ):
        yield served


@pytest.fixture
def url(site: Site) -> str:
    return site[1]


def asking(url: str, path: str) -> socket.socket:
    """A connection that asks for a page, and does not read it."""
    slow = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
    slow.settimeout(SOON)
    slow.connect(("127.0.0.1", int(url.rpartition(":")[2].strip("/"))))
    slow.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return slow


def status(slow: socket.socket) -> int:
    return int(slow.recv(12).split(b" ")[1])


def test_whoever_does_not_read_what_they_asked_for_holds_up_nobody(url: str) -> None:
    """The longest answers are then refused to others, until those who did not read theirs have gone."""
    with ExitStack() as stack:
        for path in ("/lume/", "/static/fonts/ParleySerif-Bold.ttf", *[LONGEST] * STREAMS):
            assert status(stack.enter_context(asking(url, path))) == 200
        assert "Round 1" in fetch(f"{url}lume/rounds")
        with pytest.raises(HTTPError) as refused:
            fetch(f"{url.rstrip('/')}{LONGEST}")
        assert (refused.value.code, refused.value.headers["Content-Type"]) == (
            429,
            "application/problem+json",
        )
        assert int(refused.value.headers["Retry-After"]) > 0
        refused.value.close()
        assert fetch(f"{url}lume.csv?q=zzzz").startswith("id,date,")
    for _ in range(60):  # the server is about to see that they have gone
        if all_answered(url):
            break
    else:
        pytest.fail("Nobody is sent a long answer again.")


def all_answered(url: str) -> bool:
    """Are as many long answers begun at a time as can be?"""
    with ExitStack() as stack:
        return all(status(stack.enter_context(asking(url, LONGEST))) == 200 for _ in range(STREAMS))


PATHS = (
    "/", "/lume/", "/lume/?party=velmark", "/lume/?q=harbour", "/lume/search?q=grain", "/lume/rounds",
    "/lume/rounds/2", "/lume/positions", "/lume/commitments", "/lume/sources", "/lume/known", "/lume/changes",
    "/lume.json", "/lume.atom", "/lume/search.csv?q=grain", "/lume.png", "/static/css/parley.css", "/?no=1",
    "/lume/events/no",
)  # fmt: skip
CONNECTIONS = 16
GROWTH = 1.25  # of memory, from when everything has been asked for to the end


def keep_asking(url: str, until: float, first: int) -> Counter[int]:
    """How often which status was the answer, on one connection as long as the server keeps it."""
    seen = Counter[int]()
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=SOON)) as connection:
        for path in islice(cycle(PATHS), first, None):
            if time.monotonic() > until:
                break
            connection.request("GET", path)
            response = connection.getresponse()
            assert response.read(), path
            seen[response.status] += 1
    return seen


def load_of(url: str, seconds: float) -> Counter[int]:
    """The statuses of what sixteen connections are answered in that time. Raises what any of them meets."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        asked = [threads.submit(keep_asking, url, until, number) for number in range(CONNECTIONS)]
        return sum((each.result() for each in asked), Counter[int]())


def memory(process: int) -> dict[int, int]:
    """The bytes of each worker that stand in memory."""
    workers = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    pages = {int(worker): int(Path(f"/proc/{worker}/statm").read_text().split()[1]) for worker in workers}
    return {worker: count * os.sysconf("SC_PAGE_SIZE") for worker, count in pages.items()}


@pytest.mark.parametrize("seconds", [10, pytest.param(60, marks=pytest.mark.soak)])
def test_under_load_nothing_fails_and_memory_does_not_grow(site: Site, seconds: int) -> None:
    """After as long a time in which caches fill, and in which Python takes what its largest answers need.

    That it does not give back, and more of them may meet than did at first: hence a bound above 1.
    """
    process, url = site
    load_of(url, seconds)
    before = memory(process.pid)
    seen = load_of(url, seconds)
    after = memory(process.pid)
    assert seen.keys() == {200, 400, 404}, seen
    assert before.keys() == after.keys()  # no worker was begun anew
    told = {worker: (before[worker], after[worker]) for worker in after}
    print(f"{seen.total():,} answers in {seconds} s, bytes of memory before and after: {told}")
    assert all(after[worker] <= GROWTH * before[worker] for worker in after), told
