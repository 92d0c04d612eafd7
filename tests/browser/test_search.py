"""A hit of a search leads to its own sentence, also where others read nearly the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import opened, served
from tests.web.formulaic import NAMES, formulaic


@pytest.fixture(scope="session")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = formulaic(tmp_path_factory.mktemp("formulas"))
    with served(app) as address:
        yield address
    app.extensions["parley.store"].close()


@pytest.fixture
def page(browser: Browser, formulas: str) -> Iterator[Page]:
    with opened(browser, formulas, {"viewport": {"width": 800, "height": 300}}) as page:
        yield page


@pytest.mark.parametrize("name", NAMES[-4:])
def test_the_paragraph_that_was_found_is_in_view(page: Page, name: str) -> None:
    page.goto(f"/formulas/search?q={name}s")
    page.locator(".in-source > a").first.click()
    expect(page.locator("main p").filter(has_text=f"{name}s").first).to_be_in_viewport()
