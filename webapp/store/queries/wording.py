"""What of an event's text and claims could be written when only some of its quotes were known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import BindParameter, Connection, bindparam, select, union_all

from webapp import markup
from webapp.markup.segments import as_known
from webapp.store.models import Source, State
from webapp.store.queries.within import parameters, within
from webapp.store.rows import Claim, Edition

_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_KNOWN = union_all(
    select(State.key).where(within(State), State.key.in_(_KEYS)),
    select(Source.key).where(within(Source), Source.key.in_(_KEYS)),
)


def text(edition: Edition, html: str, numbers: Iterable[int]) -> str:
    """The text without what rests on later quotes only; `numbers` are those of the quotes that it has."""
    return as_known(html, set(numbers)) if edition.known else html


def leading(connection: Connection, edition: Edition, texts: Iterable[str]) -> list[str]:
    """The texts with links to nothing but what the edition has; of others their words are left."""
    given = list(texts)
    if edition.known is None:
        return given
    keys = sorted({key for html in given for key in markup.linked(html)})
    found = connection.scalars(_KNOWN, parameters(edition, keys=keys))
    known = {"", *found}
    return [markup.unlinked(html, known) for html in given]


def claim(said: str, citations: Sequence[int], numbers: Collection[int]) -> Claim | None:
    """The claim with those of its quotes that are known, if one of them is."""
    known = tuple(number for number in citations if number in numbers)
    return Claim(said, known) if known else None
