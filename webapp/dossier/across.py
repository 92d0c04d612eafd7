"""What events say of each other: commitments and what became of them, and who said the words they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from webapp.dossier.chronicle import certainly_before
from webapp.dossier.event import Draft
from webapp.dossier.files import File
from webapp.dossier.model import Effect
from webapp.dossier.problems import Place, Report
from webapp.dossier.tree import Items, Keys, Scalar, find, place


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment's id where it is listed."""

    id: str
    path: str
    place: Place


def promises(file: File, matter: Keys | None) -> Iterator[Promise]:
    """The commitments that a file's front matter lists, also where something else in it is wrong."""
    items = find(matter, ("commitments",)) if matter else None
    for item in items.nodes if isinstance(items, Items) else ():
        id = find(item, ("id",))
        if isinstance(id, Scalar):
            yield Promise(id.text, file.path, id.place)


def check_promises(made: Sequence[Promise], report: Report) -> dict[str, Promise]:
    """The commitments by id; ids that are used twice are reported."""
    by_id: dict[str, Promise] = {}
    for promise in made:
        first = by_id.setdefault(promise.id, promise)
        if first is not promise:
            where = f"{first.path}, line {first.place.line}"
            report.on(promise.path).add(
                promise.place, f"the id `{promise.id}` is taken ({where}): give it another"
            )
    return by_id


def check(drafts: Sequence[Draft], made: dict[str, Promise], report: Report) -> None:
    """Holds every event against the others."""
    _check_speakers(drafts, report)
    by_path = {draft.file.path: draft for draft in drafts}
    for draft in drafts:
        effects = {effect: _effects(draft, effect) for effect in get_args(Effect)}
        for effect, ids in effects.items():
            for n, id in enumerate(ids):
                other = next((e for e in effects if id in effects[e]), effect)
                message = _clash(id, other, effect) or _order(draft, by_path[made[id].path])
                if message and draft.matter:
                    report.on(draft.file.path).add(place(draft.matter, (effect, n)), message)


def _effects(draft: Draft, effect: str) -> list[str]:
    return list(getattr(draft.shape, effect)) if draft.shape else []


def _clash(id: str, other: str, effect: str) -> str | None:
    if other == effect:
        return None
    return f"`{id}` is listed under `{other}` and under `{effect}`: keep one of them"


def _order(draft: Draft, maker: Draft) -> str | None:
    """What is wrong with this event's settling what that one promised."""
    if draft is maker:
        return "this event makes the commitment itself: name the later event that settles it"
    if draft.shape and maker.shape and certainly_before(draft.shape.date, maker.shape.date):
        made = f"made later, on {maker.shape.date.label} ({maker.file.path})"
        return f"the commitment was {made}: correct one of the dates, or the id"
    return None


def _check_speakers(drafts: Sequence[Draft], report: Report) -> None:
    """A passage has one speaker, wherever it is cited."""
    first: dict[str, tuple[str | None, str, Place]] = {}
    for draft in drafts:
        for one in draft.quotes:
            speaker, path, where = first.setdefault(
                one.id, (one.speaker, draft.file.path, one.footnote.place)
            )
            if speaker != one.speaker:
                theirs = f"{path}, line {where.line}, cites these words {_of(speaker)}"
                report.on(draft.file.path).add(
                    one.footnote.place, f"{theirs}, and this footnote {_of(one.speaker)}: make them the same"
                )


def _of(speaker: str | None) -> str:
    return f"as said by `{speaker}`" if speaker else "without a speaker"
