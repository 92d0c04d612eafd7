"""The real server on loopback: bytes that no client sends, its limits, and what stands in its log."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from select import PIPE_BUF
from typing import Any

import pytest

from tests.unit.test_serving import running
from tests.web.folders import broken
from tests.web.hostile import FOREIGN, MARK, requests
from tests.web.test_headers import ALL_THE_SAME

NUMBER = 400
RAW = {
    b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n": (400,),
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70_000 + b"\r\n\r\n": (431,),
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 150 + b"\r\n": (431,),
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 40_000 + b"\r\n\r\n": (431,),
    b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n": (414,),
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil9q8w7.example\r\n\r\n": (400,),
    b"GET / HTTP/1.1\r\nHost: evil9q8w7.example\r\n\r\n": (421,),
    b"GET http://evil9q8w7.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n": (200,),
    b"GET / HTTP/1.1\r\n\r\n": (200, 400),
    b"GET / HTTP/1.0\r\n\r\n": (200,),
    b"CONNECT evil9q8w7.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n": (400, 404, 405),
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n": (404,),
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n": (405,),
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n": (405,),
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello": (413,),
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n": (400,),
    b"GET / HTTP/1.1\r\nHost: ::\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": (413,),
    b"GET /river\r\nX-Injected: 1 HTTP/1.1\r\nHost: localhost\r\n\r\n": (400,),
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n": (400,),
}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], int]]:
    folder = tmp_path_factory.mktemp("served")
    with running(folder, "demo", "--port", "0") as (process, url):
        yield process, int(url.rpartition(":")[2].strip("/"))


def send(port: int, request: bytes) -> bytes:
    """All that comes back: the server is asked to close the connection then."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request.replace(b" HTTP/1.1\r\n", b" HTTP/1.1\r\nConnection: close\r\n", 1))
        answer = b""
        with contextlib.suppress(ConnectionResetError):  # it does not wait for what was not read
            while piece := connection.recv(65536):
                answer += piece
        return answer


def checked(answer: bytes) -> int:
    """The status of an answer that has every header, unless the server refused what is no HTTP."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    code = int(status.split(" ")[1])
    assert code < 500
    assert FOREIGN.encode() not in answer
    assert MARK.encode() not in answer
    assert b"Traceback" not in answer
    given = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if body or code not in (400, 431):
        assert {name: given.get(name.lower()) for name in ALL_THE_SAME} == ALL_THE_SAME
    return code


@pytest.mark.parametrize(("request_", "statuses"), RAW.items(), ids=range(len(RAW)))
def test_what_no_browser_sends(
    served: tuple[subprocess.Popen[str], int], request_: bytes, statuses: tuple[int, ...]
) -> None:
    assert checked(send(served[1], request_)) in statuses


def test_the_log_of_the_real_server_is_json_and_nothing_else(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--port", "0") as (process, url):
        port = int(url.rpartition(":")[2].strip("/"))
        codes = [checked(send(port, written(each))) for each in requests(77, NUMBER)]
        process.terminate()
        lines: list[dict[str, Any]] = [json.loads(line) for line in process.communicate()[1].splitlines()]
        assert process.returncode == 0
    assert not [line for line in lines if line["level"] != "warning"]
    refusals = [line for line in lines if "status" in line]
    logged = [line["status"] for line in refusals]
    assert {400, 414, 421} <= set(logged)
    assert len(logged) <= sum(code >= 400 for code in codes)
    assert all(line["reason"] and line["reference"] for line in refusals)


def test_no_line_of_the_log_is_cut_by_another_workers(tmp_path: Path) -> None:
    """A pipe takes 4,096 bytes at once, whoever else writes to it; tracebacks have more."""
    url, number = broken(tmp_path / "broken.sqlite"), 60
    started = running(tmp_path, "serve", "--port", "0", "--workers", "2", PARLEY_DATABASE_URL=url)
    with started as (process, address), ThreadPoolExecutor(9) as threads:
        assert process.stderr
        log = threads.submit(process.stderr.read)
        asked = (b"GET /river-2025/ HTTP/1.1\r\nHost: localhost\r\n\r\n" for _ in range(number))
        port = int(address.rpartition(":")[2].strip("/"))
        answers = list(threads.map(partial(send, port), asked))
        process.terminate()
        lines = log.result().splitlines()
    assert all(answer.startswith(b"HTTP/1.1 500 ") for answer in answers)
    assert max(map(len, lines)) < PIPE_BUF
    told = [json.loads(line) for line in lines]
    assert [line["status"] for line in told] == [500] * number
    assert all("Error" in line["exception"].splitlines()[-1] for line in told)


def written(request: Any) -> bytes:
    """As bytes, with whatever breaks lines in its headers in them; an address has no spaces or breaks."""
    address = "".join(each if "!" <= each <= "\xff" else f"%{ord(each):02x}" for each in request.address)
    headers = "".join(
        f"{name}: {value}\r\n"
        for name, value in (("Host", request.host), *request.headers)
        if name not in ("Content-Length", "Transfer-Encoding", "Upgrade", "Expect")
    )
    head = f"{request.method} {address or '/'} HTTP/1.1\r\n{headers}\r\n"
    return head.encode("latin-1", "replace")
