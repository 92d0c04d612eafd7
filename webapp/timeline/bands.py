"""Rounds as bands across all lanes, with as much of a label as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from webapp.timeline.items import Round
from webapp.timeline.labels import inside, untouched
from webapp.timeline.model import Band, Label
from webapp.timeline.scale import Scale, known, snap
from webapp.timeline.words import aside, round_name

NARROWEST = 16.0

_FORMS: tuple[Callable[[Round], str], ...] = (
    lambda round_: f"Round {round_.number}{aside(round_.status)}",
    lambda round_: f"Round {round_.number}",
    lambda round_: str(round_.number),
)


def bands(
    rounds: Sequence[Round], scale: Scale, top: float, bottom: float, across: float
) -> tuple[list[Band], list[Label]]:
    """The rounds' bands from `top` to `bottom`, all labelled in the longest form for which there is room.

    Where there is room for their numbers only, a label beside them says what these are.
    """
    places = [_place(round_, scale) for round_ in rounds]
    for form in _FORMS:
        labels = [
            inside(Label((left + right) / 2, top - 7, form(round_), "middle"), across)
            for round_, (left, right) in zip(rounds, places, strict=True)
        ]
        fit = untouched(labels)
        if len(fit) == len(labels):
            break
    found = [
        Band(
            round_.href,
            round_name(round_),
            round_.status == "held",
            snap(left),
            top,
            snap(right - left),
            bottom - top,
            labels[number] if number in fit else None,
        )
        for number, (round_, (left, right)) in enumerate(zip(rounds, places, strict=True))
    ]
    head = Label(0, top - 7, "Rounds")
    bare = rounds and form is _FORMS[-1] and len(rounds) in untouched([*labels, head])
    return found, [head] if bare else []


def _place(round_: Round, scale: Scale) -> tuple[float, float]:
    start, end = map(scale.x, known(round_.date))
    wider = max(0.0, NARROWEST - (end - start)) / 2
    return start - wider, end + wider
