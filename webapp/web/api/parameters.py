"""What OpenAPI says of each parameter: what it means, and how it is written."""

from __future__ import annotations

from typing import Any

from webapp.store.rows.claims import STATES
from webapp.web.asked import LONGEST_TEXT, STATUSES
from webapp.web.parameters import MOST, Taken
from webapp.web.paths import ID, LONGEST_ID
from webapp.web.shown import LIST
from webapp.web.shown import THING as THINGS

Schema = dict[str, Any]

NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
THING: Schema = {"type": "string", "pattern": f"^{ID}$", "maxLength": LONGEST_ID}
KEY: Schema = {"type": "string", "pattern": f"^(events/{ID}|rounds/[1-9][0-9]{{0,8}})$"}
SOURCE: Schema = {"type": "string", "pattern": f"^sources/{ID}$"}
PAGE: Schema = {"type": "string", "pattern": f"^({THINGS.pattern}|{LIST.pattern})([?].*)?$"}
FILE: Schema = {"type": "string", "pattern": f"^(dossier|(events|sources)/{ID}|rounds/[1-9][0-9]{{0,8}})$"}
TIME: Schema = {"type": "string", "pattern": "^-?[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?)?$"}

Described = tuple[str, Schema]

# Of paths, by the name of the page's endpoint where several pages have the name.
IN_PATH: dict[str, Described] = {
    "at": (
        "The dossier by its id, `istanbul-2025`, in its newest revision; or pinned to one for ever, "
        "`istanbul-2025@1`.",
        {"type": "string", "pattern": f"^{ID}(@[1-9][0-9]{{0,8}})?$"},
    ),
    "number": ("The number of the round.", NUMBER),
    "a": ("The number of one round, the smaller one.", NUMBER),
    "b": ("The number of the other round.", NUMBER),
    "difference.a": ("The number of the earlier revision.", NUMBER),
    "difference.b": ("The number of the later revision.", NUMBER),
    "since.a": ("The number of the revision.", NUMBER),
    "event.id": ("The id of the event.", THING),
    "source.id": ("The id of the source.", THING),
    "quote.id": ("The id of the quote.", {"type": "string", "pattern": "^[a-z2-7]{12}$"}),
    "actor.id": ("The id of the actor.", THING),
    "party.id": ("The id of the party.", THING),
}
# Of queries, by their name, after the page's endpoint where it means something else there.
IN_QUERY: dict[str, Described] = {
    "party": ("The ids of parties: what names any of them.", THING),
    "actor": ("The ids of actors: what names any of them.", THING),
    "topic": ("The ids of topics: what names any of them.", THING),
    "kind": ("Kinds of events: those of any of them.", THING),
    "status": ("Statuses of events: those of any of them.", {"type": "string", "enum": list(STATUSES)}),
    "round": ("Numbers of rounds: them, and the events that name any of them.", NUMBER),
    "from": ("Events that begin no earlier: a day, a month, a year, or a minute.", TIME),
    "to": ("Events that begin no later: a day, a month, a year, or a minute.", TIME),
    "q": (
        'Words to look for: all of them. `"of war"` are words side by side, `negotiat*` is how they begin.',
        {"type": "string", "maxLength": LONGEST_TEXT},
    ),
    "known": (
        "A day: the document as it could be known at its end. Without it, as known at present.",
        {"type": "string", "format": "date"},
    ),
    "after": ("Begin after this event or round.", KEY),
    "before": ("End before this event or round.", KEY),
    "at": (
        "Begin with this event or round, or with a date.",
        {"anyOf": [KEY, TIME]},
    ),
    "of": (
        "A page by its path below the dossier, with its parameters: only what that shows. Of an event "
        "`events/x`; of rounds, sources, quotes, actors and parties alike. The first page is `timeline`.",
        PAGE,
    ),
    "difference.after": ("Begin after this file.", FILE),
    "since.after": ("Begin after this file.", FILE),
    "changes.before": ("End before the revision of this number.", NUMBER),
    "known.year": (
        "The days of this year; `none` for what no certain day has made known.",
        {"type": "string", "pattern": "^(-?[0-9]{4}|none)$"},
    ),
    "rounds.compare": ("The numbers of two rounds: redirects to their comparison.", NUMBER),
    "commitments.party": ("The ids of parties: what any of them promised.", THING),
    "commitments.state": ("States: commitments of any of them.", {"type": "string", "enum": list(STATES)}),
    "commitments.after": ("Begin after the commitment of this id.", THING),
    "sources.after": ("Begin after this source.", SOURCE),
    "sources.before": ("End before this source.", SOURCE),
    "search.after": ("Where to go on, as the document before it says.", {"type": "string"}),
    "search_all.after": ("Where to go on, as the document before it says.", {"type": "string"}),
}
SEVERAL: dict[str, Schema] = {"rounds.compare": {"minItems": 2, "maxItems": 2}}


def in_path(page: str, name: str) -> Schema:
    text, schema = _described(IN_PATH, page, name)
    return {"name": name, "in": "path", "required": True, "description": text, "schema": schema}


def in_query(page: str, taken: Taken) -> list[Schema]:
    """The parameters that the page of this endpoint takes, or a format of it."""
    return [_in_query(page, name, name in taken.several) for name in taken.names]


def _in_query(page: str, name: str, several: bool) -> Schema:
    text, schema = _described(IN_QUERY, page, name)
    if several:
        number = SEVERAL.get(f"{page}.{name}", {"maxItems": MOST})
        schema = {"type": "array", "items": schema, "uniqueItems": True, **number}
    style = {"style": "form", "explode": True} if several else {}
    return {"name": name, "in": "query", "description": text, "schema": schema, **style}


def _described(known: dict[str, Described], page: str, name: str) -> Described:
    """Raises KeyError where nothing is said of it."""
    return known.get(f"{page}.{name}") or known[name]
