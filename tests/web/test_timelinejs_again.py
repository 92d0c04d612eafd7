"""TimelineJS in, TimelineJS out: every field that a sheet can hold comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.samples import SAMPLES
from tests.web.checked import CheckedClient
from tests.web.conftest import TIDES
from tests.web.folders import import_folder
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.dossier.problems import Report
from webapp.export import export
from webapp.publish import publish
from webapp.settings import Settings
from webapp.store import Store
from webapp.timelinejs import configuration, hypertext, spreadsheet, when
from webapp.timelinejs.markdown import blocks
from webapp.timelinejs.read import Wish, read
from webapp.timelinejs.slides import Deck, Slide, Type

SHEETS = (TIDES, TIDES.with_suffix(".json"), TIDES.with_name("nameless.json"), *SAMPLES)
DATES = ("start_date", "end_date")
TYPES: tuple[Type, ...] = ("title", "event", "era")
READERS: dict[str, Callable[[str, Report], Deck]] = {".csv": spreadsheet.read, ".json": configuration.read}


def named(sheet: Path) -> str:
    return f"{sheet.stem}-{sheet.suffix[1:]}"


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """All sheets; and the first with a text for one of its sources, so that its words are found."""
    folder = tmp_path_factory.mktemp("again")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        for sheet in SHEETS:
            found = read(sheet, Wish(named(sheet), published="2020-05-01"))
            assert isinstance(found, Dossier)
            publish(store, found)
        export(store, "tides-csv", None, folder / "proven")
        source = folder / "proven" / "sources" / "1815-12-10-a-keepers-life.md"
        source.write_text(
            source.read_text().replace("text: none\n", "") + "A “Portrait of the keeper” is here.\n"
        )
        import_folder(store, folder / "proven")
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def deck(text: str, suffix: str) -> Deck:
    report = Report("sheet")
    found = READERS[suffix](text, report)
    assert report.problems == []
    return found


def exported(client: CheckedClient, dossier: str, suffix: str) -> Deck:
    response = client.client.get(f"/{dossier}.timelinejs{suffix}")
    assert response.status_code == 200
    return deck(response.get_data(as_text=True), suffix)


def told(slide: Slide) -> dict[str, object]:
    """The slide's fields in a form that is equal where they say the same."""
    said: dict[str, object] = {
        name: value.text for name, value in slide.values.items() if "_date." not in name
    }
    for part in DATES:
        said[part] = when.moment(slide.part(part)), slide.text(f"{part}.millisecond")
        said |= {f"{part}.{name}": text for name, text in slide.part(part).items() if name == "display_date"}
    said["text.text"] = blocks(slide.text("text.text"))
    said["media.url"] = hypertext.media(slide.text("media.url")).strip()
    for name in ("text.headline", "media.caption", "media.credit"):
        text = slide.text(name)
        said[name] = hypertext.kept(text) if "<" in text else hypertext.plain(text)
    return said


def compared(slide: Slide, out: str) -> dict[str, object]:
    """What the format can hold of a slide: a spreadsheet has no more fields than headings."""
    said = told(slide)
    if out == ".json":
        return said
    background = "background.url" if "background.url" in said else "background.color"
    holds = {*spreadsheet.HEADINGS.values(), *DATES, background}
    return {name: value for name, value in said.items() if name in holds}


def in_order(slides: list[Slide]) -> list[Slide]:
    return sorted(slides, key=lambda slide: (slide.text("start_date.year"), called(slide)))


def called(slide: Slide) -> str:
    return hypertext.plain(slide.text("text.headline"))


@pytest.mark.parametrize("out", [".json", ".csv"])
@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_field_comes_back(again: CheckedClient, sheet: Path, out: str) -> None:
    before = deck(sheet.read_text(), sheet.suffix)
    after = exported(again, named(sheet), out)
    for type in TYPES:
        mine, theirs = in_order(before.of(type)), in_order(after.of(type))
        assert len(mine) == len(theirs)
        for one, other in zip(mine, theirs, strict=True):
            wanted, found = compared(one, out), told(other)
            assert {name: found.get(name) for name in wanted} == wanted
    if before.scale and out == ".json":
        assert after.scale == before.scale


def test_nothing_is_added_to_a_slide_but_its_name(again: CheckedClient) -> None:
    before = deck(TIDES.read_text(), ".csv").of("event")
    after = exported(again, "tides-csv", ".json").of("event")
    given = {called(slide): set(slide.values) for slide in before}
    for slide in after:
        assert set(slide.values) - given[called(slide)] <= {"unique_id"}


def test_what_has_been_proven_since_is_told_with_its_proof(again: CheckedClient) -> None:
    slides = {called(slide): slide for slide in exported(again, "proven", ".json").of("event")}
    keeper, old = slides["A keeper's life"], slides["An old tide"]
    assert "verbatim" in keeper.text("text.text")
    assert keeper.text("media.url") == "https://example.org/keeper.jpg"
    assert "unverified" not in old.text("text.text")
