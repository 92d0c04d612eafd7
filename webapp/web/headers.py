"""Headers on every response, pages, files and errors alike, unless a view sets its own.

They are for security. Other sites may frame the embeds, and nothing else.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, request

EMBEDS = frozenset(("dossier_embed", "event_embed", "quote_embed"))  # endpoints


def policy(ancestors: str) -> str:
    """What a page may load, and which pages may frame it."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
    )


HEADERS = {
    "Content-Security-Policy": policy("'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A page that asks the same of all that it frames (COEP) can only frame what asks for it itself: that stays.
FRAMED = {
    **HEADERS,
    "Content-Security-Policy": policy("*"),
    "Cross-Origin-Resource-Policy": "cross-origin",
}


# Two years, which is what lists of such sites ask for.
BY_TLS_ONLY = "max-age=63072000; includeSubDomains"


def add(response: Response) -> Response:
    for name, value in (FRAMED if embedded() else HEADERS).items():
        response.headers.setdefault(name, value)
    if (current_app.config["PUBLIC_URL"] or "").startswith("https:"):
        response.headers["Strict-Transport-Security"] = BY_TLS_ONLY
    return response


def embedded() -> bool:
    """Is this request for an embed, be it there or not?"""
    return request.endpoint in EMBEDS


def install(app: Flask) -> None:
    app.after_request(add)
