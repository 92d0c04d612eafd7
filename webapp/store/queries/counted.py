"""What was counted of a whole revision when it was published: see `store.counting`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, select

from webapp.store.models import Count
from webapp.store.queries.within import DOSSIER, REVISION, parameters
from webapp.store.rows import Edition
from webapp.timeline.overall import Overall

# A page asks more than once, and sees one state of the store as long as it has its connection.
_told: WeakKeyDictionary[Connection, dict[tuple[int, int], Counted | None]] = WeakKeyDictionary()
_COUNTS = select(Count.counts).where(Count.dossier_id == DOSSIER, Count.revision == REVISION)


@dataclass(frozen=True, slots=True)
class Numbers:
    """`total` are all events, `rounds` those of them that are one; `quotes` are different ones.

    `loose` are those of them that do not match to the byte, `unverified` those without an archived text.
    `archive` is how many sources there are, `published` the date (EDTF) of the newest.
    """

    total: int
    rounds: int
    quotes: int
    loose: int
    unverified: int
    archive: int
    published: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """`choices` are as `choices.by_value` gives them; `overall` is None where events lie on a few days.

    `voices` are as `people.voices` gives them, None where they were not counted: in revisions of old.
    """

    numbers: Numbers
    choices: dict[str, dict[str, int]]
    overall: Overall | None
    voices: dict[str, list[int]] | None


def counted(connection: Connection, edition: Edition) -> Counted | None:
    """What was counted of all that the edition has; None of one as known on a day."""
    if edition.known:
        return None
    found, of = _told.setdefault(connection, {}), (edition.dossier_id, edition.revision)
    if of not in found:
        text = connection.scalar(_COUNTS, parameters(edition))
        found[of] = None if text is None else _read(text)
    return found[of]


@lru_cache(maxsize=16)
def _read(text: str) -> Counted:
    told: dict[str, Any] = json.loads(text)
    overall = told["overall"]
    overall = overall and Overall.read(overall)
    return Counted(Numbers(**told["numbers"]), told["choices"], overall, told.get("voices"))
