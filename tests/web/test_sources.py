"""The list of all sources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256

import pytest

from tests.lake import LAKE
from tests.web.checked import CheckedClient
from tests.web.folders import Files, import_folder, source, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store
from webapp.store.queries.windows import STUB, WINDOW

LONG: Files = {
    **LAKE,
    **{
        f"sources/day-{n}.md": source(f"Word {n}.", published=f"{1901 + n // 28}-01-{n % 28 + 1:02}")
        for n in range(300)
    },
}


HIDDEN = "My first paragraph.\n\nMy second paragraph.\n\n"
MEMOIR = LAKE["sources/memoir.md"].replace("I wrote the paper", HIDDEN + "I wrote the paper")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    folder = tmp_path_factory.mktemp("archive")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "lake", LAKE))
        import_folder(store, write(folder / "empty", {"dossier.md": LAKE["dossier.md"]}))
        import_folder(store, write(folder / "long", LONG))
        import_folder(store, write(folder / "hidden", {**LAKE, "sources/memoir.md": MEMOIR}))
        (folder / "long" / "sources" / "day-99.md").unlink()
        import_folder(store, folder / "long")
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def test_all_sources_are_listed_in_order_of_publication(lake: CheckedClient) -> None:
    page = lake.get("/lake/sources")
    assert page.texts(".events .date") == ["3 May 2001", "9 May 2001, 18:30", "18 May 2001", "2002"]
    assert page.text(".facts") == "4 sources"
    gazette, memoir = page.texts(".events li")[2:]
    assert gazette.startswith("18 May 2001 Nets, but no ferry Gazette")
    assert "excerpts" not in gazette
    assert memoir.startswith("2002 Forty years an abbot excerpts")
    assert page.links(".events a")[0] == "/lake/sources/herald-3-may"


def test_what_rests_on_a_source_is_what_its_own_page_counts(lake: CheckedClient) -> None:
    page = lake.get("/lake/sources")
    for link, line in zip(page.links(".events div > a"), page.texts(".events li p"), strict=True):
        own = lake.get(link)
        [rests] = [fact for fact in own.texts(".facts li") if "cited by" in fact]
        quotes, _, events = rests.partition(", cited by ")
        assert line == f"{quotes} in {events}"
        assert "/lake/sources" in own.links(".kicker a")


def test_the_list_of_a_day_has_what_was_published_by_then(lake: CheckedClient) -> None:
    page = lake.get("/lake/sources?known=2001-05-10")
    assert page.texts(".events .date") == ["3 May 2001", "9 May 2001, 18:30"]
    assert page.links(".events a")[0] == "/lake/sources/herald-3-may?known=2001-05-10"
    assert "No source was published by then." in lake.get("/lake/sources?known=1999-01-01").text("main")


def test_a_dossier_without_sources_says_so(lake: CheckedClient) -> None:
    assert "No source was published." in lake.get("/empty/sources").text("main")


def test_a_long_list_comes_in_windows(lake: CheckedClient) -> None:
    page = lake.get("/long/sources")
    assert page.text(".facts") == "303 sources"
    assert len(page.all(".events li")) == WINDOW
    assert page.text(".neighbours .up") == f"1 to {WINDOW} of 303"
    ends = page.links(".events div > a")[-1].removeprefix("/long/")
    assert page.links(".neighbours a") == [f"/long/sources?after={ends}"]
    assert "No event rests on it" in page.texts(".events li")[0]
    second = lake.get(page.links(".neighbours a")[0])
    shown = f"{WINDOW + 1} to {2 * WINDOW} of 303"
    assert second.text(".neighbours .up") == shown
    begins = second.links(".events div > a")[0].removeprefix("/long/")
    assert second.links(".neighbours [rel=prev]") == [f"/long/sources?before={begins}"]
    assert lake.get(second.links(".neighbours [rel=prev]")[0]).texts(".events li") == page.texts(".events li")
    assert second.text("head > title").startswith(f"Sources — Lake talks: {shown}")
    before_last = 303 - WINDOW - STUB  # the source after which a window and less than a stub are left
    last = lake.get(f"/long/sources?after=sources/day-{before_last + 1}")
    assert len(last.all(".events li")) == WINDOW + STUB - 1
    assert not last.links(".neighbours [rel=next]")


def test_windows_keep_the_day_and_the_place_of_what_is_gone(lake: CheckedClient) -> None:
    page = lake.get("/long/sources?known=2001-05-10&after=sources/day-99")
    assert page.text(".neighbours .up") == f"100 to {99 + WINDOW} of 301"
    assert all("known=2001-05-10" in link for link in page.links(".neighbours a"))
    lake.get("/long@1/sources?after=sources/day-99")


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("after=sources/none", 400, "This dossier has no source “sources/none”."),
        ("known=2001-05-10&after=sources/memoir", 400, "“sources/memoir” is known on 10 May 2001."),
        ("after=events/2001-05-03-alma", 400, "is no source: write it as sources/…."),
        ("after=sources/day-1&before=sources/day-2", 400, "only one can say where the window stands"),
    ],
)
def test_places_that_cannot_be_are_errors(lake: CheckedClient, query: str, status: int, message: str) -> None:
    assert message in lake.get(f"/long/sources?{query}", status).text("main")


def test_excerpts_tell_of_the_rest_what_the_readme_says(lake: CheckedClient) -> None:
    """The fingerprint of the whole text, and how many paragraphs are not shown before one that is."""
    page = lake.get("/hidden/sources/memoir")
    text = MEMOIR.partition("\n---\n")[2]
    assert page.text(".fingerprint code") in {
        sha256(each.encode()).hexdigest() for each in (text, text.strip())
    }
    assert "paragraph" not in page.text(".source")
    assert [each.attrs["id"] for each in page.all(".passage .text")] == ["p3"]
