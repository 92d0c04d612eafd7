"""Passages as a search shows them: the pieces that match best, cut to the sentences that do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp import quotes
from webapp.store.passages import snippet
from webapp.store.passages.pieces import HEADINGS, SAID, Piece
from webapp.store.passages.snippet import Match
from webapp.store.passages.terms import Term
from webapp.store.rows import Part, Snippet, SourceRef

MOST = 3  # snippets of an event or a source


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece with what was found in its words, and in the name of who said them."""

    piece: Piece
    words: list[Match]
    speaker: list[Match]

    @property
    def score(self) -> tuple[int, int]:
        terms = {match.term for match in self.words}
        return len(terms), len({match.term for match in self.speaker} - terms)


def title(text: str, wanted: Sequence[Term]) -> tuple[Part, ...]:
    """A headline or title with what was looked for marked."""
    return _parts(text, (0, len(text)), snippet.matches(text, wanted))


def snippets(
    pieces: Sequence[Piece], wanted: Sequence[Term], sources: Mapping[str, SourceRef]
) -> tuple[Snippet, ...]:
    """The best of the pieces; where only a heading matches, the beginning of what comes first below it.

    `sources` are those that the quotes among them stand in.
    """
    own = [_found(piece, wanted) for piece in pieces if piece[0] in SAID and piece[0] not in HEADINGS]
    best = sorted(
        (found for found in own if found.score > (0, 0)), key=lambda found: found.score, reverse=True
    )
    return tuple(_snippet(found, sources) for found in best[:MOST] or own[:1])


def _found(piece: Piece, wanted: Sequence[Term]) -> _Found:
    speaker = snippet.matches(piece[3], wanted) if piece[0] == "quote" else []
    return _Found(piece, snippet.matches(piece[2], wanted), speaker)


def _snippet(found: _Found, sources: Mapping[str, SourceRef]) -> Snippet:
    what, place, text, *of_quote = found.piece
    cut = snippet.cut(text, found.words)
    speaker, source = of_quote or ("", "")
    start, end = cut.sentence
    return Snippet(
        what=what,
        place=place,
        parts=_parts(text, (cut.start, cut.end), found.words),
        opened=bool(text[: cut.start].strip()),
        closed=bool(text[cut.end :].strip()),
        sentence=_in_one_line(text, cut.sentence, found.words),
        speaker=_parts(speaker, (0, len(speaker)), found.speaker),
        source=sources[source] if source else None,
        before=text[max(0, start - quotes.CONTEXT) : start].rpartition("\n")[2] if what == "source" else "",
        after=text[end : end + quotes.CONTEXT].partition("\n")[0] if what == "source" else "",
    )


def _in_one_line(text: str, span: tuple[int, int], found: Sequence[Match]) -> str:
    """What of a sentence stands in one line with the first that was found in it: no mark cuts through it."""
    start, end = span
    at = next((match.start for match in found if start <= match.start < end), start)
    start = max(start, text.rfind("\n", 0, at) + 1)
    stop = text.find("\n", at)
    return text[start : end if stop < 0 else min(end, stop)]


def _parts(text: str, span: tuple[int, int], found: Sequence[Match]) -> tuple[Part, ...]:
    return tuple(Part(part.replace("\n", " "), here) for part, here in snippet.marked(text, span, found))
