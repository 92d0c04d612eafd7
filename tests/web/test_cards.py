"""Cards as addresses: the picture that every page names is there, and a pinned one stays for good."""

import io
import re
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, ImageChops

from tests.web.checked import HOST, CheckedClient
from tests.web.folders import RIVER, import_folder, write
from webapp.app import create_app
from webapp.cards import SIZE
from webapp.settings import Settings
from webapp.store import Store

PAGES = (
    "/",
    "/search",
    "/search?q=gates",
    "/river-2025/",
    "/river-2025/?party=upstream",
    "/river-2025/rounds",
    "/river-2025/rounds/1..2",
    "/river-2025/rounds/1",
    "/river-2025/events/anna-promises",
    "/river-2025/events/anna-promises?known=2025-05-30",
    "/river-2025@1/events/rumour",
    "/river-2025/sources/minutes",
    "/river-2025/actors/anna",
    "/river-2025/known",
    "/river-2025/search?q=gates",
    "/majlis/",
    "/majlis/events/meeting",
    "/odd/",
    "/odd/events/bare",
    "/istanbul-2025/rounds/2",
)


def image_of(app: Flask, address: str) -> Image.Image:
    response = app.test_client().get(address.removeprefix(HOST))
    assert response.status_code == 200, address
    assert response.content_type == "image/png"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return Image.open(io.BytesIO(response.data))


def card_of(site: CheckedClient, path: str) -> str:
    return str(site.get(path).one('meta[property="og:image"]').attrs["content"])


@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_a_picture_that_is_there(app: Flask, site: CheckedClient, path: str) -> None:
    image = image_of(app, card_of(site, path))
    assert (image.format, image.size) == ("PNG", SIZE)


def test_rounds_events_and_quotes_have_cards_of_their_own_and_other_pages_that_of_the_dossier(
    site: CheckedClient,
) -> None:
    event = site.get("/river-2025/events/anna-promises")
    quote = next(link for link in event.links("main a") if "/quotes/" in link)
    for path in ("/river-2025/rounds/1", "/river-2025/events/anna-promises", quote):
        assert card_of(site, path) == f"{HOST}{path.replace('2025/', '2025@2/')}.png"
    for path in (
        "/river-2025/",
        "/river-2025/sources",
        "/river-2025/?party=upstream",
        "/river-2025/parties/upstream",
    ):
        assert card_of(site, path) == f"{HOST}/river-2025@2.png"
    assert card_of(site, "/river-2025@1/?known=2025-05-30") == f"{HOST}/river-2025@1.png?known=2025-05-30"
    assert card_of(site, "/") == f"{HOST}/index.png"


def test_a_page_tells_other_sites_what_it_is(site: CheckedClient) -> None:
    page = site.get("/river-2025/events/anna-promises?known=2025-05-30")
    said = {str(each.attrs["property"]): each.attrs["content"] for each in page.all("meta[property]")}
    assert said["og:type"] == "article"
    assert said["og:url"] == f"{HOST}/river-2025/events/anna-promises?known=2025-05-30"
    assert said["og:locale"] == "en_US"
    assert said["article:published_time"] == "2025-05-29"
    assert site.get("/majlis/").one('meta[property="og:locale"]').attrs["content"] == "ar_EG"
    assert site.get("/river-2025/").one('meta[property="og:type"]').attrs["content"] == "website"
    assert not site.get("/river-2025/").all('meta[property="article:published_time"]')


def test_pinned_cards_are_kept_for_good_and_others_asked_for_again(app: Flask) -> None:
    client = app.test_client()
    pinned, newest = (client.get(f"/river-2025{at}/rounds/1.png") for at in ("@2", ""))
    assert pinned.data == newest.data
    assert pinned.cache_control.immutable
    assert pinned.cache_control.public
    assert newest.cache_control.max_age == 0
    again = client.get("/river-2025/rounds/1.png", headers={"If-None-Match": newest.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head("/river-2025/rounds/1.png")
    assert (head.status_code, head.headers["ETag"]) == (200, newest.headers["ETag"])


def test_a_card_shows_what_was_known(app: Flask) -> None:
    """On the timeline of May the events of June are not there yet."""
    then, now = (image_of(app, f"/istanbul-2025.png{known}") for known in ("?known=2025-05-29", ""))
    assert ImageChops.difference(then, now).getbbox()
    client = app.test_client()
    assert client.get("/river-2025/events/anna-promises.png?known=2001-01-01").status_code == 404
    assert client.get("/river-2025/events/rumour.png").status_code == 410
    assert client.get("/river-2025/events/none.png").status_code == 404
    assert client.get("/river-2025.png?party=upstream").status_code == 400


def test_a_pinned_card_stays_when_the_dossier_goes_on(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'parley.sqlite'}")
    store.upgrade()
    folder = write(tmp_path / "river-2025", RIVER)
    import_folder(store, folder)
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'parley.sqlite'}"))
    client = app.test_client()
    paths = ("/river-2025@1.png", "/river-2025@1/rounds/1.png", "/river-2025@1/events/anna-promises.png")
    before = {path: client.get(path).data for path in paths}
    page = client.get("/river-2025@1/events/boris-answers").get_data(as_text=True)
    (folder / "events/boris-answers.md").unlink()
    event = folder / "events/anna-promises.md"
    event.write_text(event.read_text().replace("Anna Berg promises", "Anna Berg said to promise"))
    assert import_folder(store, folder) == 2
    assert {path: client.get(path).data for path in paths} == before
    assert client.get("/river-2025/events/anna-promises.png").data != before[paths[2]]
    social = re.compile('<meta property="og.*?>|<link rel="canonical".*?>')
    later = client.get("/river-2025@1/events/boris-answers").get_data(as_text=True)
    assert social.findall(page) == social.findall(later)
    store.close()
    app.extensions["parley.store"].close()
