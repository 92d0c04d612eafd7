"""The site says what is tested of its accessibility, and the tests that it names are there and do that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.checked import CheckedClient
from webapp.web import statement

ROOT = Path(__file__).parents[2]


def test_the_statement_says_what_is_tested_and_how(site: CheckedClient) -> None:
    page = site.get("/accessibility")
    assert statement.TARGET in page.text(".lede")
    assert page.texts("dl.how dt") == [check.name for check in statement.CHECKS]
    for check, told in zip(statement.CHECKS, page.texts("dl.how dd"), strict=True):
        assert told.startswith(check.how)
        assert check.test in told
    assert page.texts("main li") == list(statement.LIMITS)
    told = " ".join(page.texts("dl.how dd"))
    for each in (
        *statement.WIDTHS,
        *statement.COLOURS,
        statement.ZOOM,
        *statement.WINDOW,
        statement.CONTRAST,
    ):
        assert str(each) in told


@pytest.mark.parametrize("check", statement.CHECKS, ids=lambda check: check.name)
def test_each_check_is_made(check: statement.Check) -> None:
    """By tests of `make test`: the directory is one of those that it collects."""
    text = (ROOT / check.test).read_text(encoding="utf-8")
    assert "\ndef test_" in text
    assert "soak" not in text


@pytest.mark.parametrize("name", ["WIDTHS", "COLOURS", "ZOOM", "WINDOW", "CONTRAST"])
def test_the_tests_read_there_what_they_have_to_do(name: str) -> None:
    texts = [each.read_text(encoding="utf-8") for each in (ROOT / "tests" / "browser").glob("*.py")]
    assert any("webapp.web.statement import" in text and name in text for text in texts)


@pytest.mark.parametrize("path", ["/", "/search", "/majlis/", "/river-2025@1/", "/river-2025/rounds/1"])
def test_every_page_leads_to_it(site: CheckedClient, path: str) -> None:
    assert "/accessibility" in site.get(path).links("footer a")
