"""What is kept of a found quote, and what the public may see around it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence

from webapp.quotes.edges import inside_word
from webapp.quotes.letters import SPACES
from webapp.quotes.model import Located, Piece
from webapp.quotes.reading import cuts, glued_after, glued_before, glued_within


def quote_id(dossier: str, source: str, located: Located) -> str:
    """A quote's id in links: 12 lower-case letters and digits 2 to 7 (base32 of SHA-256).

    It follows from the dossier, the source, the exact texts of the spans and the occurrence, so it survives
    text being added elsewhere in the source. What counts as an occurrence depends on how the author's marks
    tie the spans together: that goes into it too, so that no two passages share an id. The marks' words
    do not. The id of unverified words is the one that they have once they are found as they were typed.
    """
    passage = [
        part for i, piece in enumerate(located.pieces) if (part := _part(piece, i, len(located.pieces) - 1))
    ]
    key = json.dumps([dossier, source, passage, located.occurrence])
    return base64.b32encode(hashlib.sha256(key.encode()).digest()[:10]).decode().lower()[:12]


def _part(piece: Piece, i: int, last: int) -> str | list[bool] | None:
    """A span's text, or how a mark ties; None for a mark at the beginning or end that ties nothing."""
    if not piece.mark:
        return piece.text
    inner = 0 < i < last
    before, after = i > 0 and glued_before(piece.text), i < last and glued_after(piece.text)
    ties = [before, after, inner and cuts(piece.text), inner and glued_within(piece.text)]
    return ties if inner or any(ties) else None


def faults(pieces: Sequence[Piece], text: str) -> list[str]:
    """What of these pieces does not stand in the text letter for letter, in this order; empty if all does."""
    spans = [piece for piece in pieces if piece.start is not None or piece.end is not None]
    found = [] if spans else ["no words of the source are kept"]
    done = 0
    for span in spans:
        start, end = span.start or 0, span.end or 0
        if None in (span.start, span.end) or not done <= start < end <= len(text):
            found.append(f"“{span.text}” has impossible offsets: {span.start} to {span.end}")
        elif text[start:end] != span.text:
            found.append(f"the source has “{text[start:end]}” from {start} to {end}, not “{span.text}”")
        done = max(done, end)
    return found


def passages(text: str, spans: Sequence[tuple[int, int]], around: int = 200) -> list[tuple[int, int]]:
    """What the public may see of a text of which only excerpts may be shown, as (start, end) in code points.

    Each span with at most `around` code points on either side, within its paragraph and cut at a word's edge;
    in order, with those merged that overlap or between which nothing would be left out.
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(_widened(text, *span, around) for span in spans):
        if merged and not text[merged[-1][1] : start].strip(" "):
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _widened(text: str, start: int, end: int, around: int) -> tuple[int, int]:
    first = max(text.rfind("\n", 0, start) + 1, start - around)
    while first < start and (text[first] in SPACES or inside_word(text, first)):
        first += 1
    paragraph = text.find("\n", end)
    last = min(len(text) if paragraph < 0 else paragraph, end + around)
    while last > end and (text[last - 1] in SPACES or inside_word(text, last)):
        last -= 1
    return first, last
