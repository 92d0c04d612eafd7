from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.hearsay import HEARSAY
from tests.web.checked import CheckedClient
from tests.web.folders import DEMO, MAJLIS, ODD, RIVER, import_folder, write
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.publish import publish
from webapp.settings import Settings
from webapp.store import Store
from webapp.timelinejs.read import Wish
from webapp.timelinejs.read import read as read_sheet

TIDES = Path(__file__).parents[1] / "data" / "timelinejs" / "tides.csv"


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the demo, a dossier in two revisions, two without principals or rounds, one with
    unverified quotes, and one of a TimelineJS sheet, without parties.
    """
    folder = tmp_path_factory.mktemp("site")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    store = Store(url)
    store.upgrade()
    import_folder(store, DEMO)
    import_folder(store, write(folder / "majlis", MAJLIS))
    import_folder(store, write(folder / "odd", ODD))
    import_folder(store, write(folder / "weir", HEARSAY))
    tides = read_sheet(TIDES, Wish("tides", published="2020-05-01"))
    assert isinstance(tides, Dossier)
    publish(store, tides)
    publish_river(store, folder / "river-2025")
    store.close()
    return url


def publish_river(store: Store, folder: Path) -> None:
    """Revision 1 has an event that revision 2 has not, of its own kind, and lacks one that revision 2 has."""
    rumour = RIVER["events/commission.md"].replace("kind: report", "kind: rumour")
    write(folder, {**RIVER, "events/rumour.md": rumour})
    (folder / "events/boris-answers.md").unlink()
    import_folder(store, folder)
    (folder / "events/rumour.md").unlink()
    write(folder, RIVER)
    import_folder(store, folder)


@pytest.fixture(scope="session")
def app(database_url: str) -> Iterator[Flask]:
    app = create_app(Settings(database_url=database_url))
    yield app
    app.extensions["parley.store"].close()


@pytest.fixture(scope="session")
def generated_app(generated_url: str) -> Iterator[Flask]:
    """The site with the generated dossiers: `lume`, `beck` and `brook`."""
    app = create_app(Settings(database_url=generated_url))
    yield app
    app.extensions["parley.store"].close()


@pytest.fixture(scope="session")
def site(app: Flask) -> CheckedClient:
    return CheckedClient(app)
