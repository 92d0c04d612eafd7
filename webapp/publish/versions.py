"""A dossier's things with their digests, and the rows that a new version of each is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.dates import Date
from webapp.dossier.model import Citation, Contents, Cover, Event, Source
from webapp.store import digests, models, states
from webapp.store.rows import in_time

Table = type[models.Cover] | type[models.Source] | type[models.Event]
Row = tuple[type[models.Base], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Thing:
    """A cover, source or event, which has `what` and the rows of its own; `zone` is that of its days.

    `line` is the digest of the line that it came in, if it did.
    """

    key: str
    digest: str
    what: Cover | Source | Event
    zone: str
    line: str | None

    @property
    def table(self) -> Table:
        match self.what:
            case Cover():
                return models.Cover
            case Source():
                return models.Source
            case Event():
                return models.Event


def things(dossier: Contents) -> Iterator[Thing]:
    """Everything in the dossier, table by table, in order of keys: sources before events that cite them."""
    yield from archive(dossier)
    for event in dossier.events:
        yield of_event(event, dossier.cover.timezone, dossier.line(event.key))


def archive(dossier: Contents) -> Iterator[Thing]:
    """The cover and the sources, in order of keys."""
    cover, zone = dossier.cover, dossier.cover.timezone
    yield Thing("dossier", digests.of_cover(cover.file), cover, zone, dossier.line("dossier"))
    for source in dossier.sources:
        key, digest = _key(source.id), digests.of_source(source.file, cover.language, zone)
        yield Thing(key, digest, source, zone, dossier.line(key))


def of_event(event: Event, zone: str, line: str | None) -> Thing:
    cited = [(_key(c.source), c.source_sha256, c.published.text) for c in event.citations]
    return Thing(event.key, digests.of_event(event.file, zone, cited), event, zone, line)


def rows(thing: Thing, id: int, dossier_id: int, since: int) -> Iterator[Row]:
    """The rows of the thing's new version, current from revision `since` on: its own first."""
    life = {
        "id": id,
        "dossier_id": dossier_id,
        "key": thing.key,
        "since": since,
        "until": models.CURRENT,
        "digest": thing.digest,
        "line": thing.line,
    }
    match thing.what:
        case Cover() as cover:
            yield models.Cover, life | _cover(cover)
            if cover.timelinejs:
                yield models.Deck, {"cover_id": id, "fields": dict(cover.timelinejs)}
        case Source() as source:
            yield models.Source, life | _source(source)
        case Event() as event:
            known = {c.source: states.certain(c.published) for c in event.citations}
            yield models.Event, life | _event(event)
            if event.timelinejs:
                yield models.Slide, {"event_id": id, "fields": dict(event.timelinejs)}
            yield from _states(event, life, known, thing.zone)
            days = {source: states.day_end(second, thing.zone) for source, second in known.items()}
            yield from _belongings(event, id, dossier_id, days)
    for position, correction in enumerate(thing.what.corrections):
        own = {name: life[name] for name in ("dossier_id", "key", "since")} | {"position": position}
        yield models.Correction, own | {"date": correction.date.text, "note": correction.note}


def _key(source: str) -> str:
    return f"sources/{source}"


def _cover(cover: Cover) -> dict[str, Any]:
    return {
        "title": cover.title,
        "language": cover.language,
        "timezone": cover.timezone,
        "parties": [[party.id, party.name, party.role] for party in cover.parties],
        "actors": [[actor.id, actor.name, actor.role, actor.party] for actor in cover.actors],
        "topics": [[topic.id, topic.name] for topic in cover.topics],
        "html": cover.html,
        "file": cover.file,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "sha256": source.sha256,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        **_bounds("published", source.published),
        **_order("published", source.published.sort),
        "url": source.url,
        "archive_url": source.archive_url,
        "language": source.language,
        "rights": source.rights,
        "text": source.text,
        "file": source.file,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "place": event.place,
        **_bounds("known", event.known),
        "summary": event.summary,
        "html": event.html,
        "file": event.file,
    }


def _states(event: Event, life: dict[str, Any], known: Mapping[str, int], zone: str) -> Iterator[Row]:
    """`known` says of each source cited from when on it is certainly published."""
    facts = states.Facts(states.name(event.number, event.kind), event.title, event.status, event.date)
    history = [
        states.Entry(states.certain(entry.known), entry.status, entry.date, entry.title)
        for entry in event.history
    ]
    always = {
        "event_id": life["id"],
        **{name: life[name] for name in ("dossier_id", "key", "since", "until")},
        "number": event.number,
        "round": event.round,
        "kind": event.kind,
        "parties": " ".join(event.parties),
    }
    for position, each in enumerate(states.standings(facts, history, known.values(), zone)):
        stretch = {"position": position, "known_from": each.known_from, "known_until": each.known_until}
        what = {"title": each.title, "status": each.status, **_bounds("date", each.date)}
        order = _order("date", in_time(each.date, event.number))
        yield models.State, always | stretch | what | order


def _belongings(event: Event, id: int, dossier_id: int, known: Mapping[str, int]) -> Iterator[Row]:
    """`known` says of each source cited by the end of which day it is known."""
    own = {"event_id": id}
    named = own | {"dossier_id": dossier_id}
    for position, party in enumerate(event.parties):
        yield models.EventParty, named | {"position": position, "party": party}
    for position, actor in enumerate(event.actors):
        yield models.EventActor, named | {"position": position, "actor": actor}
    for position, topic in enumerate(event.topics):
        yield models.EventTopic, named | {"position": position, "topic": topic}
    for citation in event.citations:
        yield models.Quote, named | _quote(citation) | {"known_from": known[citation.source]}
    for position, outcome in enumerate(event.outcomes):
        what = {"effect": outcome.effect, "commitment": outcome.commitment}
        yield models.Outcome, named | {"position": position} | what
    for position, entry in enumerate(event.history):
        date = entry.date and entry.date.text
        what = _bounds("known", entry.known) | {"status": entry.status, "date": date}
        yield models.Known, own | {"position": position} | what
    yield from _claims(event, own, named)


def _claims(event: Event, own: dict[str, int], named: dict[str, int]) -> Iterator[Row]:
    for position, agreement in enumerate(event.agreements):
        what = {"text": agreement.text, "reached": agreement.reached, "topic": agreement.topic}
        proof = {"citations": list(agreement.citations)}
        yield models.Agreement, own | {"position": position} | what | proof
    for position, held in enumerate(event.positions):
        what = {"party": held.party, "topic": held.topic, "stance": held.stance}
        yield models.Position, own | {"position": position} | what | {"citations": list(held.citations)}
    for position, commitment in enumerate(event.commitments):
        promise = {
            "commitment": commitment.id,
            "text": commitment.text,
            "by": commitment.by,
            "to": commitment.to,
            "due": commitment.due and commitment.due.text,
            "citations": list(commitment.citations),
        }
        yield models.Commitment, named | {"position": position} | promise


def _quote(citation: Citation) -> dict[str, Any]:
    row = {
        "number": citation.number,
        "quote": citation.quote,
        "source": _key(citation.source),
        "source_sha256": citation.source_sha256,
        "speaker": citation.speaker,
        "start": citation.located.start,
        "occurrence": citation.located.occurrence,
        "match": citation.located.match,
        "page": citation.page,
        "prefix": citation.located.prefix,
        "suffix": citation.located.suffix,
    }
    pieces = citation.located.pieces
    digest = digests.of_quote(pieces=[(piece.text, piece.start, piece.end) for piece in pieces], **row)
    return row | {"pieces": pieces, "digest": digest}


def _bounds(name: str, date: Date) -> dict[str, Any]:
    return {name: date.text, f"{name}_earliest": date.earliest, f"{name}_latest": date.latest}


def _order(name: str, order: tuple[int, int]) -> dict[str, Any]:
    return {f"{name}_sort": order[0], f"{name}_tie": order[1]}
