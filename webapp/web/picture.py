"""What the overview shows: events and rounds as items, parties as lanes, rounds as bands too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from webapp.store import queries
from webapp.store.queries.filters import EVERYTHING
from webapp.store.rows import Edition, EventRef, Moments, Timeline
from webapp.timeline import Excerpt, Item, Overview, Round, Window, overviews
from webapp.timeline.scale import Span, known
from webapp.web.figure import Figure, figure, tabled
from webapp.web.keeping import kept
from webapp.web.reading import connection
from webapp.web.table import anchor
from webapp.web.view import View
from webapp.web.window import Way, asked, in_words, moments, urls, ways

WIDTHS = (1100, 700, 330)  # one picture each for wide, medium and narrow screens; the stylesheet shows one


@dataclass(frozen=True, slots=True)
class Picture:
    """The overview of a view, nothing of a view without events, with the ways on from its window.

    `window` says from when to when the view is, "" where it is not narrowed to a time.
    """

    html: Markup
    window: str
    ways: tuple[Way, ...]


def picture(view: View, timeline: Timeline, ours: str) -> Picture:
    """The overview and the same as a table; `ours` are the attributes of the site's own words.

    Each mark is a link to its event's place in the table, or else to its page; in a picture of everything,
    to its place in the timeline.
    """
    edition = view.edition
    if view.filters == EVERYTHING:
        whole = kept(edition, "overview", lambda: _whole(view, timeline, ours))
        return Picture(whole.showing(stretch(edition, timeline)), "", ())
    found = moments(connection(), edition, view.filters)
    window = asked(edition, view.filters, found)
    excerpt = excerpt_of(window, found) if window else None
    here = {card.ref.key for card in timeline.cards}

    def place(ref: EventRef) -> str:
        return f"#{anchor(ref.key)}" if ref.key in here else edition.link(ref.key)

    drawn = draw(view, timeline, found, place, window, excerpt)
    shown = excerpt.window if excerpt else None if window else stretch(edition, timeline)
    html = _figure(drawn, ours).showing(shown)
    return Picture(html, in_words(edition, view.filters), tuple(ways(view, found)))


def _whole(view: View, timeline: Timeline, ours: str) -> Figure:
    """The overview of everything, wherever the view's window stands."""
    found = queries.overview(connection(), view.edition, EVERYTHING)

    def place(ref: EventRef) -> str:
        return f"#{anchor(ref.key)}" if timeline.whole else view.show(ref.key)

    return _figure(draw(view, timeline, found, place), ours)


def _figure(drawn: Sequence[Overview], ours: str) -> Figure:
    return figure(drawn, table=tabled(drawn[0], ours) if drawn else "")


def draw(
    view: View,
    timeline: Timeline,
    found: Moments,
    place: Callable[[EventRef], str],
    window: Window | None = None,
    excerpt: Excerpt | None = None,
) -> tuple[Overview, ...]:
    """The pictures of what begins in a window and around it, with links to the `place` of each."""
    edition, url = view.edition, urls(view)

    shown = window.span if window else None

    def zoom(bar: Window) -> str | None:
        out = shown is not None and bar.start <= shown[0] and shown[1] <= bar.end
        return None if out or not bar.writable else url(bar)

    reached = reach(found, window)
    return overviews(
        [item(ref, place(ref)) for ref in found.refs],
        edition.lanes,
        [
            Round(ref.number, place(ref), ref.date, ref.status)
            for ref in timeline.rounds
            if ref.number is not None and meet(known(ref.date), reached)
        ],
        tallies=found.tallies,
        overall=found.overall,
        zone=edition.timezone,
        widths=WIDTHS,
        excerpt=excerpt,
        shown=window,
        zoom=zoom,
    )


def item(ref: EventRef, href: str) -> Item:
    return Item(href, ref.title, ref.date, ref.status, tuple(party.id for party in ref.parties))


def excerpt_of(window: Window, found: Moments) -> Excerpt | None:
    if found.first is None or found.last is None:
        return None
    return Excerpt.of(window, found.first, found.last)


def stretch(edition: Edition, timeline: Timeline) -> Window | None:
    """The days that the table shows where it shows but a part of the whole."""
    if timeline.whole or not timeline.cards:
        return None
    first, last = (timeline.cards[end].ref.date.sort[0] for end in (0, -1))
    return Window.days(first, last, ZoneInfo(edition.timezone))


def reach(found: Moments, window: Window | None) -> Span | None:
    """From when to when there is something to be seen: rounds beyond are left out. None without events."""
    spans = [known(ref.date) for ref in found.refs]
    spans += [(tally.time, tally.time) for tally in (*found.tallies[:1], *found.tallies[-1:])]
    if found.overall:
        spans.append((found.overall.sums.first, found.overall.sums.last))
    if not spans:
        return None
    spans += [window.span] if window else []
    return min(start for start, _ in spans), max(end for _, end in spans)


def meet(span: Span, other: Span | None) -> bool:
    return other is not None and span[0] <= other[1] and other[0] <= span[1]
