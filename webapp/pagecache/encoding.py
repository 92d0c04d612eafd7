"""Compression: gzip, which every client reads (RFC 9110, section 8.4)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from wsgiref.types import StartResponse

from werkzeug.http import parse_accept_header

from webapp.web.limits import Environ

Headers = list[tuple[str, str]]

LEVEL = 4  # half the time of level 6, and a twentieth more bytes
VARY = ("Vary", "Accept-Encoding")
_GZIP = 31  # zlib's number for it
_TEXT = ("text/", "+xml", "+json", "/json", "/xml", "/javascript", "/x-bibtex", "/x-research-info-systems")


def describes(headers: Headers) -> dict[str, str]:
    """The headers by their names in lower case."""
    return {name.lower(): value for name, value in headers}


def accepts(environ: Environ) -> bool:
    """Does the client read gzip?"""
    return _accepts(environ.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)
def _accepts(header: str) -> bool:
    return parse_accept_header(header)["gzip"] > 0


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


def compress(body: bytes) -> bytes:
    return zlib.compress(body, LEVEL, wbits=_GZIP)


def decompress(body: bytes) -> bytes:
    return zlib.decompress(body, wbits=_GZIP)


def stream(
    status: str, headers: Headers, body: Iterable[bytes], environ: Environ, start: StartResponse
) -> Iterable[bytes]:
    """The answer as it is being made, compressed if it is a text and the client reads that."""
    if not is_text(headers):
        start(status, headers)
        return body
    known = varied(weak(headers))
    if not accepts(environ):
        start(status, known)
        return body
    start(status, [*known, ("Content-Encoding", "gzip")])
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
