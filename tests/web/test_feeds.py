"""Atom feeds of timelines and searches."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.atom import ATOM, feed, html, link, text
from tests.web.checked import HOST, CheckedClient
from tests.web.folders import RIVER, import_folder, source, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store
from webapp.web.atom import MOST


def fetched(app: Flask, path: str) -> bytes:
    response = app.test_client().get(path, buffered=True)
    assert response.status_code == 200, path
    assert response.content_type == "application/atom+xml; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    document: bytes = response.data
    return document


@pytest.mark.parametrize(
    "path",
    [
        "/istanbul-2025.atom",
        "/istanbul-2025.atom?party=russia&party=ukraine&status=held&from=2025-05&q=talks",
        "/istanbul-2025.atom?known=2025-05-29",
        "/istanbul-2025.atom?known=2001-01-01",
        "/river-2025@1.atom",
        "/majlis.atom",
        "/odd.atom",
        "/istanbul-2025/search.atom?q=talks",
        "/istanbul-2025/search.atom",
        "/odd/search.atom?q=paragraph&known=2025-06-01",
        "/search.atom?q=the",
        "/search.atom?q=nothinglikeit",
        "/search.atom",
    ],
)
def test_feeds_are_sound_and_name_themselves_and_their_page(
    app: Flask, site: CheckedClient, path: str
) -> None:
    root = feed(fetched(app, path))
    assert link(root, "self") == text(root, "id") == HOST + path
    page = site.get(link(root, "alternate").removeprefix(HOST))
    if page.all("article"):
        assert root.findall(f"{ATOM}entry")
    for entry in root.findall(f"{ATOM}entry"):
        site.get(link(entry, "alternate").removeprefix(HOST))


def test_every_filtered_view_links_to_its_feed(app: Flask, site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/?party=ukraine&status=planned")
    (address,) = page.links('link[type="application/atom+xml; charset=utf-8"]')
    (entry,) = feed(fetched(app, address)).findall(f"{ATOM}entry")
    assert text(entry, "title") == "Round 2: proposed by Moscow for 2 June"
    for path in ("/istanbul-2025/search", "/search"):
        search = site.get(f"{path}?q=memorandum")
        (address,) = search.links('link[type="application/atom+xml; charset=utf-8"]')
        assert address == f"{path}.atom?q=memorandum"


def test_an_entry_tells_what_happened_with_the_words_that_prove_it(app: Flask) -> None:
    root = feed(fetched(app, "/river-2025.atom?actor=anna"))
    (entry,) = root.findall(f"{ATOM}entry")
    said = html(entry)
    assert "28 May 2025" in said
    assert f'<a href="{HOST}/river-2025/rounds/1">the first round</a>' in said
    assert "“the gates [of the dam] will stay open until autumn”" in said
    assert f'<a href="{HOST}/river-2025/quotes/' in said
    assert "nobody quotes" not in said  # the source's rights withhold it
    assert text(entry, "published") == "2025-05-29T21:59:59Z"  # when the 29th ended in Vienna


def test_what_was_imported_last_comes_first_and_pinned_feeds_do_not_change(
    sqlite_model: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("feeds")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    store = Store(url)
    store.upgrade()
    import_folder(store, write(folder / "river", RIVER))
    app = create_app(Settings(database_url=url))
    before = fetched(app, "/river@1.atom")
    first = feed(fetched(app, "/river.atom"))
    known = [text(entry, "published") for entry in first.findall(f"{ATOM}entry")]
    assert known == sorted(known, reverse=True)
    changed = RIVER["events/anna-promises.md"].replace("# Anna Berg promises", "# Anna Berg again promises")
    import_folder(store, write(folder / "river", {**RIVER, "events/anna-promises.md": changed}))
    assert fetched(app, "/river@1.atom") == before
    entries = feed(fetched(app, "/river.atom")).findall(f"{ATOM}entry")
    assert text(entries[0], "title") == "Anna Berg again promises open gates"
    moments = [datetime.fromisoformat(text(entry, "updated")) for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert {text(entry, "id") for entry in entries} == {
        text(entry, "id") for entry in first.findall(f"{ATOM}entry")
    }
    hit = feed(fetched(app, "/river/search.atom?q=gates")).findall(f"{ATOM}entry")[0]
    assert text(hit, "title") == "Anna Berg again promises open gates"
    app.extensions["parley.store"].close()
    store.close()


CLAIMS = """commitments:
  - {id: word, text: To say more, by: downstream, quotes: [late]}
positions:
  - {party: downstream, topic: water, stance: A word is enough, quotes: [late]}
"""


@pytest.mark.parametrize("published", ["{today}", "../{today}", "{today}/{later}", "{later}", "{today}/.."])
def test_nothing_was_published_later_than_it_was_updated_or_is_yet_to_come(
    tmp_path: Path, published: str
) -> None:
    """A day ends after what was imported in it, and an interval may end after that."""
    today = datetime.now(UTC).date()
    date = published.format(today=today, later=today + timedelta(days=400))
    files = {
        **RIVER,
        "dossier.md": RIVER["dossier.md"].replace("Europe/Vienna", "Pacific/Niue"),  # where days end late
        "sources/new.md": source("A word is said of the gates today.", published=f'"{date}"'),
        "events/new.md": RIVER["events/boris-answers.md"]
        .replace("breaks: [gates]\n", CLAIMS)
        .replace('"this is far too late" — boris, report', '"A word is said of the gates" — new'),
    }
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(tmp_path / "river", files))
    app = create_app(Settings(database_url=url))
    feeds = {
        path: feed(fetched(app, path))
        for path in (
            *("/river.atom", "/river/search.atom?q=word", "/search.atom?q=word", "/river/known.atom"),
            *("/river/positions.atom", "/river/commitments.atom"),
        )
    }
    app.extensions["parley.store"].close()
    for path, root in feeds.items():
        moments = [
            [datetime.fromisoformat(text(entry, name)) for name in ("published", "updated")]
            for entry in root.findall(f"{ATOM}entry")
            if entry.find(f"{ATOM}published") is not None
        ]
        assert moments or ("search" in path and date.endswith("..")), path
        assert all(known <= changed <= datetime.now(UTC) for known, changed in moments), path
        assert datetime.fromisoformat(text(root, "updated")) <= datetime.now(UTC)


def test_a_feed_of_a_long_dossier_has_the_newest_only(generated_app: Flask) -> None:
    for path in ("/lume.atom", "/lume/search.atom?q=the"):
        assert len(feed(fetched(generated_app, path)).findall(f"{ATOM}entry")) == MOST
