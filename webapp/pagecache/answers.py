"""A whole answer: its body once, compressed if that helps, and the headers for each way to give it."""

from __future__ import annotations

from dataclasses import dataclass
from wsgiref.types import StartResponse

from webapp.pagecache.encoding import Headers, accepts, compress, decompress, describes, is_text, varied, weak
from webapp.web.limits import Environ

HIT, STORED = "Parley; hit", "Parley; fwd=uri-miss; stored"  # Cache-Status, RFC 9211
SMALL = 600  # bytes; less is not worth compressing
_OF_BODY = ("content-type", "content-length", "content-encoding")


@dataclass(frozen=True, slots=True)
class Answer:
    """`plain` are the headers of the body as it is, `zipped` of the compressed one, if it is kept so, and
    `unchanged` those of a 304; `tag` is what the client has to name for that, with its quotes.
    """

    status: str
    body: bytes
    plain: Headers
    zipped: Headers | None
    unchanged: Headers
    tag: str
    keepable: bool

    @classmethod
    def of(cls, status: str, headers: Headers, body: bytes) -> Answer:
        text = is_text(headers)
        plain = varied(weak(headers)) if text else headers
        zipped = None
        if text and len(body) >= SMALL:
            body = compress(body)
            zipped = [(name, value) for name, value in plain if name.lower() != "content-length"]
            zipped += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
        described = describes(plain)
        return cls(
            status,
            body,
            plain,
            zipped,
            [(name, value) for name, value in plain if name.lower() not in _OF_BODY],
            described.get("etag", "").removeprefix("W/"),
            status.startswith("200") and _is_shared(described.get("cache-control", "")),
        )

    def give(self, environ: Environ, start: StartResponse, cache: str) -> list[bytes]:
        """Answer the request; `cache` is how this cache comes to it, "" if it has no part in it.

        In a list: granian sends that at once, and what is merely iterable piece by piece, waiting for each.
        """
        status = [("Cache-Status", cache)] if cache else []
        if self.tag and self.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start("304 NOT MODIFIED", self.unchanged + status)
            return []
        body, headers = self.body, self.plain
        if self.zipped is not None:
            if accepts(environ):
                headers = self.zipped
            else:
                body = decompress(body)
        start(self.status, headers + status)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def lengthless(headers: Headers, environ: Environ) -> Headers:
    """The headers of an answer whose body is not made: how long it would be, compressed, is not known."""
    if not is_text(headers):
        return headers
    known = varied(weak(headers))
    if not accepts(environ):
        return known
    return [(name, value) for name, value in known if name.lower() != "content-length"]


def _is_shared(control: str) -> bool:
    """May a cache that many share keep it?"""
    return "s-maxage" in control or "immutable" in control
