"""What was known of an event when: worked out by hand, and what holds whatever was published when."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp import dates
from webapp.store.models import FOREVER, PRESENT
from webapp.store.states import Entry, Facts, Standing, certain, name, standings

FACTS = Facts("Round 2", "Round 2 ends without a ceasefire", "held", dates.parse("2025-06-02"))


def day(text: str) -> int:
    return certain(dates.parse(text))


def entry(known: str, status: str, date: str | None = None, title: str | None = None) -> Entry:
    return Entry(day(known), status, dates.parse(date) if date else None, title)


def told(found: list[Standing]) -> list[tuple[int, str, str, str]]:
    return [(each.known_from, each.status, each.date.text, each.title) for each in found]


def test_an_event_that_one_source_reports_is_known_from_the_end_of_the_day_of_its_publication() -> None:
    assert standings(FACTS, [], [day("2025-06-03")], "UTC") == [
        Standing(day("2025-06-03"), FOREVER, FACTS.title, "held", FACTS.date)
    ]


def test_what_sources_before_the_day_tell_of_is_planned_and_its_later_headline_unknown() -> None:
    found = standings(FACTS, [], [day("2025-05-29"), day("2025-06-03")], "UTC")
    assert told(found) == [
        (day("2025-05-29"), "planned", "2025-06-02", "Round 2"),
        (day("2025-06-03"), "held", "2025-06-02", FACTS.title),
    ]


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_became_of_a_plan_is_not_known_with_the_plan(status: str) -> None:
    facts = replace(FACTS, status=status, title="Round 2 does not take place")
    found = standings(facts, [], [day("2025-05-02"), day("2025-05-30")], "UTC")
    assert told(found) == [
        (day("2025-05-02"), "planned", "2025-06-02", "Round 2"),
        (day("2025-05-30"), status, "2025-06-02", facts.title),
    ]


def test_a_source_of_the_same_day_can_report_it() -> None:
    found = standings(FACTS, [], [day("2025-06-02"), day("2025-06-05")], "UTC")
    assert told(found) == [(day("2025-06-02"), "held", "2025-06-02", FACTS.title)]


def test_history_decides_status_date_and_headline() -> None:
    history = [
        entry("2025-05-20", "planned", "2025-05-30", "A second round is planned for 30 May"),
        entry("2025-05-28", "planned", "2025-06-02"),
        entry("2025-06-01", "postponed"),
        entry("2025-06-03", "held"),
    ]
    assert told(standings(FACTS, history, [day("2025-05-20")], "UTC")) == [
        (day("2025-05-20"), "planned", "2025-05-30", "A second round is planned for 30 May"),
        (day("2025-05-28"), "planned", "2025-06-02", "Round 2"),
        (day("2025-06-01"), "postponed", "2025-06-02", "Round 2"),
        (day("2025-06-03"), "held", "2025-06-02", FACTS.title),
    ]


def test_before_history_speaks_the_event_stands_as_its_first_entry_says() -> None:
    history = [entry("2025-05-28", "planned", "2025-06-01"), entry("2025-06-03", "held")]
    assert told(standings(FACTS, history, [day("2025-05-20")], "UTC"))[0] == (
        day("2025-05-20"),
        "planned",
        "2025-06-01",
        "Round 2",
    )


def test_what_has_no_certain_day_of_publication_is_known_in_the_present_only() -> None:
    assert standings(FACTS, [], [certain(dates.parse("2025-06-03/.."))], "UTC")[0].known_from == PRESENT


@pytest.mark.parametrize(
    ("number", "kind", "called"), [(2, "round", "Round 2"), (None, "phone-call", "Phone call")]
)
def test_what_to_call_an_event_whose_headline_is_from_later(
    number: int | None, kind: str, called: str
) -> None:
    assert name(number, kind) == called


DAYS = st.integers(1, 28).map(lambda number: dates.parse(f"2025-05-{number:02}"))
STATUSES = st.sampled_from(["planned", "held", "postponed", "cancelled"])


@given(
    date=DAYS,
    status=STATUSES,
    published=st.sets(DAYS.map(certain), min_size=1, max_size=4),
    history=st.dictionaries(DAYS.map(certain), st.tuples(STATUSES, st.none() | DAYS), max_size=4),
)
def test_stretches_of_knowledge_leave_no_gap_and_end_with_what_is_known_now(
    date: dates.Date,
    status: str,
    published: set[int],
    history: dict[int, tuple[str, dates.Date | None]],
) -> None:
    facts = Facts("Call", "Anna calls", status, date)
    entries = [Entry(known, *what, None) for known, what in sorted(history.items())]
    found = standings(facts, entries, published, "UTC")
    assert found[0].known_from == min(published)
    assert all(a.known_until == b.known_from > a.known_from for a, b in pairwise(found))
    assert (found[-1].known_until, found[-1].title) == (FOREVER, facts.title)
    assert (found[-1].status, found[-1].date) == (status, date)
    for each in found:
        newest = max(known for known in published if known <= each.known_from)
        silent = not any(known <= each.known_from for known in history)
        if each is not found[-1] and silent and date.earliest is not None and newest < date.earliest:
            assert each.status == "planned"
