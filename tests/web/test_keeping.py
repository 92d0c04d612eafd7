"""What is kept of pages shows in none of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from markupsafe import Markup

from tests.statements import statements
from tests.web.addresses import TIMELINE, known, views
from tests.web.rowsmith import event
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.web import keeping
from webapp.web.keeping import OVERHEAD, ROOM, Drawn, Kept

ORIGINS = ("http://localhost", "http://127.0.0.1:8080")


@contextmanager
def served(url: str, room: int = ROOM) -> Iterator[FlaskClient]:
    app = create_app(Settings(database_url=url, cache=0))
    keeping.install(app, room)
    with closing(app.extensions["parley.store"]):
        yield app.test_client()


def shown(client: FlaskClient, path: str, origin: str) -> bytes:
    answer = client.get(path, base_url=origin, follow_redirects=True)
    assert answer.status_code == 200, path
    body: bytes = answer.data
    return body


@pytest.fixture
def paths(beck: Dossier) -> list[str]:
    """Views of the same events, newest and pinned, as known then and now."""
    ways = [path for _, path in views(TIMELINE, beck)]
    ways += [path.replace(f"/{beck.id}/", f"/{beck.id}@1/") for path in ways]
    ways += [f"/{beck.id}/", f"/{beck.id}@1/", f"/{beck.id}/embed", f"/{beck.id}@1/embed"]
    day = known(beck)
    then = [f"{path}&known={day}" for path in ways if "?party" in path]
    return ways + then + [f"{path}?known={day}" for path in ways if "?" not in path]


def test_a_page_is_the_same_whatever_was_shown_before(generated_url: str, paths: list[str]) -> None:
    with (
        served(generated_url) as used,
        served(generated_url, room=20 * OVERHEAD) as keeping_few,
        served(generated_url, room=0) as keeping_none,
    ):
        for origin in ORIGINS:
            for path in paths:
                shown(used, path, origin)
        kept: Kept = used.application.extensions["parley.cards"]
        before = len(kept)
        for origin in ORIGINS:
            for path in paths:
                page = shown(keeping_none, path, origin)
                assert shown(used, path, origin) == page, path
                assert shown(keeping_few, path, origin) == page, path
        assert len(kept) == before > 100
        assert not len(keeping_none.application.extensions["parley.cards"])


def test_two_revisions_of_an_event_are_told_apart(database_url: str) -> None:
    with served(database_url) as used:
        pages = {
            path: shown(used, path, ORIGINS[0])
            for path in ("/river-2025@1/", "/river-2025@2/", "/river-2025/")
        }
    with served(database_url, room=0) as keeping_none:
        for path, page in pages.items():
            assert shown(keeping_none, path, ORIGINS[0]) == page


def test_no_more_is_kept_than_there_is_room_for() -> None:
    lit = Drawn(event("lamp", "2025-05-28", "a"), Markup("<p>Light the lamp.</p>"))
    kept = Kept(room=3 * (len(lit) + OVERHEAD))
    for number in range(3):
        kept.put(number, lit)
    assert kept.get(0) == lit
    kept.put(3, lit)
    assert kept.get(1) is None
    assert [kept.get(number) for number in (0, 2, 3)] == [lit] * 3
    kept.put(4, replace(lit, html=lit.html * 9))
    assert len(kept) < 3


def test_what_was_shown_is_not_read_again(generated_url: str, beck: Dossier) -> None:
    """Another view of the same events takes what is kept of them; links of another site are others."""
    with served(generated_url) as used:
        shown(used, f"/{beck.id}/", ORIGINS[0])
        with statements() as first:
            shown(used, f"/{beck.id}/?at=0001", ORIGINS[0])
        assert "quotes.pieces" not in "".join(first)
        with statements() as elsewhere:
            shown(used, f"/{beck.id}/?at=0001", ORIGINS[1])
        assert "quotes.pieces" in "".join(elsewhere)
