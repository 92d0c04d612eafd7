"""Whatever a stranger asks for, the answer is a page that helps, and never a failure."""

import logging
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.web.checked import CheckedClient, check, check_headers, parsed
from tests.web.folders import broken
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/river-2025/events/ana-promises", "/river-2025/events/anna-promises"),
        ("/river-2025/events/Anna_Promises", "/river-2025/events/anna-promises"),
        ("/river-2025/event/anna-promises", "/river-2025/events/anna-promises"),
        ("/River-2025/Rounds/01", "/river-2025/rounds/1"),
        ("/river-2025/sources/minuts", "/river-2025/sources/minutes"),
        ("/river-2025/actors/ana", "/river-2025/actors/anna"),
        ("/river-2025/parties/up-stream", "/river-2025/parties/upstream"),
        ("/river-2025/nothing/like/this", "/river-2025/"),
        ("/river-2024/", "/river-2025/"),
        ("/river-2024/events/anna-promises", "/river-2025/"),
        ("/river-2025@0/", "/river-2025/"),
        ("/river-2025/rounds/9", "/river-2025/"),
        ("/river-2025/quotes/abcdefghijkl", "/river-2025/"),
        ("/favicon.ico", "/"),
        ("/static/css/nothing.css", "/"),
    ],
)
def test_what_is_not_there_leads_to_what_may_be_meant(site: CheckedClient, path: str, link: str) -> None:
    page = site.get(path, status=404)
    assert page.links("main a")[0] == link
    assert page.links("main a")[-1] == "/"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("//", "/"),
        ("///", "/"),
        ("//river-2025/", "/river-2025/"),
        ("//river-2025/rounds/", "/river-2025/rounds"),
        ("//river-2025/rounds", "/river-2025/rounds"),
        ("//evil.example/", None),
        ("//evil.example", None),
        ("///evil.example//", None),
        ("//river-2025/nothing", None),
    ],
)
def test_slashes_too_many_lead_to_the_page_with_one_and_never_to_another_site(
    site: CheckedClient, path: str, target: str | None
) -> None:
    """As a server passes the path on; the client would take it for a host."""
    response = site.client.get("/", environ_overrides={"PATH_INFO": path})
    assert response.status_code == (308 if target else 404)
    assert response.headers.get("Location") == target


def test_an_unknown_revision_says_how_many_there_are(site: CheckedClient) -> None:
    page = site.get("/river-2025@7/events/anna-promises", status=404)
    assert page.texts("main p")[1] == "The dossier “river-2025” has 2 revisions; there is no revision 7."
    assert page.links("main a") == ["/river-2025@2/", "/river-2025/", "/"]
    one = site.get("/majlis@999999999/", status=404)
    assert one.texts("main p")[1] == "The dossier “majlis” has one revision; there is no revision 999999999."


def test_what_an_earlier_revision_had_is_gone_but_not_lost(site: CheckedClient) -> None:
    page = site.get("/river-2025/events/rumour", status=410)
    assert page.links("main a") == ["/river-2025@1/events/rumour", "/river-2025/", "/"]
    assert site.get(page.links("main a")[0]).text("h1") == "The commission cancels"


def test_what_a_later_revision_has_is_not_gone(site: CheckedClient) -> None:
    page = site.get("/river-2025@1/events/boris-answers", status=404)
    assert (
        page.texts("main p")[1]
        == "Revision 1 of “River talks” has no events/boris-answers. Perhaps you are looking for:"
    )
    assert page.links("main a") == ["/river-2025@2/events/boris-answers", "/river-2025@1/", "/"]


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/river-2025", "/river-2025/"),
        ("/river-2025@1", "/river-2025@1/"),
        ("/river-2025/events/anna-promises/", "/river-2025/events/anna-promises"),
        ("/river-2025@2/rounds/1/", "/river-2025@2/rounds/1"),
        ("/river-2025//events/anna-promises", "/river-2025/events/anna-promises"),
        ("/river-2025/?utm_source=x&fbclid=y", "/river-2025/"),
        ("/river-2025/events/anna-promises?gclid=1", "/river-2025/events/anna-promises"),
        ("/?mc_cid=1&mc_eid=2&igshid=3", "/"),
        ("/river-2025/events/anna-promises/?utm_x=%C3%A4", "/river-2025/events/anna-promises?utm_x=%C3%A4"),
    ],
)
def test_other_spellings_of_an_address_redirect(site: CheckedClient, path: str, canonical: str) -> None:
    assert site.redirect(path) == canonical


@pytest.mark.parametrize(
    ("path", "status", "base", "known"),
    [
        ("/river-2025/events/ana-promises", 404, "/river-2025", ""),
        ("/river-2025@1/nothing/like/this", 404, "/river-2025@1", ""),
        ("/river-2025@7/", 404, "/river-2025", ""),
        ("/river-2025/events/rumour", 410, "/river-2025", ""),
        ("/river-2025/?party=nobody", 400, "/river-2025", ""),
        ("/river-2025/?colour=red", 400, "/river-2025", ""),
        ("/river-2025/rounds/99?known=2025-05-20", 404, "/river-2025", "?known=2025-05-20"),
        ("/river-2025/?known=2025-05", 400, "/river-2025", ""),
    ],
)
def test_an_error_in_a_dossier_stays_in_it(
    site: CheckedClient, path: str, status: int, base: str, known: str
) -> None:
    page = site.get(path, status=status)
    assert page.text(".masthead .here") == "River talks"
    assert page.links(".masthead nav a")[:2] == [f"{base}/{known}", f"{base}/rounds{known}"]
    assert page.one(".masthead form").attrs["action"] == f"{base}/search"
    assert page.one("meta[name=robots]").attrs["content"] == "noindex"
    assert not page.all("[aria-current], link[rel=canonical], [rel=bookmark]")


def test_an_error_names_its_dossier_in_the_language_of_that(site: CheckedClient) -> None:
    here = site.get("/majlis/nothing", status=404).one(".here bdi")
    assert (here.attrs["lang"], here.attrs["dir"]) == ("ar", "rtl")


def test_an_error_beside_all_dossiers_is_in_none(site: CheckedClient) -> None:
    for path in ("/nothing/", "/river-2024/", "/River-2025/", "/search/x"):
        assert not site.get(path, status=404).all(".masthead nav")


def test_unknown_parameters_are_refused_by_name(site: CheckedClient) -> None:
    page = site.get("/river-2025/rounds/1?party=x&utm_source=y&when=", status=400)
    assert page.texts("main p")[1:3] == ["This page does not know “party”, “when”.", "It takes “known”."]
    assert page.links("main a") == ["/river-2025/rounds/1", "/"]
    assert "It takes no parameters." in site.get("/?party=x", status=400).texts("main p")


def test_an_unknown_parameter_names_the_known_one_like_it(site: CheckedClient) -> None:
    page = site.get("/static/favicon.svg?vv=1", status=400)
    assert page.texts("main p")[1:] == [
        "This page does not know “vv”.",
        "Perhaps “vv” should be “v”.",
        "It takes “v”.",
        "All dossiers",
    ]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "BREW"])
def test_pages_can_only_be_read(app: Flask, method: str) -> None:
    response = app.test_client().open("/river-2025/", method=method)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    check(parsed("/river-2025/", response))


def test_head_and_options(app: Flask) -> None:
    head = app.test_client().head("/river-2025/")
    assert (head.status_code, head.data) == (200, b"")
    check_headers(head)
    check_headers(app.test_client().options("/river-2025/"))


def test_a_failure_has_a_number_that_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(database_url=broken(tmp_path / "broken.sqlite")))
    with caplog.at_level(logging.ERROR, logger="parley"):
        response = app.test_client().get("/river-2025/")
    assert response.status_code == 500
    page = parsed("/river-2025/", response)
    check(page)
    (record,) = [record for record in caplog.records if record.name == "parley"]
    reference = page.texts("main p")[1].rsplit(" ", 1)[1].rstrip(".")
    assert reference in record.getMessage()
    assert record.exc_info


def test_a_store_without_dossiers_says_how_to_publish_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    store = Store(url)
    store.upgrade()
    store.close()
    app = create_app(Settings(database_url=url, public_url="https://talks.example.org"))
    page = parsed("/", app.test_client().get("/"))
    assert "No dossier has been published yet" in page.text("main")
    assert page.links("link[rel=canonical]") == ["https://talks.example.org/"]
    app.extensions["parley.store"].close()


RAW = st.one_of(
    st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")),
    st.sampled_from(["/river-2025/", "/river-2025@1/events/", "/istanbul-2025/rounds/", "/static/"]).flatmap(
        lambda start: st.text(st.characters(max_codepoint=255), max_size=20).map(lambda rest: start + rest)
    ),
)


@settings(max_examples=120, deadline=None)
@given(RAW, RAW.map(lambda raw: raw.lstrip("/")), st.sampled_from(["GET", "HEAD", "POST", "\x01"]))
@example("/river-2025/events/\x00", "", "GET")
@example("/river-2025/quotes/\xff\xfe", "", "GET")
@example("/river-2025@" + "9" * 5000 + "/", "", "GET")
@example("/" + "a-" * 30_000 + "a", "", "GET")
@example("/" + "a" * 60_000 + "@1/", "", "GET")
@example("/river-2025/rounds/" + "1" * 5000, "", "GET")
@example("/river-2025/rounds/٣", "", "GET")
@example("/river-2025/events/..%2f..%2fetc/passwd", "", "GET")
@example("/static/../../pyproject.toml", "", "GET")
@example("/static/\x00", "v=\x00", "GET")
@example("//evil.example.org/..", "", "GET")
@example("/\\evil.example.org/", "", "GET")
@example("/river-2025/", "&".join(f"p{n}=1" for n in range(3000)), "GET")
@example("/river-2025/", "%ff=%00&\xff", "GET")
@example("/river-2025/events/anna-promises/", "\xff\x00\r\nX-Evil: 1", "GET")
@example("/mj", "\r", "GET")
@example("", "", "GET")
def test_no_address_makes_the_site_fail(app: Flask, path: str, query: str, method: str) -> None:
    """Bytes go in as WSGI servers hand them on: decoded as Latin-1."""
    environ = EnvironBuilder(method=method).get_environ()
    environ |= {"PATH_INFO": path.encode("utf-8", "replace").decode("latin-1"), "QUERY_STRING": query}
    _, status, headers = run_wsgi_app(app, environ, buffered=True)
    assert int(status[:3]) < 500
    assert all("\n" not in value for _, value in headers)
    assert "evil" not in headers.get("Location", "").partition("//")[2].partition("/")[0]
