"""Headlines in HTML that a spreadsheet holds as they are."""

from __future__ import annotations

from html import unescape

from hypothesis import given

from tests.property.test_cells import TEXTS
from webapp.web.cells import dangerous
from webapp.web.timelinejs import plain


@given(TEXTS)
def test_words_stay_words_in_html_and_in_a_cell(text: str) -> None:
    html = plain(text)
    assert not any(sign in html for sign in "<>\"'")
    assert not dangerous(html)
    assert unescape(html) == text.strip()
