"""What Parley gives to TimelineJS, imported again: the same dossier, whose links lead where they led."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from tests.web.conftest import TIDES
from tests.web.folders import DEMO, import_folder
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.publish import Unchanged, publish
from webapp.settings import Settings
from webapp.store import Store
from webapp.timelinejs.read import Wish, read

SHEETS = {"tides": TIDES, "tables": TIDES.with_suffix(".json"), "ferry": TIDES.with_name("bare.csv")}
ENDINGS = (".json", ".csv")
DAY = "2020-05-01"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The sheets, and a dossier that is none."""
    url = f"sqlite:///{tmp_path_factory.mktemp('twice') / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        for id, sheet in SHEETS.items():
            publish(store, sheet_of(sheet, id))
        import_folder(store, DEMO)
    app = create_app(Settings(database_url=url))
    yield app
    app.extensions["parley.store"].close()


def sheet_of(path: Path, id: str) -> Dossier:
    found = read(path, Wish(id, published=DAY))
    assert isinstance(found, Dossier), "\n".join(map(str, found))
    return found


def again(app: Flask, id: str, ending: str, folder: Path) -> Dossier:
    """What is read of the dossier's export, under the same id."""
    path = folder / f"{id}{ending}"
    path.write_bytes(app.test_client().get(f"/{id}.timelinejs{ending}").data)
    return sheet_of(path, id)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("id", ["tides", "ferry"])
def test_a_sheet_that_went_out_and_in_makes_no_revision(
    app: Flask, tmp_path: Path, id: str, ending: str
) -> None:
    found = again(app, id, ending, tmp_path)
    assert {each.key: each.file for each in found.events} == {
        each.key: each.file for each in sheet_of(SHEETS[id], id).events
    }
    assert isinstance(publish(app.extensions["parley.store"], found), Unchanged)


def test_what_only_json_holds_comes_back_by_json(app: Flask, tmp_path: Path) -> None:
    found = again(app, "tables", ".json", tmp_path)
    assert isinstance(publish(app.extensions["parley.store"], found), Unchanged)


def test_events_are_called_as_they_were(app: Flask, tmp_path: Path) -> None:
    """Of whichever dossier: an event keeps its id, a round is an event with the number in its id."""
    for id in (*SHEETS, DEMO.name):
        found = {each.key for each in again(app, id, ".json", tmp_path).events}
        assert found == {key.replace("rounds/", "events/rounds-") for key in keys(app, id)}


def test_a_spreadsheet_keeps_the_names_that_come_of_date_and_headline(app: Flask, tmp_path: Path) -> None:
    """It has no column for others: those of JSON that call themselves something get another name."""
    lost = {
        id: keys(app, id) - {each.key for each in again(app, id, ".csv", tmp_path).events} for id in SHEETS
    }
    assert lost == {"tides": set(), "tables": {"events/keeper"}, "ferry": set()}


def keys(app: Flask, id: str) -> set[str]:
    listed = app.test_client().get(f"/{id}.csv").get_data(as_text=True).splitlines()[1:]
    return {line.partition(",")[0] for line in listed if line.startswith(("events/", "rounds/"))}
