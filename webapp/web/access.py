"""The access log: one JSON object a line for every request that is answered, whatever the answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from webapp.settings import Networks
from webapp.web.clients import whose
from webapp.web.logs import cut

# What granian notes of a request, and a header besides: its formatter hands them on by these names.
FORMAT = "%(addr)s %(method)s %(path)s %(status)d %(dt_ms).3f %(header{x-forwarded-for})s"
_FORWARDED = "_h0"
_NOT_SENT = "-"


class Accesses(logging.Formatter):
    """What the server notes of a request, in ASCII. What readers look for is left out, with the query."""

    def __init__(self, trusted: Networks) -> None:
        super().__init__()
        self._trusted = trusted

    def format(self, record: logging.LogRecord) -> str:
        assert isinstance(record.args, Mapping)
        noted = record.args
        forwarded = str(noted[_FORWARDED])
        client = whose(str(noted["addr"]), "" if forwarded == _NOT_SENT else forwarded, self._trusted)
        return json.dumps(
            {
                "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
                "client": str(client or "unknown"),
                "method": cut(str(noted["method"])),
                "path": cut(str(noted["path"])),
                "status": noted["status"],
                "milliseconds": round(float(str(noted["dt_ms"])), 1),
            }
        )
