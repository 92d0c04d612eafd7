"""The list of all sources, on both databases: its order, its windows, and what rests on each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.statements import statements
from tests.unit.store.folders import RICH, Folder, load
from tests.unit.store.reading import opened
from webapp import dates
from webapp.dossier.model import Dossier
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.queries.place import After, Before, Start
from webapp.store.queries.windows import LONG, WINDOW
from webapp.store.rows import Archive, Missing

Place = Start | After | Before
START = Start()


def archive(store: Store, place: Place = START, revision: int | None = None, day: str = "") -> Archive:
    with opened(store, "rich", revision) as (connection, edition):
        known = dates.parse(day, edition.timezone) if day else None
        found = queries.archive(connection, replace(edition, known=known), place)
        assert isinstance(found, Archive), found
        return found


def keys(found: Archive) -> list[str]:
    return [holding.source.key for holding in found.holdings]


def many(number: int) -> Dossier:
    """So many sources beside those of the rich dossier, ten a day, long before them; no event cites them."""
    base = load(RICH)
    more = tuple(
        replace(
            base.sources[0],
            id=f"s{n:04}",
            file=str(n),
            published=dates.parse(f"{1901 + n // 280}-{n // 28 % 10 + 1:02}-{n // 10 % 28 + 1:02}"),
        )
        for n in range(number)
    )
    return replace(base, sources=tuple(sorted(base.sources + more, key=lambda source: source.id)))


def test_all_sources_stand_in_order_of_publication_with_what_rests_on_them(
    store: Store, tmp_path: Path
) -> None:
    Folder(tmp_path).publish(store)
    found = archive(store)
    dossier = load(RICH)
    assert found.total == len(found.holdings) == len(dossier.sources)
    assert (found.first, found.earlier, found.later) == (0, None, None)
    published = [holding.source.published.sort for holding in found.holdings]
    assert published == sorted(published)
    for holding in found.holdings:
        cited = [
            (event.key, each.quote)
            for event in dossier.events
            for each in event.citations
            if f"sources/{each.source}" == holding.source.key
        ]
        assert holding.quotes == len({quote for _, quote in cited}), holding
        assert holding.events == len({key for key, _ in cited}), holding


def test_a_day_has_the_sources_that_were_published_by_then(store: Store, tmp_path: Path) -> None:
    Folder(tmp_path).publish(store)
    everything = archive(store)
    then = archive(store, day="2001-03-02")
    assert 0 < then.total < everything.total
    assert keys(then) == [key for key in keys(everything) if key in keys(then)]
    last = dates.parse("2001-03-02", "Asia/Shanghai").latest
    assert last
    assert all((holding.source.published.latest or last + 1) <= last for holding in then.holdings)


def test_windows_show_every_source_once_in_both_directions(store: Store) -> None:
    publish(store, many(300))
    windows = [archive(store)]
    while windows[-1].later:
        windows.append(archive(store, After(windows[-1].later)))
    walked = [key for window in windows for key in keys(window)]
    assert len(windows) > 2
    assert len(walked) == len(set(walked)) == windows[0].total > 300
    assert walked[:2] == ["sources/s0000", "sources/s0001"]
    back = [windows[-1]]
    while back[-1].earlier:
        back.append(archive(store, Before(back[-1].earlier)))
        assert keys(back[-1]) == walked[back[-1].first : back[-1].first + len(back[-1].holdings)]
    assert back[-1].first == 0


def test_up_to_so_many_are_one_page(store: Store) -> None:
    publish(store, many(LONG - len(load(RICH).sources)))
    assert len(archive(store, After("sources/s0010")).holdings) == LONG
    publish(store, many(LONG - len(load(RICH).sources) + 1))
    assert len(archive(store).holdings) == WINDOW


def test_a_source_that_is_gone_keeps_its_place(store: Store) -> None:
    publish(store, many(300))
    fewer = many(300)
    publish(store, replace(fewer, sources=tuple(each for each in fewer.sources if each.id != "s0150")))
    assert keys(archive(store, After("sources/s0150")))[0] == "sources/s0151"
    assert keys(archive(store, Before("sources/s0150")))[-1] == "sources/s0149"
    assert keys(archive(store, After("sources/s0150"), revision=1))[0] == "sources/s0151"


@pytest.mark.parametrize("key", ["sources/s015", "sources/é", "sources/" + "x" * 1000])
def test_a_source_that_no_revision_has_is_missing(store: Store, key: str) -> None:
    publish(store, many(300))
    with opened(store, "rich") as (connection, edition):
        for place in After(key), Before(key):
            found = queries.archive(connection, edition, place)
            assert isinstance(found, Missing)
            assert (found.what, found.last) == (key, None)


def test_statements_do_not_depend_on_how_many_there_are(store: Store) -> None:
    counts = set()
    for number in 10, 300:
        publish(store, many(number))
        for place in After("sources/s0005"), Before("sources/s0005"):
            with opened(store, "rich") as (connection, edition), statements() as seen:
                queries.archive(connection, edition, place)
            counts.add(len(seen))
    assert counts == {5}
