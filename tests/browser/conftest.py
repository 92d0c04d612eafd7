import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright
from werkzeug.serving import make_server

from tests.web.conftest import app, database_url, generated_app
from tests.web.folders import DEMO
from webapp.dossier import read
from webapp.dossier.model import Dossier

__all__ = ["app", "database_url", "generated_app"]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The site on a free port of this machine, for as long as the tests run."""
    with served(app) as address:
        yield address


@pytest.fixture(scope="session")
def demo() -> Dossier:
    dossier = read(DEMO)
    assert isinstance(dossier, Dossier)
    return dossier


@pytest.fixture(scope="session")
def generated_address(generated_app: Flask) -> Iterator[str]:
    """The site with the generated dossiers."""
    with served(generated_app) as address:
        yield address


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "These tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a fresh context; `@pytest.mark.parametrize("page", [{…}], indirect=True)` sets its options.

    A message in the console, a script's error, a file that fails and a request to elsewhere fail the test.
    """
    with opened(browser, address, getattr(request, "param", {})) as page:
        yield page


@pytest.fixture
def long_page(browser: Browser, generated_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The same for the generated dossiers."""
    with opened(browser, generated_address, getattr(request, "param", {})) as page:
        yield page


@contextmanager
def opened(browser: Browser, address: str, options: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(
        **{"base_url": address, "viewport": {"width": 1280, "height": 900}, **options}
    )
    page = context.new_page()
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.location["url"] != page.url:  # of the page itself, the browser only tells its status
            faults.append(message.text)

    def answered(response: Response) -> None:
        failed = response.status >= 400 and not response.request.is_navigation_request()
        if failed or not response.url.startswith(address):
            faults.append(response.url)

    page.on("console", heard)
    page.on("response", answered)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults
