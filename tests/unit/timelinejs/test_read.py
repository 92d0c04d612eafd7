"""TimelineJS sheets read as dossiers: nothing lost that they can hold, no date finer, no word proven."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.samples import SAMPLES
from tests.unit.dossier.folders import put
from webapp.dossier import read as read_folder
from webapp.dossier.model import Dossier, Event
from webapp.dossier.problems import Report
from webapp.quotes import Match
from webapp.timelinejs.read import READERS, Wish, read

DATA = Path(__file__).parents[2] / "data" / "timelinejs"
TOLD = Wish("tides", published="2020-05-01")


def dossier(path: Path, wish: Wish = TOLD) -> Dossier:
    found = read(path, wish)
    assert isinstance(found, Dossier), "\n".join(map(str, found))
    return found


def events(found: Dossier) -> dict[str, Event]:
    return {event.key.removeprefix("events/"): event for event in found.events}


@pytest.fixture(params=["tides.csv", "tides.json"])
def sheet(request: pytest.FixtureRequest) -> Path:
    return DATA / str(request.param)


def problems(tmp_path: Path, text: str, name: str = "sheet.csv") -> list[str]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read(tmp_path / name, TOLD)
    return [str(problem) for problem in found] if isinstance(found, list) else []


def test_each_slide_is_an_event_under_its_own_name_or_date_and_headline() -> None:
    assert list(events(dossier(DATA / "tides.csv"))) == [
        "0044-03-bce-an-old-tide",
        "1815-12-10-a-keepers-life",
        "1948-03-14-clocks-are-set",
        "2031-a-new-table-is-planned",
    ]
    assert list(events(dossier(DATA / "tides.json"))) == [
        "0044-03-bce-an-old-tide",
        "1948-03-14-clocks-are-set",
        "1949-03-14-clocks-are-set",
        "keeper",
    ]


def test_dates_are_as_precise_as_they_are_given() -> None:
    of_csv, of_json = (events(dossier(DATA / name)) for name in ("tides.csv", "tides.json"))
    assert [event.date.text for event in of_csv.values()] == [
        *("-0043-03", "1815-12-10/1852-11-27", "1948-03-14T13:30/1948-03-14T14:00:05", "2031"),
    ]
    assert of_csv["0044-03-bce-an-old-tide"].date.label == "March 44 BC"
    assert of_json["1948-03-14-clocks-are-set"].date.text == "1948-03-14T13:30:05"


def test_what_was_to_come_when_the_sheet_was_published_is_planned() -> None:
    statuses = {key: str(event.status) for key, event in events(dossier(DATA / "tides.csv")).items()}
    assert statuses.pop("2031-a-new-table-is-planned") == "planned"
    assert set(statuses.values()) == {"held"}


def test_the_text_is_markdown_without_what_runs() -> None:
    found = events(dossier(DATA / "tides.csv"))
    keeper, old = found["1815-12-10-a-keepers-life"], found["0044-03-bce-an-old-tide"]
    assert '<a href="https://example.org/light" rel="noopener">light</a> &amp; the clock.' in keeper.html
    assert "She wrote: &quot;half past&quot;." in keeper.html or 'She wrote: "half past".' in keeper.html
    assert "alert" not in keeper.file
    assert old.title == "An old tide"
    assert "<em>noted</em>, 5 * 5 times. # Not a heading" in old.html
    assert "<li>Two</li>" in found["2031-a-new-table-is-planned"].html


def test_every_event_rests_on_the_slides_words_unverified(sheet: Path) -> None:
    found = dossier(sheet)
    assert found.cover.parties == ()
    assert {source.text for source in found.sources} == {""}
    for event in found.events:
        (citation,) = event.citations
        assert citation.located.match is Match.UNVERIFIED
        assert citation.speaker is None
    words = {event.title: event.citations[0].located.words for event in found.events}
    assert words["A keeper's life"] == "Portrait of the keeper"
    assert words["Clocks are set"] in ("Set the clock! The keeper", "Clocks are set")
    assert words["An old tide"].startswith("A tide")


def test_a_medium_is_a_source_and_so_is_the_sheet() -> None:
    found = {source.id: source for source in dossier(DATA / "tides.json").sources}
    keeper = found["keeper"]
    assert (keeper.title, keeper.publisher) == ("Portrait of the keeper", "Port archive")
    assert keeper.url == "https://example.org/keeper"
    assert found["sheet"].title == "The tide tables (sheet)"
    assert {source.published.text for source in found.values()} == {"2020-05-01"}


def test_without_a_day_the_file_tells_until_when_it_was_published(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Year,Headline\n1900,One\n")
    os.utime(tmp_path / "a.csv", (86400 * 365.0, 86400 * 365.0))
    found = dossier(tmp_path / "a.csv", Wish("a", "Asia/Tokyo"))
    assert [source.published.text for source in found.sources] == ["../1971-01-01"]
    assert found.cover.timezone == "Asia/Tokyo"


def test_groups_are_topics() -> None:
    found = dossier(DATA / "tides.csv")
    assert {topic.id: topic.name for topic in found.cover.topics} == {"people": "People", "tides": "Tides"}
    assert events(found)["1815-12-10-a-keepers-life"].topics == ("people",)


def test_what_only_timelinejs_has_is_kept() -> None:
    found = dossier(DATA / "tides.json")
    raw = json.loads((DATA / "tides.json").read_text())
    keeper = events(found)["keeper"].timelinejs
    given = raw["events"][0]
    for part in ("media", "background"):
        assert {key: keeper[f"{part}.{key}"] for key in given[part]} == given[part]
    assert keeper["display_date"] == "From birth to death"
    assert keeper["start_date.display_date"] == "Winter 1815"
    assert (keeper["group"], keeper["autolink"]) == ("People", "false")
    assert "unique_id" not in keeper  # the event itself is called so
    of_times = [events(found)[f"194{n}-03-14-clocks-are-set"].timelinejs for n in (8, 9)]
    assert of_times[0]["start_date.millisecond"] == "250"
    assert "start_date.minute" not in of_times[1]
    deck = found.cover.timelinejs
    assert deck["scale"] == "human"
    assert deck["title"]["media.credit"] == "A. Groyne"
    assert [era["text.text"] for era in deck["eras"]] == ["Before <b>noon</b> was agreed."]


def test_the_files_are_a_folder_that_says_the_same(sheet: Path, tmp_path: Path) -> None:
    found = dossier(sheet)
    files = {"dossier.md": found.cover.file}
    files |= {f"sources/{source.id}.md": source.file for source in found.sources}
    files |= {f"{event.key}.md": event.file for event in found.events}
    assert read_folder(put(tmp_path / "tides", files)) == found


HEAD = "Year,Month,Day,Time,End Year,Headline,Text,Media,Type\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1900,13,,,,One,,,", "2:1: 1900-13: months are 01 to 12, and 21 to 24 are"),
        ("1900,2,30,,,One,,,", "2:1: 1900-02-30: February 1900 has 28 days"),
        ("c. 1900,,,,,One,,,", "2:1: “c.1900” is no year: write digits, and what readers"),
        ("1900,,3,,,One,,,", "2:3: the day has no month beside it: add that, or leave the day out"),
        ("0,,,,,One,,,", "2:1: there is no year 0: write -1 for 1 BCE, 1 for 1 CE"),
        ("1900,1,1,noon,,One,,,", "2:4: “noon” is not a time: write it as in `13:00` or `1:00 PM`"),
        ("1900,1,1,25:00,,One,,,", "2:1: 1900-01-01T25:00: hours are 00 to 23"),
        ("1900,,,,1800,One,,,", "2:1: 1900/1800 ends before it starts: swap the two dates"),
        ("100000000000,,,,,One,,,", "2:1: “100000000000” is too far off: a year has at most 11 digits here"),
        (",,,,,One,,,", "2:1: the slide has no year: every slide but the title has one"),
        (f"1900,,,,,{'x' * 301},,,", "2:6: the headline has 301 characters, and at most 300 are read"),
        (f"1900,,,,,One,{'x ' * 10_001},,", "2:7: the text has 20,"),
        ("1900,,,,,One,,javascript:alert(1),", "2:8: “javascript:alert(1)” is not a web address"),
        ("1900,,,,,One,,java\tscript:alert(1),", "2:8: “java script:alert(1)” is not a web address"),
        ("1900,,,,,One,,,slide", "2:9: unknown type “slide”: write title, era, or nothing"),
        ("1900,,,,,One,,,\n,,,,,A,,,title\n,,,,,B,,,title", "4:1: this is a second title slide"),
        ("1900,,,,,One,,,\n1900,,,,,,,,era", "3:1: the era has no end year"),
        ("1900,,,,,One,,,,,more", "2:11: this cell has no heading above it"),
        ('1900,,,,,"One"x,,,', "2:1: this row cannot be read"),
    ],
)
def test_problems_name_row_and_column(tmp_path: Path, rows: str, message: str) -> None:
    told = problems(tmp_path, HEAD + rows + "\n")
    assert [each for each in told if each.startswith(f"sheet.csv:{message}")], told


@pytest.mark.parametrize("declared", ["<![x[", "<<!x>![x[", "<!DOCTYPE [ <!", "<![CDATA[ b", "<!x"])
def test_what_browsers_take_for_a_comment_is_left_out(tmp_path: Path, declared: str) -> None:
    (tmp_path / "a.csv").write_text(f'Year,Headline,Text\n1900,One{declared},"It was so.{declared}"\n')
    (event,) = dossier(tmp_path / "a.csv").events
    assert event.title.startswith("One")
    assert "It was so." in event.html


def test_a_group_that_is_too_long_is_told_where_it_stands(tmp_path: Path) -> None:
    told = problems(tmp_path, f"Year,Headline,Group\n1900,One,\n1901,Two,{'g' * 301}\n")
    assert [each.partition(" ")[0] for each in told] == ["sheet.csv:3:3:"]


def test_a_row_is_what_a_spreadsheet_counts(tmp_path: Path) -> None:
    rows = '1900,,,,,"One\nand a line",,,\n1900,13,,,,Two,,,\n'
    assert [each.partition(" ")[0] for each in problems(tmp_path, HEAD + rows)] == ["sheet.csv:3:1:"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Year;Headline\n1900;One\n", "1:1: the first row holds none of the headings of a TimelineJS sheet"),
        ("Year,Headlin\n1900,One\n", "1:2: unknown heading `Headlin`: did you mean `Headline`?"),
        ("Year,Headline,Notes to myself\n1900,One,\n", "1:3: unknown heading `Notes to myself`: remove"),
        ("Year,Headline,Year\n1900,One,\n", "1:3: the heading `Year` is written twice"),
        ("Year,Headline\n", "1:1: the sheet has no slide with a year: add one"),
        ("", "1:1: the first row holds none"),
    ],
)
def test_headings_are_checked(tmp_path: Path, text: str, message: str) -> None:
    told = problems(tmp_path, text)
    assert [each for each in told if each.startswith(f"sheet.csv:{message}")], told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "1:2: this is not JSON"),
        ('{"events": [NaN]}', "1:1: this is not JSON: NaN"),
        ("[]", "1:1: this is not a TimelineJS sheet: an object with `events` is wanted"),
        ("{}", "1:1: `events` is missing: add it, a list of slides"),
        ('{"events": [\n {"start_date": {"yaer": 1}}]}', "2:18: unknown key `yaer`: did you mean `year`?"),
        ('{"events": [{"start_date": 1}]}', '1:28: `start_date` is an object: write it as `{"year": …}`'),
        ('{"events": [], "scale": "large"}', "1:25: `scale` is “large”: use human or cosmological"),
        ('{"events": [7]}', "1:13: a slide is wanted here"),
        ('{"events": [{"group": []}]}', "1:23: `group` is a text or a number, and here are more"),
        ('{"events": [{"group": "a", "group": "b"}]}', "1:28: `group` is written twice"),
        (
            '{"events": [{"start_date": {"year": 1}, "text": {"headline": "a"}, "unique_id": "a"},'
            '\n{"start_date": {"year": 2}, "text": {"headline": "b"}, "unique_id": "a"}]}',
            "2:69: the unique id “a” is that of a slide above, too: give each its own",
        ),
        ('{"events": [{"start_date": {"year": ' + "9" * 5000 + "}}]}", "1:37: “99999"),
        ('{"events": [{"group": "a\\ud800"}]}', "1:23: `group` has half of a character, U+D800: remove it"),
        ("[" * 100_000 + "]" * 100_000, "1:1: the values are nested too deep"),
        (
            '{"events": [\n{"start_date":\n{"year": 1900,\n"month": 13},\n"text": {"headline": "One"}}]}',
            "3:10: 1900-13: months are 01 to 12",
        ),
    ],
)
def test_problems_of_json_name_line_and_column(tmp_path: Path, text: str, message: str) -> None:
    told = problems(tmp_path, text, "sheet.json")
    assert [each for each in told if each.startswith(f"sheet.json:{message}")], told


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("1900,,,,,,They meet in <b>Fern</b>.,,", "They meet in Fern."),
        (f"1900,,,,,,{'They meet. ' * 20},,", f"{'They meet. ' * 7}…"),
        ("1900,2,,,,,…,,", "February 1900"),
        ("1900,2,,,1901,,,https://example.org/a.jpg,", "February 1900 to 1901"),
    ],
)
def test_a_slide_without_a_headline_is_called_by_its_text_or_date(
    tmp_path: Path, row: str, title: str
) -> None:
    """As TimelineJS calls it on its axis."""
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(HEAD + row, encoding="utf-8")
    (event,) = dossier(sheet).events
    assert event.title == title
    assert event.key.startswith("events/1900")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_the_samples_that_timelinejs_ships_are_read(sample: Path) -> None:
    """Among them years of eleven digits, eras, and a field that TimelineJS itself passes over."""
    deck = READERS[sample.suffix](sample.read_text(encoding="utf-8"), Report(sample.name))
    found = dossier(sample, Wish("sample", published="2025"))
    assert len(found.events) == len(deck.of("event")) > 0


def test_every_sample_is_looked_at() -> None:
    known = {"all-media-types.json", "cosmo.json", "cosmo-mixed.json", "eras.json", "my-own-timeline.csv"}
    assert {path.name for path in SAMPLES} == known
