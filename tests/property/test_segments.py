"""What holds for every rendered text when it is cut, and when later words are left out of it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from tests.property.test_markup import SOUP
from tests.safe_html import text
from webapp.markup import render
from webapp.markup.segments import GAP, as_known, segments

LABELS = ("1", "2", "3", "4")
MARK = re.compile(r'<a class="cite" href="/-/events/call#q([0-9]+)">[0-9]+</a>')
EMPTY = re.compile(r"<(ul|ol|li|p|blockquote|em|strong|h2|h3)>\s*</\1>")
WORDS = st.sampled_from(
    ["moon", "“sun”", "*star*", "**a b**", "`<c>`", "&amp;", "é", "[x](https://x.example)"]
)
MARKS = st.sampled_from([f"[^{label}]" for label in LABELS])
LOOSE = st.sampled_from(
    [" ", ".", ", ", "*", "**", "”", "“", "(", ")", "  \n", "\n", "_", "[", "](https://x.example)"]
)
LINE = st.lists(st.one_of(WORDS, MARKS, MARKS, LOOSE), min_size=1, max_size=12).map("".join)
BLOCK = st.tuples(
    st.sampled_from(["", "", "> ", "- ", "  - ", "1. ", "## ", "> - ", "   ", "    ", "---\n\n"]), LINE
).map("".join)
TEXT = st.lists(st.one_of(BLOCK, BLOCK, SOUP), min_size=1, max_size=6).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n"]).map(lambda gap: gap.join(blocks))
)
NUMBERS = st.frozensets(st.integers(1, 4))


def html(markdown: str) -> str:
    return render(markdown, "events/call", ("events/call",), LABELS).html


def marks(html: str) -> set[int]:
    return {int(number) for number in MARK.findall(html)}


def letters(html: str) -> str:
    """The text as one reads it, without marks, gaps and white space."""
    return "".join(text(MARK.sub("", html.replace(GAP, ""))).split())


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in part)


@given(TEXT)
def test_segments_are_the_text(markdown: str) -> None:
    rendered = html(markdown)
    assert "".join("".join(segment.text.split()) for segment in segments(rendered)) == letters(rendered)


@given(TEXT)
def test_segments_rest_on_all_marks_and_on_no_others(markdown: str) -> None:
    rendered = html(markdown)
    assert {number for segment in segments(rendered) for run in segment.runs for number in run} == marks(
        rendered
    )


@given(TEXT)
def test_blocks_are_counted_in_order_and_one_without_marks_is_one_segment(markdown: str) -> None:
    found = segments(html(markdown))
    blocks = [segment.block for segment in found]
    assert blocks == sorted(blocks)
    assert set(blocks) == set(range(len(set(blocks))))
    for segment in found:
        assert segment.runs or blocks.count(segment.block) == 1


@given(TEXT, NUMBERS)
def test_what_is_left_is_valid_and_in_the_order_of_the_text(markdown: str, numbers: frozenset[int]) -> None:
    whole = html(markdown)
    known = as_known(whole, numbers)
    errors = JustHTML(known, sanitize=False, fragment=True, collect_errors=True).errors
    assert not errors
    assert is_subsequence(letters(known), letters(whole))
    assert len(EMPTY.findall(known)) <= len(EMPTY.findall(whole))


@given(TEXT, NUMBERS)
def test_no_mark_of_a_later_quote_is_left(markdown: str, numbers: frozenset[int]) -> None:
    assert marks(as_known(html(markdown), numbers)) <= numbers


@given(TEXT)
def test_nothing_is_left_out_where_all_is_known(markdown: str) -> None:
    whole = html(markdown)
    assert as_known(whole, marks(whole)) == whole
    assert as_known(whole, {1, 2, 3, 4, 5}) == whole


@given(TEXT)
def test_a_later_paragraph_leaves_what_stands_before_it_as_it_is(markdown: str) -> None:
    whole = html(markdown)
    later = '<p>Later.<a class="cite" href="/-/events/call#q9">9</a></p>'
    known = as_known(whole + later, marks(whole))
    assert letters(known) == letters(whole)
    if segments(whole) and not EMPTY.search(whole):
        assert known == whole


@given(TEXT, NUMBERS)
def test_exactly_the_segments_are_left_each_of_whose_runs_of_marks_has_one_that_is_known(
    markdown: str, numbers: frozenset[int]
) -> None:
    whole = html(markdown)
    kept = [
        "".join(segment.text.split())
        for segment in segments(whole)
        if all(numbers & set(run) for run in segment.runs)
    ]
    assert letters(as_known(whole, numbers)) == "".join(kept)


@given(TEXT, NUMBERS)
def test_words_right_before_a_later_mark_are_left_out(markdown: str, numbers: frozenset[int]) -> None:
    """Wherever they stand, also in the middle of an emphasis: the words that end with only later marks go."""
    told = html(f"*Sun[^1] qmoon[^2]* **Mars _qstar[^3]_[^4]**\n\n{markdown}")
    known = letters(as_known(told, numbers))
    assert ("qmoon" in known) == ({1, 2} <= numbers)
    assert ("qstar" in known) == bool({3, 4} & numbers)


@given(TEXT, NUMBERS, NUMBERS)
def test_more_is_known_of_more_quotes(markdown: str, some: frozenset[int], more: frozenset[int]) -> None:
    whole = html(markdown)
    assert is_subsequence(letters(as_known(whole, some)), letters(as_known(whole, some | more)))


@given(TEXT, NUMBERS, NUMBERS)
def test_what_is_known_of_what_is_known(markdown: str, some: frozenset[int], fewer: frozenset[int]) -> None:
    """A text as known is a text: cut again it does not fall apart."""
    known = as_known(html(markdown), some)
    assert is_subsequence(letters(as_known(known, some & fewer)), letters(known))
