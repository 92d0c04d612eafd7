"""Feeds of commitments and positions: of what the page shows, however it is narrowed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from lxml import etree

from tests.atom import ATOM, feed, html, link, text
from tests.unit.store.claims import talks
from tests.unit.store.folders import Folder
from tests.web.addresses import address
from tests.web.checked import HOST, CheckedClient
from tests.web.test_feeds import fetched
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store
from webapp.web.atom import MOST
from webapp.web.parameters import Taken
from webapp.web.routes import FORMATS, PAGES

# What moves a window over a page, or its day, and narrows it to nothing.
WINDOWS = {"after", "before", "at", "known"}
# Pages whose parameter narrows them, and why that has no feed of its own.
WITHOUT = {
    ("/<at:at>/rounds", "compare"): "leads to the comparison, a page of its own",
    ("/<at:at>/changes/<number:a>..<number:b>", "of"): "two revisions never change",
    ("/<at:at>/changes/since/<number:a>", "of"): "the feed of all revisions tells of each as it comes",
    ("/<at:at>/known", "year"): "a year goes by; the feed has what became known last",
}


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Folder, Store]]:
    folder = tmp_path_factory.mktemp("banks")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        made = talks(Path(folder))
        made.publish(store)
        app = create_app(Settings(database_url=url))
        yield app, made, store
        app.extensions["parley.store"].close()


def entries(app: Flask, path: str) -> list[etree._Element]:
    found: list[etree._Element] = feed(fetched(app, path)).findall(f"{ATOM}entry")
    return found


def titles(app: Flask, path: str) -> list[str]:
    return [text(entry, "title") for entry in entries(app, path)]


@pytest.mark.parametrize("rule", PAGES)
def test_a_page_that_can_be_narrowed_has_a_feed_of_that_view(rule: str) -> None:
    """Whatever parameter a page takes: its feed takes it, too, or this says why not."""
    page: Taken = getattr(PAGES[rule], "parameters", Taken())
    narrowing = {name for name in page.names if name not in WINDOWS and (rule, name) not in WITHOUT}
    if narrowing:
        of_feed: Taken = getattr(FORMATS[rule]["atom"], "parameters", page)
        assert narrowing <= set(of_feed.names)
        assert page.several & narrowing == of_feed.several & narrowing


def test_no_page_is_excused_that_is_not_there() -> None:
    assert all(name in PAGES[rule].parameters.names for rule, name in WITHOUT)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "commitments.atom",
        "commitments.atom?state=open&state=overdue",
        "commitments.atom?party=north",
        "commitments.atom?known=2001-03-05",
        "commitments.atom?known=1900-01-01",
        "positions.atom",
        "positions.atom?party=north&topic=water",
        "positions.atom?known=2001-03-05",
        "positions.atom?known=1900-01-01",
    ],
)
@pytest.mark.parametrize("at", ["talks", "talks@1"])
def test_the_feed_has_what_the_page_shows(banks: tuple[Flask, Folder, Store], at: str, path: str) -> None:
    app, site = banks[0], CheckedClient(banks[0])
    root = feed(fetched(app, f"/{at}/{path}"))
    assert link(root, "self") == text(root, "id") == f"{HOST}/{at}/{path}"
    shown = site.get(link(root, "alternate").removeprefix(HOST))
    assert shown.links('link[type="application/atom+xml; charset=utf-8"]') == [f"/{at}/{path}"]
    assert f"/{at}/{path}" in shown.links("footer a")
    listed = root.findall(f"{ATOM}entry")
    said = [found.to_text() for found in shown.all(".pledge h3, .matrix .claim")]
    assert len(said) == len(listed)
    for entry in listed:
        assert any(claim in text(entry, "title") for claim in said)
        assert "blockquote" in html(entry)
        site.get(link(entry, "alternate").removeprefix(HOST))


def test_an_entry_of_a_commitment_tells_who_owes_what_and_what_became_of_it(
    banks: tuple[Flask, Folder, Store],
) -> None:
    (entry,) = [
        each for each in entries(banks[0], "/talks/commitments.atom") if "rope" in text(each, "title")
    ]
    assert text(entry, "id") == f"{HOST}/talks/commitments#commitment-rope"
    assert link(entry, "alternate") == f"{HOST}/talks/rounds/1"
    assert text(entry, "title") == "North: Bring the rope"
    assert ">South</bdi>" in html(entry)
    assert "5 March 2001" in html(entry)
    assert "The first says one." in html(entry)
    assert f'href="{HOST}/talks/quotes/' in html(entry)


def test_entries_keep_their_names_and_pinned_feeds_do_not_change(
    sqlite_model: object, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    pages = ("commitments", "positions")
    with closing(Store(url)) as store:
        store.upgrade()
        made = talks(tmp_path)
        made.publish(store)
        app = create_app(Settings(database_url=url))
        pinned = [fetched(app, f"/talks@1/{page}.atom") for page in pages]
        before = {page: moments(app, f"/talks/{page}.atom") for page in pages}
        made.replace("rounds/1.md", "# The first meeting", "# The very first meeting")
        made.publish(store)
        for page in pages:
            after = moments(app, f"/talks/{page}.atom")
            assert after.keys() == before[page].keys()
            assert list(after.values()) == sorted(after.values(), reverse=True)
            assert "very" in html(entries(app, f"/talks/{page}.atom")[0])
        assert [fetched(app, f"/talks@1/{page}.atom") for page in pages] == pinned
        app.extensions["parley.store"].close()


def moments(app: Flask, path: str) -> dict[str, datetime]:
    return {text(entry, "id"): datetime.fromisoformat(text(entry, "updated")) for entry in entries(app, path)}


@pytest.mark.parametrize("page", ["commitments", "positions"])
def test_a_long_list_has_the_newest_only(generated_app: Flask, lume: Dossier, page: str) -> None:
    path = urlsplit(address(f"/<at:at>/{page}", lume)).path
    assert len(entries(generated_app, f"{path}.atom")) == MOST


@pytest.mark.parametrize("query", ["state=late", "party=nobody"])
def test_what_cannot_be_is_told(banks: tuple[Flask, Folder, Store], query: str) -> None:
    assert banks[0].test_client().get(f"/talks/commitments.atom?{query}").status_code == 400
    if query.startswith("party"):
        assert banks[0].test_client().get(f"/talks/positions.atom?{query}").status_code == 400
