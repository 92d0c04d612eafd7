"""Dossiers drawn at random, and which of their events a view shows, reckoned from what was authored.

No event has a history: then what was known of it on a day follows from its sources in a line or two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from tests.unit.store.folders import RICH, load
from webapp import dates
from webapp.dates import Date
from webapp.dossier.model import Citation, Dossier, Event, Status
from webapp.quotes import Match
from webapp.store.queries.filters import Filters
from webapp.store.rows import in_time

BASE = load(RICH)
ZONE = BASE.cover.timezone
PUBLISHED = {source.id: source.published.latest or 0 for source in BASE.sources}
PARTIES = [party.id for party in BASE.cover.parties]
ACTORS = [actor.id for actor in BASE.cover.actors]
TOPICS = [topic.id for topic in BASE.cover.topics]
STATUSES = [str(status) for status in Status]
KINDS = ["call", "note", "visit"]
ROUNDS = [1, 2, 10]
WORDS = ["alder", "birch", "cedar"]

_CITED = {citation.quote: citation for event in BASE.events for citation in event.citations}
# Each quote to the byte, and as an event cites it that has other quotation marks.
_MATCHES = (Match.EXACT, Match.TYPOGRAPHIC)
_CITATIONS = [
    replace(citation, located=replace(citation.located, match=match))
    for citation in _CITED.values()
    for match in _MATCHES
]
_PLAIN = replace(
    BASE.events[0],
    number=None,
    html="<p>Nothing.</p>",
    summary="<p>Nothing.</p>",
    place=None,
    history=(),
    agreements=(),
    commitments=(),
    outcomes=(),
    positions=(),
)
_TEXTS = [
    *(f"2001-{month:02}-{day:02}" for month in (2, 3, 4) for day in (1, 2, 3, 5, 6, 28)),
    *("2001", "2001-03", "../2001-03-06", "2001-03-02/..", "2001-03-05T10:00", "2001-03-01/2001-03-04"),
]
DATES = st.sampled_from([dates.parse(text, ZONE) for text in _TEXTS])
DAYS = st.sampled_from([dates.parse(f"2001-03-{day:02}", ZONE) for day in (1, 2, 3, 4, 5, 6, 30, 31)])
KNOWN = st.none() | DAYS
_IDS = count(1)


def fresh() -> str:
    """The id of a dossier that no store has yet."""
    return f"talks-{next(_IDS)}"


def _some(values: Sequence[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def _cited() -> st.SearchStrategy[tuple[Citation, ...]]:
    """Each quote once."""
    some = st.lists(st.sampled_from(_CITATIONS), min_size=1, max_size=3, unique_by=lambda each: each.quote)
    return some.map(lambda cited: tuple(replace(each, number=n) for n, each in enumerate(cited, 1)))


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event, not yet with a key of its own."""
    cited = draw(_cited())
    return replace(
        _PLAIN,
        title=" ".join(("Event", *draw(_some(WORDS)))),
        kind=draw(st.sampled_from(KINDS)),
        status=Status(draw(st.sampled_from(["held", *STATUSES]))),
        date=draw(DATES),
        round=draw(st.none() | st.sampled_from(ROUNDS)),
        parties=draw(_some(PARTIES)),
        actors=draw(_some(ACTORS)),
        topics=draw(_some(TOPICS)),
        citations=cited,
    )


@st.composite
def dossiers(draw: st.DrawFn, most: int = 12) -> Dossier:
    """Some events, some rounds."""
    own = draw(st.lists(events(), min_size=1, max_size=most))
    rounds = {number: draw(events()) for number in draw(st.sets(st.sampled_from(ROUNDS)))}
    return dossier(
        [
            *(replace(event, key=f"events/e{number}") for number, event in enumerate(own)),
            *(
                replace(event, key=f"rounds/{number}", number=number, round=None, kind="round")
                for number, event in rounds.items()
            ),
        ]
    )


def dossier(events: Sequence[Event], id: str = "") -> Dossier:
    """One of these events; what their files say tells them apart."""
    written = (replace(event, file=repr(replace(event, file=""))) for event in events)
    return replace(BASE, id=id or fresh(), events=tuple(sorted(written, key=lambda event: event.key)))


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Some parameters in use, most of them not."""

    def some(values: st.SearchStrategy[tuple[str, ...]]) -> tuple[str, ...]:
        return draw(values) if draw(st.integers(0, 2)) == 0 else ()

    bound = st.none() | st.none() | DATES.filter(lambda date: ".." not in date.text)
    numbers = st.lists(st.sampled_from([*ROUNDS, 4]), max_size=2, unique=True).map(tuple)
    return Filters(
        party=some(_some(PARTIES)),
        actor=some(_some(ACTORS)),
        topic=some(_some(TOPICS)),
        kind=some(_some([*KINDS, "round", "unheard-of"])),
        status=some(_some(STATUSES)),
        round=draw(numbers) if draw(st.integers(0, 3)) == 0 else (),
        from_=draw(bound),
        to=draw(bound),
        q=draw(st.sampled_from(["", "", "", *WORDS])),
    )


def place(event: Event) -> tuple[int, int, str]:
    return (*in_time(event.date, event.number), event.key)


def as_known(event: Event, known: Date | None) -> Event | None:
    """The event as it could be known on that day; None where it could not."""
    if known is None or known.latest is None:
        return event
    all_published = {PUBLISHED[citation.source] for citation in event.citations}
    published = {second for second in all_published if second <= known.latest}
    if not published:
        return None
    status = event.status
    begins = event.date.earliest
    if published != all_published and begins is not None and max(published) < begins:
        status = Status.PLANNED
    cited = tuple(each for each in event.citations if PUBLISHED[each.source] in published)
    return replace(event, status=status, citations=cited)


def shown(dossier: Dossier, filters: Filters, known: Date | None = None) -> list[Event]:
    """What the view shows, in order of time."""
    there = [event for each in dossier.events if (event := as_known(each, known))]
    rounds = {event.number for event in there}
    there = [event if event.round in rounds else replace(event, round=None) for event in there]
    return sorted((event for event in there if satisfies(event, filters)), key=place)


def satisfies(event: Event, filters: Filters) -> bool:
    begins = event.date.sort[0]
    numbers = {event.number, event.round}
    return all(
        [
            not filters.party or set(filters.party) & set(event.parties),
            not filters.actor or set(filters.actor) & set(event.actors),
            not filters.topic or set(filters.topic) & set(event.topics),
            not filters.kind or event.kind in filters.kind,
            not filters.status or event.status in filters.status,
            not filters.round or set(filters.round) & numbers,
            filters.from_ is None or filters.from_.earliest is None or filters.from_.earliest <= begins,
            filters.to is None or filters.to.latest is None or begins <= filters.to.latest,
            not filters.q or filters.q in event.title.split(),
        ]
    )
