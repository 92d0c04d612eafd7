"""`parley freeze`: the site as files, served by what knows nothing of Parley, and followed link by link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from flask import Flask
from justhtml import Element, JustHTML
from sqlalchemy import literal_column, update

from tests.frozen import File, crawled, served
from tests.web.addresses import EVERY, address
from tests.web.checked import words
from tests.web.conftest import publish_river
from tests.web.folders import DEMO, RIVER, Files, import_folder, source, write
from webapp.app import create_app
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.freeze import FreezeError, Written, freeze
from webapp.settings import Settings
from webapp.store import Store
from webapp.store.models import Quote
from webapp.store.queries.windows import LONG
from webapp.store.rows import Missing
from webapp.web import formats
from webapp.web.paths import Address

PUBLIC = "https://talks.example.org"
# What a copy has not: it is for a server to answer, or tells of a revision that is not in it.
NOT_FROZEN = {"/search", "/<at:at>/search", "/<at:at>/changes/since/<number:a>"}


class Copy(NamedTuple):
    folder: Path
    home: str
    files: dict[str, File]
    written: Written


@pytest.fixture(scope="module")
def copy(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """All dossiers of the site."""
    folder = tmp_path_factory.mktemp("frozen") / "site"
    written = freeze(Settings(database_url, PUBLIC), folder)
    assert isinstance(written, Written)
    with served(folder) as home:
        yield Copy(folder, home, crawled(home), written)


@pytest.fixture(scope="module")
def alive(database_url: str) -> Iterator[Flask]:
    """The site that is frozen."""
    with closing(Store(database_url)) as store:
        yield create_app(Settings(database_url, PUBLIC), store)


def pages(copy: Copy) -> dict[str, File]:
    return {url: file for url, file in copy.files.items() if file.type == "text/html"}


def test_every_link_leads_to_a_file_and_to_a_place_in_it(copy: Copy) -> None:
    """The crawler asserts the first; no address is outside of the copy but those of others."""
    for url, page in pages(copy).items():
        for to, place in page.links:
            if to.startswith(copy.home):
                assert not place or place in copy.files[to].ids, f"{url} leads to {to}#{place}"
            else:
                assert urlsplit(to).netloc != urlsplit(copy.home).netloc, f"{url} leads out, to {to}"


def test_every_page_and_every_format_is_there(copy: Copy) -> None:
    dossier = read(DEMO)
    assert isinstance(dossier, Dossier)
    for rule, suffix in EVERY:
        if rule in NOT_FROZEN or "changes/<" in rule:  # this dossier has one revision
            continue
        page = address(rule, dossier).strip("/")
        file = formats.rule(f"/{page}", suffix).lstrip("/") if suffix else f"{page}/index.html".lstrip("/")
        assert (copy.folder / file).is_file(), file
    assert (copy.folder / "river-2025/changes/1..2/index.html").is_file()


def test_what_is_reached_by_links_is_all_but_embeds_and_what_programs_read(copy: Copy) -> None:
    reached = {url.removeprefix(copy.home) for url in copy.files}
    written = {path.relative_to(copy.folder).as_posix() for path in copy.folder.rglob("*") if path.is_file()}
    assert len(written) == copy.written.files
    rest = {path for path in written - reached if not re.search("/embed/|^static/|@", path)}
    assert {path for path in rest if path.endswith(".html")} == set()
    assert {path for path in rest if path.endswith(".xml")} >= {"sitemap.xml", "sitemap-weir.1.xml"}


def test_pages_say_what_those_of_the_site_say(copy: Copy, alive: Flask) -> None:
    """Every page without parameters, but for what only a server can do."""
    client = alive.test_client()
    for url, page in pages(copy).items():
        path = url.removeprefix(copy.home)
        if not path.endswith("index.html"):
            continue
        address = "/" + path.removesuffix("index.html")
        if len(address.strip("/").split("/")) > 1 or address == "/accessibility/":
            address = address.rstrip("/")
        response = client.get(address, buffered=True)
        assert response.status_code == 200, address
        assert text(page.body) == text(response.data), address


# What asks a server, and what stands in place of it.
ASKING = ".filters, .ask, .pick, .act"


def text(html: bytes) -> str:
    root = JustHTML(html.decode(), sanitize=False)
    for each in root.query(ASKING):
        if isinstance(each, Element) and each.parent is not None:
            each.parent.remove_child(each)
    [main] = [each for each in root.query("main") if isinstance(each, Element)]
    return words(main)


def test_pages_say_of_what_they_are_a_copy(copy: Copy) -> None:
    page = copy.files[f"{copy.home}river-2025/events/commission/index.html"].body.decode()
    assert "A frozen copy of revision 2, imported on" in re.sub("<.*?>", "", page)
    assert f'<link rel="canonical" href="{PUBLIC}/river-2025/events/commission">' in page
    assert f'href="{PUBLIC}/river-2025@2/events/commission"' in page  # Share
    for url, each in pages(copy).items():
        assert b"frozen copy" in each.body.lower(), url
        assert b"<form" not in each.body.replace(b'<form method="dialog">', b""), url


def test_what_only_the_site_has_is_there(copy: Copy) -> None:
    """A revision that is not in the copy."""
    changes = copy.files[f"{copy.home}river-2025/changes/index.html"]
    assert (f"{PUBLIC}/river-2025@1/", "") in changes.links


def test_the_timeline_is_there_as_known_on_each_day(copy: Copy) -> None:
    days = copy.files[f"{copy.home}river-2025/known/index.html"]
    known = {to for to, _ in days.links if "/river-2025/known=" in to}
    assert known
    for url in known:
        assert b"Its links lead to pages as of the present." in copy.files[url].body


def test_old_addresses_go_on_working(copy: Copy) -> None:
    """Where the copy takes the place of the site: each address of a page leads to its folder."""
    for path in ("river-2025/events/commission", "river-2025", "weir/sources", "river-2025/changes/1..2"):
        with urlopen(copy.home + path) as response:
            assert response.read() == (copy.folder / path / "index.html").read_bytes()
    moved = (copy.folder / "river-2025@2/events/commission/index.html").read_text()
    assert 'url=../../../river-2025/events/commission/index.html"' in moved
    embed = (copy.folder / "river-2025@2/events/commission/embed/index.html").read_text()
    assert "The commission cancels" in embed
    assert 'rel="stylesheet" href="../../../../static/css/parley.css"' in embed


@pytest.fixture(scope="module")
def long_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a dossier of so many events that they no longer stand on one page."""
    folder = tmp_path_factory.mktemp("long")
    events = {
        f"events/e{n}.md": EVENT.format(n=n, month=n % 12 + 1, year=2000 + n // 12) for n in range(LONG + 1)
    }
    with closing(Store(f"sqlite:///{folder / 'parley.sqlite'}")) as store:
        store.upgrade()
        import_folder(store, write(folder / "long-talks", {**LONG_TALKS, **events}))
    return f"sqlite:///{folder / 'parley.sqlite'}"


LONG_TALKS: Files = {
    "dossier.md": """---
title: Long talks
timezone: Europe/Vienna
parties:
  upstream: {name: Upstream, role: principal}
  downstream: {name: Downstream, role: principal}
topics:
  water: Water
---
Month after month.
""",
    "sources/report.md": source("They met once more."),
}
EVENT = """---
date: {year}-{month:02}
kind: meeting
parties: [upstream]
topics: [water]
---
# Meeting {n}

They met.[^1]

[^1]: "They met once more." — report
"""


def test_every_event_of_a_long_dossier_is_reached_from_the_first_page(long_url: str, tmp_path: Path) -> None:
    """By the pager, by the bars of the overview, and from each event back to its place among the others."""
    folder = tmp_path / "site"
    assert isinstance(freeze(Settings(long_url), folder), Written)
    with served(folder) as home:
        files = crawled(home)
        shown = [url for url in files if re.search("/long-talks/(index|after=[^/]*).html$", url)]
        assert len(shown) > 1
        where = {place: url for url in shown for place in files[url].ids if place.startswith("events-")}
        assert len(where) == LONG + 1
        for n in range(LONG + 1):
            event = files[f"{home}long-talks/events/e{n}/index.html"]
            assert (where[f"events-e{n}"], f"events-e{n}") in event.links
        bars = JustHTML(files[shown[0]].body.decode(), sanitize=False).query(".overview a[data-live]")
        assert len({str(bar.attrs["href"]) for bar in bars if isinstance(bar, Element)}) > len(shown)
        for url, page in files.items():
            for to, place in page.links:
                assert not place or place in files[to].ids, f"{url} leads to {to}#{place}"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_revisions_make_the_same_bytes(database_url: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        freeze(Settings(database_url), tmp_path / name, [Address("river-2025"), Address("weir")])
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_clients_may_have_at_a_time_is_no_matter_of_a_copy(database_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url, PUBLIC, allowance=1, unlimited=())
    assert isinstance(freeze(settings, tmp_path / "site", [Address("weir")]), Written)


def test_an_older_revision_stands_for_the_newest(database_url: str, tmp_path: Path) -> None:
    written = freeze(Settings(database_url, PUBLIC), tmp_path / "site", [Address("river-2025", 1)])
    files = contents(tmp_path / "site")
    assert written == Written({"river-2025": 1}, len(files))
    assert "river-2025/events/rumour/index.html" in files
    assert "river-2025/events/boris-answers/index.html" not in files
    assert b"majlis" not in files["index.html"] + files["index.json"] + files["sitemap.xml"]
    assert b"revision <b>1</b>" in files["index.html"]
    assert b"Revision 2" not in files["river-2025/changes/index.html"]
    assert f"{PUBLIC}/river-2025/events/rumour<" in files["sitemap-river-2025.1.xml"].decode()


def test_without_a_public_address_no_page_names_one(database_url: str, tmp_path: Path) -> None:
    freeze(Settings(database_url), tmp_path / "site", [Address("river-2025")])
    files = contents(tmp_path / "site")
    for name, body in files.items():
        if name.endswith(".html"):
            assert b"parley.invalid" not in body, name
    assert {"robots.txt", "sitemap.xml"}.isdisjoint(files)


def test_a_revision_that_comes_meanwhile_is_not_in_it(store_url: str, tmp_path: Path) -> None:
    talks = tmp_path / "river-2025"
    with closing(Store(store_url)) as store:
        publish_river(store, talks)

        def meanwhile(done: int, whole: int) -> None:
            if not (talks / "events/later.md").exists():
                write(talks, {"events/later.md": RIVER["events/commission.md"]})
                assert import_folder(store, talks) == 3

        written = freeze(Settings(store_url), tmp_path / "site", progress=meanwhile)
    files = contents(tmp_path / "site")
    assert written == Written({"river-2025": 2}, len(files))
    assert not [name for name in files if "later" in name]
    assert b"Revision 3" not in files["river-2025/changes/index.html"]


def test_it_is_written_whole_or_not_at_all(store_url: str, tmp_path: Path) -> None:
    """A page that fails: the database holds what nobody has written."""
    with closing(Store(store_url)) as store:
        publish_river(store, tmp_path / "river-2025")
        with store.write() as connection:
            connection.execute(update(Quote).values(pieces=literal_column("'[1]'")))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FreezeError, match="answers 500; nothing was written"):
        freeze(Settings(store_url), tmp_path / "site")
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_with_something_in_it_is_left_alone(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine")
    with pytest.raises(FreezeError, match="is not empty"):
        freeze(Settings(database_url), tmp_path)
    assert contents(tmp_path) == {"note": b"mine"}


def test_what_the_store_has_not_is_missing(database_url: str, tmp_path: Path) -> None:
    assert freeze(Settings(database_url), tmp_path / "site", [Address("river-2024")]) == Missing(
        "river-2024", nearest="river-2025"
    )
    assert freeze(Settings(database_url), tmp_path / "site", [Address("river-2025", 9)]) == Missing(
        "river-2025@9", last=2
    )
    assert not (tmp_path / "site").exists()
