"""The log: one JSON object a line on standard error, in ASCII, so that nothing in it can look like a line.

Every request that is refused (other than for what is not there) is in it with the reason, every failure with
its traceback; both under a number that the answer shows. What readers look for is not: queries are left out.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
from datetime import UTC, datetime
from types import TracebackType

from flask import g, request

from webapp.web.clients import client

LOG = logging.getLogger("parley")
LONGEST = 200  # letters of a path, and of a reason, that are kept
NOT_THERE = (404, 410)
LONGEST_LINE = 4000  # bytes: with less than 4,096 no other worker's line can come between in a pipe
FIELDS = ("method", "path", "status", "reason", "reference", "client")
_CUT = "[...] "

ExcInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


class Lines(logging.Formatter):
    """Records as JSON, each on a line of its own. What would be too long is without its beginning."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in FIELDS if hasattr(record, name)},
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        line = json.dumps(said)
        for name in ("exception", "message", "reason", "path"):
            while len(line) > LONGEST_LINE and len(text := said.get(name, "")) > 2 * len(_CUT):
                said[name] = _CUT + text[-(len(text) // 2) :]
                line = json.dumps(said)
        return line


def refused(status: int, reason: str) -> None:
    """Log that this request is refused, unless it asks for what is not there: that concerns nobody else."""
    if status not in NOT_THERE:
        write(logging.WARNING, status, reason)


def write(level: int, status: int, reason: str, failure: ExcInfo | None = None) -> None:
    """Log how this request ends, under a number that its answer is to show (`reference()`)."""
    g.reference = secrets.token_hex(4)
    what = {
        "method": cut(request.method),
        "path": cut(request.path),
        "status": status,
        "reason": cut(reason),
        "reference": g.reference,
        "client": str(client() or "unknown"),
    }
    asked, why = _plain(f"{what['method']} {what['path']}"), _plain(cut(reason))
    text = f"{asked} is answered {status} ({g.reference}): {why}"
    LOG.log(level, "%s", text, exc_info=failure, extra=what)


def reference() -> str | None:
    """The number under which the log tells of this request, if it does."""
    found: str | None = g.get("reference")
    return found


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _plain(text: str) -> str:
    """For logs that are not ours, which may write it as it is: what is not printable ASCII is escaped."""
    return ascii(text)[1:-1]


def install() -> None:
    """Write to standard error, unless whoever runs the application has logging set up already.

    On a terminal, where somebody tries things out, refusals go without saying.
    """
    if not LOG.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(Lines())
        LOG.addHandler(handler)
        LOG.setLevel(logging.ERROR if sys.stderr.isatty() else logging.WARNING)
