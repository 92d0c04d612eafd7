"""Rounds as bands across all lanes: when they were. Their links stand above, see `flags`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from webapp.timeline.items import Round
from webapp.timeline.model import Band
from webapp.timeline.scale import Scale, snap

NARROWEST, THINNEST = 16.0, 2.0


def bands(rounds: Sequence[Round], scale: Scale, top: float, bottom: float) -> list[Band]:
    """The rounds' bands from `top` to `bottom`: brief ones widened as far as neighbours allow."""
    spans = [(scale.x(start), scale.x(end)) for start, end in (each.span for each in rounds)]
    middles = sorted({(left + right) / 2 for left, right in spans})
    room = dict.fromkeys(middles, NARROWEST)
    for one, other in pairwise(middles):
        room[one], room[other] = min(room[one], other - one), min(room[other], other - one)
    found = []
    for round_, (left, right) in zip(rounds, spans, strict=True):
        middle = (left + right) / 2
        half = max(right - left, room[middle] - 1, THINNEST) / 2
        found.append(Band(round_.status == "held", snap(middle - half), top, snap(2 * half), bottom - top))
    return found
