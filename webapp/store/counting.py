"""What the timeline of a whole revision counts, counted once, when it is published.

It follows from the versions alone, so that a database that is older than these counts gets the same ones.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from webapp.store.models import Count, Dossier
from webapp.store.queries.choices import by_value
from webapp.store.queries.editions import edition
from webapp.store.queries.filters import EVERYTHING
from webapp.store.queries.moments import FEW, busy, tallies
from webapp.store.queries.people import voices
from webapp.store.queries.timeline import count
from webapp.store.rows import Edition
from webapp.timeline.overall import tell


def record(connection: Connection, dossier_id: int, revision: int) -> None:
    """Write the counts of this revision; all of its versions must be written."""
    name = connection.scalars(select(Dossier.name).where(Dossier.id == dossier_id)).one()
    whole = edition(connection, name, revision)
    assert isinstance(whole, Edition)
    counts = json.dumps(_counts(connection, whole), ensure_ascii=False, sort_keys=True)
    connection.execute(insert(Count), {"dossier_id": dossier_id, "revision": revision, "counts": counts})


def _counts(connection: Connection, whole: Edition) -> dict[str, Any]:
    numbers, _, _ = count(connection, whole, EVERYTHING)
    return {
        "numbers": asdict(numbers),
        "choices": by_value(connection, whole, EVERYTHING),
        "voices": voices(connection, whole),
        "overall": _overall(connection, whole) if numbers.total > FEW else None,
    }


def _overall(connection: Connection, whole: Edition) -> dict[str, Any] | None:
    return tell(whole.lanes, busy(connection, whole), tallies(connection, whole), whole.timezone)
