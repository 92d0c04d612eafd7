"""Texts of one line of the picture: kept inside it, and off each other."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.timeline.model import Label
from webapp.timeline.scale import snap

CLEAR = 8.0  # at least, between two labels


def inside(label: Label, across: float) -> Label:
    """The label, moved into a picture `across` wide where it would stick out."""
    begin, end = label.box
    return label._replace(x=snap(label.x + max(0.0, -begin) - max(0.0, end - across)))


def untouched(label: Label, others: Sequence[Label]) -> bool:
    """Whether it stands clear of all the others."""
    begin, end = label.box
    boxes = (other.box for other in others)
    return all(end + CLEAR <= left or right + CLEAR <= begin for left, right in boxes)
