"""Where in the timeline a window stands: at the start, after or before something, or at something."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dates import Date


@dataclass(frozen=True, slots=True)
class Start:
    """The first window."""


@dataclass(frozen=True, slots=True)
class After:
    """The window that begins after the event or round of that key."""

    key: str


@dataclass(frozen=True, slots=True)
class Before:
    """The window that ends before the event or round of that key."""

    key: str


@dataclass(frozen=True, slots=True)
class At:
    """The window that begins with the event or round of that key, or with the first from that date on."""

    what: str | Date


Place = Start | After | Before | At
