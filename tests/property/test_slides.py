"""Slides in a spreadsheet: each of their fields comes back as it was, and none of them is a formula."""

from __future__ import annotations

import csv
import io
from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st

from tests.property.test_cells import FORMULA, TEXTS
from webapp.dossier.problems import Report
from webapp.formulas import inert
from webapp.timelinejs import spreadsheet
from webapp.web.cells import table
from webapp.web.given import nested
from webapp.web.timelinejs import HEADINGS, plain, row

FIELDS = sorted({*spreadsheet.HEADINGS.values(), "background.color"} - {"type", "background"})
WORDS = [name for name in FIELDS if "_date." not in name and name not in ("media.url", "background.color")]
# What a protected cell looks like, which an author may have written just so.
PROTECTED = st.builds(
    "{}{}".format, st.sampled_from(["'", "''", "&#61;", "&#061;", "&#43;", "\u200b&#45;", "'&#61;"]), TEXTS
)
CELLS = st.one_of(TEXTS, PROTECTED).map(lambda text: text.replace("\r", "").replace("<", "").strip())


def read(cells: list[tuple[str | int, ...]], headings: tuple[str, ...] = HEADINGS) -> list[dict[str, str]]:
    """The fields of the slides that our reader finds in the table."""
    report = Report("sheet.csv")
    deck = spreadsheet.read("".join(table(headings, cells)).replace("\r\n", "\n"), report)
    assert report.problems == []
    return [{name: value.text for name, value in slide.values.items()} for slide in deck.slides]


@given(st.dictionaries(st.sampled_from(WORDS), CELLS.filter(bool), min_size=1))
@example({"media.caption": "=1+1", "media.alt": "=1+1", "text.text": "@home", "group": "-"})
@example({"media.caption": "&#61;1", "media.alt": "'=1+1", "text.text": "&#0061;", "group": "'=1"})
def test_every_field_comes_back_and_no_cell_is_a_formula(fields: dict[str, str]) -> None:
    cells = row(nested(fields))
    assert not any(isinstance(cell, str) and FORMULA.match(cell) for cell in cells)
    assert read([cells]) == [fields]


@given(CELLS.filter(bool))
@example("'\n0")
@example("\x1b@")
def test_what_others_wrote_goes_out_as_it_stood_unless_it_is_a_formula(text: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["Headline", "Alt Text"], [text, text]])
    (slide,) = spreadsheet.read(buffer.getvalue().replace("\r\n", "\n"), Report("sheet.csv")).slides
    cells = row(nested({name: value.text for name, value in slide.values.items()}))
    headline, alt = (cells[HEADINGS.index(heading)] for heading in ("Headline", "Alt Text"))
    assert unescape(str(headline)) == unescape(text)
    assert alt == inert(text)


@given(TEXTS)
def test_words_stay_words_in_html_and_in_a_cell(text: str) -> None:
    html = plain(text)
    assert not any(sign in html for sign in "<>\"'")
    assert unescape(html) == text.strip()
    cell = row({"text": {"headline": html}})[HEADINGS.index("Headline")]
    assert isinstance(cell, str)
    assert not FORMULA.match(cell)
    assert unescape(cell) == text.strip()
