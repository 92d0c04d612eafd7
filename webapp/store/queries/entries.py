"""What several event versions list: whom they name, whom they quote, what they claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from webapp.store import models
from webapp.store.models import Event, Quote, Source
from webapp.store.queries import events
from webapp.store.queries.within import date
from webapp.store.rows import Actor, Edition, Entry, Party, Topic

AnyRow = Row[*tuple[Any, ...]]
Editions = Mapping[int, Edition]  # by the ids of the versions, in which of two editions each is read

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_NAMES = events.naming(_IDS)
_QUOTES = (
    select(
        Quote.event_id,
        Quote.number,
        Quote.quote,
        Quote.pieces,
        Quote.speaker,
        Quote.source,
        Quote.page,
        Quote.match,
        Quote.prefix,
        Quote.suffix,
        Source.title,
        Source.language,
    )
    .join(Event, Event.id == Quote.event_id)
    .outerjoin(
        Source,
        and_(
            Source.dossier_id == Quote.dossier_id,
            Source.key == Quote.source,
            Source.since <= Event.since,
            Source.until > Event.since,
        ),
    )
    .where(Quote.event_id.in_(_IDS))
    .order_by(Quote.event_id, Quote.number)
)
_EFFECTS = {"fulfils": "Fulfils", "breaks": "Breaks", "renews": "Renews"}


def names(connection: Connection, editions: Editions) -> defaultdict[tuple[int, str], list[tuple[str, str]]]:
    """The (id, name) of each party, actor and topic, by version and kind, in the author's order."""
    found = defaultdict[tuple[int, str], list[tuple[str, str]]](list)
    for row in connection.execute(_NAMES, {"ids": list(editions)}):
        edition = editions[row.event_id]
        known: dict[str, Mapping[str, Party | Actor | Topic]] = {
            "party": edition.parties,
            "actor": edition.actors,
            "topic": edition.topics,
        }
        found[row.event_id, row.what].append((row.id, known[row.what][row.id].name))
    return found


def quotes(connection: Connection, editions: Editions) -> defaultdict[int, dict[int, Entry]]:
    """The quotes by version and number."""
    found = defaultdict[int, dict[int, Entry]](dict)
    for row in connection.execute(_QUOTES, {"ids": list(editions)}):
        found[row.event_id][row.number] = _quote(editions[row.event_id], row)
    return found


def _quote(edition: Edition, row: AnyRow) -> Entry:
    speaker = edition.actors[row.speaker] if row.speaker else None
    return replace(
        said(row, speaker.name if speaker else "Reported"),
        language=row.language,
        source=row.source,
        origin=row.title or row.source,
        speaker=speaker,
    )


def said(row: AnyRow, label: str) -> Entry:
    """What makes a quote the one it is: it has changed where this is another."""
    return Entry(
        what="quote",
        identity=row.quote,
        group=row.source,
        label=label,
        text="".join(piece.text for piece in row.pieces),
        terms=(("Match", row.match), *([("Page", row.page)] if row.page else [])),
        context=(row.prefix, row.suffix),
    )


def _listed(table: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*table.__table__.columns)
        .where(table.event_id.in_(_IDS))
        .order_by(table.event_id, table.position)
    )


_AGREEMENTS = _listed(models.Agreement)
_COMMITMENTS = _listed(models.Commitment)
_POSITIONS = _listed(models.Position)
_HISTORY = _listed(models.Known)
_SETTLING, _PROMISING = aliased(Event), aliased(Event)
_PROMISED = (
    select(models.Commitment.text)
    .join(_PROMISING, _PROMISING.id == models.Commitment.event_id)
    .where(
        models.Commitment.dossier_id == models.Outcome.dossier_id,
        models.Commitment.commitment == models.Outcome.commitment,
        _PROMISING.since <= _SETTLING.since,
        _PROMISING.until > _SETTLING.since,
    )
    .limit(1)
    .scalar_subquery()
)
_OUTCOMES = (
    select(models.Outcome.event_id, models.Outcome.position, models.Outcome.effect,
           models.Outcome.commitment, _PROMISED.label("text"))
    .join(_SETTLING, _SETTLING.id == models.Outcome.event_id)
    .where(models.Outcome.event_id.in_(_IDS))
    .order_by(models.Outcome.event_id, models.Outcome.position)
)  # fmt: skip


def claims(
    connection: Connection, editions: Editions, quoted: Mapping[int, Mapping[int, Entry]]
) -> defaultdict[int, list[Entry]]:
    """All else that the versions list, by version: each kind in its order. `quoted` are their quotes."""
    given = {"ids": list(editions)}
    found = defaultdict[int, list[Entry]](list)
    for statement, read in (
        (_AGREEMENTS, _agreement),
        (_COMMITMENTS, _commitment),
        (_OUTCOMES, _outcome),
        (_POSITIONS, _position),
        (_HISTORY, _known),
    ):
        for row in connection.execute(statement, given):
            entry = read(editions[row.event_id], row)
            numbers = getattr(row, "citations", ())
            proof = frozenset(quoted[row.event_id][number].identity for number in numbers)
            found[row.event_id].append(replace(entry, proof=proof))
    return found


def _agreement(edition: Edition, row: Any) -> Entry:
    topic = [("Topic", edition.topics[row.topic].name)] if row.topic else []
    label = "Agreed" if row.reached else "Not agreed"
    return Entry("agreement", f"{label}: {row.text}", label, label, row.text, tuple(topic))


def _commitment(edition: Edition, row: Any) -> Entry:
    terms = [("To", edition.parties[row.to].name)] if row.to else []
    terms += [("Due", date(row.due, edition.timezone).label)] if row.due else []
    label = f"Commitment of {edition.parties[row.by].name}"
    return Entry("commitment", row.commitment, row.by, label, row.text, tuple(terms))


def _outcome(edition: Edition, row: Any) -> Entry:
    identity = f"{row.commitment} {row.effect}"
    return Entry("outcome", identity, row.commitment, _EFFECTS[row.effect], row.text or row.commitment)


def _position(edition: Edition, row: Any) -> Entry:
    label = f"{edition.parties[row.party].name} on {edition.topics[row.topic].name}"
    pair = f"{row.party} {row.topic}"
    return Entry("position", pair, pair, label, row.stance)


def _known(edition: Edition, row: Any) -> Entry:
    known = date(row.known, edition.timezone)
    text = row.status + (f", {date(row.date, edition.timezone).label}" if row.date else "")
    return Entry("history", known.text, "", f"Known on {known.label}", text)
