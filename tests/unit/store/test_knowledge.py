"""What became known when, on a dossier whose sources were published on four days."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.lake import LAKE
from tests.statements import statements
from tests.unit.store.folders import RICH, grown, load
from tests.unit.store.reading import opened
from tests.web.folders import Files, source, write
from webapp import dates
from webapp.dates import Date
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.rows import Edition, EventRef, Growth, KnownDay, Missing, News, Steps


def day(text: str) -> Date:
    return dates.parse(text, "Europe/Vienna")


DAYS = [day(text) for text in ("2001-05-03", "2001-05-09", "2001-05-18", "2002-12-31")]


@pytest.fixture
def lake(store: Store, tmp_path: Path) -> Store:
    publish(store, load(write(tmp_path / "lake", LAKE)))
    return store


def as_known(edition: Edition, on: str) -> Edition:
    return replace(edition, known=day(on))


def test_the_days_on_which_knowledge_grew(lake: Store) -> None:
    with opened(lake, "lake") as (connection, edition):
        assert queries.knowledge(connection, edition) == (
            KnownDay(DAYS[0], Growth(sources=1, rounds=1, events=2)),
            KnownDay(DAYS[1], Growth(sources=1, events=1, changes=1)),
            KnownDay(DAYS[2], Growth(sources=1, events=1, changes=2)),
            KnownDay(DAYS[3], Growth(sources=1, events=1, changes=2)),
        )


def test_a_day_tells_nothing_of_later_days(lake: Store) -> None:
    with opened(lake, "lake") as (connection, edition):
        then = as_known(edition, "2001-05-10")
        assert [each.day for each in queries.knowledge(connection, then)] == DAYS[:2]
        found = queries.news(connection, then, DAYS[0], None, 100)
        assert list(found) == DAYS[:2]


def told(ref: EventRef) -> tuple[str, str, str, str]:
    return ref.key, ref.title, ref.status, ref.date.text


def test_what_changed_on_a_day(lake: Store) -> None:
    with opened(lake, "lake") as (connection, edition):
        found = queries.news(connection, edition, DAYS[1], DAYS[2], 100)
    assert list(found) == DAYS[1:3]
    put_off, met = found.values()
    assert [source.key for source in put_off.sources] == ["sources/herald-9-may"]
    assert [told(ref) for ref in put_off.first] == [
        ("events/2001-05-09-bruno", "Bruno Senn finds the water too high", "held", "2001-05-09")
    ]
    assert [(told(change.before), told(change.after)) for change in put_off.changes] == [
        (
            ("rounds/1", "Round 1 is planned for 10 May", "planned", "2001-05-10"),
            ("rounds/1", "Round 1", "postponed", "2001-05-17"),
        ),
    ]
    assert [(told(change.before)[1:3], told(change.after)[1:3]) for change in met.changes] == [
        (("Round 1", "postponed"), ("The shores agree on nets", "held")),
        (("Feast", "planned"), ("A feast that nobody eats of", "held")),
    ]


PIER = """---
title: Pier talks
timezone: Europe/Vienna
parties: {}
---
A pier.
"""


def pier(published: list[str], *history: tuple[str, str]) -> Files:
    """An event that each of these sources tells of, the first of its days of knowledge that of the first."""
    notes = [f'[^{number}]: "Word {number}." — s{number}' for number in range(len(published))]
    known = [f"  - {{known: {day}, status: {status}}}" for day, status in history]
    marks = "".join(f"[^{number}]" for number in range(len(published)))
    front = ["date: 2001-01-01", "kind: talk", *(["history:", *known] if known else [])]
    return {
        "dossier.md": PIER,
        **{
            f"sources/s{number}.md": source(f"Word {number}.", published=day)
            for number, day in enumerate(published)
        },
        "events/pier.md": "\n".join(["---", *front, "---", "# A pier", "", f"Told.{marks}", "", *notes, ""]),
    }


# The clocks of Vienna went forward on 25 March 2001, a day of 23 hours, and back on 28 October, one of 25.
@pytest.mark.parametrize(
    ("published", "history", "expected"),
    [
        # The last second of a day and the first of the next are two days, whichever of them it is.
        (["2001-02-01", "2001-02-02T23:59:59", "2001-02-03T00:00:00"], [], ["02-02", "02-03"]),
        # Twice on one day is once.
        (["2001-02-01", "2001-02-02T09:00", "2001-02-02T18:00", "2001-02-02"], [], ["02-02"]),
        # On the very day on which it became known.
        (["2001-02-01T09:00", "2001-02-01T18:00", "2001-02-01"], [], []),
        # On the day before a change, on its day, and on the day after it.
        *(
            (["2001-02-01", day], [("2001-02-01", "planned"), (change, "held")], [day[5:], *also])
            for change, day, also in [
                ("2001-03-25", "2001-03-24", ["03-25"]),
                ("2001-03-25", "2001-03-25", []),
                ("2001-03-26", "2001-03-25", ["03-26"]),
                ("2001-10-28", "2001-10-27", ["10-28"]),
                ("2001-10-28", "2001-10-28", []),
                ("2001-10-29", "2001-10-28", ["10-29"]),
            ]
        ),
        (["2001-02-01", "2001-10-28T00:00"], [("2001-02-01", "planned"), ("2001-10-28", "held")], ["10-28"]),
        # Days that are too far off to be told apart by the clocks of a zone.
        (["2001-02-01", "Y20001", "Y20001"], [], [None]),
    ],
)  # fmt: skip
def test_of_an_event_a_day_tells_once_whatever_made_more_of_it_known(
    store: Store,
    tmp_path: Path,
    published: list[str],
    history: list[tuple[str, str]],
    expected: list[str | None],
) -> None:
    publish(store, load(write(tmp_path / "pier", pier(published, *history))))
    with opened(store, "pier") as (connection, edition):
        days = queries.knowledge(connection, edition)
        found = queries.news(connection, edition, day("2001-02-01"), None, 100)
    changed = [each for each in days if each.growth.changes]
    assert [each.day and each.day.text[5:] for each in changed] == expected
    assert {each.growth.changes for each in changed} <= {1}
    assert [each.day for each in days if found[each.day].changes] == [each.day for each in changed]
    assert all(len(each.changes) <= 1 for each in found.values())


NETS = "events/2001-06-01-nets"
HISTORY = """history:
  - {known: 2001-05-18, status: planned}
  - {known: 2001-06-02, status: held}
  - {known: 2001-06-04, status: cancelled}
"""


def became(store: Store, on: str | None = None) -> list[tuple[str, str, str, str, str]]:
    """The day, the event, its status then, what it did to a commitment and that one's event, for all days."""
    with opened(store, "lake") as (connection, edition):
        then = as_known(edition, on) if on else edition
        return [
            (day.text if day else "", key, outcome.effect, outcome.text, outcome.event.title)
            for day, news in queries.news(connection, then, DAYS[0], None, 100).items()
            for key, outcomes in news.outcomes.items()
            for outcome in outcomes
        ]


def test_a_day_tells_what_became_of_commitments_by_what_it_made_known(lake: Store) -> None:
    told = ("2001-05-18", NETS, "fulfils", "Bring the nets in", "The shores agree on nets")
    assert became(lake) == [told]
    assert became(lake, "2001-05-18") == [told]
    assert became(lake, "2001-05-17") == []


def test_only_what_is_known_to_have_been_held_makes_anything_of_a_commitment(
    store: Store, tmp_path: Path
) -> None:
    nets = LAKE[f"{NETS}.md"].replace("fulfils:", f"status: cancelled\n{HISTORY}fulfils:")
    publish(store, load(write(tmp_path / "lake", {**LAKE, f"{NETS}.md": nets})))
    told = ("fulfils", "Bring the nets in", "The shores agree on nets")
    # On the second day it no longer does: that it was cancelled is told with it.
    assert became(store) == [("2001-06-02", NETS, *told), ("2001-06-04", NETS, *told)]


def test_a_day_tells_nothing_of_a_commitment_that_became_known_later(store: Store, tmp_path: Path) -> None:
    promised = LAKE["rounds/1.md"].replace("quotes: [myself]", "quotes: [paper]")
    publish(store, load(write(tmp_path / "lake", {**LAKE, "rounds/1.md": promised})))
    assert became(store) == []


def test_of_much_the_first_is_told_and_what_changed_before_what_began(lake: Store) -> None:
    with opened(lake, "lake") as (connection, edition):
        found = queries.news(connection, edition, DAYS[2], DAYS[2], 1)[DAYS[2]]
        assert (len(found.sources), len(found.changes), len(found.first)) == (1, 1, 0)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (None, Steps(DAYS[2], DAYS[3], None, DAYS[3])),
        ("2003-01-01", Steps(DAYS[3], None, None, DAYS[3])),
        ("2002-12-31", Steps(DAYS[2], DAYS[3], None, DAYS[3])),
        ("2001-05-18", Steps(DAYS[1], DAYS[2], DAYS[3], DAYS[3])),
        ("2001-05-10", Steps(DAYS[1], None, DAYS[2], DAYS[3])),
        ("2001-05-09", Steps(DAYS[0], DAYS[1], DAYS[2], DAYS[3])),
        ("2000-01-01", Steps(None, None, DAYS[0], DAYS[3])),
    ],
)
def test_the_way_from_day_to_day(lake: Store, on: str | None, expected: Steps) -> None:
    with opened(lake, "lake") as (connection, edition):
        assert queries.steps(connection, as_known(edition, on) if on else edition) == expected


def test_what_no_certain_day_has_made_known(store: Store, tmp_path: Path) -> None:
    memoir = LAKE["sources/memoir.md"].replace("published: 2002", "published: 2002/..")
    publish(store, load(write(tmp_path / "lake", {**LAKE, "sources/memoir.md": memoir})))
    with opened(store, "lake") as (connection, edition):
        assert queries.knowledge(connection, edition)[-1] == KnownDay(
            None, Growth(sources=1, events=1, changes=2)
        )
        assert queries.steps(connection, edition).newest == DAYS[2]
        found = queries.news(connection, edition, None, None, 100)
        assert [told(ref)[0] for ref in found[None].first] == ["events/2001-05-08-paper"]
        assert [told(change.after)[0] for change in found[None].changes] == [
            "rounds/1",
            "events/2001-05-17-feast",
        ]
        assert queries.news(connection, as_known(edition, "9999-12-31"), None, None, 100) == {}


def test_an_empty_dossier_was_never_known(store: Store, tmp_path: Path) -> None:
    publish(store, load(write(tmp_path / "lake", {"dossier.md": LAKE["dossier.md"]})))
    with opened(store, "lake") as (connection, edition):
        assert queries.knowledge(connection, edition) == ()
        assert queries.steps(connection, edition) == Steps(None, None, None, None)


def test_a_step_to_what_has_not_changed_takes_as_many_statements_in_a_long_dossier(store: Store) -> None:
    numbers = set()
    for times in (0, 40):
        publish(store, grown(load(RICH), times))
        with store.read() as connection:
            edition = queries.edition(connection, "rich", None)
            assert not isinstance(edition, Missing)
            with statements() as seen:
                newest = queries.steps(connection, edition).newest
                queries.knowledge(connection, edition)
                queries.news(connection, edition, newest, newest, 10)
        numbers.add(len(seen))
    assert len(numbers) == 1


def test_days_tell_of_every_source_and_event_once(lake: Store) -> None:
    with opened(lake, "lake") as (connection, edition):
        found = queries.news(connection, edition, DAYS[0], None, 100)
        for each in queries.knowledge(connection, edition):
            news = found[each.day]
            rounds = sum(ref.number is not None for ref in news.first)
            assert each.growth == Growth(
                len(news.sources), rounds, len(news.first) - rounds, len(news.changes)
            )


def test_news_are_counted() -> None:
    assert News().total == 0
    assert Growth(1, 2, 3, 4).total == 10
