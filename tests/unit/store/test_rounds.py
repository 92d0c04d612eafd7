"""What lies before, in and after a round."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.store.folders import Folder
from tests.unit.store.reading import opened, round_
from webapp.publish import Published
from webapp.store import Store, queries
from webapp.store.rows import EventRef

EVENT = """---
date: "{date}"
kind: note
status: planned
{more}
---
# A note

It was noted.[^1]

[^1]: "Nobody agreed on a price" — gazette
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Round 1 is on 1 March from 10 to 12, round 12 in April, round 20 on 10 May; there are no events yet."""
    folder = Folder(tmp_path)
    folder.remove("events/opening.md")
    folder.remove("events/promise.md")
    folder.remove("events/unpaid.md")
    text = (folder.path / "rounds/12.md").read_text()
    front = "date: 2001-05-10\nstatus: planned\n---\n# A third"
    folder.write("rounds/20.md", f"---\n{front}{text.partition('# A second')[2]}")
    return folder


def notes(folder: Folder, **dates: str) -> None:
    for name, date in dates.items():
        day, _, more = date.partition(" ")
        folder.write(f"events/{name}.md", EVENT.format(date=day, more=more))


def names(refs: tuple[EventRef, ...]) -> list[str]:
    return [ref.key.removeprefix("events/") for ref in refs]


def around(store: Store, number: int) -> tuple[list[str], list[str], list[str]]:
    page = round_(store, "rich", number)
    return names(page.before), names(page.during), names(page.after)


def test_events_are_before_in_or_after_by_their_dates(store: Store, folder: Folder) -> None:
    notes(folder, long="1999", soon="2001-03-01T09:00", inside="2001-03-01T11:00", later="2001-03-20")
    notes(folder, april="2001-04-30", may="2001-05-01", last="2001-06")
    assert isinstance(folder.publish(store), Published)
    assert around(store, 1) == (["long", "soon"], ["inside"], ["later"])
    assert around(store, 12) == (["later"], ["april"], ["may"])
    assert around(store, 20) == (["may"], [], ["last"])


def test_an_event_that_names_its_round_is_listed_with_it(store: Store, folder: Folder) -> None:
    notes(folder, early="2001-02 round: 12", late="2001-06 round: 12", plain="2001-02")
    folder.publish(store)
    assert around(store, 12) == (["early"], [], ["late"])
    assert around(store, 1) == (["early", "plain"], [], [])
    assert around(store, 20) == ([], [], ["late"])


def test_a_round_comes_before_what_begins_when_it_does(store: Store, folder: Folder) -> None:
    notes(folder, until="../2001-05-10", midnight="2001-05-10T00:00", same="2001-05-10", month="2001-05")
    folder.publish(store)
    with opened(store, "rich") as (connection, edition):
        keys = [card.ref.key for card in queries.timeline(connection, edition).cards]
    order = ["month", "until", "rounds/20", "midnight", "same"]
    assert [key.removeprefix("events/") for key in keys][-len(order) :] == order
    assert around(store, 20) == (["month", "until"], ["midnight", "same"], [])


def test_an_open_or_vague_date_lies_in_no_round(store: Store, folder: Folder) -> None:
    notes(folder, open="2001-04-10/..", year="2001", until="../2001-03-30")
    folder.publish(store)
    assert around(store, 12) == (["until"], [], ["open"])
    assert around(store, 1) == (["year"], [], ["until"])


def test_the_rounds_on_either_side_are_those_of_the_next_numbers(store: Store, folder: Folder) -> None:
    folder.publish(store)
    first, second, third = (round_(store, "rich", number) for number in (1, 12, 20))
    assert (first.earlier, first.later) == (None, second.page.ref)
    assert (second.earlier, second.later) == (first.page.ref, third.page.ref)
    assert (third.earlier, third.later) == (second.page.ref, None)
    assert second.page.quotes
