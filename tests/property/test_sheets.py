"""Any sheet that is read goes out to TimelineJS and comes in again as the same dossier."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from tests.property.test_timelinejs import HTML
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.publish import Published, Unchanged, publish
from webapp.settings import Settings
from webapp.store import Store
from webapp.timelinejs.read import Wish, read

WISH = Wish("any", published="2020-05-01")
HEADINGS = ("Year", "Display Date", "Headline", "Text", "Media Caption", "Alt Text", "Group", "Type")
YEARS = st.sampled_from(["1900", "1901", "-44", "2031"])
SIGNS = st.text("=+-@'&#61;![\u200bab 2<>\"", max_size=10)
WORDS = st.one_of(SIGNS, HTML)
HEADLINES = st.one_of(st.sampled_from(["Tide", "<b>Tide</b>", "=Tide"]), SIGNS.map(lambda text: f"{text} x"))
ROWS = st.tuples(YEARS, SIGNS, HEADLINES, WORDS, WORDS, SIGNS, SIGNS, st.just(""))
TITLES = st.tuples(st.just(""), st.just(""), HEADLINES, WORDS, WORDS, SIGNS, st.just(""), st.just("title"))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path_factory.mktemp('sheets') / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
    app = create_app(Settings(database_url=url))
    yield app
    app.extensions["parley.store"].close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sheets")


@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # each goes through a store
@given(TITLES, st.lists(ROWS, min_size=1, max_size=4), st.sampled_from([".json", ".csv"]))
def test_a_sheet_goes_out_and_in(
    app: Flask, folder: Path, title: tuple[str, ...], rows: list[tuple[str, ...]], ending: str
) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([HEADINGS, title, *rows])
    (folder / "any.csv").write_text(buffer.getvalue())
    sheet = read(folder / "any.csv", WISH)
    assume(isinstance(sheet, Dossier))
    assert isinstance(sheet, Dossier)
    store = app.extensions["parley.store"]
    assert isinstance(publish(store, sheet), Published | Unchanged)
    path = folder / f"out{ending}"
    path.write_bytes(app.test_client().get(f"/any.timelinejs{ending}").data)
    found = read(path, WISH)
    assert isinstance(found, Dossier), "\n".join(map(str, found))
    assert {each.key: each.file for each in found.events} == {each.key: each.file for each in sheet.events}
    assert found.cover.file == sheet.cover.file
    assert isinstance(publish(store, found), Unchanged)
