"""The pages that are kept."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.bounded import Bounded
from webapp.pagecache.answers import Answer

OVERHEAD = 2048  # bytes that headers, address and the collection take for a page, about
SHARE = 8  # no page may take more than this part of the room


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and the state of the store that it is of; None: of none."""

    answer: Answer
    store: str | None


class Pages(Bounded[Kept]):
    """At most `room` bytes of them."""

    def __init__(self, room: int) -> None:
        super().__init__(room, _size, SHARE)


def _size(page: Kept) -> int:
    return sum(len(body.data) for body in page.answer.bodies.values()) + OVERHEAD
