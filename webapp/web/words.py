"""A quote as pages show it: its words, its context, how it matched, where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp import quotes
from webapp.quotes import CONTEXT, Match, Piece
from webapp.store.rows import Actor, Edition, EventRef, Quote, SourceRef
from webapp.web.languages import way

MATCHES = {
    Match.EXACT: "verbatim",
    Match.TYPOGRAPHIC: "verbatim but for typography",
    Match.UNVERIFIED: "unverified: no archived text of the source",
}
CUTS = ("[…]", "[...]")
SNIPPET = 60  # code points


@dataclass(frozen=True, slots=True)
class Words:
    """`prefix` and `suffix` are what stands around the quote in its paragraph.

    `proof` says how the words match; not `verified`: they could not be held against their source.
    `here` is the quote's own page, `place` the words in the page of their source. `events` rest on the quote.
    """

    id: str
    number: int
    pieces: tuple[Piece, ...]
    prefix: str
    suffix: str
    verified: bool
    proof: str
    page: str | None
    speaker: Actor | None
    source: SourceRef
    language: str
    direction: str
    here: str
    place: str
    events: tuple[EventRef, ...] = ()

    @property
    def before(self) -> str:
        """What stands before the quote, from a word's edge on."""
        return before(self.prefix)

    @property
    def after(self) -> str:
        """What stands after the quote, up to a word's edge."""
        return after(self.suffix)

    @property
    def original(self) -> str | None:
        """The words where they were published, if that has an address."""
        url = self.source.url
        return url and quotes.text_fragment(url, self.pieces, self.prefix, self.suffix)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the words stand in their source."""
        return [(p.start, p.end) for p in self.pieces if p.start is not None and p.end is not None]

    @property
    def snippet(self) -> str:
        """The first few words."""
        return self.text if len(self.text) <= SNIPPET else self.text[:SNIPPET].rsplit(" ", 1)[0] + " …"

    @property
    def tag(self) -> str:
        """What a title with the words ends with: it goes where nothing else says how they match."""
        return "" if self.verified else f" [{Match.UNVERIFIED}]"

    def told(self, who: str) -> str:
        """`“Words” — who`, to be read where nothing else says how they match."""
        return f"“{self.text}” — {who}{f' ({self.caution})' if self.caution else ''}"

    @property
    def caution(self) -> str | None:
        """What whoever sees the words without their proof has to know; None where there is nothing to say."""
        return None if self.verified else MATCHES[Match.UNVERIFIED]

    @property
    def origin(self) -> str:
        """Whose document the words stand in, as short as it can be said."""
        return self.source.author or self.source.publisher or self.source.title

    @property
    def side(self) -> str:
        """The speaker's, or "none" for what the source reports in its own words."""
        return self.speaker.party.side if self.speaker else "none"


def words(edition: Edition, quote: Quote, events: Iterable[EventRef] = ()) -> Words:
    source = quote.source
    return Words(
        id=quote.id,
        number=quote.number,
        pieces=quote.pieces,
        prefix=quote.prefix,
        suffix=quote.suffix,
        verified=quote.match != Match.UNVERIFIED,
        proof=proof(quote),
        page=quote.page,
        speaker=quote.speaker,
        source=source,
        language=source.language,
        direction=way("".join(piece.text for piece in quote.pieces), source.language, edition.language),
        here=edition.link(f"quotes/{quote.id}"),
        place=edition.link(source.key, quote.id),
        events=tuple(events),
    )


def before(prefix: str) -> str:
    """A quote's prefix, which is of its paragraph: from a word's edge on, after "…" where it was cut."""
    return prefix if len(prefix) < CONTEXT else "… " + prefix.split(" ", 1)[-1]


def after(suffix: str) -> str:
    """A quote's suffix, which is of its paragraph: up to a word's edge, before "…" where it was cut."""
    return suffix if len(suffix) < CONTEXT else suffix.rsplit(" ", 1)[0] + " …"


def caution(source: SourceRef | None) -> str | None:
    """What is to be said of every quote of a source without archived text; None of others."""
    return MATCHES[Match.UNVERIFIED] if source and not source.archived else None


def doubt(quotes: Sequence[Quote]) -> str:
    """`one quote, unverified`, `3 quotes, 2 unverified`; "" where all were found."""
    unverified = sum(quote.match == Match.UNVERIFIED for quote in quotes)
    some = f"{unverified:,} " if unverified < len(quotes) else ""
    return f"{count(len(quotes), 'quote')}, {some}{Match.UNVERIFIED}" if unverified else ""


def proof(quote: Quote) -> str:
    """How strictly the words match: "verbatim", "verbatim but for typography, with 2 cuts", …"""
    marks = [piece.text for piece in quote.pieces if piece.mark]
    cuts = sum(mark.strip() in CUTS for mark in marks)
    changes = [count(n, thing) for n, thing in ((cuts, "cut"), (len(marks) - cuts, "insertion")) if n]
    return MATCHES[Match(quote.match)] + (", with " + " and ".join(changes) if changes else "")


def count(number: int, thing: str) -> str:
    """`one cut`, `2 cuts`."""
    return f"one {thing}" if number == 1 else f"{number} {thing}s"
