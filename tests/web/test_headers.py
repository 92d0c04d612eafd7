"""Every response says what browsers may do with it: pages, formats, files, errors and redirects alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.addresses import EVERY, address
from tests.web.checked import POLICY
from tests.web.observatory import score
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


def test_pages_score_155_by_mdn_s_observatory_and_everything_else_150(
    responses: list[tuple[str, TestResponse]],
) -> None:
    """What other sites may load says so in the header that would give 10 points for the contrary."""
    for path, response in responses:
        page = response.mimetype == "text/html" and response.status_code // 100 != 3 and response.data
        embed = path.endswith("/embed")  # has no scripts
        shared = response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert score(response) == (155 if page and not embed else 150) - (10 if shared else 0), path
    seen = {response.status_code for _, response in responses}
    assert seen >= {200, 308, 400, 404, 405}


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("Content-Security-Policy", None, 55),  # a policy says as well who may frame the page
        ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; form-action 'self'", 150),
        ("Content-Security-Policy", "default-src 'none'; script-src data:; frame-ancestors 'none'", 80),
        (
            "Content-Security-Policy",
            POLICY.format(ancestors="'none'").replace("form-action 'self'; ", ""),
            150,
        ),
        ("Strict-Transport-Security", None, 80),
        ("Strict-Transport-Security", "max-age=86400", 145),
        ("X-Content-Type-Options", None, 150),
        ("Referrer-Policy", None, 150),
        ("Referrer-Policy", "unsafe-url", 145),
        ("Cross-Origin-Opener-Policy", None, 145),
        ("Cross-Origin-Opener-Policy", "same", 140),
        ("Cross-Origin-Embedder-Policy", "unsafe-none", 145),
        ("Cross-Origin-Resource-Policy", None, 145),
        ("Access-Control-Allow-Credentials", "true", 50),
        ("Set-Cookie", "id=1", 150),
    ],
)
def test_points_are_lost_by_what_is_left_out_or_wrong(
    behind_tls: Flask, name: str, value: str | None, points: int
) -> None:
    """So the points above say something."""
    response = behind_tls.test_client().get("/", buffered=True)
    assert score(response) == 155
    response.headers.pop(name, None)
    if value is not None:
        response.headers[name] = value
    assert score(response) == points


def test_every_text_says_its_charset(responses: list[tuple[str, TestResponse]]) -> None:
    for path, response in responses:
        kind = response.mimetype or ""
        if kind.startswith("text/") or kind.endswith(("xml", "javascript")):
            assert response.mimetype_params.get("charset") == "utf-8", (path, response.content_type)


def test_only_a_site_behind_tls_asks_for_tls(generated_app: Flask) -> None:
    assert "Strict-Transport-Security" not in generated_app.test_client().get("/brook/").headers
