"""What holds for every Markdown text, however it was meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.safe_html import assert_safe, text, under
from webapp.markup import Prose, at, parsed, render
from webapp.markup.simple import simple
from webapp.timelimit import TimeLimit

KEYS = ("dossier", "events/call", "rounds/1")
LABELS = ("1", "date")


def read(markdown: str) -> Prose:
    return render(markdown, "events/call", KEYS, LABELS)


FRAGMENTS = st.sampled_from(
    [
        "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", '"', "'", "=", "&", ";", "\\",
        "`", "```", "*", "_", "[", "]", "(", ")", "](", "![", "[^", "[^1]", "[^date]", ":", "//", "\n",
        "\n\n", "    ", "\t", "> ", "- ", "1. ", "# ", "## ", "===", "---", "|", "~~~", "<script>",
        "</script>", "script", "style", "<svg ", "<img ", "src", "href", "onerror", "alert(1)",
        "javascript:", "JAVASCRIPT&colon;", "data:text/html,", "https://x.org", "mailto:a@b",
        "//evil.example", "../rounds/1.md", "rounds", "/-/", 'href="/-/', "title", 'class="cite"', "&lt;",
        "&quot;", "&#x3c;", "&#34;", "&NewLine;", "\x00", "\x0b", "\u2028", "\ufeff", "é", " ",
    ]
)  # fmt: skip
SOUP = st.lists(st.one_of(FRAGMENTS, FRAGMENTS, st.text(max_size=3)), max_size=25).map("".join)


@given(SOUP)
@example("[x](javascript:alert(1))<script>alert(1)</script>")
def test_nothing_comes_out_but_text_and_what_is_allowed(markdown: str) -> None:
    prose = read(markdown)
    assert_safe(prose.html)
    assert_safe(prose.summary)
    assert_safe(at(prose.html, under("/-")))


@given(SOUP)
def test_links_and_marks_come_out_only_as_they_were_checked(markdown: str) -> None:
    prose = read(markdown)
    inside = set(re.findall(r'<a (?:class="cite" )?href="/-/([^"]*)"', prose.html))
    assert inside <= {"", "events/call", "rounds/1", "events/call#q1", "events/call#q2"}
    numbers = [int(number) for number in re.findall(r"#q([0-9]+)\"", prose.html)]
    assert sorted(set(numbers)) == list(range(1, len(prose.marks) + 1))
    assert set(prose.marks) <= set(LABELS)


@given(SOUP)
def test_faults_have_a_place_in_the_text_and_stand_in_its_order(markdown: str) -> None:
    lines = re.split(r"\r\n?|\n", markdown)
    faults = read(markdown).faults
    for fault in faults:
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
        assert len(fault.message.splitlines()) == 1
    assert [(fault.line, fault.column) for fault in faults] == sorted(
        (one.line, one.column) for one in faults
    )


@given(SOUP, SOUP)
def test_no_text_leaves_a_trace_in_the_next(one: str, other: str) -> None:
    prose = read(one)
    read(other)
    assert read(one) == prose


WORDS = st.lists(
    st.sampled_from(["a", "é", "𝄞", "*b*", "`<c>`", "&amp;", "x\ty", "\\[", "(", "1", "“"]), max_size=4
)
REFUSED = st.sampled_from(
    ["<b>", "</i>", "![a](b)", "[a](ftp://x)", "<ftp://x>", "[^none]", "<!-- a -->", "[a](b.md)"]
)


@given(
    st.sampled_from(
        ["", " ", "> ", ">", "- ", "1. ", "> - ", "- > ", "## ", "  * ", ">\t", "-\t", "Lead\n===\n"]
    ),
    st.lists(WORDS.map(" ".join).filter(str.strip), max_size=2),
    WORDS.map(" ".join),
    REFUSED,
    st.sampled_from(["", " end", "  ", " ##", "\n"]),
)
def test_a_fault_stands_where_its_cause_does(
    container: str, lines: list[str], before: str, refused: str, after: str
) -> None:
    markdown = container + "\n".join([*lines, f"{before} {refused}{after}"])
    ((line, column),) = {(fault.line, fault.column) for fault in read(markdown).faults}
    assert markdown.split("\n")[line - 1][column - 1 :].startswith(refused)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
@example('<a href="/-/rounds/1">')
@example("</code></pre><script>alert(1)</script>")
def test_code_comes_out_letter_for_letter(code: str) -> None:
    prose = read(f"````\n{code}\n````")
    assert text(at(prose.html, under("/talks"))) == f"{code}\n\n"
    assert prose.faults == ()


# Nearly nothing but words, for the way that takes no parser.
ALMOST = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "# ", "\n", "\n\n", "moon", "sun.", "“star”", "(a)", "12", "12. ", "12) ", "!", "![^1]",
                "[^1]", "[^date]", "[^none]", " ", "  ", ": ", "=", "-", "- ", "+ ", "é", "蒼海", "…", '"',
                "'", "%", "^", "\u3000", "\u2028", "\u00ad", "\ufeff", "\u200b", "\n# \u200b\n", "😀",
                "क्षि", "\u0301", "http://x.org", "a@b.org", "{", "$", "[", "](x)",
            ]
        ),
        st.text(max_size=4),
    ),
    max_size=16,
).map("".join)  # fmt: skip


@settings(max_examples=1000)
@given(st.sampled_from(["", "# Talks\n\n", "# Talks, 2\n"]), ALMOST)
def test_words_alone_come_out_as_from_the_parser(headline: str, markdown: str) -> None:
    told = headline + markdown
    assert read(told) == parsed(told, "events/call", KEYS, LABELS, TimeLimit())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3))
def test_any_letter_among_words_comes_out_as_from_the_parser(letters: str) -> None:
    for told in (f"# Talks {letters} begin\n\nThey{letters}meet.[^1]", f"{letters}a\n{letters}\nb{letters}"):
        assert read(told) == parsed(told, "events/call", KEYS, LABELS, TimeLimit())


@pytest.mark.parametrize("size", [20_000])
@pytest.mark.parametrize("part", ["a", "a ", "[^1]", "a\n", "a\n\n", "1", "a[^1]", "\n", "# a\n", "!"])
def test_words_that_end_in_something_else_are_told_apart_at_once(part: str, size: int) -> None:
    limit = TimeLimit(0.5)
    assert simple(part * (size // len(part)) + "*", "events/call", LABELS) is None
    limit.check()
