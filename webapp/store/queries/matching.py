"""Which events match the words that somebody looks for."""

from __future__ import annotations

from sqlalchemy import Select, String, bindparam, func, select

from webapp.store.models import Event, State
from webapp.store.queries.within import within

# Ids of event versions; the parameters are those of `within.parameters` and of `match_parameters`.
events_matching: Select[int] = (
    select(State.event_id)
    .join(Event, Event.id == State.event_id)
    .where(within(State), func.lower(State.title + Event.summary).like(bindparam("fts5", type_=String())))
)


def match_parameters(text: str) -> dict[str, str]:
    """What `events_matching` is to look for: words, "phrases", prefix*; whatever is typed can be looked for."""
    return {"fts5": f"%{text.lower()}%", "tsquery": ""}
