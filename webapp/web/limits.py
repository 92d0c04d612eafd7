"""How large a request may be. The server in front may allow less; it is never asked for more than these."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge, RequestHeaderFieldsTooLarge, RequestURITooLarge

LONGEST_URL = 8192  # bytes of path and query: more than RFC 9110 asks a server for, and than any filter needs
LARGEST_HEAD = 32 * 1024  # bytes of all headers


def check() -> None:
    """Before each request: refuse one that is too large to be a reader's."""
    environ = request.environ
    length = len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", ""))
    if length > LONGEST_URL:
        raise RequestURITooLarge(f"The address has {length:,} letters: {LONGEST_URL:,} are enough.")
    size = sum(len(name) + len(value) for name, value in request.headers.items())
    if size > LARGEST_HEAD:
        raise RequestHeaderFieldsTooLarge(
            f"The headers of the request have {size:,} letters: {LARGEST_HEAD:,} are enough."
        )
    if request.method in ("GET", "HEAD") and has_body():  # other methods are refused as such
        raise RequestEntityTooLarge("The request has a body. Nothing can be sent to a page: ask without one.")


def has_body() -> bool:
    length = request.environ.get("CONTENT_LENGTH") or "0"
    return length.strip("0") != "" or "HTTP_TRANSFER_ENCODING" in request.environ


def install(app: Flask) -> None:
    app.before_request(check)
