"""`.ics` of a timeline, an event or a round: iCalendar (RFC 5545, RFC 7986)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import icalendar
from flask import Response

from webapp import dates
from webapp.dates import Date, Precision
from webapp.store import queries
from webapp.store.queries.within import instant
from webapp.store.rows import Edition, EventCard, EventPage
from webapp.web.choices import in_words
from webapp.web.feeds import titled
from webapp.web.formats import data
from webapp.web.head import absolute, plain
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, find, open_edition
from webapp.web.spreadsheets import WHOLE, said
from webapp.web.streaming import stream
from webapp.web.view import NARROWING, SEVERAL, view

# Postponed is no status of calendars: like planned, but its summary says so.
STATUS = {"planned": "TENTATIVE", "held": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
CLOCK = {Precision.MINUTE: 60, Precision.SECOND: 1}  # seconds of the units of a clock
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
END = b"END:VCALENDAR\r\n"


@takes(*NARROWING, several=SEVERAL)
def timeline_ics(at: Address) -> Response:
    here = view(open_edition(at))
    name = titled(here.edition, ", ".join(in_words(here).values()))
    found = queries.batches(connection(), here.edition, here.filters)
    cards = (card for some in found for card in some)
    return stream(written(here.edition, name, here.url(), cards), "ics")


def event_ics(at: Address, id: str) -> Response:
    found = find(at, queries.event, f"events/{id}")
    return one(found.edition, found.row)


def round_ics(at: Address, number: int) -> Response:
    found = find(at, queries.round_, number)
    return one(found.edition, found.row.page)


def one(edition: Edition, event: EventPage) -> Response:
    card = EventCard(event.ref, event.html, event.place, event.actors, event.topics, event.quotes)
    name = titled(edition, event.ref.title)
    return data("".join(written(edition, name, edition.link(event.ref.key), [card])), "ics")


def written(edition: Edition, name: str, path: str, cards: Iterable[EventCard]) -> Iterator[str]:
    """A calendar of that name with the events, but for those that no calendar can hold."""
    whole = calendar(edition, name, path).to_ical()
    yield whole.removesuffix(END).decode()
    for card in cards:
        if times := span(card.ref.date, edition.timezone):
            yield component(edition, card, times).to_ical().decode()
    yield END.decode()


def calendar(edition: Edition, name: str, path: str) -> icalendar.Calendar:
    made = icalendar.Calendar()
    made.add("prodid", "-//Parley//Parley//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        made.add(key, text(name))
    for key in ("description", "x-wr-caldesc"):
        made.add(key, text(plain(edition.html, WHOLE)))
    made.add("url", absolute(path))
    made.add("last-modified", edition.imported)
    return made


def component(edition: Edition, card: EventCard, times: tuple[date, date | None]) -> icalendar.Event:
    """The event; all that changes with a revision follows from the revision alone."""
    ref = card.ref
    made = icalendar.Event()
    made.add("uid", uid(edition, ref.key))
    made.add("dtstamp", edition.imported)
    made.add("sequence", edition.revision)
    start, end = times
    made.add("dtstart", start)
    if end:
        made.add("dtend", end)
    made.add("summary", text(summary(card)))
    made.add("description", text("\n\n".join(description(edition, card))))
    made.add("status", STATUS[ref.status])
    made.add("transp", "TRANSPARENT")  # nobody is busy because others talk
    if card.place:
        made.add("location", text(card.place))
    made.add("categories", [text(each) for each in (ref.kind, *(topic.name for topic in card.topics))])
    made.add("url", absolute(edition.permanent_link(ref.key)))
    made.add("x-parley-date", text(ref.date.text))
    made.add("x-parley-status", text(ref.status))
    return made


def uid(edition: Edition, key: str) -> str:
    """The same for an event in every revision, at every address of the site (RFC 7986, section 5.3)."""
    return str(uuid5(NAMESPACE_URL, f"parley:{edition.id}/{key}"))


def summary(card: EventCard) -> str:
    """The headline, and what a calendar would else not show: that it is off, and a date that is no day."""
    ref = card.ref
    said = [ref.status] if ref.status in ("postponed", "cancelled") else []
    if not ref.date.weekday:
        said.append(ref.date.label)
    return f"{ref.title} ({', '.join(said)})" if said else ref.title


def text(said: str) -> icalendar.vText:
    """The words without what no calendar may hold: control characters, but for tabs and line breaks."""
    return icalendar.vText(CONTROL.sub("\ufffd", said))


def description(edition: Edition, card: EventCard) -> Iterator[str]:
    yield f"{card.ref.date.label} · {card.ref.status}"
    if paragraph := plain(card.html, WHOLE):
        yield paragraph
    yield from said(edition, card)
    yield absolute(edition.permanent_link(card.ref.key))


def span(when: Date, zone: str) -> tuple[date, date | None] | None:
    """Its beginning and end: times in UTC where the date has times, else days, the last one not among them.

    Of an end that is open or unknown nothing is made up: the day, month … at the other end stands for the
    whole. None where no calendar can say it, which has the years 1 to 9999.
    """
    first, last = when.ends
    if unit := CLOCK.get(when.precision):
        return _times(first, last + 1 - unit)
    start, end = _day(first, zone), _day(last, zone)
    if start is None or end is None or end == date.max:
        return None
    return start, end + timedelta(days=1)


def _times(first: int, last: int) -> tuple[datetime, datetime | None] | None:
    start, end = instant(first), instant(last)
    if start is None or end is None:
        return None
    return start, end if end > start else None


def _day(second: int, zone: str) -> date | None:
    found = dates.day(second, zone)
    inside = (found.earliest or 0) <= second <= (found.latest or 0)
    return date.fromisoformat(found.text) if inside and not found.text.startswith(("-", "0000")) else None
