"""Compression: Brotli (RFC 7932), which browsers read where a connection is safe, and gzip for all others."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from wsgiref.types import StartResponse

import brotli
from werkzeug.http import parse_accept_header

from webapp.web.limits import Environ

Headers = list[tuple[str, str]]

BROTLI, GZIP = "br", "gzip"
LEVEL = 4  # of gzip: half the time of level 6, and a twentieth more bytes
QUALITY = 5  # of Brotli: half as long again as gzip takes, and a fifth fewer bytes
BEST = 11  # for files, once: a hundred times as long, and a tenth fewer bytes
FILES = 64  # that are kept compressed like that; there are fewer
VARY = ("Vary", "Accept-Encoding")
_GZIP = 31  # zlib's number for it
_TEXT = ("text/", "+xml", "+json", "/json", "/xml", "/javascript", "/x-bibtex", "/x-research-info-systems")


def describes(headers: Headers) -> dict[str, str]:
    """The headers by their names in lower case."""
    return {name.lower(): value for name, value in headers}


def reads_gzip(environ: Environ) -> bool:
    return _qualities(environ.get("HTTP_ACCEPT_ENCODING", ""))[1] > 0


def wanted(environ: Environ) -> str:
    """The encoding that the client reads and that is shortest, "" for one that reads neither."""
    short, other = _qualities(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if not short and not other:
        return ""
    return BROTLI if short >= other else GZIP


@lru_cache(maxsize=256)
def _qualities(header: str) -> tuple[float, float]:
    accepted = parse_accept_header(header)
    return accepted[BROTLI], accepted[GZIP]


def is_text(headers: Headers) -> bool:
    kind = describes(headers).get("content-type", "").partition(";")[0]
    return any(part in kind for part in _TEXT)


def is_whole(headers: Headers) -> bool:
    return "content-length" in describes(headers)


def may_change(status: str) -> bool:
    """May the body be given in another encoding? Parts of it, and answers without one, are left alone."""
    return status[:3] not in ("204", "206", "304", "416")


def varied(headers: Headers) -> Headers:
    return headers if "vary" in describes(headers) else [*headers, VARY]


def weak(headers: Headers) -> Headers:
    """A tag of one encoding's bytes becomes that of the page, whichever its encoding."""
    return [
        (name, f"W/{value}" if name.lower() == "etag" and not value.startswith("W/") else value)
        for name, value in headers
    ]


def compress(body: bytes, encoding: str, is_file: bool = False) -> bytes:
    """`is_file`: as one of the few that never change."""
    if encoding == GZIP:
        return zlib.compress(body, LEVEL, wbits=_GZIP)
    return _file(body) if is_file else _brotli(body, QUALITY)


@lru_cache(maxsize=FILES)
def _file(body: bytes) -> bytes:
    return _brotli(body, BEST)


def _brotli(body: bytes, quality: int) -> bytes:
    packed: bytes = brotli.compress(body, quality=quality)
    return packed


def decompress(body: bytes, encoding: str) -> bytes:
    whole: bytes = zlib.decompress(body, wbits=_GZIP) if encoding == GZIP else brotli.decompress(body)
    return whole


def stream(
    status: str, headers: Headers, body: Iterable[bytes], environ: Environ, start: StartResponse
) -> Iterable[bytes]:
    """The answer as it is being made, compressed if it is a text and the client reads gzip."""
    if not is_text(headers):
        start(status, headers)
        return body
    known = varied(weak(headers))
    if not reads_gzip(environ):
        start(status, known)
        return body
    start(status, [*known, ("Content-Encoding", GZIP)])
    return _Compressed(body)


class _Compressed:
    """The pieces of a body, each compressed as it comes."""

    def __init__(self, body: Iterable[bytes]) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        packer = zlib.compressobj(LEVEL, wbits=_GZIP)
        for piece in self._body:
            if packed := packer.compress(piece):
                yield packed
        yield packer.flush()

    def close(self) -> None:
        if close := getattr(self._body, "close", None):
            close()
