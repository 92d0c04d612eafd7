"""A whole answer: its body, compressed if that helps, and the headers for each way to give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from wsgiref.types import StartResponse

from webapp.pagecache.encoding import (
    BROTLI,
    Headers,
    compress,
    decompress,
    describes,
    is_text,
    varied,
    wanted,
    weak,
)
from webapp.web.limits import Environ

HIT, STORED = "Parley; hit", "Parley; fwd=uri-miss; stored"  # Cache-Status, RFC 9211
SMALL = 600  # bytes; less is not worth compressing
_OF_BODY = ("content-type", "content-length", "content-encoding")


class Body(NamedTuple):
    headers: Headers
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """`bodies` by their encodings, or one under "", which is given as it is to everybody.

    `plain` are the headers of the body as it is, `unchanged` those of a 304; `tag` is what the client has to
    name for that, with its quotes. `is_file`: the body is one of the few that never change.
    """

    status: str
    bodies: Mapping[str, Body]
    plain: Headers
    unchanged: Headers
    tag: str
    keepable: bool
    is_file: bool

    @classmethod
    def of(
        cls, status: str, headers: Headers, body: bytes, encoding: str = "", is_file: bool = False
    ) -> Answer:
        """For a client that reads `encoding`; what may be kept is compressed for the others if for none."""
        text = is_text(headers)
        plain = varied(weak(headers)) if text else headers
        described = describes(plain)
        keepable = status.startswith("200") and _is_shared(described.get("cache-control", ""))
        how = (encoding or BROTLI * keepable) if text and len(body) >= SMALL else ""
        return cls(
            status,
            {how: _packed(plain, body, how, is_file)},
            plain,
            [(name, value) for name, value in plain if name.lower() not in _OF_BODY],
            described.get("etag", "").removeprefix("W/"),
            keepable,
            is_file,
        )

    def lacks(self, encoding: str) -> bool:
        """Is it compressed, but not like that?"""
        return encoding != "" and encoding not in self.bodies and "" not in self.bodies

    def also(self, encoding: str) -> Answer:
        """The same, with a body of that encoding, too."""
        body = _packed(self.plain, self._whole(), encoding, self.is_file)
        return replace(self, bodies={**self.bodies, encoding: body})

    def only(self, encoding: str) -> Answer:
        """The same, with no other body."""
        return replace(self, bodies={encoding: self.bodies[encoding]})

    def give(self, environ: Environ, start: StartResponse, cache: str) -> list[bytes]:
        """Answer the request; `cache` is how this cache comes to it, "" if it has no part in it.

        In a list: granian sends that at once, and what is merely iterable piece by piece, waiting for each.
        """
        status = [("Cache-Status", cache)] if cache else []
        if self.tag and self.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start("304 NOT MODIFIED", self.unchanged + status)
            return []
        bodies = self.bodies
        headers, data = bodies.get(wanted(environ)) or bodies.get("") or Body(self.plain, self._whole())
        start(self.status, headers + status)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [data]

    def _whole(self) -> bytes:
        ((encoding, body), *_) = self.bodies.items()
        return decompress(body.data, encoding) if encoding else body.data


def _packed(plain: Headers, body: bytes, encoding: str, is_file: bool) -> Body:
    if not encoding:
        return Body(plain, body)
    data = compress(body, encoding, is_file)
    headers = [(name, value) for name, value in plain if name.lower() != "content-length"]
    return Body([*headers, ("Content-Encoding", encoding), ("Content-Length", str(len(data)))], data)


def lengthless(headers: Headers, environ: Environ) -> Headers:
    """The headers of an answer whose body is not made: how long it would be, compressed, is not known."""
    if not is_text(headers):
        return headers
    known = varied(weak(headers))
    if not wanted(environ):
        return known
    return [(name, value) for name, value in known if name.lower() != "content-length"]


def _is_shared(control: str) -> bool:
    """May a cache that many share keep it?"""
    return "s-maxage" in control or "immutable" in control
