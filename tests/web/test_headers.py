"""Every response says what browsers may do with it: pages, formats, files, errors and redirects alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.addresses import EVERY, address
from tests.web.checked import POLICY
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.shipped import shipped
from webapp.web import formats

OTHER_METHODS = ("OPTIONS", "POST", "BREW")
ODD = ("/nothing", "/brook", "/brook/?colour=red", "/brook/?party=", "/oembed", "/nothing.json", "/brook.pdf")
ALL_THE_SAME = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


@pytest.fixture(scope="module")
def behind_tls(generated_url: str) -> Iterator[Flask]:
    app = create_app(Settings(database_url=generated_url, public_url="https://talks.example.org"))
    with closing(app.extensions["parley.store"]):
        yield app


@pytest.fixture(scope="module")
def responses(behind_tls: Flask, brook: Dossier) -> list[tuple[str, TestResponse]]:
    """One of every kind."""
    pages = [
        formats.rule(address(rule, brook), suffix) if suffix else address(rule, brook)
        for rule, suffix in EVERY
    ]
    folder = shipped("static")
    files = [f"/static/{path.relative_to(folder)}" for path in sorted(folder.rglob("*")) if path.is_file()]
    client = behind_tls.test_client()
    got = [
        (path, client.get(path, buffered=True))
        for path in (*pages, *files, *ODD, "/robots.txt", "/sitemap.xml")
    ]
    return got + [(method, client.open("/brook/", method=method, buffered=True)) for method in OTHER_METHODS]


def test_every_response_has_every_header(responses: list[tuple[str, TestResponse]]) -> None:
    for path, response in responses:
        for name, value in ALL_THE_SAME.items():
            assert response.headers[name] == value, (path, name)
        embed = path.endswith("/embed")
        assert response.headers["Content-Security-Policy"] == POLICY.format(
            ancestors="*" if embed else "'none'"
        )
        assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains", path
        assert "Set-Cookie" not in response.headers, path


def test_what_other_sites_may_load_is_data_and_embeds(responses: list[tuple[str, TestResponse]]) -> None:
    for path, response in responses:
        shared = path.endswith(("/embed", ".css")) or formats.of(path) or path.startswith("/oembed")
        expected = "cross-origin" if shared else "same-origin"
        assert response.headers["Cross-Origin-Resource-Policy"] == expected, path
        assert ("Access-Control-Allow-Origin" in response.headers) == bool(shared) or path.endswith(
            ("/embed", ".css")
        ), path


def test_every_text_says_its_charset(responses: list[tuple[str, TestResponse]]) -> None:
    for path, response in responses:
        kind = response.mimetype or ""
        if kind.startswith("text/") or kind.endswith(("xml", "javascript")):
            assert response.mimetype_params.get("charset") == "utf-8", (path, response.content_type)


def test_only_a_site_behind_tls_asks_for_tls(generated_app: Flask) -> None:
    assert "Strict-Transport-Security" not in generated_app.test_client().get("/brook/").headers
