"""The configuration of nginx in the README, run by the real nginx in front of a real Parley."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from email.message import Message
from functools import partial
from pathlib import Path

import brotli
import pytest

from tests.unit.test_serving import ENVIRONMENT, run, running
from tests.web.folders import RIVER, write
from webapp.web import headers

README = Path(__file__).parents[2] / "README.md"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
PAGE = "/river-talks/"
LONGEST = 60  # seconds in which what a cache keeps for ten of them has to become old
SAFE = {*headers.HEADERS, "Strict-Transport-Security"}
BROKEN = {  # and how it is answered
    b"GET\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: talks.example.org\r\nX: a\0b\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: talks.example.org\r\nContent-Length: -1\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: talks.example.org\r\nX: " + b"a" * 70_000 + b"\r\n\r\n": 400,
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: talks.example.org\r\n\r\n": 414,
}
AROUND = """
{user}
daemon off;
error_log {folder}/errors.log;
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {server}
}}
"""


def configuration(folder: Path, port: int, parley: int) -> str:
    """That of the README, at addresses of this test and without a certificate."""
    (found,) = re.findall(r"^```nginx\n(.*?)^```$", README.read_text(), re.M | re.S)
    changes = {
        "/var/cache/nginx/parley": str(folder / "cache"),
        "127.0.0.1:8000": f"127.0.0.1:{parley}",
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "/var/log/nginx/parley.log": str(folder / "refused.log"),
    }
    for old, new in changes.items():
        assert found.count(old) == 1
        found = found.replace(old, new)
    server = re.sub(r"^ *ssl_certificate.*\n", "", found, flags=re.M)
    user = "user root;" if os.geteuid() == 0 else ""  # nobody else may enter the folders of tests
    return AROUND.format(user=user, folder=folder, server=server)


class Reader:
    """Asks nginx, over one connection as a browser does."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, **headers: str) -> tuple[int, str, bytes, str]:
        """Status, what the cache did, body and tag."""
        self._connection.request("GET", path, headers={n.replace("_", "-"): v for n, v in headers.items()})
        answer = self._connection.getresponse()
        body = answer.read()
        return answer.status, answer.headers["X-Cache"] or "", body, answer.headers["ETag"] or ""

    def headers(self, path: str) -> Message:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        return answer.headers

    def close(self) -> None:
        self._connection.close()


@contextmanager
def nginx(folder: Path, parley: int) -> Iterator[Reader]:
    assert NGINX, "apt-get install nginx (it need not be running)"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder.mkdir()
    (folder / "nginx.conf").write_text(configuration(folder, port, parley))
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors.log")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        eventually(lambda: answers(port), f"{command} listens")
        with closing(Reader(port)) as reader:
            yield reader
    finally:
        process.send_signal(signal.SIGQUIT)
        process.communicate()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def eventually(condition: Callable[[], bool], what: str) -> None:
    """Wait for what only a clock brings about; fail where it does not."""
    pause, end = threading.Event(), time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end, what
        pause.wait(0.1)


def publish(folder: Path, title: str) -> None:
    write(folder / "river-talks", {**RIVER, "dossier.md": RIVER["dossier.md"].replace("River talks", title)})
    done = run(folder, "import", "river-talks")
    assert done.returncode == 0, done.stderr


def test_what_nginx_answers_itself_has_every_header_and_a_reason_in_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no HTTP never comes to Parley, and neither does anything while it is stopped."""
    monkeypatch.setitem(ENVIRONMENT, "PARLEY_PUBLIC_URL", "https://talks.example.org")
    publish(tmp_path, "First talks")
    with ExitStack() as stack:
        process, url = stack.enter_context(running(tmp_path, "serve", "--port", "0", "--workers", "1"))
        reader = stack.enter_context(nginx(tmp_path / "nginx", int(url.rpartition(":")[2].strip("/"))))
        theirs = reader.headers(PAGE)
        ours = {name: value for name in SAFE if (value := theirs[name])}
        assert set(ours) == SAFE
        assert all(len(theirs.get_all(name, [])) == 1 for name in SAFE)
        for number, (request, status) in enumerate(BROKEN.items(), 1):
            answer = sent(reader.port, request)
            assert answer.status == status
            assert {name: answer.headers[name] for name in SAFE} == ours
            assert answer.headers.get_content_charset()
            eventually(
                partial(logged, tmp_path, "client sent", number),
                f"nginx says why {request[:40]!r} is refused",
            )

        process.terminate()
        process.wait()
        assert reader.get(f"{PAGE}sources")[0] == 503
        away = reader.headers(f"{PAGE}sources")
        assert {name: away[name] for name in SAFE} == ours
        assert away["Retry-After"]


def logged(folder: Path, words: str, times: int) -> bool:
    return (folder / "nginx" / "refused.log").read_text().count(words) >= times


def sent(port: int, request: bytes) -> http.client.HTTPResponse:
    """What is answered to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer


def test_a_cache_in_front_keeps_refreshes_and_goes_on_without_parley(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "First talks")
    monkeypatch.setitem(ENVIRONMENT, "PARLEY_PUBLIC_URL", "https://talks.example.org")
    with ExitStack() as stack:
        process, url = stack.enter_context(running(tmp_path, "serve", "--port", "0", "--workers", "1"))
        parley = int(url.rpartition(":")[2].strip("/"))
        reader = stack.enter_context(nginx(tmp_path / "nginx", parley))
        status, state, body, tag = reader.get(PAGE)
        assert (status, state) == (200, "MISS")
        assert b"First talks" in body
        assert reader.get(PAGE) == (200, "HIT", body, tag)
        assert reader.get(PAGE, If_None_Match=tag)[:3] == (304, "HIT", b"")
        packed = reader.get(PAGE, Accept_Encoding="gzip, zstd")
        assert packed[1] == "MISS"
        assert gzip.decompress(packed[2]) == body
        for accepted in ("deflate, gzip", "gzip, br;q=0", "x-br, gzip"):
            assert reader.get(PAGE, Accept_Encoding=accepted)[:3] == (200, "HIT", packed[2])
        least = reader.get(PAGE, Accept_Encoding="gzip, deflate, br, zstd")
        assert least[1] == "MISS"
        assert brotli.decompress(least[2]) == body
        assert reader.get(PAGE, Accept_Encoding="br,gzip")[:3] == (200, "HIT", least[2])
        assert [reader.get("/nothing/")[:2] for _ in range(2)] == [(404, "MISS")] * 2

        publish(tmp_path, "Second talks")
        eventually(lambda: reader.get(PAGE)[1] == "STALE", "what is old is given meanwhile")
        eventually(lambda: b"Second talks" in reader.get(PAGE)[2], "and then the new one is there")

        process.terminate()
        process.wait()
        eventually(lambda: reader.get(PAGE)[1] == "STALE", "what is old is given while nobody answers")
        status, _, body, _ = reader.get(PAGE)
        assert status == 200
        assert b"Second talks" in body
        assert reader.get(f"{PAGE}sources")[0] == 503
