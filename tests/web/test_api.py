"""What programs read is what pages show, in the shape that is described, and no more than all may see."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from zipfile import ZipFile

import pytest
from flask import Flask

from tests.web.addresses import EVERY, views
from tests.web.checked import HOST, CheckedClient, parsed
from tests.web.described import Description
from tests.web.folders import RIVER, import_folder, write
from webapp import dates
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store
from webapp.web import formats
from webapp.web.api.base import Date
from webapp.web.routes import FORMATS, PAGES

UNQUOTED = "nobody's business"  # stands in a source of which only excerpts may be shown, and in no quote
assert UNQUOTED in RIVER["sources/report.md"]
DATA = [(rule, suffix) for rule, suffix in EVERY if suffix]


def fetch(app: Flask, path: str) -> Any:
    """The document at that address, which must be there."""
    response = app.test_client().get(path)
    assert response.status_code == 200, f"{path}: {response.status}"
    return response.get_json()


def test_every_page_has_json() -> None:
    assert [rule for rule in PAGES if "json" not in FORMATS.get(rule, {})] == []


@pytest.mark.parametrize(("rule", "suffix"), DATA)
def test_data_of_a_long_dossier_is_as_described(
    generated_app: Flask, lume: Dossier, rule: str, suffix: str
) -> None:
    """JSON of every page, plain and with each of its parameters; other formats of it plain and of a day."""
    client, description = generated_app.test_client(), Description(generated_app)
    for name, path in views(rule, lume, suffix):
        if suffix != "json" and name not in ("plain", "known"):
            continue
        response = client.get(path, buffered=True)
        assert response.status_code == 200, (name, path, response.status)
        description.check(path, response)


STARTS = (
    "/",
    "/river-2025/",
    "/river-2025@1/",
    "/river-2025/?known=2025-05-29",
    "/istanbul-2025/",
    "/majlis/",
    "/odd/",
)
SEARCHES = ("/river-2025/search?q=gates", "/search?q=gates+memorandum", "/search?q=business")


@pytest.mark.parametrize("start", [*STARTS, *SEARCHES])
def test_all_data_of_small_dossiers_is_as_described_and_tells_no_more_than_rights_allow(
    app: Flask, start: str
) -> None:
    """Of all pages that can be reached in the edition that a page is of, as known on its day."""
    client, description = app.test_client(), Description(app)
    found, seen = deque([start]), set[str]()
    while found:
        path = found.popleft()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path, buffered=True)
        assert response.status_code == 200, (path, response.status)
        assert UNQUOTED.encode() not in _unpacked(response)
        if formats.of(path.partition("?")[0]):
            description.check(path, response)
        else:
            found.extend(_near(path, start, response))
    assert any(path.partition("?")[0].endswith(".json") for path in seen)


def _unpacked(response: Any) -> bytes:
    """All that it says; of a zip, what is in its files."""
    if response.mimetype != "application/zip":
        return bytes(response.data)
    with ZipFile(BytesIO(response.data)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def _near(path: str, start: str, response: Any) -> Iterator[str]:
    """Data of the page but pictures, which take time, and pages like the first, without other parameters."""
    page = parsed(path, response)
    yield from (link for link in page.links("link[rel=alternate]") if ".png" not in link)
    edition, _, query = start.partition("?")
    for link in page.links("a[href]:not([type])") if start in STARTS[1:] else ():
        there, _, asked = urljoin(path, link).partition("#")[0].partition("?")
        if there.startswith(edition) and asked == query:
            yield urljoin(path, link).partition("#")[0]


def test_a_source_whose_text_is_public_has_all_of_it(app: Flask) -> None:
    found = fetch(app, "/river-2025/sources/minutes.json")
    assert [each["text"] for each in found["passages"]] == [found["text"]]
    assert found["intact"]
    for quote in found["quotes"]:
        for piece in quote["pieces"]:
            if piece["start"] is not None:
                assert found["text"][piece["start"] : piece["end"]] == piece["text"]


def test_a_source_of_which_excerpts_are_public_has_the_passages_around_its_quotes(app: Flask) -> None:
    found = fetch(app, "/river-2025/sources/report.json")
    assert found["text"] is None
    assert found["passages"]
    for quote in found["quotes"]:
        for piece in quote["pieces"]:
            if piece["start"] is None:
                continue
            (around,) = (p for p in found["passages"] if p["start"] <= piece["start"] < p["end"])
            start = around["start"]
            assert around["text"][piece["start"] - start : piece["end"] - start] == piece["text"]


def test_an_event_says_all_that_its_page_says(site: CheckedClient, app: Flask) -> None:
    page = site.get("/river-2025/events/anna-promises")
    event = fetch(app, "/river-2025/events/anna-promises.json")["event"]
    assert event["title"] == page.text("h1")
    assert event["url"] == HOST + page.path
    assert event["permanent"] == page.one("a[rel=bookmark]").attrs["href"]
    assert [str(quote["number"]) for quote in event["quotes"]] == [
        str(each.attrs["value"]) for each in page.all(".evidence > li")
    ]
    for quote, shown in zip(event["quotes"], page.texts(".evidence blockquote"), strict=True):
        assert quote["text"] in shown
    assert event["quotes"][0]["speaker"]["name"] == "Anna Berg"
    assert event["quotes"][0]["speaker"]["party"]["id"] == "upstream"
    assert event["positions"][0]["quotes"] == [event["quotes"][0]["number"]]
    for link in re.findall('href="(.*?)"', event["text"]["html"]):
        assert link.startswith(HOST + "/river-2025/")


def test_documents_begin_with_their_version_and_their_page(app: Flask) -> None:
    found = fetch(
        app,
        "/river-2025@1/positions.json?known=2025-05-30&party=upstream".replace(
            "known=2025-05-30&party=upstream", "party=upstream&known=2025-05-30"
        ),
    )
    assert found["parley"] == "1"
    assert found["url"] == HOST + "/river-2025@1/positions?party=upstream&known=2025-05-30"
    assert found["permanent"] == found["url"]
    assert found["dossier"]["known"]["edtf"] == "2025-05-30"
    assert found["dossier"]["url"] == HOST + "/river-2025@1/?known=2025-05-30"


def test_windows_lead_to_documents_that_have_every_event_once(generated_app: Flask, beck: Dossier) -> None:
    path, keys = f"{HOST}/{beck.id}.json", list[str]()
    while path:
        found = fetch(generated_app, path.removeprefix(HOST))
        window = found["window"]
        assert (window["first"], window["last"]) == (len(keys) + 1, len(keys) + len(found["events"]))
        keys += [event["key"] for event in found["events"]]
        path = window["later"]
    assert len(keys) == len(set(keys)) == window["total"] == len(beck.events)


def test_a_window_of_what_stands_in_one_document_redirects_to_it(app: Flask) -> None:
    response = app.test_client().get("/river-2025.json?at=2025")
    assert (response.status_code, response.headers["Location"]) == (307, "/river-2025.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/river-2025/rounds.json?compare=2&compare=1", "/river-2025/rounds.json?compare=1&compare=2"),
        ("/river-2025/rounds.json?compare=1&compare=2", "/river-2025/rounds/1..2.json"),
        ("/river-2025/rounds/2..1.json?known=2025-07-01", "/river-2025/rounds/1..2.json?known=2025-07-01"),
        ("/river-2025/rounds/2..2.json", "/river-2025/rounds/2.json"),
        ("/river-2025.json?utm_source=x", "/river-2025.json"),
        ("/river-2025/events/anna-promises.json/", "/river-2025/events/anna-promises.json"),
    ],
)
def test_redirects_stay_in_the_format(app: Flask, path: str, there: str) -> None:
    response = app.test_client().get(path)
    assert (response.status_code, response.headers["Location"]) == (308, there)
    assert path.endswith("/") or response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("text", "zone", "days"),
    [
        ("2025-05-28", "Europe/Istanbul", ("2025-05-28", "2025-05-28")),
        ("2025-05-28", "Pacific/Kiritimati", ("2025-05-28", "2025-05-28")),
        ("2025-02~", "America/Adak", ("2025-02-01", "2025-02-28")),
        ("../2025-05-28", "Europe/Istanbul", (None, "2025-05-28")),
        ("2025-05-28T23:30Z", "Europe/Istanbul", ("2025-05-29", "2025-05-29")),
        ("Y12025", "UTC", (None, None)),
        ("-0043-03-15", "UTC", (None, None)),
        ("9999", "Pacific/Kiritimati", ("9999-01-01", "9999-12-31")),
        ("9999", "America/Adak", ("9999-01-01", "9999-12-31")),
        ("0001", "America/Adak", ("0001-01-01", "0001-12-31")),
        ("0001", "Pacific/Kiritimati", ("0001-01-01", "0001-12-31")),
    ],
)
def test_a_date_has_the_days_that_its_dossiers_clocks_show(
    text: str, zone: str, days: tuple[str | None, str | None]
) -> None:
    found = Date.at(zone, dates.parse(text, zone))
    assert (found.earliest, found.latest) == days
    assert found.edtf == text


def test_data_of_a_revision_does_not_change_when_another_is_imported(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    store = Store(url)
    store.upgrade()
    folder = write(tmp_path / "river-2025", RIVER)
    import_folder(store, folder)
    app = create_app(Settings(database_url=url))
    paths = ["/river-2025@1.json", *(f"/river-2025@1/{name}.json" for name in PINNED)]
    before = [app.test_client().get(path).data for path in paths]
    (folder / "events/anna-promises.md").unlink()
    assert import_folder(store, folder) == 2
    assert [app.test_client().get(path).data for path in paths] == before
    assert fetch(app, "/river-2025.json")["dossier"]["revision"] == 2
    app.extensions["parley.store"].close()
    store.close()


PINNED = ("known", "positions", "sources", "rounds/1", "events/anna-promises", "sources/report")
