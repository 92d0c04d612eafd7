"""Works in words, held against what the styles' manuals have for an article and for a page of a website."""

from dataclasses import replace

import pytest

from tests.unit.citation.works import ARTICLE, BARE, DOSSIER, PAGE
from webapp.citation import Work, apa, chicago, mla, when
from webapp.dates import parse

ALSO = f"archived at {ARTICLE.archive}"


def test_an_article_in_a_newspaper() -> None:
    assert apa(ARTICLE) == (
        f"R. Porter. (2025, September 29). Gates will open. The Invented Herald. {ARTICLE.url} ({ALSO})"
    )
    assert chicago(ARTICLE) == (
        f"R. Porter, “Gates will open,” The Invented Herald, September 29, 2025, {ARTICLE.url}, {ALSO}."
    )
    assert mla(ARTICLE) == (
        f"R. Porter. “Gates will open.” The Invented Herald, 29 Sept. 2025, {ARTICLE.url}, {ALSO}."
    )


def test_a_page_that_is_part_of_a_dossier() -> None:
    version = "revision 2, as known on 30 September 2025"
    assert apa(PAGE) == (
        f"Anna Berg promises “open gates”. (2025, October 1). In River talks ({version}). Parley. {PAGE.url}"
    )
    assert chicago(PAGE) == (
        f"“Anna Berg promises ‘open gates’,” River talks, {version}, Parley, October 1, 2025, {PAGE.url}."
    )
    assert mla(PAGE) == (
        f"“Anna Berg promises ‘open gates’.” River talks, {version}, Parley, 1 Oct. 2025, {PAGE.url}."
    )


def test_a_dossier_says_its_revision_where_a_style_has_it() -> None:
    assert apa(DOSSIER).startswith("River talks (Revision 2). (2025, October 1). Parley. https://")
    assert chicago(DOSSIER).startswith("“River talks,” revision 2, Parley, October 1, 2025, https://")
    assert mla(DOSSIER).startswith("“River talks.” Revision 2, Parley, 1 Oct. 2025, https://")


def test_what_is_not_known_is_left_out_and_a_month_stays_a_month() -> None:
    assert apa(BARE) == "No name. (2025, September). Archived at https://p.example/s"
    assert chicago(BARE) == "“No name,” September 2025, archived at https://p.example/s."
    assert mla(BARE) == "“No name.” Sept. 2025, archived at https://p.example/s."


def test_a_body_that_publishes_its_own_words_is_named_once() -> None:
    own = replace(ARTICLE, author="River Commission", publisher="River Commission")
    for style in (apa, chicago, mla):
        assert style(own).count("River Commission") == 1


@pytest.mark.parametrize("title", ["Who pays?", "Enough!", "And then …"])
def test_a_title_with_a_stop_of_its_own_gets_no_other(title: str) -> None:
    asked = replace(ARTICLE, title=title)
    assert f" {title} The" in apa(asked)
    assert f"“{title}” The" in chicago(asked)
    assert f"“{title}” The" in mla(asked)


DATES = {
    "2025-05-29": ("2025, May 29", "May 29, 2025", "29 May 2025"),
    "2025": ("2025", "2025", "2025"),
    "2025-22": ("2025, Summer", "Summer 2025", "Summer 2025"),
    "2025-05-XX": ("2025, May", "May 2025", "May 2025"),
    "2025-05-29T13:00": ("2025, May 29", "May 29, 2025", "29 May 2025"),
    "2025-05-29~": ("ca. 2025, May 29", "ca. May 29, 2025", "circa 29 May 2025"),
    "2025-05-29?": ("possibly 29 May 2025",) * 3,
    "2025-05-16/2025-05-28": ("16 to 28 May 2025",) * 3,
    "../2025-05-28": ("before 28 May 2025",) * 3,
    "[2025-05-28,2025-05-29]": ("28 or 29 May 2025",) * 3,
    "201X": ("the 2010s",) * 3,
    "-0043": ("44 BC",) * 3,
}


@pytest.mark.parametrize("text", DATES)
def test_dates_are_as_precise_as_they_were_given(text: str) -> None:
    date = parse(text)
    assert (when.apa(date), when.chicago(date), when.mla(date)) == DATES[text]


def test_every_style_says_the_date_of_the_work_and_its_address() -> None:
    for text, said in DATES.items():
        dated: Work = replace(ARTICLE, date=parse(text))
        for style, date in zip((apa, chicago, mla), said, strict=True):
            assert date in style(dated)
            assert str(ARTICLE.url) in style(dated)


@pytest.mark.parametrize("ends", [".”", "?”", "!”", "…”", ".’", ".»", "。”", "؟”", ".”’"])
def test_words_that_end_in_a_stop_within_their_marks_get_no_other(ends: str) -> None:
    """As the title of a quote's page does."""
    words = replace(PAGE, title=f"“The ferry sails on Monday{ends}")
    said = ends.replace("”", "’")
    assert apa(words).startswith(f"“The ferry sails on Monday{ends} (2025")
    assert chicago(words).startswith(f"“‘The ferry sails on Monday{said}” River talks")
    assert mla(words).startswith(f"“‘The ferry sails on Monday{said}” River talks")
