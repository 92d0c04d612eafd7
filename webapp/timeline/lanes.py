"""Which parties get a lane of their own, and which lanes an event touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from webapp.timeline.model import Item, Lane

MOST = 5
Lanes = tuple[int, ...]  # numbers of lanes from the top, ascending


def arrange(
    lanes: Sequence[Lane], items: Sequence[Item], others: str
) -> tuple[list[Lane], list[tuple[Item, Lanes]]]:
    """The lanes to draw, in the order given, and each item with the lanes that it touches.

    Principals always have their lane; of the rest those that have something to show, the busiest if not all
    fit. Whoever is left over shares a last lane, called `others`, with the events of no party.
    """
    busy = Counter(party for item in items for party in item.lanes)
    wanted = [lane for lane in lanes if lane.side != "m" or busy[lane.id]]
    ranked = sorted(wanted, key=lambda lane: (lane.side == "m", -busy[lane.id]))
    astray = any(not item.lanes or not set(item.lanes) <= {lane.id for lane in lanes} for item in items)
    rest = ranked[MOST - 1 :] if astray or len(ranked) > MOST else []
    drawn = [lane for lane in wanted if lane not in rest]
    number = {lane.id: n for n, lane in enumerate(drawn)}
    last = len(drawn)
    if astray or rest:
        drawn.append(Lane("", others, "m"))
    touched = [tuple(sorted({number.get(party, last) for party in item.lanes or ("",)})) for item in items]
    return drawn, list(zip(items, touched, strict=True))
