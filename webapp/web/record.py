"""What somebody said and took part in, as the pages of an actor and of a party show it, in windows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from webapp.store.queries.filters import Filters
from webapp.store.queries.place import After, Before, Place, Start
from webapp.store.rows import Edition, EventRef, Record
from webapp.web.asked import KEY
from webapp.web.faults import Fault, refusal, shortened
from webapp.web.parameters import address, canonical
from webapp.web.view import View
from webapp.web.words import Words, words

PARAMETERS = ("known", "after", "before")


@dataclass(frozen=True, slots=True)
class Shown:
    """`said`, `unverified` (of these) and `took_part` count all.

    `earlier` and `later` lead to the windows beside this one, `timeline` to all that they took part in.
    """

    said: int
    unverified: int
    words: tuple[Words, ...]
    earlier: str | None
    later: str | None
    took_part: int
    events: tuple[EventRef, ...]
    timeline: str


def place() -> Place:
    """Where the request's window stands. Raises Refused."""
    given = [(name, request.args[name]) for name in ("after", "before") if name in request.args]
    if len(given) > 1:
        text = "“after” and “before”: only one can say where the window stands."
        raise refusal([Fault(name, value, text * (name == "after")) for name, value in given])
    for name, value in given:
        if not KEY.fullmatch(value):
            text = f"“{shortened(value)}” is no event or round: write it as events/… or rounds/…."
            raise refusal([Fault(name, value, text)])
        return After(value) if name == "after" else Before(value)
    return Start()


def shown(edition: Edition, path: str, record: Record, filters: Filters) -> Shown:
    """`path` is the page's own; `filters` narrow the timeline to what they took part in."""

    def window(name: str, key: str | None) -> str | None:
        known = [("known", edition.known.text)] if edition.known else []
        return key and address(f"{edition.base}/{path}", canonical([*known, (name, key)], PARAMETERS))

    return Shown(
        said=record.said,
        unverified=record.unverified,
        words=tuple(words(edition, each.quote, each.events) for each in record.quotes),
        earlier=window("before", record.earlier),
        later=window("after", record.later),
        took_part=record.took_part,
        events=record.events,
        timeline=View(edition, filters).url(),
    )
