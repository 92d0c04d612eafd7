"""A frozen copy of the site as readers of any web server find it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from justhtml import Element, JustHTML


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder, one below the top of a server that knows nothing of Parley."""
    handler = partial(_Quiet, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{folder.name}/"
        server.shutdown()
        thread.join()


@dataclass(frozen=True)
class File:
    """A file of the copy as it was answered; of a page, the `ids` and the `links` as (address, fragment)."""

    type: str
    body: bytes
    ids: frozenset[str] = frozenset()
    links: tuple[tuple[str, str], ...] = ()


def crawled(home: str) -> dict[str, File]:
    """Every file that is reached by links from the first page, by its address; all have to be there."""
    found, waiting = dict[str, File](), [home + "index.html"]
    with closing(HTTPConnection(urlsplit(home).netloc)) as server:
        while waiting:
            url = waiting.pop()
            if url in found:
                continue
            server.request("GET", urlsplit(url).path)
            response = server.getresponse()
            body = response.read()
            assert response.status == 200, f"{url}: {response.status}"
            found[url] = _read(url, response.headers["Content-Type"], body)
            waiting += [to for to, _ in found[url].links if to.startswith(home)]
    return found


def _read(url: str, type: str, body: bytes) -> File:
    if type != "text/html":
        return File(type, body)
    root = JustHTML(body.decode(), sanitize=False, collect_errors=True)
    assert not root.errors, f"{url}: {root.errors[:3]}"
    elements = [each for each in root.query("*") if isinstance(each, Element)]
    links = [
        urljoin(url, str(each.attrs[name]))
        for each in elements
        for name in ("href", "src", "action")
        if name in each.attrs
    ]
    parts = (link.partition("#") for link in links)
    return File(
        type,
        body,
        frozenset(str(each.attrs["id"]) for each in elements if "id" in each.attrs),
        tuple((to, unquote(place.partition(":~:")[0])) for to, _, place in parts),
    )
