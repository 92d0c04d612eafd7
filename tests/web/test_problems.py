"""Errors of data are problems (RFC 9457) in the words of the error pages, which any site may read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.web.checked import HOST, CheckedClient
from tests.web.described import Description, check_open
from tests.web.folders import broken
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web import formats
from webapp.web.formats import KNOWN
from webapp.web.problem import TYPE


def problem(app: Flask, path: str, status: int) -> dict[str, Any]:
    """The problem at that address."""
    response = app.test_client().get(path)
    assert (response.status_code, response.content_type) == (status, TYPE), path
    check_open(response)
    found: dict[str, Any] = response.get_json(force=True)
    assert found["status"] == status
    return found


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/river-2025/events/ana-promises", 404),
        ("/river-2025/events/Anna_Promises", 404),
        ("/river-2025/nothing/like/this", 404),
        ("/River-2025/Rounds/01", 404),
        ("/river-2024/", 404),
        ("/river-2025@7/events/anna-promises", 404),
        ("/river-2025/events/rumour", 410),
        ("/river-2025@1/events/boris-answers", 404),
        ("/river-2025/events/anna-promises?known=2025-05-01", 404),
        ("/river-2025/?party=nobody", 400),
        ("/river-2025/?colour=red", 400),
        ("/river-2025/?after=events/a&before=events/b", 400),
        ("/river-2025/?known=2025-05", 400),
        ("/river-2025/rounds?compare=1", 400),
        ("/river-2025/known?year=1800", 400),
        ("/river-2025/positions?topic=wine", 400),
        (f"/search?q={'x' * 201}", 400),
        ("/?party=x", 400),
    ],
)
def test_a_problem_says_what_the_error_page_says(
    site: CheckedClient, app: Flask, page: str, status: int
) -> None:
    told = site.get(page, status=status)
    found = problem(app, formats.within(page, "json"), status)
    assert found["heading"] == told.text("h1")
    assert found["detail"].split("\n") == told.texts("main p.lede")
    links = told.links("main a")[:-1]  # the last one, to all dossiers, stands on every error page
    assert [each["url"] for each in found["links"]] == [HOST + formats.within(link, "json") for link in links]
    assert [each["label"] for each in found["links"]] == told.texts("main a")[:-1]


def test_links_of_a_problem_lead_to_documents(app: Flask) -> None:
    for path in ("/river-2025/events/ana-promises.json", "/river-2025.json?party=upstreem", "/x.json"):
        status = 400 if "?" in path else 404
        for link in problem(app, path, status)["links"]:
            response = app.test_client().get(link["url"].removeprefix(HOST))
            assert (response.status_code, response.mimetype) == (200, "application/json")


@pytest.mark.parametrize("suffix", KNOWN)
def test_every_format_has_problems(app: Flask, suffix: str) -> None:
    assert problem(app, f"/river-2025/nothing.{suffix}", 404)["heading"] == "Not found"


def test_files_of_the_site_have_error_pages(app: Flask) -> None:
    response = app.test_client().get("/static/schemas/nothing.json")
    assert (response.status_code, response.mimetype) == (404, "text/html")


def test_data_can_only_be_read(app: Flask) -> None:
    response = app.test_client().post("/river-2025.json")
    assert (response.status_code, response.content_type) == (405, TYPE)
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    check_open(response)


def test_a_failure_is_a_problem_with_its_number(tmp_path: Path) -> None:
    app = create_app(Settings(database_url=broken(tmp_path / "broken.sqlite")))
    found = problem(app, "/river-2025.json", 500)
    assert "with this number" in found["detail"]


def test_problems_are_as_described(app: Flask) -> None:
    description = Description(app)
    for path in ("/river-2025/events/rumour.json", "/river-2025/rounds/99.json", "/index.json?x=1"):
        description.check(path, app.test_client().get(path))
