"""The generated dossier is what it promises: valid, as large as asked for, varied, the same every time."""

from collections import Counter
from datetime import timedelta
from itertools import chain, pairwise
from pathlib import Path
from random import Random

import pytest

from tests.generated import Size, files, write
from tests.generated.calendar import calendar
from tests.generated.published import LONG
from webapp.dates import Precision
from webapp.dossier import read
from webapp.dossier.model import Dossier, Event, Rights, Role, Status
from webapp.publish import Published, Unchanged, publish
from webapp.store import Store

SMALL = Size(events=60, rounds=4, years=3, seed=5)


@pytest.fixture(scope="module")
def events(lume: Dossier) -> list[Event]:
    return [event for event in lume.events if event.number is None]


@pytest.fixture(scope="module")
def rounds(lume: Dossier) -> list[Event]:
    return [event for event in lume.events if event.number is not None]


def test_it_is_as_large_as_asked_for(lume: Dossier, events: list[Event], rounds: list[Event]) -> None:
    roles = Counter(party.role for party in lume.cover.parties)
    assert roles[Role.PRINCIPAL] == 2
    assert set(roles) == set(Role)
    assert (len(lume.cover.parties), len(lume.cover.actors), len(lume.cover.topics)) == (12, 41, 12)
    assert (len(events), len(rounds)) == (5000, 30)
    assert 700 < len(lume.sources) < 1300
    years = Counter(event.date.text[:4] for event in events if event.date.text[0] == "2")
    assert len(years) == 7
    assert min(years[year] for year in ("2018", "2019", "2020", "2021", "2022", "2023")) > 100


@pytest.mark.parametrize("size", [Size(1, 0, 1), Size(30, 2, 1, seed=3), Size(900, 12, 3, seed=2)], ids=str)
def test_every_size_and_seed_is_valid(size: Size, tmp_path: Path) -> None:
    dossier = read(write(tmp_path / "talks", size))
    assert isinstance(dossier, Dossier), "\n".join(map(str, dossier[:9]))
    assert len(dossier.events) == size.events + size.rounds


def test_the_same_size_and_seed_give_the_same_files() -> None:
    assert list(files(SMALL)) == list(files(SMALL))
    assert dict(files(SMALL)) != dict(files(Size(events=60, rounds=4, years=3, seed=6)))


def test_importing_it_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    for expected in (Published, Unchanged):
        dossier = read(write(tmp_path / expected.__name__ / "talks", SMALL))
        assert isinstance(dossier, Dossier)
        assert isinstance(publish(store, dossier), expected)


def test_weeks_are_busy_around_rounds_and_there_are_long_silences() -> None:
    times = calendar(LONG, Random(LONG.seed))
    gaps = [later - day for day, later in pairwise(times.days)]
    assert max(gaps) > timedelta(days=180)
    assert max(Counter(times.days).values()) > 15
    near = sum(times.nearest(day) is not None for day in times.days)
    assert near > len(times.days) * 0.7


def test_dates_are_of_every_precision(events: list[Event]) -> None:
    found = Counter(event.date.precision for event in events)
    assert set(found) >= {Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.SEASON, Precision.MINUTE}
    assert found[Precision.DAY] > 4000
    for has in (
        lambda date: date.approximate,
        lambda date: date.uncertain,
        lambda date: date.earliest is None,
        lambda date: date.latest is None,
        lambda date: "/" in date.text,
        lambda date: date.text.startswith(("[", "{")),
    ):
        assert sum(has(event.date) for event in events) >= 10


def test_events_stand_differently_and_plans_change(events: list[Event], rounds: list[Event]) -> None:
    for status in Status:
        assert sum(event.status is status for event in events) > 20
        assert any(event.status is status for event in rounds)
    histories = [[entry.status for entry in event.history] for event in chain(events, rounds)]
    for course in (
        ["planned", "held"],
        ["planned", "postponed", "held"],
        ["planned", "cancelled"],
        ["planned"],
    ):
        assert course in histories, course
    assert any(
        entry.date and entry.date.text != event.date.text for event in events for entry in event.history
    )


def test_quotes_are_many_and_of_every_kind(events: list[Event]) -> None:
    quotes = [citation for event in events for citation in event.citations]
    assert len(quotes) > 8000
    speakers = Counter(citation.speaker for citation in quotes)
    assert len(speakers) == 42
    assert 0.3 < speakers[None] / len(quotes) < 0.7
    assert {citation.located.match for citation in quotes} == {"exact", "typographic"}
    assert max(len(event.citations) for event in events) >= 6
    shared = Counter(citation.quote for citation in quotes)
    assert sum(times > 1 for times in shared.values()) > 50
    assert len(Counter(event.kind for event in events)) > 8


def test_sources_are_vague_late_in_other_languages_and_some_are_excerpts(
    lume: Dossier, events: list[Event]
) -> None:
    assert sum(source.rights is Rights.EXCERPTS for source in lume.sources) > 50
    assert {source.language for source in lume.sources} == {"en", "uk", "ar", "zh-Hant", "fr"}
    vague = Counter(source.published.precision for source in lume.sources)
    assert vague[Precision.MONTH] > 10
    assert any(source.published.latest is None for source in lume.sources)
    year = 86400 * 365
    first = {source.id: source.published.earliest or 0 for source in lume.sources}
    late = [
        event
        for event in events
        if event.date.latest
        and min(first[citation.source] for citation in event.citations) > event.date.latest + year
    ]
    assert len(late) > 5


def test_promises_are_kept_broken_renewed_or_left(lume: Dossier) -> None:
    made = {promise.id: promise for event in lume.events for promise in event.commitments}
    became = Counter(outcome.effect for event in lume.events for outcome in event.outcomes)
    assert set(became) == {"fulfils", "breaks", "renews"}
    assert min(became.values()) > 5
    assert made.keys() - {outcome.commitment for event in lume.events for outcome in event.outcomes}
    assert {promise.due is None for promise in made.values()} == {True, False}


def test_every_party_holds_positions_and_the_principals_change_theirs(
    lume: Dossier, rounds: list[Event]
) -> None:
    held = [position for event in lume.events for position in event.positions]
    assert {position.party for position in held} == {party.id for party in lume.cover.parties}
    stances = Counter((position.party, position.topic) for position in held)
    assert sum(times > 2 for times in stances.values()) > 20
    agreed = [agreement.reached for event in rounds for agreement in event.agreements]
    assert set(agreed) == {True, False}


def test_words_are_common_and_rare_and_from_many_scripts(lume: Dossier) -> None:
    text = "\n".join(event.file for event in lume.events)
    for word in ("Zürich", "Łódź", "Đakovo", "café", "蒼海", "переговори", "المحادثات"):
        assert word in text, word
    assert text.count("ceasefire") > 300
    assert 0 < text.count("zither") < 100
