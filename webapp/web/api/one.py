"""Views of one thing as JSON: each finds what its page finds, and fills a document."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, request

from webapp.store import queries
from webapp.store.queries.filters import Filters
from webapp.store.rows import Edition, Record, SourcePage
from webapp.web import record
from webapp.web.api.base import Date
from webapp.web.api.claims import Promise, RoundLine, Stance
from webapp.web.api.document import answers, beginning_of, data, data_maybe
from webapp.web.api.dossier import Actor, Correction, Party, Source, Topic
from webapp.web.api.event import Event
from webapp.web.api.eventref import EventRef
from webapp.web.api.pages import (
    ActorDocument,
    ComparedPromises,
    ComparedStances,
    ComparisonDocument,
    EventDocument,
    Near,
    PartyDocument,
    Passage,
    QuoteDocument,
    RoundDocument,
    SourceDocument,
)
from webapp.web.api.quote import CitedQuote, cited
from webapp.web.claims import Held, Pledge
from webapp.web.comparison import Row, arrange, ordered
from webapp.web.formats import within
from webapp.web.head import absolute
from webapp.web.paths import Address, moved
from webapp.web.reading import find
from webapp.web.round import Around, around
from webapp.web.source import passages as public_passages


@answers(EventDocument)
def event(at: Address, id: str) -> EventDocument:
    found = find(at, queries.event, f"events/{id}")
    edition = found.edition
    return EventDocument(**beginning_of(edition), event=Event.page(edition, found.row))


@answers(RoundDocument)
def round_(at: Address, number: int) -> RoundDocument:
    found = find(at, queries.round_, number)
    edition, row = found.edition, found.row
    sides = {side.name: near(edition, side) for side in around(edition, row)}
    nothing = Near(events=(), more=0, in_timeline=None)
    return RoundDocument(
        **beginning_of(edition),
        round=Event.page(edition, row.page),
        earlier=EventRef.maybe(edition, row.earlier),
        later=EventRef.maybe(edition, row.later),
        before=sides.get("Before", nothing),
        during=sides.get("During", nothing),
        after=sides.get("After", nothing),
    )


def near(edition: Edition, side: Around) -> Near:
    return Near(
        events=EventRef.all(edition, side.refs),
        more=side.more,
        in_timeline=absolute(side.there) if side.more else None,
    )


@answers(ComparisonDocument)
def comparison(at: Address, a: int, b: int) -> ComparisonDocument | Response:
    if a >= b:
        return moved(within(ordered(at, a, b), "json"), request.query_string.decode())
    found = find(at, queries.comparison, a, b)
    edition, page = found.edition, arrange(found)
    return ComparisonDocument(
        **beginning_of(edition),
        as_of=Date.maybe(edition, page.as_of),
        first=RoundLine.line(edition, page.rounds[0]),
        second=RoundLine.line(edition, page.rounds[1]),
        positions=tuple(compared_stances(edition, row) for row in page.positions),
        commitments=tuple(compared_promises(edition, row) for row in page.commitments),
    )


def compared_stances(edition: Edition, row: Row[Held]) -> ComparedStances:
    assert row.topic
    assert row.party
    (first, first_more), (second, second_more) = row.cells
    return ComparedStances(
        topic=Topic.of(row.topic),
        party=Party.of(edition, row.party),
        first=tuple(Stance.of(edition, each.stance) for each in first),
        first_more=first_more,
        second=tuple(Stance.of(edition, each.stance) for each in second),
        second_more=second_more,
        all=data(row.every),
    )


def compared_promises(edition: Edition, row: Row[Pledge]) -> ComparedPromises:
    assert row.party
    (first, first_more), (second, second_more) = row.cells
    return ComparedPromises(
        party=Party.of(edition, row.party),
        first=tuple(Promise.of(edition, each.promise) for each in first),
        first_more=first_more,
        second=tuple(Promise.of(edition, each.promise) for each in second),
        second_more=second_more,
        all=data(row.every),
    )


@answers(SourceDocument)
def source(at: Address, id: str) -> SourceDocument:
    found = find(at, queries.source, id)
    edition, row = found.edition, found.row
    return SourceDocument(
        **beginning_of(edition),
        source=Source.of(edition, row.ref),
        text=row.text if row.ref.archived and row.ref.rights == "full" else None,
        passages=passages(row) if row.ref.archived else (),
        intact=hashlib.sha256(row.text.encode()).hexdigest() == row.ref.sha256 if row.ref.archived else None,
        quotes=cited(edition, row.quotes),
        corrections=Correction.all(edition, row.corrections),
    )


def passages(row: SourcePage) -> tuple[Passage, ...]:
    """What the public may see of the text: all of it only where the rights say so."""
    spans = [(0, len(row.text))]
    if row.ref.rights != "full":
        spans = public_passages(row)
    return tuple(Passage(start=start, end=end, text=row.text[start:end]) for start, end in spans)


@answers(QuoteDocument)
def quote(at: Address, id: str) -> QuoteDocument:
    found = find(at, queries.quote, id)
    edition, row = found.edition, found.row
    return QuoteDocument(**beginning_of(edition), quote=CitedQuote.of(edition, row.quote, row.events))


@answers(ActorDocument)
def actor(at: Address, id: str) -> ActorDocument:
    found = find(at, queries.actor, id, record.place())
    edition, row = found.edition, found.row
    said = told(edition, f"actors/{id}", row.record, Filters(actor=(id,)))
    return ActorDocument(**beginning_of(edition), **said, actor=Actor.of(edition, row.actor))


@answers(PartyDocument)
def party(at: Address, id: str) -> PartyDocument:
    found = find(at, queries.party, id, record.place())
    edition, row = found.edition, found.row
    said = told(edition, f"parties/{id}", row.record, Filters(party=(id,)))
    return PartyDocument(
        **beginning_of(edition),
        **said,
        party=Party.of(edition, row.party),
        actors=tuple(Actor.of(edition, each) for each in row.actors),
    )


def told(edition: Edition, path: str, row: Record, filters: Filters) -> dict[str, Any]:
    """What the documents of an actor and of a party have alike."""
    page = record.shown(edition, path, row, filters)
    return {
        "said": row.said,
        "unverified": row.unverified,
        "quotes": cited(edition, row.quotes),
        "earlier": data_maybe(page.earlier),
        "later": data_maybe(page.later),
        "took_part": row.took_part,
        "events": EventRef.all(edition, row.events),
        "timeline": data(page.timeline),
    }
