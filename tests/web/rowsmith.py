"""Rows as the store would return them, made by hand for tests of arrangement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from webapp import dates
from webapp.quotes import Piece
from webapp.store.rows import Actor, Edition, EventCard, EventRef, Party, Quote, SourceRef
from webapp.web.words import Words, words

A = Party("north", "North", "principal", "a")
B = Party("south", "South", "principal", "b")
M = Party("host", "Host", "host", "m")
ANNA = Actor("anna", "Anna", "Envoy", A)

EDITION = Edition(
    dossier_id=1,
    id="talks",
    revision=2,
    latest=2,
    pinned=False,
    base="/talks",
    imported=datetime(2025, 5, 29, tzinfo=UTC),
    digest="",
    title="Talks",
    html="<p>Talks.</p>",
    language="en",
    timezone="UTC",
    size=0,
    two_sided=True,
    parties={each.id: each for each in (A, B, M)},
    actors={"anna": ANNA},
    topics={},
)

SOURCE = SourceRef(
    key="sources/s",
    title="A report",
    author=None,
    publisher=None,
    published=dates.parse("2025-05-29"),
    url="https://example.org/report",
    archive_url=None,
    language="en",
    rights="full",
    sha256="0" * 64,
)


def quote(
    id: str, pieces: Sequence[Piece], prefix: str = "", suffix: str = "", match: str = "exact"
) -> Quote:
    return Quote(id, 1, tuple(pieces), prefix, suffix, match, None, ANNA, SOURCE)


def spanning(id: str, text: str, *spans: tuple[int, int]) -> Words:
    """A quote of those spans of a text, with a cut between each two."""
    pieces = [Piece(text[start:end], start, end) for start, end in spans]
    cut = [each for piece in pieces for each in (piece, Piece(" […] "))][:-1]
    return words(EDITION, quote(id, cut))


def event(id: str, date: str, side: str, round: int | None = None, number: int | None = None) -> EventCard:
    """An event, or (with `number`) a round."""
    parties = {"a": (A, B), "b": (B,), "joint": (A, B)}[side]
    key = f"events/{id}" if number is None else f"rounds/{number}"
    ref = EventRef(key, number, round, "call", id, dates.parse(date), "held", parties, side)
    return EventCard(ref, "<p>…</p>", None, (), (), ())
