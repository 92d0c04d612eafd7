"""Whatever is asked, the answer is a page or a refusal: it never fails and leads nowhere else.

`make soak` asks a hundred thousand times.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web import raw
from tests.web.checked import POLICY
from tests.web.hostile import ELSEWHERE, FOREIGN, MARK, Hostile, requests
from tests.web.test_headers import ALL_THE_SAME
from webapp.web.logs import Lines

SEED = 20250529
TRACEBACK = re.compile(rb"Traceback \(most recent|File \"/|werkzeug|sqlalchemy|sqlite3\.", re.IGNORECASE)
INJECTED = re.compile("x-injected", re.IGNORECASE)
LEADS = re.compile(
    rf"""(?<=[\s"'<])(?:href|src|action|ur[li]|id)["']?\s*[=:>]\s*["']?(?:https?:)?[/\\]*{ELSEWHERE}""".encode()
)
DATA = ("json", "csv", "plain", "calendar", "zip", "bibtex")  # in which a browser sees no tags: nosniff
UNLOGGED = (200, 206, 304, 308, 404, 410, 412)


def asked(app: Flask, request: Hostile) -> TestResponse:
    environ = raw.named(dict(request.headers))
    for name in ("CONTENT_LENGTH", "CONTENT_TYPE"):  # are called so
        if (value := environ.pop(f"HTTP_{name}", None)) is not None:
            environ[name] = value
    return raw.ask(app, request.address, request.method, HTTP_HOST=request.host, **environ)


def check(request: Hostile, response: TestResponse) -> None:
    refused = 501 if request.address.startswith("/oembed?") else 499  # 501: oEmbed wants that of a format
    assert response.status_code <= refused
    for name, value in ALL_THE_SAME.items():
        assert response.headers.getlist(name) == [value]
    policies = [POLICY.format(ancestors=ancestors) for ancestors in ("'none'", "*")]
    assert response.headers["Content-Security-Policy"] in policies
    assert "Set-Cookie" not in response.headers
    for name, value in response.headers:
        assert not INJECTED.search(name)
        assert value.isprintable(), (name, value)
    if location := response.headers.get("Location"):
        there = urlsplit(urljoin("http://localhost/a/b", location))
        assert (there.scheme, there.netloc) == ("http", "localhost"), location
        assert location.startswith("/"), location
        assert location[1:2] not in ("/", "\\"), location
    check_body(response.mimetype or "", response.data)


def check_body(mimetype: str, body: bytes) -> None:
    if not mimetype.endswith(DATA):
        assert MARK.encode() not in body
    assert not TRACEBACK.search(body)
    assert FOREIGN.encode() not in body
    assert not LEADS.search(body)


def ask_all(app: Flask, seed: int, number: int, caplog: pytest.LogCaptureFixture) -> Counter[int]:
    """How often which status was the answer. A failure says which request it was."""
    lines, seen = Lines(), Counter[int]()
    for request in requests(seed, number):
        caplog.clear()
        response = asked(app, request)
        try:
            check(request, response)
            for record in caplog.records:
                line = lines.format(record)
                assert not record.exc_info, line
                assert line.isascii()
                assert line.isprintable()
            assert len(caplog.records) == (response.status_code not in UNLOGGED)
        except AssertionError as error:
            raise AssertionError(f"{request} is answered {response.status}: {error}") from error
        seen[response.status_code] += 1
    return seen


def test_hostile_requests(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    seen = ask_all(app, SEED, 2_000, caplog)
    assert {200, 308, 400, 404, 405, 413, 414, 421} <= seen.keys(), seen


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_a_hundred_thousand(app: Flask, caplog: pytest.LogCaptureFixture, part: int) -> None:
    seen = ask_all(app, SEED + 1 + part, 10_000, caplog)
    print(*(f"{status}: {number:,}" for status, number in sorted(seen.items())), sep=", ")
