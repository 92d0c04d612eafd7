"""Requests that are too large are refused, and who asks for much at once has to wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_network
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web import raw
from tests.web.checked import check, parsed
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web import costs
from webapp.web.buckets import Buckets
from webapp.web.limits import LARGEST_HEAD, LONGEST_URL

PAGE = "/river-2025/"


def refused(app: Flask, status: int, path: str = PAGE, **request: Any) -> str:
    """What the page says; a program is told the same as a problem."""
    response = app.test_client().get(path, **request)
    assert response.status_code == status
    page = parsed(path, response)
    check(page)
    assert page.text("small").startswith("Reference ")
    return page.texts("main p")[1]


def test_an_address_longer_than_any_is_refused(app: Flask) -> None:
    client = app.test_client()
    most = LONGEST_URL - len("/search") - len("utm_source=")
    assert client.get(f"/search?utm_source={'a' * most}").status_code == 308
    said = refused(app, 414, f"/search?utm_source={'a' * (most + 1)}")
    assert said == "The address has 8,193 letters: 8,192 are enough."
    assert refused(app, 414, "/" + "a" * LONGEST_URL) == said
    problem = client.get(f"/search.json?q={'a' * LONGEST_URL}").get_json()
    assert problem["detail"].startswith("The address has")
    assert len(problem["reference"]) == 8


def test_headers_larger_than_any_browsers_are_refused(app: Flask) -> None:
    client = app.test_client()
    assert client.get(PAGE, headers={"X-Long": "a" * (LARGEST_HEAD - 1000)}).status_code == 200
    assert "32,768 are enough" in refused(app, 431, headers={"X-Long": "a" * LARGEST_HEAD})
    many = {f"X-{number}": "a" * 40 for number in range(1000)}
    assert "32,768 are enough" in refused(app, 431, headers=many)


@pytest.mark.parametrize(
    "body", [{"data": b"a"}, {"headers": {"Transfer-Encoding": "chunked"}}, {"json": {"query": "all"}}]
)
def test_a_body_is_refused(app: Flask, body: dict[str, Any]) -> None:
    assert refused(app, 413, **body).startswith("The request has a body.")
    assert app.test_client().head(PAGE, **body).status_code == 413
    assert app.test_client().post(PAGE, **body).status_code == 405


def test_a_body_of_no_length_is_none(app: Flask) -> None:
    assert app.test_client().get(PAGE, headers={"Content-Length": "0"}).status_code == 200


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_is_emptied_and_fills_again() -> None:
    clock = Clock()
    buckets = Buckets(60, clock=clock)
    assert [buckets.take("ada", 20) for _ in range(4)] == [0, 0, 0, 20]
    assert buckets.take("ben", 20) == 0
    clock.now = 19.5
    assert buckets.take("ada", 20) == 1
    clock.now = 20
    assert [buckets.take("ada", 20), buckets.take("ada", 1)] == [0, 1]
    clock.now = 1000
    assert [buckets.take("ada", 60), buckets.take("ada", 1)] == [0, 1]  # it never holds more than that


def test_what_costs_more_than_a_bucket_holds_takes_a_full_one() -> None:
    buckets = Buckets(10, clock=Clock())
    assert [buckets.take("ada", 20), buckets.take("ada", 1)] == [0, 6]


def test_no_number_of_clients_takes_more_memory() -> None:
    buckets = Buckets(60, most=100, clock=Clock())
    buckets.take("ada", 60)
    for number in range(99):
        buckets.take(number, 1)
    assert buckets.take("ada", 1) == 1
    for number in range(1000):
        buckets.take(number, 1)
    assert len(buckets) == 100
    assert buckets.take("ada", 1) == 0


def limited(url: str, **settings: Any) -> Iterator[Flask]:
    app = create_app(Settings(database_url=url, cache=0, **settings))
    with closing(app.extensions["parley.store"]):
        yield app


@pytest.fixture
def poor(database_url: str) -> Iterator[Flask]:
    """The site with ten tokens a minute for each client."""
    yield from limited(database_url, allowance=10)


def ask(app: Flask, path: str, client: str, **headers: str) -> TestResponse:
    return raw.ask(app, path, REMOTE_ADDR=client, **raw.named(headers))


def statuses(app: Flask, path: str, clients: list[str], **headers: str) -> list[int]:
    return [ask(app, path, client, **headers).status_code for client in clients]


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=water",
        "/river-2025/search.json?q=water",
        "/river-2025/search.atom?q=water",
        "/river-2025/?party=upstream",
        "/river-2025.atom?party=upstream",
        "/river-2025/?known=2025-05-29",
    ],
)
def test_searches_and_filtered_views_have_to_wait_at_some_time(poor: Flask, path: str) -> None:
    assert statuses(poor, path, ["203.0.113.7"] * 6) == [200] * 5 + [429]
    assert statuses(poor, "/river-2025/", ["203.0.113.7"] * 20) == [200] * 20
    assert statuses(poor, path, ["203.0.113.8"]) == [200]
    assert ask(poor, "/river-2025/?colour=red", "203.0.113.7").status_code == 400


def test_a_redirect_to_the_canonical_view_costs_what_it_takes_to_know_that_there_is_one(poor: Flask) -> None:
    path = "/river-2025/?status=held&party=upstream"
    assert statuses(poor, path, ["203.0.113.7"] * 6) == [308] * 5 + [429]


def test_who_has_to_wait_is_not_told_that_a_page_has_changed(poor: Flask) -> None:
    """Both revisions of the page are drawn for the answer, and cost what they cost by themselves."""
    path = "/river-2025/changes/since/1.json?of=timeline%3Fparty%3Dupstream"
    assert statuses(poor, path, ["203.0.113.7"] * 2) == [200, 429]


def test_pictures_and_exports_cost_what_they_take(poor: Flask) -> None:
    assert statuses(poor, "/river-2025/events/anna-promises.png", ["203.0.113.7"] * 4) == [200] * 3 + [429]
    for number, suffix in enumerate(("csv", "ics", "zip", "timelinejs.json", "timelinejs.csv")):
        found = statuses(poor, f"/river-2025.{suffix}", [f"203.0.113.{number + 8}"] * 2)
        assert found == [200, 429], suffix


def test_a_picture_that_the_client_has_costs_nothing(poor: Flask) -> None:
    path = "/river-2025/events/anna-promises.png"
    tag = ask(poor, path, "203.0.113.7").headers["ETag"]
    for _ in range(9):
        assert ask(poor, path, "203.0.113.7", **{"If-None-Match": tag}).status_code == 304


def test_who_has_to_wait_is_told_how_long(poor: Flask) -> None:
    for _ in range(6):
        response = ask(poor, "/search?q=water", "203.0.113.7")
    seconds = int(response.headers["Retry-After"])
    assert 1 <= seconds <= 12
    page = parsed("/search?q=water", response)
    check(page)
    assert page.text("h1") == "Too much at once"
    assert f"try again in {seconds} second" in page.texts("main p")[1]
    data = ask(poor, "/search.json?q=water", "203.0.113.7")
    assert (data.status_code, data.content_type) == (429, "application/problem+json")
    assert data.headers["Retry-After"]


def test_a_household_of_ipv6_addresses_is_one_client(poor: Flask) -> None:
    found = statuses(poor, "/search?q=water", [f"2001:db8:0:1::{number}" for number in range(6)])
    assert found == [200] * 5 + [429]
    assert statuses(poor, "/search?q=water", ["2001:db8:0:2::1", "::ffff:203.0.113.7"]) == [200, 200]


def test_this_machine_itself_is_not_limited_unless_that_is_wanted(poor: Flask, database_url: str) -> None:
    assert statuses(poor, "/search?q=water", ["127.0.0.1", "::1", ""] * 7) == [200] * 21
    for app in limited(database_url, allowance=10, unlimited=()):
        assert statuses(app, "/search?q=water", ["127.0.0.1"] * 6) == [200] * 5 + [429]
    for app in limited(database_url, allowance=10, unlimited=(ip_network("203.0.113.0/24"),)):
        assert statuses(app, "/search?q=water", ["203.0.113.7"] * 9) == [200] * 9


def test_no_allowance_is_no_limit(database_url: str) -> None:
    for app in limited(database_url, allowance=0):
        assert statuses(app, "/search?q=water", ["203.0.113.7"] * 20) == [200] * 20


def test_a_class_behind_one_address_does_not_notice(app: Flask) -> None:
    """Thirty who each open ten filtered views within a minute."""
    assert statuses(app, "/river-2025/?party=upstream", ["203.0.113.7"] * 300) == [200] * 300


@pytest.mark.parametrize(
    ("peer", "told", "whose"),
    [
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # the first was written by the client
        ("10.0.0.1", "198.51.100.1,10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, unknown", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # no proxy of ours
        ("", "198.51.100.1", "unknown"),
    ],
)
def test_whose_request_it_is_only_a_trusted_proxy_can_tell(
    database_url: str, caplog: pytest.LogCaptureFixture, peer: str, told: str, whose: str
) -> None:
    for app in limited(database_url, trusted_proxies=(ip_network("10.0.0.0/8"),)):
        ask(app, "/?a=b", peer, **{"X-Forwarded-For": told})
    assert caplog.records[-1].__dict__["client"] == whose


def test_without_trusted_proxies_nobody_can_pass_for_somebody_else(poor: Flask) -> None:
    found = [
        ask(poor, "/search?q=water", "203.0.113.7", **{"X-Forwarded-For": f"198.51.100.{number}"}).status_code
        for number in range(6)
    ]
    assert found == [200] * 5 + [429]


def test_what_costs_more_is_there(app: Flask) -> None:
    assert set(costs.WHOLE) <= set(app.view_functions)
