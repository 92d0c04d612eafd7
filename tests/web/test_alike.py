"""SQLite and PostgreSQL give the same pages, byte for byte, of the same store."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote_plus
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.generated.published import corrected
from tests.postgresql import Server
from tests.web.addresses import EVERY, views
from tests.web.folders import DEMO, RIVER, import_folder, source, write
from webapp.app import create_app
from webapp.backup import backup, restore
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.publish import publish
from webapp.settings import Settings
from webapp.store import Store

Both = tuple[FlaskClient, FlaskClient]

FOUND = [
    *("the", "water", "prisoners", "of the", "gates opened", "exchange prisoners", "delegation of", "it is"),
    *('"exchange of prisoners"', '"of the"', 'talks "of the"', '"will be opened"', '"exchange of pri*"'),
    *("turkiye", "TÜRKİYE", "Bogazlar", "iskele", "المياه", "ПЕРЕГОВОРЫ", '"о реке"', "蒼海", "談判"),
    *("1,000", "2025", "16 May", "1 1", "cease-fire", '"cease fi*"', "won’t", "won't exchange", "minister's"),
    *("negotiat*", "t*", "istanbul talks ceasefire"),
]  # fmt: skip
NOTHING = ["zzz", "talks zzz", "gates pri*", '"реке о"']
OTHERS = RIVER | {  # with letters and signs that the other dossiers do not have
    "sources/vestnik.md": source(
        "Стороны готовы продолжить переговоры о реке. The minister’s cease-fire of 2025 won’t hold.",
        title="Вестник",
        language="ru",
    ),
    "events/vestnik.md": """---
date: 2025-05-28
kind: report
---
# Переговоры о реке

The Вестник says so.[^1]

[^1]: "продолжить переговоры" — vestnik
""",
}


@pytest.fixture(scope="module")
def both(
    database_url: str, brook: Dossier, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    """Of sites that keep no pages, on SQLite and on PostgreSQL, which has a backup of the first."""
    folder = tmp_path_factory.mktemp("alike")
    path = shutil.copy(database_url.removeprefix("sqlite:///"), folder / "parley.sqlite")
    urls = f"sqlite:///{path}", server.url(server.create())
    with closing(Store(urls[0])) as first, closing(Store(urls[1])) as second:
        publish(first, brook)
        publish(first, corrected(brook))
        import_folder(first, write(folder / "others", OTHERS))
        backup(first, folder / "parley.zip")
        restore(second, folder / "parley.zip")
    apps = [create_app(Settings(database_url=url, cache=0)) for url in urls]
    yield apps[0].test_client(), apps[1].test_client()
    for app in apps:
        app.extensions["parley.store"].close()


@pytest.fixture(scope="module")
def demo() -> Dossier:
    dossier = read(DEMO)
    assert isinstance(dossier, Dossier)
    return dossier


def told(response: TestResponse) -> tuple[int, dict[str, str], object]:
    """All that a client is told; of a zip, which says when it was made, its other files."""
    if response.content_type != "application/zip":
        return response.status_code, dict(response.headers), response.data
    with ZipFile(io.BytesIO(response.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
    return response.status_code, {}, files


def alike(both: Both, path: str) -> TestResponse:
    """What both give."""
    first, second = (client.get(path, buffered=True, follow_redirects=True) for client in both)
    assert told(second) == told(first), path
    return first


@pytest.mark.parametrize(("rule", "suffix"), EVERY)
def test_every_view_of_every_page_is_the_same(
    both: Both, rule: str, suffix: str, brook: Dossier, demo: Dossier
) -> None:
    _, plain = next(views(rule, demo, suffix))
    for path in [plain, *(path for _, path in views(rule, brook, suffix))]:
        assert alike(both, path).data


@pytest.mark.parametrize("text", FOUND + NOTHING)
def test_every_search_is_the_same(both: Both, text: str) -> None:
    """The same hits in the same order with the same snippets, page by page, pinned or not."""
    asked = f"q={quote_plus(text)}"
    assert (b"<mark>" in alike(both, f"/search?{asked}").data) == (text in FOUND)
    for suffix in (".csv", ".atom"):
        assert alike(both, f"/search{suffix}?{asked}").status_code == 200
    for page in ("/brook/search", "/brook/", "/river-2025@1/search"):
        assert alike(both, f"{page}?{asked}").status_code == 200
    assert alike(both, f"/istanbul-2025/search?{asked}&known=2025-06-02").status_code == 200
    if more := alike(both, f"/search.json?{asked}").get_json()["findings"]["later"]:
        assert alike(both, more).status_code == 200
