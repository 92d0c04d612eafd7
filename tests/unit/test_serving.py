"""`parley serve` and `parley demo` as real processes on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from webapp.server import ARENAS

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}


@contextlib.contextmanager
def running(
    folder: Path, *args: str, before: Sequence[str] = (), log: IO[str] | int = subprocess.PIPE, **environ: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, in a group of its own as from a terminal, and the address that it printed.

    `before` is a command that runs it; `environ` are its settings. Whoever makes it log much gives it a file
    as `log`: it waits for a pipe that nobody reads.
    """
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "webapp", *args],
        cwd=folder, env=ENVIRONMENT | environ, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=log,
    )  # fmt: skip
    assert process.stdout
    try:
        line = process.stdout.readline()
        assert line.startswith("Serving at http://"), process.communicate()
        yield process, line.split()[2]
    finally:
        process.terminate()
        process.communicate()


def fetch(url: str) -> str:
    with urlopen(url, timeout=30) as response:
        return str(response.read().decode())


def fetch_as_browsers_do(url: str) -> str:
    """They ask once more where a connection is closed before its answer (RFC 9110, section 9.2.2)."""
    try:
        return fetch(url)
    except (RemoteDisconnected, ConnectionResetError):
        return fetch(url)


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "webapp", *args]
    return subprocess.run(command, check=False, cwd=folder, env=ENVIRONMENT, text=True, capture_output=True)


@pytest.fixture
def occupied() -> Iterator[int]:
    """A port that somebody else serves."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def many_files() -> Iterator[int]:
    """More than a thousand, which this process may open as long as the test runs."""
    number, before = 1100, resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(before[0], number + 512), before[1]))
    yield number
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_demo_serves_the_demo_dossier_from_an_empty_folder(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--port", "0") as (process, url):
        assert "/istanbul-2025/" in fetch(url)
        assert "prisoners" in fetch(f"{url}istanbul-2025/")
        process.terminate()
        assert process.wait() == 0
    assert (tmp_path / "parley.sqlite").is_file()


def test_demo_takes_a_free_port_where_the_usual_one_is_taken(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # somebody else has it already, which does as well
            stack.enter_context(socket.create_server(("127.0.0.1", 8000)))
        process, url = stack.enter_context(running(tmp_path, "demo"))
        assert not url.endswith(":8000/")
        assert "/istanbul-2025/" in fetch(url)
        process.send_signal(signal.SIGINT)
        assert process.communicate()[1] == "Port 8000 is taken, so a free one is used.\n"
        assert process.returncode == 0


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_was_asked_for_and_is_taken_is_told_in_one_line(
    tmp_path: Path, occupied: int, command: str
) -> None:
    result = run(tmp_path, command, "--port", str(occupied))
    assert result.returncode == 1
    assert result.stderr == (
        f"Error: Cannot listen on http://127.0.0.1:{occupied}/: Address already in use. "
        "Give another: --port 0 takes a free one.\n"
    )
    assert result.stdout == ""


def test_a_second_server_does_not_share_the_port_of_the_first(tmp_path: Path) -> None:
    with running(tmp_path, "serve", "--port", "0") as (_, url):
        assert run(tmp_path, "serve", "--port", url.rpartition(":")[2].strip("/")).returncode == 1


WATCHED = """
import os, sys, threading
from webapp import server
from webapp.settings import Settings

os.register_at_fork(before=lambda: print(*(each.name for each in threading.enumerate()), flush=True))
server.serve(Settings(), server.listenable("127.0.0.1", 0), 2, lambda: print("ready", flush=True), False)
"""


def test_no_thread_that_waits_for_the_site_is_there_while_workers_fork(tmp_path: Path) -> None:
    """What it imports just then would be locked in that worker for ever, and so would its requests be."""
    command = [sys.executable, "-c", WATCHED]
    with subprocess.Popen(command, cwd=tmp_path, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout
        told = list(iter(process.stdout.readline, "ready\n"))
        process.terminate()
    assert len(told) == 2
    assert "_when_answering" not in "".join(told)


@pytest.mark.parametrize("host", ["nowhere.invalid", "203.0.113.5", "two..dots"])
def test_an_address_that_is_not_this_machines_is_told_in_one_line(tmp_path: Path, host: str) -> None:
    result = run(tmp_path, "serve", "--host", host)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert host in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_every_worker_ends_when_the_terminal_or_the_system_says_so(
    tmp_path: Path, number: signal.Signals
) -> None:
    with running(tmp_path, "serve", "--host", "localhost", "--port", "0", "--workers", "2") as (process, url):
        assert "Parley" in fetch(url)
        os.killpg(process.pid, number)
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    with pytest.raises(URLError):
        fetch(url)


def test_slow_connections_hold_up_nobody(tmp_path: Path, many_files: int) -> None:
    """More than the system lets a process have unasked, to one worker."""
    with contextlib.ExitStack() as stack:
        _, url = stack.enter_context(running(tmp_path, "demo", "--port", "0"))
        port = int(url.rpartition(":")[2].strip("/"))
        for _ in range(many_files):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: slow\r\nX-Slow: ")
        with urlopen(f"{url}istanbul-2025/", timeout=5) as response:
            assert response.status == 200


def test_a_request_that_never_ends_is_ended(tmp_path: Path) -> None:
    """Also one that never begins, or that begins as HTTP/2 would."""
    begun = (b"GET / HTTP/1.1\r\nHost: slow\r\n", b"", b"PRI * HT", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
    with contextlib.ExitStack() as stack:
        _, url = stack.enter_context(running(tmp_path, "serve", "--port", "0"))
        address = ("127.0.0.1", int(url.rpartition(":")[2].strip("/")))
        slow = [stack.enter_context(socket.create_connection(address, timeout=30)) for _ in begun]
        for connection, request in zip(slow, begun, strict=True):
            connection.sendall(request)
        for connection in slow:
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(1024)[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 408")


def test_the_site_is_served_where_nobody_hears_its_address(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp", "serve", "--port", str(port), "--workers", "1"],
        cwd=tmp_path, env=ENVIRONMENT, text=True, stdout=writer, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(writer)
    page = ""
    while not page and process.poll() is None:
        with contextlib.suppress(URLError):
            page = fetch(f"http://127.0.0.1:{port}/")
    process.terminate()
    assert (process.communicate()[1], process.returncode) == ("", 0)
    assert "Parley" in page


def children(process: subprocess.Popen[str]) -> set[int]:
    task = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return {int(pid) for pid in task.read_text().split()}


HEAP = 64 << 20  # bytes; where the C library begins memory for threads is a multiple of it


def test_threads_share_their_memory(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--port", "0") as (process, url):
        (worker,) = children(process)
        with ThreadPoolExecutor(16) as readers:
            pages = list(readers.map(fetch, [f"{url}search?q=prisoners+{n}" for n in range(48)]))
        assert all("prisoners" in page for page in pages)
        begin = [line.partition("-")[0] for line in Path(f"/proc/{worker}/maps").read_text().splitlines()]
        heaps = [address for address in begin if int(address, 16) % HEAP == 0]
        assert len(heaps) < ARENAS + 2, heaps


def test_workers_are_replaced_without_anybody_being_refused(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--port", "0") as (process, url):
        before = children(process)
        process.send_signal(signal.SIGHUP)
        while children(process) & before:
            assert "prisoners" in fetch_as_browsers_do(f"{url}istanbul-2025/")
        assert len(children(process)) == len(before) == 1
        assert "prisoners" in fetch(f"{url}istanbul-2025/")


def test_who_has_been_here_is_printed_where_that_is_asked_for(tmp_path: Path) -> None:
    run(tmp_path, "new", "river-talks")
    with running(tmp_path, "serve", "--port", "0", "--workers", "1", "--access-log") as (process, url):
        for path in ("", "search?q=secret", "nothing%0Ahere"):
            with contextlib.suppress(HTTPError):
                fetch(url + path)
        assert process.stdout
        lines = [json.loads(process.stdout.readline()) for _ in range(3)]
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [
        ("GET", "/", 200),
        ("GET", "/search", 200),
        ("GET", "/nothing\nhere", 404),
    ]
    assert {line["client"] for line in lines} == {"127.0.0.1"}
    assert all(line["milliseconds"] > 0 for line in lines)
    assert "secret" not in str(lines)
