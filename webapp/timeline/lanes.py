"""Which parties get a lane of their own, and which lanes an event touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from webapp.timeline.items import Lane

MOST = 5
MEDIATORS, OTHERS = "*", ""  # ids of lanes that no party has
Parties = tuple[str, ...]  # ids
Lanes = tuple[int, ...]  # numbers of lanes from the top, ascending


def arrange(lanes: Sequence[Lane], events: Mapping[Parties, int]) -> tuple[list[Lane], dict[Parties, Lanes]]:
    """The lanes to draw, in the order given, and the lanes that an event of certain parties touches.

    `events` says how many events those parties have together. Principals always have their lane; of the
    rest those that have something to show. Mediators between principals share one below these if not all
    fit. Whoever else is left over shares the last lane with the events of no party.
    """
    busy: Counter[str] = Counter()
    for parties, count in events.items():
        busy.update(dict.fromkeys(parties, count))
    known = {lane.id for lane in lanes}
    shown, number = drawn(lanes, busy, any(not each or not known.issuperset(each) for each in events))
    last = len(shown) - 1
    return shown, {
        parties: tuple(sorted({number.get(party, last) for party in parties or ("",)})) for parties in events
    }


def drawn(lanes: Sequence[Lane], busy: Mapping[str, int], astray: bool) -> tuple[list[Lane], dict[str, int]]:
    """The lanes to draw, as `arrange` has them, and the numbers of those that parties have; others the last.

    `busy` says how many events each party has, `astray` whether there are any of no party, or of others.
    """
    wanted = [lane for lane in lanes if lane.side != "m" or busy.get(lane.id)]
    between = _between(wanted, astray)
    rest = _rest([lane for lane in wanted if lane not in between], busy, astray, bool(between))
    shown = [lane for lane in wanted if lane not in between and lane not in rest]
    if between:
        shown.insert(sum(lane.side != "m" for lane in shown), _shared(MEDIATORS, "Mediators", between))
    number = {lane.id: n for n, lane in enumerate(shown)}
    number |= {lane.id: number[MEDIATORS] for lane in between}
    if astray or rest:
        shown.append(_shared(OTHERS, "Others", rest))
    return shown, number


def _between(wanted: Sequence[Lane], astray: bool) -> list[Lane]:
    """All mediators, if they share a lane: where besides principals, and others, there are too many."""
    principals = [lane for lane in wanted if lane.side != "m"]
    mediators = [lane for lane in wanted if lane.mediator]
    others = astray or len(wanted) > len(principals) + len(mediators)
    return mediators if principals and len(principals) + len(mediators) + others > MOST else []


def _rest(alone: Sequence[Lane], busy: Mapping[str, int], astray: bool, shared: bool) -> list[Lane]:
    """Who gets no lane where not all do: the least busy; everybody else, too, where mediators do not."""
    room = MOST - shared
    if len(alone) + astray <= room:
        return []
    if shared:
        return [lane for lane in alone if lane.side == "m"]
    paired = any(lane.side != "m" for lane in alone)

    def rank(lane: Lane) -> tuple[bool, bool, int]:
        return lane.side == "m", paired and not lane.mediator, -busy.get(lane.id, 0)

    return sorted(alone, key=rank)[room - 1 :]


def _shared(id: str, label: str, lanes: Sequence[Lane]) -> Lane:
    return Lane(id, label, "m", members=tuple(lane.label for lane in lanes))
