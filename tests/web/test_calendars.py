"""Calendars, read back by an independent reader."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from flask import Flask
from hypothesis import assume, given

from tests.property.test_dates import EDTF, parsed
from tests.web.checked import CheckedClient
from tests.web.folders import RIVER, import_folder, write
from webapp import dates
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store
from webapp.web.ical import span


def events(app: Flask, path: str) -> dict[str, Any]:
    """The events of a calendar by their headlines."""
    response = app.test_client().get(path, buffered=True)
    assert response.status_code == 200, path
    assert response.content_type == "text/calendar; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert all(len(line) <= 75 for line in response.data.split(b"\r\n"))
    calendar: Any = icalendar.Calendar.from_ical(response.data)
    assert not calendar.errors
    assert calendar["version"] == "2.0"
    found = calendar.walk("VEVENT")
    assert len({event["uid"] for event in found}) == len(found)
    assert not any(event.errors for event in found)
    return {str(event["summary"]): event for event in found}


def test_a_calendar_says_when_where_what_and_by_whose_words(app: Flask) -> None:
    found = events(app, "/river-2025.ics")
    first = found["First meeting"]
    assert (first.start, first.end) == (date(2025, 5, 26), date(2025, 5, 27))
    assert first["location"] == "Vienna"
    assert first["status"] == "CONFIRMED"
    assert first["url"] == "http://localhost/river-2025@2/rounds/1"
    assert "“The two sides met on Monday.” — River Commission, June 2025" in first["description"]
    second = found["Second meeting (July 2025)"]
    assert (second.start, second.end) == (date(2025, 7, 1), date(2025, 8, 1))
    assert second["status"] == "TENTATIVE"
    cancelled = found["The commission cancels (cancelled, June 2025)"]
    assert cancelled["status"] == "CANCELLED"
    assert all("nobody quotes" not in event["description"] for event in found.values())


def test_a_date_without_a_bound_stands_at_its_other_end_and_says_so(app: Flask) -> None:
    (event,) = events(app, "/majlis.ics").values()
    assert (event.start, event.end) == (date(2025, 5, 28), date(2025, 5, 29))
    assert event["summary"].endswith("(before 28 May 2025)")
    (late,) = events(app, "/odd.ics?status=postponed").values()
    assert (late.start, late.end) == (date(2025, 1, 1), date(2025, 2, 1))
    assert late["summary"].endswith("(postponed, from January 2025)")
    assert late["status"] == "TENTATIVE"
    assert late["x-parley-date"] == "2025-01/.."


def test_an_event_alone_is_the_one_of_the_timeline(app: Flask, site: CheckedClient) -> None:
    whole = events(app, "/istanbul-2025.ics")
    assert len(whole) == len(site.get("/istanbul-2025/").all("main a[data-stop]"))
    for path in ("rounds/2", "events/2025-05-27-fidan-moscow"):
        ((name, event),) = events(app, f"/istanbul-2025/{path}.ics").items()
        for what in ("uid", "dtstamp", "status", "url", "dtstart"):
            assert event[what] == whole[name][what]
    assert events(app, "/istanbul-2025.ics?known=2001-01-01") == {}


def test_ids_outlive_revisions_and_addresses_and_stamps_follow_from_the_revision(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("calendars")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    store = Store(url)
    store.upgrade()
    import_folder(store, write(folder / "river", RIVER))
    app = create_app(Settings(database_url=url))
    before = app.test_client().get("/river@1.ics").data
    first = events(app, "/river.ics")
    moved = RIVER["rounds/1.md"].replace("# First meeting", "# The first meeting")
    import_folder(store, write(folder / "river", {"rounds/1.md": moved}))
    assert app.test_client().get("/river@1.ics").data == before
    elsewhere = create_app(Settings(database_url=url, public_url="https://talks.example.org"))
    second = events(elsewhere, "/river.ics")
    old, new = first["First meeting"], second["The first meeting"]
    assert old["uid"] == new["uid"]
    assert (old["sequence"], new["sequence"]) == (1, 2)
    assert old["dtstamp"].dt <= new["dtstamp"].dt
    assert new["url"] == "https://talks.example.org/river@2/rounds/1"
    for each in (app, elsewhere):
        each.extensions["parley.store"].close()
    store.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-05-28", (date(2025, 5, 28), date(2025, 5, 29))),
        ("2025-05-28~", (date(2025, 5, 28), date(2025, 5, 29))),
        ("2025-05", (date(2025, 5, 1), date(2025, 6, 1))),
        ("2025-24", (date(2025, 12, 1), date(2026, 3, 1))),
        ("[2025-05-28,2025-05-30]", (date(2025, 5, 28), date(2025, 5, 31))),
        ("2025-05-28T13:00", (datetime(2025, 5, 28, 10, tzinfo=UTC), None)),
        ("2025-05-28T13:00Z", (datetime(2025, 5, 28, 13, tzinfo=UTC), None)),
        (
            "2025-05-28T13:00/2025-05-28T14:30",
            (datetime(2025, 5, 28, 10, tzinfo=UTC), datetime(2025, 5, 28, 11, 30, tzinfo=UTC)),
        ),
        ("2025-05-28T13:00/2025-05-29", (date(2025, 5, 28), date(2025, 5, 30))),
        ("2025-05-28/..", (date(2025, 5, 28), date(2025, 5, 29))),
        ("-0043-03-15", None),
        ("0000", None),
        ("9999-12-31", None),
        ("Y12025", None),
    ],
)
def test_a_span_is_as_long_as_its_date_can_mean(text: str, expected: object) -> None:
    assert span(dates.parse(text, "Europe/Istanbul"), "Europe/Istanbul") == expected


@given(EDTF)
def test_a_span_never_says_more_than_its_date(text: str) -> None:
    """It covers all that the date can mean, and days stay days."""
    when = parsed(text)
    found = span(when, "UTC")
    assume(found is not None)
    assert found is not None
    start, end = found
    assert isinstance(start, datetime) == (when.precision in ("minute", "second"))
    first, last = when.ends
    if not isinstance(start, datetime):
        assert end is not None
        assert (start - date(1970, 1, 1)).days * 86_400 == first - first % 86_400
        assert (end - date(1970, 1, 1)).days * 86_400 > last
