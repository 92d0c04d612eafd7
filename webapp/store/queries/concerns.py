"""Which files have a say in what a page shows, in either of two revisions.

- An event's or round's page: its own file, the sources that it cites, dossier.md (for the names of those it
  names), the events that settle or once settled what it promised, and those that promised what it settles.
- A source's page: its own file, the events that cite it, and dossier.md (for the names of the speakers).
- A quote's page: the events that cite it, its source, and dossier.md.
- An actor's or party's page: dossier.md, the events that name or quote it, or one of its actors, and the
  sources of these words.
- Every other page of a dossier shows, or counts, what any of its files say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    literal,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import aliased

from webapp.store.models import (
    FOREVER,
    Agreement,
    Commitment,
    Event,
    EventActor,
    EventParty,
    EventTopic,
    Outcome,
    Position,
    Quote,
    Source,
    State,
)
from webapp.store.queries import missing
from webapp.store.queries.within import DOSSIER
from webapp.store.rows import Edition, Missing

FIRST, LAST = bindparam("first", type_=Integer()), bindparam("last", type_=Integer())
_PAGE = bindparam("page", type_=String())
_ACTORS: BindParameter[str] = bindparam("speakers", expanding=True)
_SNIPPET = 60


@dataclass(frozen=True, slots=True)
class Concern:
    """Conditions on versions of dossier.md, sources and events; `title` finds what the page is called."""

    cover: ColumnElement[bool]
    source: ColumnElement[bool]
    event: ColumnElement[bool]
    title: Select[Any] | None = None


def living(table: Any) -> ColumnElement[bool]:
    """Does the first or the last revision have it?"""
    first = and_(table.since <= FIRST, table.until > FIRST)
    return or_(first, and_(table.since <= LAST, table.until > LAST))


def _quoted(column: Any, *where: ColumnElement[bool]) -> Any:
    return select(column).where(Quote.dossier_id == DOSSIER, *where)


def _of_event() -> Concern:
    itself, settled = aliased(Event), Outcome.commitment
    own = (itself.dossier_id == DOSSIER, itself.key == _PAGE, living(itself))
    promised = select(Commitment.commitment).join(itself, itself.id == Commitment.event_id).where(*own)
    settling = select(Outcome.event_id).where(Outcome.dossier_id == DOSSIER, settled.in_(promised))
    settles = select(settled).join(itself, itself.id == Outcome.event_id).where(*own)
    promising = select(Commitment.event_id).where(
        Commitment.dossier_id == DOSSIER, Commitment.commitment.in_(settles)
    )
    cited = select(Quote.source).join(itself, itself.id == Quote.event_id).where(*own)
    title = select(State.title).where(
        State.dossier_id == DOSSIER, State.key == _PAGE, State.known_until == FOREVER, living(State)
    )
    return Concern(
        true(),
        Source.key.in_(cited),
        or_(Event.key == _PAGE, Event.id.in_(settling), Event.id.in_(promising)),
        title.order_by(State.since.desc()).limit(1),
    )


def _of_source() -> Concern:
    citing = _quoted(Quote.event_id, Quote.source == _PAGE)
    title = select(Source.title).where(Source.dossier_id == DOSSIER, Source.key == _PAGE, living(Source))
    newest = title.order_by(Source.since.desc()).limit(1)
    return Concern(true(), Source.key == _PAGE, Event.id.in_(citing), newest)


def _of_quote() -> Concern:
    same = Quote.quote == _PAGE
    title = (
        select(Quote.pieces)
        .join(Event, Event.id == Quote.event_id)
        .where(Quote.dossier_id == DOSSIER, same, living(Event))
        .order_by(Event.since.desc())
        .limit(1)
    )
    return Concern(
        true(),
        Source.key.in_(_quoted(Quote.source, same)),
        Event.id.in_(_quoted(Quote.event_id, same)),
        title,
    )


def _of_people(table: type[EventActor] | type[EventParty], column: Any) -> Concern:
    said = Quote.speaker.in_(_ACTORS)
    named = select(table.event_id).where(table.dossier_id == DOSSIER, column == _PAGE)
    spoke = _quoted(Quote.event_id, said)
    return Concern(
        true(), Source.key.in_(_quoted(Quote.source, said)), or_(Event.id.in_(named), Event.id.in_(spoke))
    )


ALL = Concern(true(), true(), true())
CONCERNS = {
    "": ALL,
    "events": _of_event(),
    "rounds": _of_event(),
    "sources": _of_source(),
    "quotes": _of_quote(),
    "actors": _of_people(EventActor, EventActor.actor),
    "parties": _of_people(EventParty, EventParty.party),
}


def speakers(page: str, *editions: Edition) -> list[str]:
    """The actors whose words stand on an actor's or party's page; of other pages, nobody."""
    folder, _, id = page.partition("/")
    if folder == "actors":
        return [id]
    theirs = {actor.id for edition in editions for actor in edition.actors.values() if actor.party.id == id}
    return sorted(theirs) if folder == "parties" else []


def given(first: Edition, last: Edition, page: str) -> dict[str, object]:
    """The parameters of the conditions of that page."""
    folder, _, id = page.partition("/")
    return {
        "dossier": first.dossier_id,
        "first": first.revision,
        "last": last.revision,
        "page": id if folder in ("quotes", "actors", "parties") else page,
        "speakers": speakers(page, first, last),
    }


def people(connection: Connection, first: Edition, last: Edition, page: str) -> frozenset[tuple[str, str]]:
    """Whom and what of dossier.md the page names: ("party" | "actor" | "topic", id)."""
    folder, _, id = page.partition("/")
    named = (
        {({"actors": "actor", "parties": "party"}[folder], id)} if folder in ("actors", "parties") else set()
    )
    named |= {("actor", id) for id in speakers(page, first, last)}
    if folder in _NAMED:
        rows = connection.execute(_NAMED[folder], given(first, last, page))
        named |= {(what, id) for what, id in rows if id is not None}
    for edition in (first, last):
        actors = (edition.actors.get(id) for what, id in set(named) if what == "actor")
        named |= {("party", actor.party.id) for actor in actors if actor}
    return frozenset(named)


def _naming() -> CompoundSelect[*tuple[Any, ...]]:
    """Whom and what an event names, in the text beside it too."""
    columns = (
        ("party", EventParty.party),
        ("party", Commitment.by),
        ("party", Commitment.to),
        ("party", Position.party),
        ("actor", EventActor.actor),
        ("actor", Quote.speaker),
        ("topic", EventTopic.topic),
        ("topic", Position.topic),
        ("topic", Agreement.topic),
    )
    own = select(Event.id).where(Event.dossier_id == DOSSIER, Event.key == _PAGE, living(Event))
    return union(
        *(
            select(literal(what).label("what"), column.label("id")).where(column.class_.event_id.in_(own))
            for what, column in columns
        )
    )


def _speaking(column: Any) -> Select[str, str | None]:
    """Who says the quotes of which the column is that of the page."""
    spoken = select(literal("actor"), Quote.speaker).join(Event, Event.id == Quote.event_id)
    return spoken.where(Quote.dossier_id == DOSSIER, column == _PAGE, living(Event)).distinct()


_NAMED: dict[str, Any] = {
    "events": _naming(),
    "rounds": _naming(),
    "sources": _speaking(Quote.source),
    "quotes": _speaking(Quote.quote),
}


def title(connection: Connection, first: Edition, last: Edition, page: str) -> str | Missing:
    """What the page is called in the later of the revisions that has it; "" is the whole dossier."""
    folder, _, id = page.partition("/")
    if folder in ("actors", "parties"):
        people = [*getattr(last, folder).values(), *getattr(first, folder).values()]
        return next((each.name for each in people if each.id == id), None) or Missing(page)
    statement = CONCERNS[folder].title
    if statement is None:
        return ""
    found = connection.scalar(statement, given(first, last, page)) if missing.possible(page) else None
    if found is None:
        return Missing(page)
    if folder != "quotes":
        return str(found)
    words = "".join(piece.text for piece in found)
    return f"“{words}”" if len(words) <= _SNIPPET else f"“{words[:_SNIPPET].rsplit(' ', 1)[0]} …”"
