"""`/<dossier>.zip`: all files of a revision, as the public may have them, with a manifest of their hashes."""

from __future__ import annotations

from flask import Response

from webapp.bundle import packed
from webapp.store import queries
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.streaming import stream_bytes


@takes(timeless="This also holds what was known on later days only: it cannot be had as known on a day.")
def bundled(at: Address) -> Response:
    """Sent while it is packed. It holds what its authors wrote, also of later days: `known` is refused."""
    edition = open_edition(at)
    files = queries.public_files(connection(), edition)
    response = stream_bytes(packed(edition.id, edition.revision, edition.imported, files), "zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{at}.zip"'
    return response
