"""A digest over every import there was, in their order: it changes whenever anything in the store does.

Stores that had other imports have other digests, also where one takes the place of another.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from webapp.store import digests
from webapp.store.models import Dossier, Ledger, Revision
from webapp.store.prepared import Prepared

EMPTY = ""
DIGEST = select(Ledger.digest)
_PREPARED = Prepared(DIGEST)


def digest(connection: Connection) -> str:
    """The digest as of the connection's transaction; `EMPTY` before the first import."""
    rows = _PREPARED.all(connection, {})
    return rows[0].digest if rows else EMPTY


def enter(connection: Connection, dossier_id: int, number: int) -> None:
    """Write down that this revision has been imported."""
    revision = connection.execute(
        select(Dossier.name, Revision.number, Revision.digest, Revision.imported_at)
        .join(Revision, Revision.dossier_id == Dossier.id)
        .where(Revision.dossier_id == dossier_id, Revision.number == number)
    ).one()
    following = after(digest(connection), *revision)
    connection.execute(delete(Ledger))
    connection.execute(insert(Ledger), {"id": 1, "digest": following})


def after(before: str, name: str, number: int, revision: str, imported_at: datetime) -> str:
    """The digest once that revision of the dossier of this name has been imported, too."""
    return digests.of_import(before, name, number, revision, imported_at.isoformat())
