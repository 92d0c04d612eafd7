"""The pages of all rounds, of two of them, of positions and of commitments."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from justhtml import Element

from tests.lake import LAKE
from tests.unit.store.claims import talks
from tests.web.checked import CheckedClient, Page
from tests.web.folders import import_folder, source, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """A site with one dossier, `talks`, which has every kind of claim."""
    folder = tmp_path_factory.mktemp("banks")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        talks(Path(folder)).publish(store)
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def rows(page: Page, table: str) -> list[list[str]]:
    """The cells of each row of its body, as text."""
    return [[spaced(cell) for cell in row.query("th, td")] for row in page.all(f"{table} tbody tr")]


def spaced(cell: object) -> str:
    """An element's text, with a space between the elements in it, but not before a stop."""
    assert isinstance(cell, Element)
    return re.sub(r" (?=[:,])", "", " ".join(cell.to_text(separator=" ", strip=True).split()))


def test_all_rounds_stand_in_a_table(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/rounds")
    first, second = rows(page, ".rounds")
    assert "Round 1: first official in-person talks" in first[1]
    assert first[2] == "Date 16 May 2025 Istanbul held"
    assert first[3] == "Delegations Russia Ukraine"
    assert "An exchange of 1,000 prisoners of war by each side Prisoners of war" in first[4]
    assert first[5] == "Not agreed A ceasefire Ceasefire"
    assert first[6] == "Documents Article published by Satyam Singh"
    assert first[7] == "Events 2 of round 1"
    assert second[2] == "Date 2 June 2025 Istanbul planned"
    assert second[3] == "Delegations Russia Vladimir Medinsky Ukraine"
    assert second[4] == "Agreed none recorded"


def test_two_rounds_are_chosen_by_a_form_that_needs_no_script(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/rounds")
    assert "method" not in page.one("form[action='/istanbul-2025/rounds']").attrs
    assert [box.attrs["value"] for box in page.all("form input[name=compare]")] == ["1", "2"]
    asked = "/istanbul-2025/rounds?compare=1&compare=2"
    assert site.redirect(asked) == "/istanbul-2025/rounds/1..2"
    assert site.redirect("/istanbul-2025/rounds?compare=2&compare=1") == asked


def test_the_form_keeps_the_day(banks: CheckedClient) -> None:
    page = banks.get("/talks/rounds?known=2001-03-12")
    assert page.one("form.claims input[name=known]").attrs["value"] == "2001-03-12"
    target = banks.redirect("/talks/rounds?compare=1&compare=2&known=2001-03-12")
    assert target == "/talks/rounds/1..2?known=2001-03-12"
    banks.get(target)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("compare=1", "exactly two rounds. Round 1 alone is chosen."),
        ("compare=1&compare=3", "This dossier has no round “3”."),
        ("compare=x", "This dossier has no round “x”."),
    ],
)
def test_other_choices_are_told_what_is_wrong(site: CheckedClient, query: str, message: str) -> None:
    page = site.get(f"/istanbul-2025/rounds?{query}", 400)
    assert message in page.text("main")
    assert "/istanbul-2025/rounds" in page.links("main a")


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("2..1", "rounds/1..2"),
        ("1..1", "rounds/1"),
        ("1..2/", "rounds/1..2"),
        ("2..1?known=2025-05-30", "rounds/1..2?known=2025-05-30"),
    ],
)
def test_a_comparison_has_one_address(site: CheckedClient, asked: str, target: str) -> None:
    assert site.redirect(f"/istanbul-2025/rounds/{asked}") == f"/istanbul-2025/{target}"


@pytest.mark.parametrize("pair", ["1..9", "01..2", "1...2", "0..1", "1..99999999999"])
def test_rounds_that_are_not_there_cannot_be_compared(site: CheckedClient, pair: str) -> None:
    site.get(f"/istanbul-2025/rounds/{pair}", 404)


def test_two_rounds_stand_side_by_side(banks: CheckedClient) -> None:
    page = banks.get("/talks/rounds/1..2")
    assert page.texts(".comparison h2") == [
        "Delegations", "Agreed", "Not agreed", "Positions stated", "Commitments made", "Documents",
    ]  # fmt: skip
    table = {row[0]: row[1:] for row in rows(page, ".comparison")}
    assert table["Date"] == ["Round 1 Thursday 1 March 2001", "Round 2 Thursday 8 March 2001"]
    assert table["Place"] == ["Round 1 The mill", "Round 2 none recorded"]
    assert table["North in both"] == ["Round 1 Ada, Miller in both", "Round 2 Ada, Miller in both"]
    assert table["South only in round 1"] == ["Round 1 Bram, Weaver", "Round 2 not named"]
    assert table["Press only in round 2"] == ["Round 1 not named", "Round 2 Cleo, Writer"]
    assert "The rope is shared The first says one." in table["Rope"][0]
    assert table["Rope"][1] == "Round 2 none recorded"
    assert "Who pays" in table["No topic"][0]
    assert "Little" in table["Water North"][0]
    assert "Some" in table["Water North"][1]
    assert "All 9 March 2001: view The third says three." in table["Water North"][1]
    assert "Bring the rope broken" in table["North"][0]
    assert "Build a boat open" in table["North"][1]


def test_what_either_round_says_is_said_beside_any_other(banks: CheckedClient, site: CheckedClient) -> None:
    """A round's column has all that the round's own page says was agreed or not."""
    page = banks.get("/talks/rounds/1..2")
    words = " ".join(page.texts(".comparison blockquote"))
    for number in (1, 2):
        for item in banks.get(f"/talks/rounds/{number}").texts(".results li"):
            assert re.split("[0-9]", item)[0] in page.text(".comparison")
    assert "The first says one." in words
    assert "The second says two." in words


def test_a_comparison_knows_what_was_known(banks: CheckedClient) -> None:
    page = banks.get("/talks/rounds/1..2?known=2001-03-12")
    text = page.text(".comparison")
    assert "The rope is shared" in text
    assert "The rope is red" not in text
    assert "Bring the rope fulfilled" in text
    assert "third" not in text
    assert all("known=2001-03-12" in link for link in page.links(".comparison a"))
    banks.get("/talks/rounds/1..2?known=2001-03-05", 404)


def test_positions_are_a_matrix_of_topics_by_parties(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/positions")
    assert page.texts(".matrix thead th") == ["Russia", "Ukraine", "Türkiye"]
    assert page.texts(".matrix tbody th") == ["Ceasefire", "Memoranda", "Venue", "Mediation"]
    ceasefire, memoranda, *_ = rows(page, ".matrix")
    assert "Certain conditions must first be met 29 May 2025: The two sides still differ" in ceasefire[1]
    assert (
        "“Moscow says certain conditions" in ceasefire[1] or "Moscow says certain conditions" in ceasefire[1]
    )
    assert "verbatim" in ceasefire[1]
    assert ceasefire[3] == "none recorded"
    assert "as of the newest source, 29 May 2025" in page.text(".facts")
    assert memoranda[1].startswith("Russia Ready to present its memorandum")
    assert "one earlier position" in memoranda[1]


def test_a_cell_opens_to_what_was_held_before(banks: CheckedClient) -> None:
    page = banks.get("/talks/positions")
    [water] = page.all(".matrix details")
    assert page.texts(".matrix details .claim") == ["Some", "Little", "A lot"]
    assert "3 earlier positions of North" in page.text(".matrix summary")
    assert water.name == "details"
    assert page.texts(".matrix td > .claim") == ["All", "None"]
    early = banks.get("/talks/positions?known=2001-03-05")
    assert early.texts(".matrix .claim") == ["Little"]
    assert early.texts(".matrix thead th") == ["North"]
    assert "It may be" not in page.html


def test_positions_can_be_narrowed(banks: CheckedClient) -> None:
    page = banks.get("/talks/positions?party=south")
    assert page.texts(".matrix thead th") == ["South"]
    assert "/talks/positions" in page.links(".facts a")
    assert (
        banks.redirect("/talks/positions?topic=water&party=north")
        == "/talks/positions?party=north&topic=water"
    )
    empty = banks.get("/talks/positions?party=press")
    assert "No position is recorded that fits." in empty.text("main")
    wrong = banks.get("/talks/positions?party=nort&topic=water", 400)
    assert "This dossier has no party “nort”." in wrong.text("main")
    assert wrong.links("main li a") == [
        "/talks/positions?party=north&topic=water",
        "/talks/positions?topic=water",
    ]


def test_commitments_say_what_became_of_them(banks: CheckedClient) -> None:
    page = banks.get("/talks/commitments")
    assert page.texts(".pledges h2") == ["Overdue", "Open", "Renewed", "Broken"]
    rope = page.text("#commitment-rope")
    assert rope.startswith(
        "North to South broken Bring the rope Promised 1 March 2001: The first meeting Due 5 March 2001"
    )
    assert "The first says one." in rope
    fulfilled, broken = page.texts("#commitment-rope .turn")
    assert fulfilled.startswith("Fulfilled 4 March 2001: brought (round 1) The second says three.")
    assert broken.startswith("Broken 9 March 2001: snapped (round 2) The third says three.")
    assert page.text("#commitment-toll .turn") == "No outcome is recorded, and its date has passed."
    assert page.text("#commitment-sail .turn") == "No outcome is recorded."
    assert "no date named" in page.text("#commitment-oil")


def test_the_present_and_its_newest_source_tell_the_same(banks: CheckedClient) -> None:
    """Nothing depends on the clock."""
    now, then = banks.get("/talks/commitments"), banks.get("/talks/commitments?known=2001-03-20")
    assert now.texts(".pledge") == then.texts(".pledge")
    assert "as of the newest source, 20 March 2001" in now.text(".facts")
    assert "as of 20 March 2001" in then.text(".facts")
    assert "newest" not in then.text(".facts")


def test_commitments_as_known_on_days(banks: CheckedClient) -> None:
    states = {}
    for day in ("2001-03-02", "2001-03-06", "2001-03-10", "2001-03-20", "2001-04-03"):
        page = banks.get(f"/talks/commitments?known={day}")
        states[day] = {
            str(each.attrs["id"]).removeprefix("commitment-"): page.text(
                f"[id='{each.attrs['id']}'] .who .state"
            )
            for each in page.all(".pledge")
        }
    later = {"rope": "broken", "oil": "renewed", "toll": "overdue", "lamp": "open"}
    assert states == {
        "2001-03-02": {"rope": "open", "oil": "open", "toll": "open", "lamp": "open"},
        "2001-03-06": {"rope": "overdue", "oil": "open", "toll": "open", "lamp": "open"},
        "2001-03-10": {"rope": "fulfilled", "oil": "renewed", "toll": "open", "lamp": "open"},
        "2001-03-20": {**later, "sail": "open", "boat": "open"},
        "2001-04-03": {**later, "sail": "overdue", "boat": "overdue"},
    }


def test_counts_are_links_that_narrow_the_list(banks: CheckedClient) -> None:
    page = banks.get("/talks/commitments?known=2001-04-03")
    for link in page.all(".choices a"):
        count, _, name = link.to_text().strip().partition(" ")
        narrowed = banks.get(str(link.attrs["href"]))
        assert len(narrowed.all(".pledge")) == int(count), name
        [back] = [each for each in narrowed.all(".choices a") if "aria-current" in each.attrs]
        assert back.attrs["href"] == "/talks/commitments?known=2001-04-03"
    both = banks.get("/talks/commitments?state=open&state=overdue&party=north")
    assert len(both.all(".pledge")) == 3 - 1
    assert banks.redirect("/talks/commitments?party=&state=open") == "/talks/commitments?state=open"
    misspelt = banks.get("/talks/commitments?state=opne", 400).text("main")
    assert "This dossier has no state “opne”. Perhaps “open” is meant." in misspelt
    banks.get("/talks/commitments?after=nothing", 400)


def test_dossiers_without_claims_say_so(site: CheckedClient) -> None:
    assert "No round is known" in site.get("/majlis/rounds").text("main")
    assert "No position is recorded." in site.get("/majlis/positions").text("main")
    assert "No commitment is recorded." in site.get("/majlis/commitments").text("main")
    for page in ("rounds", "positions", "commitments"):
        site.get(f"/odd/{page}")
        site.get(f"/river-2025@1/{page}")


def test_pages_of_rounds_and_events_lead_there(site: CheckedClient) -> None:
    first = site.get("/istanbul-2025/rounds/1?known=2025-06-01")
    assert "/istanbul-2025/rounds/1..2?known=2025-06-01" in first.links("article .more a")
    event = site.get("/istanbul-2025/events/2025-05-28-lavrov-names-2-june")
    assert "/istanbul-2025/positions" in event.links(".aside a")
    assert "/istanbul-2025/commitments" in event.links(".aside a")


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2022-05/..", "from May 2022"),
        ("2022-05", "May 2022"),
        ("2022-05-02/2022-05-04", "2 to 4 May 2022"),
        ("[2022-05-02, 2022-05-04]", "2 or 4 May 2022"),
        ("2022-05-02~", "about 2 May 2022"),
    ],
)
def test_the_date_of_which_a_page_speaks_reads_well_however_precise_it_is(
    tmp_path: Path, published: str, said: str
) -> None:
    newest = source("A word.", published=f'"{published}"')
    planned = LAKE["rounds/1.md"].replace("date: 2001-05-10", f'date: "{published}"')
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        files = {**LAKE, "sources/newest.md": newest, "rounds/1.md": planned}
        import_folder(store, write(tmp_path / "lake", files))
    app = create_app(Settings(database_url=url))
    site = CheckedClient(app)
    for path in ("positions", "commitments"):
        assert f"as of the newest source, {said}" in site.get(f"/lake/{path}").texts(".facts li")
    history = site.get("/lake/rounds/1?known=2001-05-03").texts(".dated dd")[1]
    assert history == ("planned, from May 2022" if ".." in published else f"planned, for {said}")
    app.extensions["parley.store"].close()
