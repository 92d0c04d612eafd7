"""Equal views have equal URLs: every other spelling is redirected to the canonical one."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.checked import CheckedClient, Page
from webapp.web.parameters import canonical, order, query

NAMES = ("party", "round", "q")

PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.text(max_size=6) | st.sampled_from(["1", "2", "10", "02"]))
)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_canonical_spelling_is_one_for_all_orders_and_stays(
    pairs: list[tuple[str, str]], random: Random
) -> None:
    once = canonical(pairs, NAMES)
    again = [*pairs, *pairs]
    random.shuffle(again)
    assert canonical(again, NAMES) == once == canonical(once, NAMES)
    assert [name for name, _ in once] == sorted((name for name, _ in once), key=NAMES.index)


def test_numbers_come_in_order_of_their_size_and_before_words() -> None:
    assert order(["b", "10", "2", "a", "9" * 5000, "2", "02", "٣"]) == [
        "02",
        "2",
        "10",
        "9" * 5000,
        "a",
        "b",
        "٣",
    ]


def test_a_query_can_be_read() -> None:
    pairs = [("q", 'cease* "in force" ü&é=+#%'), ("at", "events/x"), ("from", "2024-05-01T13:00")]
    assert query(pairs) == (
        "q=cease*+%22in+force%22+%C3%BC%26%C3%A9%3D%2B%23%25&at=events/x&from=2024-05-01T13:00"
    )


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("party=upstream&party=downstream", "party=downstream&party=upstream"),
        ("party=upstream&party=upstream&actor=", "party=upstream"),
        ("round=2&round=1&party=upstream", "party=upstream&round=1&round=2"),
        ("q=&party=&from=++", ""),
        ("q=%20wine%09%0Abread+", "q=wine+bread"),
        ("from=2025%2D05", "from=2025-05"),
        ("q=%61%7e&from=2025", "from=2025&q=a~"),
        ("q=%2a%2C%3a%2F", "q=*,:/"),
        ("&&q=water&", "q=water"),
        ("q=water&utm_source=x", "q=water"),
        ("round=02", "round=2"),
        ("round=2&round=002&round=01", "round=1&round=2"),
    ],
)
def test_other_spellings_of_a_view_redirect(site: CheckedClient, given: str, canonical: str) -> None:
    assert site.redirect(f"/river-2025/?{given}") == "/river-2025/" + (f"?{canonical}" if canonical else "")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("?at=2025&after=events/a", "“after” and “at”: only one can say where the window stands."),
        (
            "?party=nobody&actor=",
            "This dossier has no party “nobody”. It has upstream, downstream, commission.",
        ),
        ("?to=2001&from=2002", "“from” (2002) is after “to” (2001): nothing can be in between."),
        ("?round=007&utm_source=x", "This dossier has no round “7”. It has 1, 2."),
        ("rounds?compare=1&compare=1", "A comparison takes exactly two rounds. Round 1 alone is chosen."),
        ("commitments?state=open&party=x", "This dossier has no party “x”."),
        ("events/none?known=2025-06-01&utm_source=x", "“River talks” has no events/none."),
    ],
)
def test_no_spelling_is_redirected_to_an_error(site: CheckedClient, path: str, text: str) -> None:
    response = site.client.get(f"/river-2025/{path}")
    assert response.status_code in (400, 404)
    assert text in response.text.replace("&#39;", "'")


def test_only_what_is_alike_is_proposed(site: CheckedClient) -> None:
    for path, wrong, meant in (
        ("/", "partys", "party"),
        ("/", "form", "from"),
        ("/", "topics", "topic"),
        ("/", "parties", "party"),
        ("/commitments", "sate", "state"),
    ):
        assert (
            f"Perhaps “{wrong}” should be “{meant}”." in site.client.get(f"/river-2025{path}?{wrong}=x").text
        )
    assert "Perhaps" not in site.client.get("/river-2025/commitments.atom?after=x").text


def test_two_values_for_one_place_are_refused(site: CheckedClient) -> None:
    page = site.get("/river-2025/?party=upstream&from=2024&from=2025", status=400)
    assert page.texts("main p")[1] == "“from” is given 2 values and takes one."
    assert page.links("main a")[0] == "/river-2025/?party=upstream"


def test_more_values_than_anybody_chooses_are_refused(site: CheckedClient) -> None:
    def page(number: int) -> Page:
        given = "&".join(sorted(f"actor=x{n:04}" for n in range(number)))
        return site.get(f"/river-2025/?party=upstream&{given}", status=400)

    assert page(51).texts("main p")[1] == "“actor” is given 51 values and takes at most 50."
    assert page(600).texts("main p")[1] == "“actor” is given 600 values and takes at most 50."
    assert page(51).links("main a")[0] == "/river-2025/?party=upstream"
    assert page(50).texts("main p")[1].startswith("This dossier has no actor “x0000”.")
