"""Absolute URLs name this site, whatever the Host and X-Forwarded headers of a request say."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web import raw
from tests.web.addresses import EVERY, address
from tests.web.checked import check, parsed
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.web import formats

PAGE = "/river-2025/"
FOREIGN = "evil.example"
PUBLIC = "https://talks.example.org"
FORWARDED = {
    "X-Forwarded-Host": FOREIGN,
    "X-Forwarded-Server": FOREIGN,
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Port": "6666",
    "X-Forwarded-Prefix": f"/{FOREIGN}",
    "X-Original-URL": f"https://{FOREIGN}/",
    "X-Rewrite-URL": f"https://{FOREIGN}/",
    "X-Host": FOREIGN,
    "Forwarded": f"for=1.1.1.1;host={FOREIGN};proto=gopher",
}


@pytest.fixture(scope="module")
def public(generated_url: str) -> Iterator[Flask]:
    app = create_app(Settings(database_url=generated_url, public_url=PUBLIC))
    with closing(app.extensions["parley.store"]):
        yield app


def ask(app: Flask, path: str, host: str | None, **headers: str) -> TestResponse:
    return raw.ask(app, path, HTTP_HOST=host, **raw.named(headers))


@pytest.mark.parametrize(
    "host",
    ["localhost:8000", "LocalHost", "127.0.0.1:8000", "[::1]:8000", "parley.localhost", "192.168.1.5:8000",
     "10.0.0.7", "[fe80::1]", socket.gethostname(), f"{socket.gethostname().partition('.')[0]}.local:8000"],
)  # fmt: skip
def test_a_site_on_this_machine_or_in_a_house_needs_no_setting(app: Flask, host: str) -> None:
    response = ask(app, PAGE, host)
    assert response.status_code == 200
    assert f'<link rel="canonical" href="http://{host}{PAGE}">' in response.text


@pytest.mark.parametrize(
    "host",
    [FOREIGN, f"{FOREIGN}:80", "6.6.6.6", "6.6.6.6:8000", "[2606:4700::1111]", "localhost.evil.example",
     "127.0.0.1.evil.example", "evillocalhost", "127.1.evil", "evil"],
)  # fmt: skip
def test_a_foreign_host_is_refused_and_not_repeated(app: Flask, host: str) -> None:
    response = ask(app, PAGE, host)
    assert response.status_code == 421
    check(parsed(PAGE, response))
    assert host.lower() not in response.text.lower()
    for path in ("/river-2025.json", "/river-2025", "/static/favicon.svg", "/nothing", "/search.atom"):
        other = ask(app, path, host)
        assert other.status_code == 421
        assert host not in other.text
        assert "Location" not in other.headers


@pytest.mark.parametrize(
    "host", ["a b", "[::1", "x" * 5000 + "/", "evil.example:99999999", "<script>", "é", "a,b"]
)
def test_a_host_that_is_none_is_refused(app: Flask, public: Flask, host: str) -> None:
    for site in (app, public):
        response = ask(site, "/", host.encode().decode("latin-1"))
        assert response.status_code == 400
        assert host not in response.text.replace('<script type="module"', "")


@pytest.mark.parametrize("host", [None, ""])
def test_without_a_host_the_address_served_on_is_named(app: Flask, host: str | None) -> None:
    assert '<link rel="canonical" href="http://localhost/river-2025/">' in ask(app, PAGE, host).text


@pytest.mark.parametrize(
    ("name", "port", "origin"),
    [
        ("0.0.0.0", "8000", "http://localhost:8000"),
        ("::", "8000", "http://localhost:8000"),
        ("127.0.0.1", "80", "http://127.0.0.1"),
        ("::1", "8000", "http://[::1]:8000"),
        (FOREIGN, "8000", "http://localhost:8000"),  # some servers have it from the Host
    ],
)
def test_the_address_served_on(app: Flask, name: str, port: str, origin: str) -> None:
    response = raw.ask(app, PAGE, HTTP_HOST=None, SERVER_NAME=name, SERVER_PORT=port)
    assert f'<link rel="canonical" href="{origin}{PAGE}">' in response.text


@pytest.mark.parametrize("host", [FOREIGN, "6.6.6.6", "localhost"])
def test_with_a_public_address_every_answer_names_that(public: Flask, brook: Dossier, host: str) -> None:
    for rule, suffix in EVERY:
        path = formats.rule(address(rule, brook), suffix) if suffix else address(rule, brook)
        response = ask(public, path, host, **FORWARDED)
        assert response.status_code == 200, path
        for wrong in (host.encode(), b"gopher"):
            assert wrong not in response.data, path
            assert not any(wrong.decode() in value for _, value in response.headers), path
    for path in ("/openapi.json", "/robots.txt", "/sitemap.xml", "/opensearch.xml", "/brook/opensearch.xml"):
        response = ask(public, path, host, **FORWARDED)
        assert host not in response.text
        assert PUBLIC in response.text


def test_forwarded_headers_move_nothing(app: Flask) -> None:
    assert ask(app, PAGE, "localhost", **FORWARDED).data == ask(app, PAGE, "localhost").data


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/brook", "/brook/"),
        ("//brook//", "/brook/"),
        ("/brook@1?utm_source=x", "/brook@1/?utm_source=x"),
        ("/brook//sources", "/brook/sources"),
        ("/brook/sources/", "/brook/sources"),
        ("/brook/?party=", "/brook/"),
        ("///evil.example//", None),
        ("//static//favicon.svg", "/static/favicon.svg"),
        ("/static///evil.example/", "/static/evil.example/"),
    ],
)
def test_redirects_name_no_host(public: Flask, path: str, there: str | None) -> None:
    response = raw.ask(public, path, HTTP_HOST=FOREIGN)
    assert response.headers.get("Location") == there
    assert response.status_code == (308 if there else 404)
