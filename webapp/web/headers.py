"""Headers on every response, pages, files and errors alike, unless a view sets its own.

They are for security, and say that a page of a revision never changes.
"""

from __future__ import annotations

from flask import Flask, Response, request

from webapp.web.paths import Address

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# A year, which is as long as caches are asked to keep anything.
FOR_EVER = "public, max-age=31536000, immutable"


def pinned() -> bool:
    """Does the request name a revision?"""
    at = (request.view_args or {}).get("at")
    return isinstance(at, Address) and at.revision is not None


def add(response: Response) -> Response:
    if response.status_code == 200 and pinned():
        response.headers.setdefault("Cache-Control", FOR_EVER)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def install(app: Flask) -> None:
    app.after_request(add)
