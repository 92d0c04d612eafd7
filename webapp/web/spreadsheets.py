"""`/<dossier>.csv` and `search.csv`: every event of a view, and all that a search finds, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response

from webapp import dates
from webapp.store import queries
from webapp.store.rows import Edition, EventCard, Hit, Part, Snippet
from webapp.web.cells import table
from webapp.web.head import absolute, plain
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.search import asked
from webapp.web.streaming import stream
from webapp.web.view import NARROWING, SEVERAL, view
from webapp.web.words import caution, words

EVENT = (
    *("id", "date", "date_in_words", "first_day", "last_day", "status", "kind", "round", "place"),
    *("headline", "text", "parties", "actors", "topics", "party_ids", "actor_ids", "topic_ids"),
    *("quotes", "words", "link", "permanent_link"),
)
HIT = ("what", "dossier", "id", "date", "date_in_words", "title", "passages", "link", "permanent_link")
WHOLE = 1_000_000  # code points: no paragraph is longer


@takes(*NARROWING, several=SEVERAL)
def timeline_csv(at: Address) -> Response:
    here = view(open_edition(at))
    found = queries.batches(connection(), here.edition, here.filters)
    return stream(table(EVENT, (event(here.edition, card) for cards in found for card in cards)), "csv")


@takes("q", "known")
def search_csv(at: Address) -> Response:
    return stream(table(HIT, hits(open_edition(at))), "csv")


@takes("q")
def search_all_csv() -> Response:
    return stream(table(HIT, hits(None)), "csv")


def hits(edition: Edition | None) -> Iterator[tuple[str, ...]]:
    for found in queries.finds(connection(), edition, asked()):
        yield from map(hit, found)


def event(edition: Edition, card: EventCard) -> tuple[str, ...]:
    """The cells of EVENT: names are parted by semicolons, ids by spaces, quotes by line breaks."""
    ref = card.ref
    number = ref.number or ref.round
    named = (ref.parties, card.actors, card.topics)
    return (
        ref.key,
        ref.date.text,
        ref.date.label,
        day(ref.date.earliest, edition.timezone),
        day(ref.date.latest, edition.timezone),
        ref.status,
        ref.kind,
        str(number) if number else "",
        card.place or "",
        ref.title,
        plain(card.html, WHOLE),
        *("; ".join(each.name for each in some) for some in named),
        *(" ".join(each.id for each in some) for some in named),
        str(len(card.quotes)),
        "\n".join(said(edition, card)),
        absolute(edition.link(ref.key)),
        absolute(edition.permanent_link(ref.key)),
    )


def said(edition: Edition, card: EventCard) -> Iterator[str]:
    """Each quote of an event in one line: the words, who said them, where and when, how they match."""
    for each in (words(edition, quote) for quote in card.quotes):
        who = (each.speaker.name,) if each.speaker else ()
        where = ", ".join((*who, each.origin, each.source.published.label))
        yield f"“{' '.join(each.text.split())}” — {where} ({each.proof})"


def day(second: int | None, zone: str) -> str:
    """The day in which a date begins or ends; "" where it has no such end, or none that a day can name."""
    if second is None:
        return ""
    found = dates.day(second, zone)
    inside = (found.earliest or 0) <= second <= (found.latest or 0)
    return found.text if inside else ""


def hit(found: Hit) -> tuple[str, ...]:
    """The cells of HIT; passages are what the page of the search shows, on lines of their own."""
    thing = found.event or found.source
    assert thing is not None
    date = found.event.date if found.event else found.source.published if found.source else None
    assert date is not None
    return (
        "source" if found.source else "round" if found.event and found.event.number else "event",
        found.edition.id,
        thing.key,
        date.text,
        date.label,
        spelt(found.title),
        "\n".join(map(passage, found.snippets)),
        absolute(found.edition.link(thing.key)),
        absolute(found.edition.permanent_link(thing.key)),
    )


def passage(snippet: Snippet) -> str:
    note = caution(snippet.source)
    return " ".join(spelt(snippet.parts).split()) + (f" ({note})" if note else "")


def spelt(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts)
