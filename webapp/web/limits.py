"""How large a request may be. The server in front may allow less; it is never asked for more than these."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from werkzeug.exceptions import (
    HTTPException,
    RequestEntityTooLarge,
    RequestHeaderFieldsTooLarge,
    RequestURITooLarge,
)

LONGEST_URL = 8192  # bytes of path and query: more than RFC 9110 asks a server for, and than any filter needs
LARGEST_HEAD = 32 * 1024  # bytes of all headers

Environ = dict[str, Any]
_HEADER, _PAST = "HTTP_", "HTTP`"  # all names that begin with the first come before the second
_LONG = len(_HEADER)


def check() -> None:
    """Before each request: refuse one that is too large to be a reader's."""
    if fault := found(request.environ):
        raise fault


def found(environ: Environ) -> HTTPException | None:
    """What makes a request too large."""
    length = len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", ""))
    if length > LONGEST_URL:
        return RequestURITooLarge(f"The address has {length:,} letters: {LONGEST_URL:,} are enough.")
    size = sum([len(name) - _LONG + len(value) for name, value in environ.items() if _HEADER <= name < _PAST])
    if size > LARGEST_HEAD:
        return RequestHeaderFieldsTooLarge(
            f"The headers of the request have {size:,} letters: {LARGEST_HEAD:,} are enough."
        )
    if environ["REQUEST_METHOD"] in ("GET", "HEAD") and _has_body(
        environ
    ):  # other methods are refused as such
        return RequestEntityTooLarge(
            "The request has a body. Nothing can be sent to a page: ask without one."
        )
    return None


def _has_body(environ: Environ) -> bool:
    length = environ.get("CONTENT_LENGTH") or "0"
    return length.strip("0") != "" or "HTTP_TRANSFER_ENCODING" in environ


def install(app: Flask) -> None:
    app.before_request(check)
