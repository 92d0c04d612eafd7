"""Which parties get a lane of their own, and which lanes an event touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from webapp.timeline.items import Lane

MOST = 5
Parties = tuple[str, ...]  # ids
Lanes = tuple[int, ...]  # numbers of lanes from the top, ascending


def arrange(
    lanes: Sequence[Lane], events: Mapping[Parties, int], others: str
) -> tuple[list[Lane], dict[Parties, Lanes]]:
    """The lanes to draw, in the order given, and the lanes that an event of certain parties touches.

    `events` says how many events those parties have together. Principals always have their lane; of the
    rest those that have something to show, the busiest if not all fit. Whoever is left over shares a last
    lane, called `others`, with the events of no party.
    """
    busy: Counter[str] = Counter()
    for parties, count in events.items():
        busy.update(dict.fromkeys(parties, count))
    wanted = [lane for lane in lanes if lane.side != "m" or busy[lane.id]]
    ranked = sorted(wanted, key=lambda lane: (lane.side == "m", -busy[lane.id]))
    known = {lane.id for lane in lanes}
    astray = any(not parties or not known.issuperset(parties) for parties in events)
    rest = ranked[MOST - 1 :] if astray or len(ranked) > MOST else []
    drawn = [lane for lane in wanted if lane not in rest]
    number = {lane.id: n for n, lane in enumerate(drawn)}
    last = len(drawn)
    if astray or rest:
        drawn.append(Lane("", others, "m"))
    return drawn, {
        parties: tuple(sorted({number.get(party, last) for party in parties or ("",)})) for parties in events
    }
