"""What is not there: when it was last there, and what is like it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.unit.store.folders import Folder, grown
from tests.unit.store.reading import event, opened
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.rows import CitedQuote, Missing

HOSTILE = ["", "\0", "a\0b", "é", "a/b", "%", "_", "[", "'", '"', "a" * 10_000, "\ud800", "-- DROP TABLE"]


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Folder:
    """Revision 1 has things that revision 2 has not; revision 3 has an event that none had before."""
    folder = Folder(tmp_path)
    folder.publish(store)
    for name in ("events/opening.md", "rounds/12.md", "sources/arabic.md"):
        folder.remove(name)
    folder.replace("dossier.md", "  layla: {name: ليلى, role: Poet, party: press}\n", "")
    folder.replace("dossier.md", "  press: {name: Press, role: observer}\n", "")
    folder.publish(store)
    text = folder.remove("events/promise.md")
    folder.write("events/promise.md", text)
    folder.write("events/pledge.md", text.replace("renews: [water-is-paid]\n", ""))
    folder.publish(store)
    return folder


def missing(found: Sequence[object]) -> list[Missing]:
    """What was found, which is nothing."""
    return [one for one in found if isinstance(one, Missing)]


def test_what_was_removed_names_the_last_revision_that_had_it(store: Store, folder: Folder) -> None:
    gone = event(store, "rich", "events/opening", 1).quotes[-1]
    with opened(store, "rich") as (connection, edition):
        found = [
            queries.event(connection, edition, "events/opening"),
            queries.round_(connection, edition, 12),
            queries.source(connection, edition, "arabic"),
            queries.quote(connection, edition, gone.id),
            queries.actor(connection, edition, "layla"),
            queries.party(connection, edition, "press"),
        ]
    assert [one.what for one in missing(found)] == [
        "events/opening",
        "rounds/12",
        "sources/arabic",
        f"quotes/{gone.id}",
        "actors/layla",
        "parties/press",
    ]
    assert [one.last for one in missing(found)] == [1] * 6
    with opened(store, "rich", 1) as (connection, edition):
        assert isinstance(queries.quote(connection, edition, gone.id), CitedQuote)


def test_what_came_later_names_the_newest_revision(store: Store, folder: Folder) -> None:
    with opened(store, "rich", 2) as (connection, edition):
        [found] = missing([queries.event(connection, edition, "events/pledge")])
    assert found.last == 3


def test_a_dossier_and_a_revision_that_are_not_there(store: Store, folder: Folder) -> None:
    with store.read() as connection:
        assert queries.edition(connection, "ritch", None) == Missing("ritch", None, "rich")
        assert queries.edition(connection, "unlike-any", 1) == Missing("unlike-any")
        for number in (0, 4, -1, 2**31 - 1, 2**31, 2**63, 10**100):
            assert queries.edition(connection, "rich", number) == Missing(f"rich@{number}", last=3)


def test_something_like_it_is_in_the_same_collection(store: Store, folder: Folder) -> None:
    with opened(store, "rich") as (connection, edition):
        found = [
            queries.event(connection, edition, "events/promises"),
            queries.event(connection, edition, "events/gazette"),
            queries.source(connection, edition, "gazete"),
            queries.actor(connection, edition, "adda"),
            queries.party(connection, edition, "sout"),
            queries.party(connection, edition, "ada"),
            queries.round_(connection, edition, 11),
        ]
    assert [one.nearest for one in missing(found)] == [
        "events/promise",
        None,
        "sources/gazette",
        "actors/ada",
        "parties/south",
        None,
        "rounds/1",
    ]


def test_something_like_it_is_found_among_many(store: Store, folder: Folder) -> None:
    publish(store, grown(folder.read(), 300))
    with opened(store, "rich") as (connection, edition):
        [found] = missing([queries.event(connection, edition, "events/pledge-155x")])
    assert found.nearest is not None
    assert found.nearest.startswith("events/pledge-155")


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_no_name_is_too_odd_to_be_missing(store: Store, folder: Folder, name: str) -> None:
    with opened(store, "rich") as (connection, edition):
        found = [
            queries.edition(connection, name, None),
            queries.event(connection, edition, name),
            queries.event(connection, edition, f"events/{name}"),
            queries.source(connection, edition, name),
            queries.quote(connection, edition, name),
            queries.actor(connection, edition, name),
            queries.party(connection, edition, name),
        ]
    assert [one.last for one in missing(found)] == [None] * len(found)


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 10**200])
def test_no_number_is_too_large_to_be_missing(store: Store, folder: Folder, number: int) -> None:
    with opened(store, "rich") as (connection, edition):
        [found] = missing([queries.round_(connection, edition, number)])
    assert found.last is None
