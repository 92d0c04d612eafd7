"""Texts to paste, read back as the programs that they are pasted into would."""

import html as escaping
import re
from dataclasses import replace

import pytest
from justhtml import Element, JustHTML
from markdown_it import MarkdownIt

from tests.unit.citation.works import ARTICLE, HOSTILE, PAGE, shared
from webapp.citation import Passage, Shared, html, markdown, plain, wikitext
from webapp.dates import parse

WORDS = Passage("open\nin spring", "en", "ltr", "Anna Berg", ARTICLE)
QUOTE = Shared(
    "Anna Berg: “open”", str(PAGE.url), "River talks, Parley", parse("2025-10-01"), passage=WORDS, wordy=True
)
EVENT = replace(QUOTE, title="The gates", date=parse("2025-09-28~"), wordy=False)
THEN = parse("2025-09-30")
CREDIT = "Anna Berg, in “Gates will open”, R. Porter, The Invented Herald, 29 September 2025"


def rendered(text: str) -> JustHTML:
    """Markdown as a site shows it, with what GitHub adds."""
    source = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    return JustHTML(source, sanitize=False, fragment=True)


def words(root: JustHTML, selector: str) -> str:
    (found,) = [each for each in root.query(selector) if isinstance(each, Element)]
    return " ".join(found.to_text(separator="", strip=False).split())


def test_plain_text_has_the_words_who_said_them_and_the_link() -> None:
    assert plain(QUOTE) == f"“open\nin spring”\n— {CREDIT}\n{PAGE.url}"
    assert plain(EVENT) == f"The gates\nabout 28 September 2025\n“open\nin spring”\n— {CREDIT}\n{PAGE.url}"
    assert plain(replace(EVENT, passage=None, date=None)) == f"The gates\n{PAGE.url}"


def test_reported_words_are_credited_to_their_source() -> None:
    reported = replace(QUOTE, passage=replace(WORDS, speaker=None))
    assert "\n— “Gates will open”, R. Porter, The Invented Herald, 29 September 2025\n" in plain(reported)
    assert "Said by" not in wikitext(reported)


def test_every_form_says_the_day_of_knowledge() -> None:
    for form in (plain, markdown, html, wikitext):
        for each in (QUOTE, EVENT, replace(EVENT, passage=None)):
            assert "s known on 30 September 2025" in form(replace(each, known=THEN))
            assert "known on" not in form(each)


def test_markdown_is_a_quotation_and_a_link() -> None:
    root = rendered(markdown(QUOTE))
    assert words(root, "blockquote p:first-child") == "“open in spring”"
    assert words(root, "blockquote p:last-child") == f"— {CREDIT}"
    assert words(root, f'a[href="{PAGE.url}"]') == "River talks, Parley"


def test_html_is_a_figure_in_the_language_of_the_words() -> None:
    root = JustHTML(html(QUOTE), sanitize=False, fragment=True, collect_errors=True)
    assert not root.errors
    assert words(root, f'blockquote[lang="en"][cite="{PAGE.url}"]') == "open in spring"
    assert words(root, "figcaption") == f"— {CREDIT} · River talks, Parley"
    assert words(root, "a") == "River talks, Parley"


def test_wikipedia_cites_the_source_of_words() -> None:
    archive = "https://web.archive.org/web/20250930120000/https://herald.example/gates"
    assert wikitext(QUOTE) == (
        "<ref>{{cite news |author=R. Porter |title=Gates will open |work=The Invented Herald "
        f"|date=29 September 2025 |url={ARTICLE.url} |archive-url={archive} |archive-date=2025-09-30 "
        f"|quote=open in spring}}}} Said by Anna Berg. [{PAGE.url} The words in their context], "
        "River talks, Parley.</ref>"
    )
    assert wikitext(EVENT) == (
        f"<ref>{{{{cite web |title=The gates |url={PAGE.url} |date=1 October 2025 "
        "|website=River talks, Parley |quote=open in spring}}</ref>"
    )


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2025-05", "May 2025"),
        ("2025~", "c. 2025"),
        ("2025-05-29~", None),
        ("../2025", None),
        ("2025-21", "Spring 2025"),
    ],
)
def test_wikipedia_gets_a_date_only_in_a_form_that_it_reads(date: str, said: str | None) -> None:
    source = replace(ARTICLE, date=parse(date), archive=None)
    text = wikitext(replace(QUOTE, passage=replace(WORDS, source=source)))
    assert re.findall(r"\|date=([^|]*?) \|", text) == ([said] if said else [])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_words_mean_anything_in_markdown(hostile: str) -> None:
    root = rendered(markdown(shared(hostile)))
    said = " ".join(f"“{hostile}”".split())
    assert words(root, "blockquote p:first-child") == said
    tags = {each.name for each in root.query("*") if isinstance(each, Element)}
    assert tags == {"blockquote", "p", "a"}
    assert words(root, "a") == " ".join(hostile.split())


@pytest.mark.parametrize(
    "start", ["- a", "+ b", "1. c", "2) d", "# e", "===", "> f", "    g", "|h|\n|-|", "```"]
)
def test_no_line_begins_anything_in_markdown(start: str) -> None:
    text = f"first\n{start}\nlast"
    root = rendered(markdown(shared(text)))
    assert words(root, "blockquote p:first-child") == " ".join(f"“{text}”".split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_words_mean_anything_in_html(hostile: str) -> None:
    root = JustHTML(html(shared(hostile)), sanitize=False, fragment=True)
    tags = {each.name for each in root.query("*") if isinstance(each, Element)}
    assert tags == {"figure", "blockquote", "p", "figcaption", "a"} | ({"br"} if "\n" in hostile else set())
    assert words(root, "blockquote") == " ".join(hostile.split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_words_mean_anything_in_wikitext(hostile: str) -> None:
    text = wikitext(shared(hostile))
    inner = re.fullmatch(
        r"<ref>\{\{cite news \|(.*)\}\}( Said by .*\.) \[(\S+) The words[^]]*\](.*)</ref>", text
    )
    assert inner, text
    for part in inner.groups():
        assert not re.search(r"[{}\[\]<>]|''|~~|__", part.replace("https://", "")), part
    parameters = dict(each.split("=", 1) for each in inner[1].split(" |"))
    assert parameters.keys() == {
        "author",
        "title",
        "work",
        "date",
        "url",
        "archive-url",
        "archive-date",
        "quote",
    }
    assert escaping.unescape(parameters["quote"]) == " ".join(hostile.split())
