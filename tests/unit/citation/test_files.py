"""Files for reference managers, read back by packages of others."""

import json
from dataclasses import replace
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from tests.unit.citation.works import ARTICLE, BARE, DOSSIER, HOSTILE, PAGE, entitled
from webapp.citation import Work
from webapp.citation.files import bibtex, csl_json, ris
from webapp.dates import parse

# The decoder knows no name of a brace, and has another circumflex.
NAMED = {r"\textbraceleft{}": "⟨", r"\textbraceright{}": "⟩", r"\textasciicircum{}": "⌃"}

VERBATIM = ("url", "date")  # fields that no LaTeX is in


def bib(work: Work) -> dict[str, str]:
    """The fields of the one entry, decoded, with its type and key."""
    text = bibtex(work)
    (verbatim,) = parse_string(text).entries
    for name, sign in NAMED.items():
        text = text.replace(name, sign)
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert len(library.blocks) == 1
    (entry,) = library.entries
    fields = {field.key: str(field.value) for field in entry.fields}
    fields |= {name: str(verbatim[name]) for name in VERBATIM if name in fields}
    back = str.maketrans("⟨⟩⌃", "{}^")
    return {name: value.translate(back) for name, value in fields.items()} | {
        "ENTRYTYPE": entry.entry_type,
        "ID": entry.key,
    }


def record(work: Work) -> dict[str, Any]:
    (found,) = rispy.loads(ris(work))
    return dict(found)


def item(work: Work) -> dict[str, Any]:
    (found,) = json.loads(csl_json(work))
    return dict(found)


def test_an_article() -> None:
    entry = bib(ARTICLE)
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("article", ARTICLE.key)
    assert (entry["author"], entry["journal"]) == ("R. Porter", "The Invented Herald")
    assert (entry["date"], entry["year"], entry["month"]) == ("2025-09-29", "2025", "sep")
    assert entry["url"] == ARTICLE.url
    found = record(ARTICLE)
    assert (found["type_of_reference"], found["title"]) == ("NEWS", ARTICLE.title)
    assert (found["authors"], found["secondary_title"]) == ([ARTICLE.author], ARTICLE.publisher)
    assert (found["year"], found["date"], found["urls"]) == ("2025", "2025/09/29/", [ARTICLE.url])
    assert item(ARTICLE) == {
        "id": ARTICLE.key,
        "type": "article-newspaper",
        "title": ARTICLE.title,
        "author": [{"literal": ARTICLE.author}],
        "container-title": ARTICLE.publisher,
        "issued": {"date-parts": [[2025, 9, 29]]},
        "language": "en",
        "URL": ARTICLE.url,
        "archive_location": ARTICLE.archive,
    }


def test_a_page_of_a_dossier_says_which_revision() -> None:
    entry = bib(PAGE)
    assert (entry["ENTRYTYPE"], entry["organization"]) == ("misc", "Parley")
    assert entry["note"] == "In River talks, revision 2, as known on 30 September 2025"
    found = record(PAGE)
    assert (found["type_of_reference"], found["secondary_title"]) == ("ELEC", "River talks")
    assert (found["publisher"], found["edition"]) == ("Parley", PAGE.version)
    assert (item(PAGE)["type"], item(PAGE)["version"]) == ("webpage", PAGE.version)
    assert bib(DOSSIER)["note"] == "Revision 2"


def test_what_is_not_known_is_left_out() -> None:
    assert {"author", "journal", "organization", "note", "addendum"}.isdisjoint(bib(BARE))
    assert {"authors", "publisher", "secondary_title", "notes"}.isdisjoint(record(BARE))
    assert {"author", "container-title", "publisher", "version"}.isdisjoint(item(BARE))
    assert bib(BARE)["url"] == item(BARE)["URL"] == record(BARE)["urls"][0] == BARE.archive


@pytest.mark.parametrize("title", HOSTILE)
def test_no_words_can_end_a_field_or_begin_another(title: str) -> None:
    line = " ".join(title.split())
    for hostile, plain in zip(entitled(title), (ARTICLE, PAGE), strict=True):
        assert bib(hostile).keys() == bib(plain).keys()
        assert bib(hostile)["title"] == line
        assert record(hostile).keys() == record(plain).keys()
        assert record(hostile)["title"] == line
        assert item(hostile)["title"] == line


def test_no_address_can_end_a_field() -> None:
    url = 'https://example.org/a}b{c\\d"e f?g=%7B'
    assert bib(replace(ARTICLE, url=url))["url"] == "https://example.org/a%7Db%7Bc%5Cd%22e%20f?g=%7B"


DATES: dict[str, tuple[dict[str, str], str, object]] = {
    "2025-05": (
        {"date": "2025-05", "year": "2025", "month": "may"},
        "2025/05//",
        {"date-parts": [[2025, 5]]},
    ),
    "2025-22": (
        {"date": "2025-22", "year": "2025"},
        "2025///summer 2025",
        {"date-parts": [[2025]], "season": 2},
    ),
    "2025-05-29~": (
        {"date": "2025-05-29~"},
        "2025/05/29/about 29 May 2025",
        {"date-parts": [[2025, 5, 29]], "circa": True},
    ),
    "2025-05-29?": (
        {"date": "2025-05-29?"},
        "2025/05/29/possibly 29 May 2025",
        {"literal": "possibly 29 May 2025"},
    ),
    "2025-05-16/2025-05-28": (
        {"date": "2025-05-16/2025-05-28"},
        "///16 to 28 May 2025",
        {"date-parts": [[2025, 5, 16], [2025, 5, 28]]},
    ),
    "2025-05-16/..": ({"date": "2025-05-16/.."}, "///from 16 May 2025", {"literal": "from 16 May 2025"}),
    "[2025-05-28,2025-05-29]": (
        {"year": "28 or 29 May 2025"},
        "///28 or 29 May 2025",
        {"literal": "28 or 29 May 2025"},
    ),
    "2025-05-28T13:00Z": (
        {"date": "2025-05-28", "year": "2025", "month": "may"},
        "2025/05/28/",
        {"date-parts": [[2025, 5, 28]]},
    ),
}


@pytest.mark.parametrize("text", DATES)
def test_dates_are_as_precise_as_they_were_given(text: str) -> None:
    work = replace(ARTICLE, date=parse(text))
    fields, date, issued = DATES[text]
    entry = bib(work)
    assert {name: entry[name] for name in ("date", "year", "month") if name in entry} == fields
    assert record(work)["date"] == date
    assert item(work)["issued"] == issued
