from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.rowsmith import spanning
from webapp.web.highlight import Paragraph, highlight
from webapp.web.words import Words

Case = tuple[str, list[Words]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A text of several paragraphs, and quotes that may overlap, hold cuts and run over paragraphs."""
    text = draw(st.lists(st.text("ab שx", min_size=1, max_size=12), min_size=1, max_size=5).map("\n".join))
    quotes = []
    for n in range(draw(st.integers(0, 4))):
        edges = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True).map(sorted))
        quotes.append(spanning(f"q{n}", text, *zip(edges[::2], edges[1::2], strict=False)))
    return text, quotes


def shown_text(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [
        "".join(run.text for run in paragraph.runs if run.shown) for paragraph in paragraphs if paragraph.runs
    ]


@settings(max_examples=150)
@given(cases())
def test_the_runs_of_a_text_are_the_text(case: Case) -> None:
    text, quotes = case
    paragraphs = [line for line in text.split("\n") if line.strip()]
    assert shown_text(highlight(text, quotes, None)) == paragraphs


@settings(max_examples=150)
@given(cases())
def test_what_is_marked_is_what_is_quoted(case: Case) -> None:
    text, quotes = case
    marked = "".join(
        run.text for paragraph in highlight(text, quotes, None) for run in paragraph.runs if run.places
    )
    covered = {offset for quote in quotes for start, end in quote.spans for offset in range(start, end)}
    lines = "".join(line if line.strip() else "\n" * len(line) for line in text.splitlines(keepends=True))
    assert marked == "".join(lines[offset] for offset in sorted(covered)).replace("\n", "")


def test_overlapping_quotes_become_runs() -> None:
    text = "one two three four"
    (paragraph,) = highlight(text, [spanning("x", text, (0, 13)), spanning("y", text, (4, 18))], None)
    assert [(run.text, run.places) for run in paragraph.runs] == [
        ("one ", (1,)),
        ("two three", (1, 2)),
        (" four", (2,)),
    ]
    assert [(anchor.id, anchor.place) for run in paragraph.runs for anchor in run.anchors] == [
        ("x", 1),
        ("y", 2),
    ]
    assert [quote.id for quote in paragraph.quotes] == ["x", "y"]


def test_a_quote_over_two_paragraphs_has_one_anchor_and_its_note_at_its_beginning() -> None:
    text = "one two\nthree four"
    first, second = highlight(text, [spanning("x", text, (4, 13))], None)
    assert [len(run.anchors) for run in (*first.runs, *second.runs)] == [0, 1, 0, 0]
    assert (len(first.quotes), len(second.quotes)) == (1, 0)
    assert (second.runs[0].text, second.runs[0].places) == ("three", (1,))


def test_omission_lines_are_omissions() -> None:
    kinds = [
        (paragraph.omitted, bool(paragraph.runs))
        for paragraph in highlight("one\n[…]\ntwo\n [...] ", [], None)
    ]
    assert kinds == [(False, True), (True, False), (False, True), (True, False)]


def test_excerpts_show_nothing_but_the_passages() -> None:
    text = "secret one\nsecret two\nopen words here\nsecret three"
    at = text.index("open")
    paragraphs = highlight(text, [spanning("x", text, (at, at + 4))], [(at, at + 10)])
    assert [paragraph.withheld for paragraph in paragraphs] == [True, False, True]
    assert shown_text(paragraphs) == ["open words"]


@settings(max_examples=150)
@given(cases(), st.data())
def test_excerpts_never_show_more(case: Case, data: st.DataObject) -> None:
    text, quotes = case
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    passages = [(a, b) for n, (a, b) in enumerate(pairwise(edges)) if n % 2 == 0]
    allowed = {offset for a, b in passages for offset in range(a, b)}
    public = "".join(shown_text(highlight(text, quotes, passages)))
    visible = [text[offset] for offset in sorted(allowed) if text[offset] != "\n"]
    assert len(public) <= len(visible)
    assert "".join(public.split()) == "".join("".join(visible).split())
