"""An event put together from its front matter, its text and its quotes, all of which have been checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from webapp.dossier.citations import Found
from webapp.dossier.files import File
from webapp.dossier.model import (
    Agreement,
    Citation,
    Commitment,
    Correction,
    Effect,
    Event,
    Known,
    Outcome,
    Position,
    Source,
)
from webapp.dossier.shapes import AgreementShape, CorrectionShape, EventShape, RoundShape
from webapp.markup import Prose

Numbers = dict[str, int]  # of citations, by the label of their footnote


def event(
    file: File,
    shape: EventShape | RoundShape,
    prose: Prose,
    found: Sequence[Found],
    sources: Sequence[Source],
) -> Event:
    """`found` are the quotes in order of first use; `sources` are those they were found in, in any order."""
    by_id = {source.id: source for source in sources}
    numbers = {one.footnote.label: number for number, one in enumerate(found, 1)}
    return Event(
        key=file.key,
        file=file.raw,
        number=file.number,
        round=None if isinstance(shape, RoundShape) else shape.round,
        kind="round" if isinstance(shape, RoundShape) else shape.kind,
        title=prose.title or "",
        html=prose.html,
        summary=prose.summary,
        date=shape.date,
        status=shape.status,
        place=shape.place,
        known=min((source.published for source in sources), key=lambda date: date.sort),
        parties=tuple(shape.parties),
        actors=tuple(shape.actors),
        topics=tuple(shape.topics),
        citations=tuple(_citation(one, numbers, by_id[one.source]) for one in found),
        history=tuple(Known(entry.known, entry.status, entry.date, entry.title) for entry in shape.history),
        agreements=_agreements(shape, numbers),
        commitments=_commitments(shape, numbers),
        outcomes=tuple(Outcome(effect, id) for effect in get_args(Effect) for id in getattr(shape, effect)),
        positions=_positions(shape, numbers),
        timelinejs=shape.timelinejs,
        corrections=corrections(shape.corrections),
    )


def corrections(given: Sequence[CorrectionShape]) -> tuple[Correction, ...]:
    """The corrections of any file."""
    return tuple(Correction(each.date, each.note) for each in given)


def _citation(one: Found, numbers: Numbers, source: Source) -> Citation:
    label, page = one.footnote.label, one.footnote.parts.page
    return Citation(
        numbers[label],
        one.id,
        source.id,
        source.sha256,
        source.published,
        one.speaker,
        page,
        one.located,
    )


def _agreements(shape: EventShape | RoundShape, numbers: Numbers) -> tuple[Agreement, ...]:
    if isinstance(shape, EventShape):
        return ()

    def made(items: Sequence[AgreementShape], reached: bool) -> list[Agreement]:
        return [Agreement(item.text, reached, item.topic, _proof(item.quotes, numbers)) for item in items]

    return (*made(shape.agreed, True), *made(shape.not_agreed, False))


def _commitments(shape: EventShape | RoundShape, numbers: Numbers) -> tuple[Commitment, ...]:
    return tuple(
        Commitment(item.id, item.text, item.by, item.to, item.due, _proof(item.quotes, numbers))
        for item in shape.commitments
    )


def _positions(shape: EventShape | RoundShape, numbers: Numbers) -> tuple[Position, ...]:
    return tuple(
        Position(item.party, item.topic, item.stance, _proof(item.quotes, numbers))
        for item in shape.positions
    )


def _proof(labels: Sequence[str], numbers: Numbers) -> tuple[int, ...]:
    return tuple(numbers[label] for label in labels)
