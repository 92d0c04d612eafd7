"""HTML becomes Markdown that says the same words, whatever the HTML."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from webapp import markup
from webapp.timelinejs import hypertext, when
from webapp.timelinejs.markdown import blocks

LETTERS = st.text("aé*_`[]()<>&#+-=~.!\\|:\"'1 2\n", min_size=1, max_size=12)
TAGS = st.sampled_from(
    ["b", "i", "em", "strong", "p", "div", "ul", "li", "blockquote", "span", "h1", "a", "br"]
)


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(tag: str, children: list[str]) -> str:
        start = f'{tag} href="https://example.org/(x) y"' if tag == "a" else tag
        return f"<{start}>{''.join(children)}" + ("" if tag == "br" else f"</{tag}>")

    return st.builds(written, TAGS, st.lists(inside, max_size=3))


HTML = st.recursive(LETTERS.map(escape), element, max_leaves=8)


def shown(html: str) -> tuple[str, tuple[object, ...]]:
    prose = markup.render("\n\n".join(blocks(html)), "events/x", (), ())
    return hypertext.plain(prose.html), prose.faults


@given(LETTERS)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert shown(escape(text)) == (" ".join(text.split()), ())


@given(HTML)
def test_no_word_is_lost_or_added(html: str) -> None:
    words, faults = shown(html)
    assert words.replace(" ", "") == hypertext.plain(html).replace(" ", "")
    assert faults == ()


@given(HTML)
def test_what_is_kept_says_the_same_and_stays_when_kept_again(html: str) -> None:
    kept = hypertext.kept(html)
    assert hypertext.kept(kept) == kept
    assert hypertext.plain(kept).replace(" ", "") == hypertext.plain(html).replace(" ", "")


@given(st.integers(-9998, 9999).filter(bool), st.integers(1, 12) | st.none(), st.integers(1, 28))
def test_no_date_is_made_finer(year: int, month: int | None, day: int) -> None:
    given = {"year": str(year)} | ({"month": str(month), "day": str(day)} if month else {})
    written = when.moment(given)
    assert when.exact(given)
    assert written.removeprefix("-").count("-") == len(given) - 1
    assert int(written[:5] if year < 0 and year != -1 else written[:4]) == (year if year > 0 else year + 1)
