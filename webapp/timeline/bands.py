"""Rounds as bands across all lanes: when they were. Their links stand above, see `flags`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from webapp.timeline.items import Round
from webapp.timeline.model import Band
from webapp.timeline.scale import Stretch, snap

NARROWEST, THINNEST = 16.0, 2.0


def bands(rounds: Sequence[tuple[Round, Stretch]], top: float, bottom: float) -> list[Band]:
    """The rounds' bands from `top` to `bottom`: brief ones widened as far as neighbours allow."""
    middles = sorted({(left + right) / 2 for _, (left, right) in rounds})
    room = dict.fromkeys(middles, NARROWEST)
    for one, other in pairwise(middles):
        if (apart := other - one) < NARROWEST:
            room[one], room[other] = min(room[one], apart), apart
    found = []
    for round_, (left, right) in rounds:
        middle = (left + right) / 2
        half = max(right - left, room[middle] - 1, THINNEST) / 2
        found.append(Band(round_.status == "held", snap(middle - half), top, snap(2 * half), bottom - top))
    return found
