"""What to say about a thing that an edition does not have: when it was last there, and what is like it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from sqlalchemy import Connection, Select, Text, cast, func, literal, select, union_all

from webapp.store.database import to_json
from webapp.store.models import Cover, Event, Quote, Source, State
from webapp.store.queries.within import parameters, within
from webapp.store.rows import Edition, Missing

NEIGHBOURS = 100  # keys on either side in the alphabet that are looked at for a like one


def possible(text: str) -> bool:
    """Whether a thing can have that name at all; PostgreSQL refuses to be asked for some others."""
    return len(text) <= 120 and text.isascii() and text.isprintable()


def key(connection: Connection, edition: Edition, table: type[Source] | type[State], key: str) -> Missing:
    """No event, round or source has that key."""
    if not possible(key):
        return Missing(key)
    last = select(func.max(table.until)).where(table.dossier_id == edition.dossier_id, table.key == key)
    here, given = select(table.key).where(within(table)), parameters(edition)
    below = here.where(table.key < key).order_by(table.key.desc()).limit(NEIGHBOURS)
    above = here.where(table.key > key).order_by(table.key).limit(NEIGHBOURS)
    keys = [*connection.scalars(below, given), *connection.scalars(above, given)]
    return Missing(key, _last(connection, edition, last), nearest(key, keys))


def quote(connection: Connection, edition: Edition, id: str) -> Missing:
    """No event cites a quote of that id. Ids of quotes are digests, so none is like another."""
    of_quote = (Quote.dossier_id == edition.dossier_id, Quote.quote == id)
    last = select(func.max(Event.until)).join(Quote, Quote.event_id == Event.id).where(*of_quote)
    return Missing(f"quotes/{id}", _last(connection, edition, last) if possible(id) else None)


def person(connection: Connection, edition: Edition, folder: str, id: str, known: Iterable[str]) -> Missing:
    """No actor, or party (`folder`), has that id; `known` are those that the edition has."""
    key = f"{folder}/{id}"
    if not possible(id):
        return Missing(key)
    last = listed(connection, edition, folder, [id]).get(id)
    return Missing(key, last, nearest(key, (f"{folder}/{one}" for one in known)))


def listed(connection: Connection, edition: Edition, folder: str, ids: Iterable[str]) -> dict[str, int]:
    """The newest revision that lists each of these actors, or parties (`folder`), where any does."""
    column = Cover.actors if folder == "actors" else Cover.parties
    # In the list of lists that the column holds, this stands at the beginning of an entry and nowhere else:
    # within a string its quotation marks would be escaped.
    each = [
        select(literal(id), func.max(Cover.until)).where(
            Cover.dossier_id == edition.dossier_id,
            cast(column, Text).contains(f"[{to_json(id)},", autoescape=True),
        )
        for id in ids
        if possible(id) and id == id.lower()  # as all ids are; SQLite's LIKE takes capitals for small letters
    ]
    rows = connection.execute(union_all(*each)) if each else ()
    return {id: min(until - 1, edition.latest) for id, until in rows if until is not None}


def nearest(key: str, known: Iterable[str]) -> str | None:
    """The key in the same folder whose id is most like that of `key`, if any is."""
    folder, _, id = key.rpartition("/")
    ids = [other.rpartition("/")[2] for other in known if other.rpartition("/")[0] == folder]
    like = get_close_matches(id, ids, n=1)
    return key.removesuffix(id) + like[0] if like else None


def _last(connection: Connection, edition: Edition, until: Select[int]) -> int | None:
    found = connection.scalar(until)
    return None if found is None else min(found - 1, edition.latest)
