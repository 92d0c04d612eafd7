"""100,000 events: `make huge` reads them from a folder, publishes them, and asks for every page there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask

from tests.generated import Size, write
from tests.generated.published import corrected
from tests.statements import statements
from tests.web.addresses import SHOWN, views
from webapp.app import create_app
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.publish import publish
from webapp.settings import Settings
from webapp.store import Store

pytestmark = pytest.mark.huge

HUGE = Size(events=100_000)
LONGEST = 800_000  # bytes of a page before it is compressed: windows and lists are full, and it grows no more


@pytest.fixture(scope="module")
def ocean(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    dossier = read(write(tmp_path_factory.mktemp("huge") / "ocean", HUGE))
    assert isinstance(dossier, Dossier), "\n".join(map(str, dossier[:9]))
    return dossier


@pytest.fixture(scope="module")
def huge_app(ocean: Dossier, lume: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path_factory.mktemp('huge') / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        for dossier in (lume, ocean):
            publish(store, dossier)
            publish(store, corrected(dossier))
    app = create_app(Settings(database_url=url))
    yield app
    app.extensions["parley.store"].close()


@pytest.mark.parametrize("rule", SHOWN)
def test_no_page_grows_with_the_dossier(rule: str, huge_app: Flask, lume: Dossier, ocean: Dossier) -> None:
    client = huge_app.test_client()
    for (name, small), (_, large) in zip(views(rule, lume), views(rule, ocean), strict=True):
        sizes, counts = [], []
        for path in (small, large):
            with statements() as seen:
                response = client.get(path)
            assert response.status_code == 200, path
            sizes.append(len(response.data))
            counts.append(len(seen))
        assert counts[0] == counts[1], (rule, name)
        assert sizes[1] <= LONGEST, (rule, name, sizes)
