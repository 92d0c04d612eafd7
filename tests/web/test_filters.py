"""A timeline narrowed: the form and its counts, the chips, what an empty result and a fault say."""

import pytest
from justhtml import Element

from tests.statements import statements
from tests.web.checked import CheckedClient, Page, words
from tests.web.forms import fields, glance, send

FORM = "#filters form"


def shown(page: Page) -> int:
    """How many events and rounds the page shows."""
    return len(page.all(".table article, .table .meeting"))


def offered(page: Page) -> list[tuple[str, str, int, bool]]:
    """The choices: parameter, value, count, and whether it can be changed."""
    found = []
    for label in page.all(f"{FORM} li label"):
        (box,) = (each for each in label.query("input") if isinstance(each, Element))
        count = int(words(label).rsplit(" ", 1)[1].replace(",", ""))
        found.append((str(box.attrs["name"]), str(box.attrs["value"]), count, "disabled" not in box.attrs))
    return found


@pytest.mark.parametrize(
    "view",
    [
        "/istanbul-2025/",
        "/istanbul-2025/?party=russia",
        "/istanbul-2025/?kind=statement&status=held&from=2025-05-28",
        "/river-2025/?party=downstream&known=2025-06-30",
        "/river-2025@1/?q=gates",
        "/odd/",
    ],
)
def test_the_count_beside_a_choice_is_what_choosing_it_gives(site: CheckedClient, view: str) -> None:
    page = glance(site, view)
    chosen = fields(page.one(FORM))
    for name, value, count, enabled in offered(page):
        assert enabled == (count > 0 or (name, value) in chosen)
        if (name, value) in chosen:
            assert count == shown(page)
        elif enabled:
            assert shown(glance(site, send(site, page, FORM, (name, value)))) == count, (name, value)


def test_a_form_sent_as_it_stands_leads_back_to_its_view(site: CheckedClient) -> None:
    for view in (
        "/istanbul-2025/",
        "/istanbul-2025/?party=russia&party=ukraine&from=2025-05&to=2025&q=%22concrete+proposals%22",
        "/river-2025@1/?round=1&known=2025-06-30",
    ):
        assert send(site, glance(site, view), FORM) == view


def test_a_parameter_with_nothing_to_choose_is_left_out(site: CheckedClient) -> None:
    river = [words(each) for each in site.get("/river-2025/").all("legend")]
    assert river == ["Party", "Actor", "Kind", "Status", "Round"]
    chosen = [words(each) for each in site.get("/river-2025/?topic=water").all("legend")]
    assert chosen == ["Party", "Actor", "Topic", "Kind", "Status", "Round"]


def test_chips_take_one_filter_away_each(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/?party=russia&party=ukraine&kind=call&from=2025-05&q=memorandum")
    chips = {words(each): str(each.attrs["href"]) for each in page.all(".chips a")}
    assert chips == {
        "Remove filter: party Russia": "/istanbul-2025/?party=ukraine&kind=call&from=2025-05&q=memorandum",
        "Remove filter: party Ukraine": "/istanbul-2025/?party=russia&kind=call&from=2025-05&q=memorandum",
        "Remove filter: kind call": "/istanbul-2025/?party=russia&party=ukraine&from=2025-05&q=memorandum",
        "Remove filter: from May 2025": "/istanbul-2025/?party=russia&party=ukraine&kind=call&q=memorandum",
        "Remove filter: text “memorandum”": (
            "/istanbul-2025/?party=russia&party=ukraine&kind=call&from=2025-05"
        ),
        "Clear all": "/istanbul-2025/",
    }
    assert not site.get("/istanbul-2025/").all(".chips")


def test_a_narrowed_view_says_in_words_what_it_shows(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/?party=russia&party=ukraine&kind=call&from=2025-05")
    assert page.text("head > title") == (
        "Istanbul talks, 2025 — timeline: party Russia or Ukraine, kind call, from May 2025"
    )
    description = str(page.one("meta[name=description]").attrs["content"])
    assert description == (
        f"{shown(page)} events and rounds of “Istanbul talks, 2025”: "
        "party Russia or Ukraine, kind call, from May 2025"
    )
    assert page.text("[data-count]") == f"{shown(page)} of 16 events and rounds"
    assert page.one("meta[name=robots]").attrs["content"] == "noindex"


def test_a_view_keeps_the_day_whose_knowledge_it_shows(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/?party=russia&known=2025-05-29")
    assert page.links(".chips a") == ["/istanbul-2025/?known=2025-05-29"] * 2
    assert send(site, page, FORM, ("party", "turkiye")) == (
        "/istanbul-2025/?party=russia&party=turkiye&known=2025-05-29"
    )
    assert page.one(".search input[type=hidden]").attrs["value"] == "2025-05-29"


def test_an_empty_result_says_which_filter_to_loosen(site: CheckedClient) -> None:
    page = site.get("/river-2025/?party=downstream&party=upstream&kind=report")
    assert page.text(".nothing p") == "No event or round fits all of these filters. Loosen one of them:"
    ways = page.texts(".nothing li")
    assert ways == [
        "Without party Downstream or Upstream 1 event or round",
        "Without kind report 4 events and rounds",
        "Without any filter",
    ]
    for way, count in zip(page.links(".nothing a"), (1, 4, 5), strict=True):
        assert shown(glance(site, way)) == count


def test_where_no_single_filter_is_to_blame_it_says_so(site: CheckedClient) -> None:
    page = site.get("/river-2025/?status=planned&from=2026&q=nowhere")
    assert page.text(".nothing p").endswith("To loosen one of them is not enough:")
    assert page.links(".nothing a") == ["/river-2025/"]


def test_a_day_before_all_knowledge_shows_nothing_and_says_why(site: CheckedClient) -> None:
    page = site.get("/river-2025/?known=2001-01-01")
    assert page.text(".nothing") == "Nothing was known of this negotiation on 1 January 2001."


@pytest.mark.parametrize(
    ("query", "text", "links"),
    [
        (
            "party=up-stream&kind=report",
            "This dossier has no party “up-stream”. Perhaps “upstream” (Upstream) is meant.",
            ["?party=upstream&kind=report", "?kind=report"],
        ),
        ("party=Upstream", "This dossier has no party “Upstream”. Perhaps “upstream” (Upstream) is meant.",
         ["?party=upstream", ""]),
        ("actor=Boris+Tal", "This dossier has no actor “Boris Tal”. Perhaps “boris” (Boris Tal) is meant.",
         ["?actor=boris", ""]),
        ("topic=zzz", "This dossier has no topic “zzz”. It has water.", [""]),
        ("kind=statment", "This dossier has no kind “statment”. Perhaps “statement” is meant.",
         ["?kind=statement", ""]),
        ("status=done", "This dossier has no status “done”. It has planned, held, postponed, cancelled.",
         [""]),
        ("round=3", "This dossier has no round “3”. It has 1, 2.", [""]),
        ("round=first", "This dossier has no round “first”. It has 1, 2.", [""]),
        (
            "from=2025-06&to=2025-05",
            "“from” (June 2025) is after “to” (May 2025): nothing can be in between.",
            ["?from=2025-05&to=2025-06", ""],
        ),
        ("from=2025-02-30", "“from”: 2025-02-30: February 2025 has 28 days.", [""]),
        ("to=2025-05~&q=gates", "“to”: 2025-05~ (about May 2025) has no clear bounds: "
         "write a day, a month or a year.", ["?q=gates"]),
        ("after=rounds/1&at=rounds/2", "“after” and “at”: only one can say where the window stands.", [""]),
        ("before=parties/upstream", "“parties/upstream” is no event or round: "
         "write one as events/… or rounds/… in its address.", [""]),
        ("at=events/ana-promises", "This dossier has no event or round “events/ana-promises”. "
         "Perhaps “events/anna-promises” is meant.", [""]),
        (f"q={'x' * 201}", "The text to look for has 201 letters: 200 are enough.", [""]),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_with_a_way_on(
    site: CheckedClient, query: str, text: str, links: list[str]
) -> None:
    page = site.get(f"/river-2025/?{query}", status=400)
    assert page.texts("main p")[1] == text
    assert page.links("main a") == [*(f"/river-2025/{link}" for link in links), "/"]


def test_all_faults_are_told_at_once(site: CheckedClient) -> None:
    page = site.get("/river-2025/?party=upsteam&actor=anna&kind=rumour&round=20&from=1", status=400)
    assert len(page.texts("main p")) == 6
    assert page.links("main a")[:2] == [
        "/river-2025/?party=upstream&actor=anna&round=2",
        "/river-2025/?actor=anna",
    ]


def test_what_another_revision_has_is_said_to_be_there(site: CheckedClient) -> None:
    page = site.get("/river-2025/?kind=rumour", status=400)
    assert page.texts("main p")[1].startswith("This revision has no kind “rumour”; revision 1 has it.")
    assert page.links("main a")[0] == "/river-2025/"


def test_a_round_not_known_yet_is_no_fault(site: CheckedClient) -> None:
    page = site.get("/river-2025/?round=2&known=2001-01-01")
    assert page.texts(".chips a")[0] == "Remove filter: round 2"
    assert page.texts(".nothing li") == ["Without any filter"]


def test_of_many_faults_the_first_are_told_and_all_are_looked_up_together(site: CheckedClient) -> None:
    def look(number: int) -> tuple[list[str], int]:
        given = "&".join(f"{name}=x{n:02}" for name in ("party", "actor") for n in range(number))
        with statements() as seen:
            site.client.get(f"/river-2025/?{given}&kind=zz")
        return site.get(f"/river-2025/?{given}&kind=zz", status=400).texts("main p")[1:-1], len(seen)

    (few, least), (many, most) = look(1), look(40)
    assert len(few) == 3
    assert many[:2] == [
        f"This dossier has no party “x0{n}”. It has upstream, downstream, commission." for n in (0, 1)
    ]
    assert many[5:] == ["And 76 more."]
    assert most == least


@pytest.mark.parametrize("more", ["", "party=upstream&"])
def test_a_text_without_a_word_is_said_to_have_none(site: CheckedClient, more: str) -> None:
    page = site.get(f"/river-2025/?{more}q=%22")
    assert (
        page.text(".nothing") == 'There is no word or number in the text “"”, so nothing fits it. Without it'
    )
    assert page.links(".nothing a") == ["/river-2025/" + ("?party=upstream" if more else "")]


def test_pills_lead_to_the_timeline_of_their_topic_or_kind(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/events/2025-05-29-ceasefire-positions?known=2025-05-29")
    kind, *topics = page.links("a.tag")
    assert kind == f"/istanbul-2025/?kind={page.texts('a.tag')[0]}&known=2025-05-29"
    assert "/istanbul-2025/?topic=ceasefire&known=2025-05-29" in topics
    assert site.get("/river-2025/rounds/1").links(".who a.tag") == ["/river-2025/?round=1"]


def test_facts_say_that_they_are_of_what_is_shown(site: CheckedClient) -> None:
    assert site.get("/river-2025/").texts(".facts li")[0] == "2 rounds"
    page = site.get("/river-2025/?kind=statement")
    assert page.texts(".facts li")[:2] == ["Shown: 0 rounds", "2 events"]


def test_the_count_is_of_what_was_known_then(site: CheckedClient) -> None:
    all_ = shown(site.get("/river-2025/?known=2025-05-20"))
    page = site.get("/river-2025/?status=held&known=2025-05-20")
    assert all_ < shown(site.get("/river-2025/"))
    assert page.text("[data-count]").split(" event")[0] == f"{shown(page)} of {all_}"


def test_sources_are_said_to_be_those_of_what_is_shown(site: CheckedClient) -> None:
    assert not site.get("/river-2025/").all("#sources > p")
    none = site.get("/river-2025/?q=zebra")
    assert none.texts("#sources p") == ["No source is cited by what is shown.", "All sources"]
    some = site.get("/river-2025/?q=nothing")
    assert len(some.all("#sources ol li")) == 1
    assert some.text("#sources > p") == "1 of 2 sources, those cited above. All sources"
    assert some.links("#sources > p a") == ["/river-2025/sources"]
