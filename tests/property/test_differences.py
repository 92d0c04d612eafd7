"""A difference is made of both texts, to the letter, whatever they are and however little it may cost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from webapp.differences import Difference, abridged, compare, exchanged

WORDS = st.sampled_from(
    ["the", "gates", "open", "in", "spring", "—", "春", "天", "won’t", " ", "\n", "\r\n", "\u2028", ". "]
)
TEXTS = (
    st.text(max_size=60)
    | st.lists(WORDS, max_size=60).map(" ".join)
    | st.lists(WORDS, max_size=60).map("".join)
)


def first(difference: Difference) -> str:
    return "".join(run.text for run in difference.runs if run.mark != "ins")


def second(difference: Difference) -> str:
    return "".join(run.text for run in difference.runs if run.mark != "del")


@given(TEXTS, TEXTS, st.sampled_from([0, 1, 20, 400, 25_000_000]))
@example("a b", "a c", 25_000_000)
def test_its_runs_rejoined_are_both_texts(before: str, after: str, cells: int) -> None:
    difference = compare(before, after, cells)
    assert (first(difference), second(difference)) == (before, after)
    assert difference.empty == (before == after)
    assert all(run.text and run.mark != "gap" for run in difference.runs)
    marks = [run.mark for run in difference.runs]
    neighbours = set(pairwise(marks))
    assert all(one != other for one, other in neighbours)
    assert ("ins", "del") not in neighbours, "what went comes before what came"


@given(TEXTS, TEXTS)
def test_so_are_those_of_values_that_are_replaced_whole(before: str, after: str) -> None:
    difference = exchanged(before, after)
    assert (first(difference), second(difference)) == (before, after)
    assert len(difference.runs) <= 2


@given(TEXTS, TEXTS, st.integers(1, 40), st.integers(0, 80))
def test_an_abridged_one_leaves_out_only_what_it_says(
    before: str, after: str, beside: int, most: int
) -> None:
    whole = compare(before, after)
    short = abridged(whole, beside, most)
    differing = "".join(run.text for run in whole.runs if run.mark in ("del", "ins"))
    shown = "".join(run.text for run in short.runs if run.mark in ("del", "ins"))
    assert differing.startswith(shown)
    assert (shown == differing) != short.cut
    assert len(shown) <= most or not short.cut
    assert all(run.text in before or run.text in after for run in short.runs)
