"""What a timeline says of the day that it stands for, and of what changed then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.lake import LAKE
from tests.web.checked import CheckedClient
from tests.web.folders import Files, import_folder, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store

SOME_DAY = LAKE["sources/memoir.md"].replace("published: 2002", "published: 2002/..")
UNCITED = {**LAKE, "sources/diary.md": SOME_DAY.replace("Forty years an abbot", "A diary")}
FIRST = "sources/herald-3-may.md"
NEVER: Files = {
    "dossier.md": LAKE["dossier.md"],
    FIRST: LAKE[FIRST].replace("published: 2001-05-03", "published: 2001-05-03/.."),
    "events/2001-05-03-alma.md": LAKE["events/2001-05-03-alma.md"].replace("round: 1\n", ""),
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    folder = tmp_path_factory.mktemp("stepper")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "lake", LAKE))
        import_folder(store, write(folder / "open", {**LAKE, "sources/memoir.md": SOME_DAY}))
        import_folder(store, write(folder / "uncited", UNCITED))
        import_folder(store, write(folder / "never", NEVER))
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def said(site: CheckedClient, dossier: str) -> str:
    """What the present says of its day, without the links that follow."""
    return site.get(f"/{dossier}/").text(".knowledge").partition(".")[0]


def total(site: CheckedClient, path: str) -> int:
    return int(site.get(path).text("[data-count] b"))


def test_the_present_tells_how_much_no_certain_day_has_made_known(lake: CheckedClient) -> None:
    assert said(lake, "open") == (
        "As known on 18 May 2001, when the newest source was published, and 1 event on no certain day, "
        "which only the present shows"
    )
    assert total(lake, "/open/") - total(lake, "/open/?known=2001-05-18") == 1
    assert total(lake, "/open/") - total(lake, "/open/?known=9999-12-31") == 1


def test_where_all_days_are_certain_the_present_is_the_newest_day(lake: CheckedClient) -> None:
    assert said(lake, "lake") == "As known on 31 December 2002, when the newest source was published"
    assert total(lake, "/lake/") == total(lake, "/lake/?known=2002-12-31")


def test_a_source_of_no_certain_day_is_told_of_also_where_no_event_rests_on_it_alone(
    lake: CheckedClient,
) -> None:
    assert said(lake, "uncited") == (
        "As known on 31 December 2002, when the newest source was published, and 1 source on no certain day, "
        "which only the present shows"
    )


def test_a_dossier_may_be_known_on_no_certain_day_at_all(lake: CheckedClient) -> None:
    assert said(lake, "never") == "Known on no certain day: 1 event, which only the present shows"
    assert "no certain day" not in lake.get("/never/?known=2001-05-18").text(".stepper h2")


def test_what_changed_is_told_of_the_whole_dossier_and_said_to_be(lake: CheckedClient) -> None:
    whole, north = lake.get("/lake/?known=2001-05-09"), lake.get("/lake/?party=north&known=2001-05-09")
    assert whole.text(".stepper h3") == "What changed on this day"
    assert north.text(".stepper h3") == "What changed on this day in the whole dossier"
    assert north.texts(".stepper .news > li") == whole.texts(".stepper .news > li")
