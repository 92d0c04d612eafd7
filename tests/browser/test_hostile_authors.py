"""Nothing that an author writes runs in a browser, on any page or embed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Dialog

from tests.browser.conftest import opened, served
from tests.web import twins
from tests.web.addresses import SHOWN, address
from tests.web.test_twins import Site, published


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = published(tmp_path_factory.mktemp("hostile"), twins.hostile)
    with closing(site.app.extensions["parley.store"]):
        yield site


def test_no_script_of_an_author_runs(browser: Browser, hostile: Site) -> None:
    """Nor is one stopped by the policy alone: the console, which `opened` listens to, would tell."""
    with served(hostile.app) as home, opened(browser, home, {}) as page:
        dialogs: list[Dialog] = []

        def heard(dialog: Dialog) -> None:
            dialogs.append(dialog)

        page.on("dialog", heard)
        for rule in SHOWN:
            path = address(rule, hostile.dossier)
            page.goto(path + ("?q=pwned" if path.endswith("search") else ""))
            assert page.evaluate("typeof pwned") == "undefined", path
            assert "pwned=1" in page.content() or rule in ("/<at:at>/known", "/accessibility"), path
        assert not dialogs
