"""The stretch of time that a timeline is narrowed to by `from` and `to`, and the ways on from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from webapp import dates
from webapp.store import queries
from webapp.store.queries.filters import Filters
from webapp.store.rows import Edition, Moments
from webapp.timeline import Window
from webapp.timeline.steps import YEAR
from webapp.web.parameters import query
from webapp.web.view import SEVERAL, View

NOTHING = (0, -1)  # a frame in which nothing begins


@dataclass(frozen=True, slots=True)
class Way:
    """A link from the window to another: `way` is "earlier", "later" or "wider", `text` what it leads to.

    `events` says how many begin there; None: that was not counted.
    """

    way: str
    text: str
    href: str
    events: int | None = None

    @property
    def rel(self) -> str:
        """What it is to the page, as HTML says it."""
        return {"earlier": "prev", "later": "next"}.get(self.way, "")


def moments(connection: Connection, edition: Edition, filters: Filters) -> Moments:
    """When the events in the view's window begin, and those around it."""
    if filters.from_ is None and filters.to is None:
        return queries.overview(connection, edition, filters)
    bounds = None
    if filters.from_ is None or filters.to is None:
        bounds = queries.moments(connection, edition, filters, NOTHING)
    window = asked(edition, filters, bounds)
    if window is None:
        return queries.moments(connection, edition, filters)
    beside = window.earlier.span, window.later.span
    return queries.moments(connection, edition, filters, window.around, beside)


def asked(edition: Edition, filters: Filters, bounds: Moments | None) -> Window | None:
    """The window between `from` and `to`; without one of them it reaches as far as events do, by the day."""
    first, last, zone = filters.from_, filters.to, ZoneInfo(edition.timezone)
    if first and last:
        assert first.earliest is not None
        assert last.latest is not None
        return Window.of(first.earliest, last.latest, zone)
    given = first or last
    if given is None or bounds is None or bounds.first is None or bounds.last is None:
        return None
    assert given.earliest is not None
    assert given.latest is not None
    if first:
        return Window.days(given.earliest, max(given.latest, bounds.last), zone)
    return Window.days(min(given.earliest, bounds.first), given.latest, zone)


def in_words(edition: Edition, filters: Filters) -> str:
    """From when to when: "May 2025", "from May 2025", "6 to 12 May 2024"; "" where neither is said."""
    first, last = filters.from_, filters.to
    if first and last:
        window = asked(edition, filters, None)
        return window.label if window else ""
    if first:
        return dates.parse(f"{first.text}/..", edition.timezone).label
    return dates.parse(f"../{last.text}", edition.timezone).label if last else ""


def ways(view: View, found: Moments) -> Iterator[Way]:
    """Where the window leads: to the one before it and after it, and to a wider one, as far as events go."""
    window = asked(view.edition, view.filters, found)
    if window is None or found.first is None or found.last is None:
        return
    if window.start <= found.first and found.last <= window.end:
        return
    closed, url = view.filters.from_ and view.filters.to, urls(view)
    if closed and found.first < window.start and window.earlier.writable:
        yield Way("earlier", window.earlier.label, url(window.earlier), found.beside[0])
    if closed and found.last > window.end and window.later.writable:
        yield Way("later", window.later.label, url(window.later), found.beside[1])
    wider = window.wider
    if closed and wider.writable and not _all(wider, found.first, found.last):
        yield Way("wider", wider.label, url(wider))
    else:
        yield Way("wider", "all", view.url(from_=None, to=None))


def _all(window: Window, first: int, last: int) -> bool:
    """Whether to show all instead: the window holds it, or is a decade or more and not half as long."""
    if window.start <= first and last <= window.end:
        return True
    long = window.end - window.start + 1
    return long > 9 * YEAR and last - first < 2 * long


def urls(view: View) -> Callable[[Window], str]:
    """The views of windows: a picture links to hundreds, and they differ in two dates alone."""
    pairs = view.without("from").without("to").pairs
    place = sum(name in SEVERAL for name, _ in pairs)
    before, after = query(pairs[:place]), query(pairs[place:])

    def url(window: Window) -> str:
        first, last = window.texts
        span = query([("from", first), ("to", last)])
        return f"{view.path}?{'&'.join(filter(None, (before, span, after)))}"

    return url
