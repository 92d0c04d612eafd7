"""Some hundred pages of the generated site, each checked as a page, found by the links of the others."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import unquote, urljoin

import pytest
from flask import Flask

from tests.web.addresses import SHOWN, views
from tests.web.checked import HOST, Page, check, parsed
from webapp.dossier.model import Dossier

MOST = {"brook": 100, "lume": 16}  # pages that are read of a dossier
STEP = 9  # of the links of a page that nobody has seen yet, so many are passed over for one that is followed


@pytest.mark.parametrize("name", MOST)
def test_links_lead_to_sound_pages_and_to_places_that_are_there(
    generated_app: Flask, request: pytest.FixtureRequest, name: str
) -> None:
    """Begins with an example of every page, now and as known on a day."""
    dossier: Dossier = request.getfixturevalue(name)
    client = generated_app.test_client()
    found = deque(path for rule in SHOWN for view, path in views(rule, dossier) if view in ("plain", "known"))
    seen = set(found)
    for _ in range(MOST[name]):
        path, _, place = found.popleft().partition("#")
        response = client.get(path, buffered=True)
        assert response.status_code == 200, f"{path}: {response.status}"
        page = parsed(path, response)
        check(page)
        id = unquote(place.partition(":~:")[0])
        assert not id or page.all(f'[id="{id}"]'), f"{path} has no #{id}"
        new = [link for link in _within(page, dossier) if link not in seen][::STEP]
        found.extend(new)
        seen.update(new)


def _within(page: Page, dossier: Dossier) -> Iterator[str]:
    """The links of a page to others of the dossier, in order."""
    urls = dict.fromkeys(urljoin(HOST + page.path, target) for target in page.links("a[href]:not([type])"))
    paths = (url.removeprefix(HOST) for url in urls)
    return (path for path in paths if path.startswith((f"/{dossier.id}/", f"/{dossier.id}@")))
