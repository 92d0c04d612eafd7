"""The way through a timeline that is too long for one page."""

from __future__ import annotations

from dataclasses import dataclass

from webapp import dates
from webapp.store.queries.place import After, At, Before, Start
from webapp.store.rows import Timeline
from webapp.web.view import View

SECTION = "timeline"  # where a reader goes on, below title and overview
END = "9999"  # a window that would begin after all there is shows the last of it instead


@dataclass(frozen=True, slots=True)
class Pager:
    """The window shows the `first`th to the `last`th of `total`; None where there is no other that way."""

    first: int
    last: int
    total: int
    start: str | None
    earlier: str | None
    later: str | None
    end: str | None


def pager(view: View, timeline: Timeline) -> Pager | None:
    """None where the page shows all there is."""
    if timeline.whole:
        return None
    earlier, later = timeline.earlier, timeline.later
    return Pager(
        first=timeline.first + 1,
        last=timeline.first + len(timeline.cards),
        total=timeline.total,
        start=view.url(SECTION, place=Start()) if earlier else None,
        earlier=view.url(SECTION, place=Before(earlier)) if earlier else None,
        later=view.url(SECTION, place=After(later)) if later else None,
        end=view.url(SECTION, place=At(dates.parse(END))) if later else None,
    )
