"""`/healthz` and `/readyz`: for whatever starts, stops and balances workers."""

from __future__ import annotations

from flask import Response, make_response

from webapp.store import ledger
from webapp.web.reading import connection

PROBES = ("healthz", "readyz")  # endpoints; no cache may answer in their place
PATHS = tuple(f"/{name}" for name in PROBES)


def healthz() -> Response:
    """This process answers."""
    return _said("alive")


def readyz() -> Response:
    """It can read its database, too. Else a StoreError, which is a 503."""
    ledger.digest(connection())
    return _said("ready")


def _said(word: str) -> Response:
    return make_response(
        f"{word}\n", {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    )
