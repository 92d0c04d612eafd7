"""The web process connects to nobody, whatever page it makes; as Python itself tells (PEP 578)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.generated.published import corrected
from tests.unit.test_serving import running
from tests.web.addresses import EVERY, views
from webapp.dossier.model import Dossier
from webapp.publish import publish
from webapp.store import Store
from webapp.web.routes import FILES

WATCH = """
import os, sys

CONNECTING = {
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto",
    "socket.sendmsg", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn",
}
log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

def hear(event, args):
    if event in CONNECTING:
        os.write(log, f"{os.getpid()} {event} {args}\\n".encode())

sys.addaudithook(hear)
"""


@pytest.fixture
def store_url(brook: Dossier, tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        publish(store, brook)
        publish(store, corrected(brook))
    return url


def addresses(dossier: Dossier) -> Iterator[str]:
    for rule, suffix in EVERY:
        yield from (path for name, path in views(rule, dossier, suffix) if name in ("plain", "q"))
    for file in FILES:
        yield (
            file.replace("<at:at>", dossier.id)
            .replace("<id:dossier>", dossier.id)
            .replace("<number:part>", "1")
        )
    elsewhere = quote("http://192.0.2.1/feed")  # an address that nobody has
    yield from (
        f"/oembed?url={elsewhere}",
        f"/{dossier.id}/search?q={elsewhere}",
        "/static/css/parley.css",
        "/no",
    )


def status(url: str) -> int:
    try:
        with urlopen(url, timeout=30) as response:
            response.read()
            return int(response.status)
    except HTTPError as error:
        error.close()
        return error.code


def test_no_page_makes_the_server_connect_to_anybody(brook: Dossier, store_url: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    heard, path = tmp_path / "heard", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    environ: dict[str, Any] = {"WATCHED": str(heard), "PYTHONPATH": path, "PARLEY_DATABASE_URL": store_url}
    with running(tmp_path, "serve", "--port", "0", "--workers", "1", **environ) as (process, url):
        found = [status(f"{url.rstrip('/')}{address}") for address in addresses(brook)]
    assert found.count(200) >= len(EVERY)
    assert set(found) == {200, 404}
    lines = heard.read_text().splitlines()
    ours = [line for line in lines if not line.startswith(f"{process.pid} ")]
    assert not ours
    assert [
        line for line in lines if "socket.connect" in line
    ]  # by which the first process sees that it is up
