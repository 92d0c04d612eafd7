"""The real server under load: slow readers hold up nobody, and its memory does not grow."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.error import HTTPError

import pytest

from tests.generated import Size, write
from tests.unit.store.folders import load
from tests.unit.test_serving import fetch, running
from webapp.publish import publish
from webapp.store import Store
from webapp.web.streaming import STREAMS

SOON = 60  # seconds: far more than it takes, far less than never
LONGEST = "/lume.timelinejs.json"
WINDOW = 4096  # bytes that the system takes for somebody who does not read


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in one worker, with a dossier that is longer than buffers in some formats."""
    folder = tmp_path_factory.mktemp("load")
    database = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(database)) as store:
        store.upgrade()
        publish(store, load(write(folder / "lume", Size())))
    with running(folder, "serve", "--port", "0", "--workers", "1") as (_, url):
        yield url


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
