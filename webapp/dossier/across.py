"""What events say of each other: commitments and what became of them, and who said the words they share."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from webapp.dates import Date
from webapp.dossier.chronicle import certainly_before
from webapp.dossier.event import Draft
from webapp.dossier.model import Effect
from webapp.dossier.problems import Place, Report
from webapp.dossier.tree import Items, Keys, Scalar, find, place
from webapp.quotes import Match


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment's id where it is listed."""

    id: str
    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Saying:
    """Where words are cited, and as whose."""

    speaker: str | None
    path: str
    place: Place
    verified: bool = True

    def packed(self) -> bytes:
        verified, (line, column) = int(self.verified), self.place
        return f"{self.speaker or ''}\n{self.path}\n{line}\n{column}\n{verified}".encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> Saying:
        speaker, path, line, column, verified = packed.decode().split("\n")
        return cls(speaker or None, path, Place(int(line), int(column)), verified == "1")


@dataclass(frozen=True, slots=True)
class Settling:
    """What an event says became of commitments: their ids, and where it lists them."""

    path: str
    date: Date
    effects: dict[str, list[tuple[str, Place]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger is to know of an event: who says what in it, by the ids of quotes, what it settles, and
    its date, if it makes commitments.
    """

    path: str
    said: Sequence[tuple[str, Saying]]
    date: Date | None
    settling: Settling | None


def entry(draft: Draft) -> Entry:
    path, shape, effects = draft.file.path, draft.shape, _effects(draft)
    said = [
        (one.id, Saying(one.speaker, path, one.footnote.place, one.located.match is not Match.UNVERIFIED))
        for one in draft.quotes
    ]
    date = shape.date if shape and shape.commitments else None
    settling = Settling(path, shape.date, effects) if shape and any(effects.values()) else None
    return Entry(path, said, date, settling)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What events say of each other, entered one by one; the mappings may be on disk.

    `made` are commitments by id, `said` the first citation of each quote by the quote's id, `settled` what
    settles commitments and `dates` the dates of what makes them, both by path.
    """

    made: MutableMapping[str, Promise] = field(default_factory=dict)
    said: MutableMapping[str, Saying] = field(default_factory=dict)
    settled: MutableMapping[str, Settling] = field(default_factory=dict)
    dates: MutableMapping[str, Date] = field(default_factory=dict)

    def promises(self, path: str, matter: Keys | None, report: Report) -> None:
        """Enters the commitments that a file makes, before events are read, and reports ids taken."""
        for promise in _promises(path, matter):
            first = self.made.setdefault(promise.id, promise)
            if first is not promise:
                taken = f"the id `{promise.id}` is taken ({report.where(first.path, first.place)})"
                report.on(path).add(promise.place, f"{taken}: give it another")

    def enter(self, entry: Entry, report: Report) -> None:
        """Enters an event; a passage that was cited with another speaker is reported."""
        for id, own in entry.said:
            first = self.said.setdefault(id, own)
            if first.speaker != own.speaker:
                theirs = f"{report.where(first.path, first.place)}, cites these words {_of(first.speaker)}"
                message = f"{theirs}, and this footnote {_of(own.speaker)}: make them the same"
                report.on(own.path).add(own.place, message)
        if entry.date:
            self.dates[entry.path] = entry.date
        if entry.settling:
            self.settled[entry.path] = entry.settling

    def balance(self, report: Report) -> None:
        """Holds what settles commitments against what makes them, once all events have been entered."""
        for settling in self.settled.values():
            self._settles(settling, report)

    def _settles(self, settling: Settling, report: Report) -> None:
        effects = settling.effects
        for effect, listed in effects.items():
            for id, where in listed:
                other = next((e for e in effects if any(id == one for one, _ in effects[e])), effect)
                message = _clash(id, other, effect) or self._order(settling, self.made[id].path, report)
                if message:
                    report.on(settling.path).add(where, message)

    def _order(self, settling: Settling, maker: str, report: Report) -> str | None:
        """What is wrong with this event's settling what that one promised."""
        if settling.path == maker:
            return "this event makes the commitment itself: name the later event that settles it"
        date = self.dates.get(maker)
        if date and certainly_before(settling.date, date):
            made = f"made later, on {date.label} ({report.where(maker)})"
            return f"the commitment was {made}: correct one of the dates, or the id"
        return None


def _promises(path: str, matter: Keys | None) -> Iterator[Promise]:
    """The commitments that a file's front matter lists, also where something else in it is wrong."""
    items = find(matter, ("commitments",)) if matter else None
    for item in items.nodes if isinstance(items, Items) else ():
        id = find(item, ("id",))
        if isinstance(id, Scalar):
            yield Promise(id.text, path, id.place)


def _effects(draft: Draft) -> dict[str, list[tuple[str, Place]]]:
    shape, matter = draft.shape, draft.matter
    if not (shape and matter):
        return {}
    return {
        effect: [(id, place(matter, (effect, n))) for n, id in enumerate(getattr(shape, effect))]
        for effect in get_args(Effect)
    }


def _clash(id: str, other: str, effect: str) -> str | None:
    if other == effect:
        return None
    return f"`{id}` is listed under `{other}` and under `{effect}`: keep one of them"


def _of(speaker: str | None) -> str:
    return f"as said by `{speaker}`" if speaker else "without a speaker"
