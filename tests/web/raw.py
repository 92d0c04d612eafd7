"""Requests as a server hands them on, whatever is in them: the test client would put them in order first."""

from __future__ import annotations

from flask import Flask, Request
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app


def ask(app: Flask, address: str = "/", method: str = "GET", **environ: str | None) -> TestResponse:
    """The answer to the request with that environment; what is None there is left out.

    `address` is a path and a query as they are, a letter for each byte.
    """
    path, _, query = address.partition("?")
    given = EnvironBuilder().get_environ() | {"REMOTE_ADDR": "127.0.0.1"}
    given |= {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query} | environ
    given = {name: value for name, value in given.items() if value is not None}
    body, status, headers = run_wsgi_app(app, given, buffered=True)
    return TestResponse(body, status, headers, Request(given))


def named(headers: dict[str, str]) -> dict[str, str]:
    """The environment's names for headers."""
    return {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
