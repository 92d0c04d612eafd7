"""Cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import example, given
from hypothesis import strategies as st

from webapp.formulas import inert
from webapp.web.cells import table

FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n]")
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫\t\r\n '\",;\u200b\ufeff\u00a0"
TEXTS = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8", exclude_characters="\0")))


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3)))
@example([["=1+1", "\t=1", " @x"], ["-2", "＝1", 'a,"b"\r\nc']])
def test_a_table_reads_back_with_no_formula_in_any_cell(rows: list[list[str]]) -> None:
    text = "".join(table(("one", "two", "three"), rows))
    assert text.endswith("\r\n")
    heading, *read = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert heading == ["one", "two", "three"]
    assert len(read) == len(rows)
    for given_, cells in zip(rows, read, strict=True):
        assert not any(FORMULA.match(cell) for cell in cells)
        for before, after in zip(given_, cells, strict=True):
            assert after == (f"'{before}" if FORMULA.match(before) else after)
            assert after.removeprefix("'") == before.removeprefix("'") or after == before


@given(TEXTS)
def test_what_is_inert_stays_as_it_is(text: str) -> None:
    assert inert(inert(text)) == inert(text)
    assert inert(text).endswith(text)
