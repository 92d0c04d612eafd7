"""What to say of words that no passage of a source equals: which is most like them, and where it differs."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest

from webapp.quotes.difference import Slice, first_difference
from webapp.quotes.excerpt import around, clip, word
from webapp.quotes.fold import Folded
from webapp.quotes.nearest import nearest
from webapp.quotes.source import SourceText

_PLACES = 100  # that are looked at, of words that stand in the source but for their case


def unlike(words: Folded, source: SourceText) -> str:
    """In one sentence, with the mend."""
    passage = _cased(words.text, source.folded.text) or nearest(words.text, source)
    if passage is None:
        return f"{clip(words.original)} does not stand in the source, nor does anything like it"
    mine, theirs = first_difference(words.text, source.folded.text, passage)
    near = around(source.folded, *theirs)
    what = _difference(words, mine, source.folded, theirs)
    return f"{clip(words.original)} does not stand in the source; the nearest passage is {near}: {what}"


def _cased(words: str, text: str) -> Slice | None:
    """Where the words stand in the text, by whole words, if upper and lower case count as one.

    Found as a string, which is linear: a pattern that ignores case took minutes over words that repeat.
    """
    words, text = _lower(words), _lower(text)
    at = text.find(words)
    for _ in range(_PLACES):
        end = at + len(words)
        if at < 0 or not (_is_word(text[at - 1 : at] if at else "") or _is_word(text[end : end + 1])):
            return (at, end) if at >= 0 else None
        at = text.find(words, at + 1)
    return None


def _lower(text: str) -> str:
    """In lower case and as long as before: İ is the only letter that would become two."""
    return text.replace("İ", "i").lower()


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _difference(words: Folded, mine: Slice, source: Folded, theirs: Slice) -> str:
    added, left_out = words.text[slice(*mine)].strip(), source.text[slice(*theirs)].strip()
    if _has_word(left_out) and not _has_word(added):
        return f"the quote leaves out {clip(left_out)}: put it back, or write […] there"
    if _has_word(added) and not _has_word(left_out):
        return f"the quote adds {clip(added)}; put words of your own in [square brackets]"
    here, there = word(words, mine[0]), word(source, theirs[0])
    if _has_word(added) and Folded(_bare(here)).text != Folded(_bare(there)).text:
        here, there = _bare(here), _bare(there)
    if here.lower() == there.lower():
        return f"the source has “{there}”, the quote “{here}”; upper and lower case must be the same"
    return f"the source has “{there}”, the quote “{here}”{_unseen(there, here)}"


def _unseen(there: str, here: str) -> str:
    """The names of the characters that differ first, if they are of two scripts or one is invisible."""
    pairs = zip_longest(there, here, fillvalue=" ")
    chars = next(((theirs, mine) for theirs, mine in pairs if theirs != mine), ())
    names = [unicodedata.name(char, f"U+{ord(char):04X}") for char in chars]
    scripts = {name.split()[0] for name, char in zip(names, chars, strict=True) if char.isalpha()}
    invisible = any(unicodedata.category(char) == "Cf" for char in chars)
    return f" ({names[0]} and {names[1]})" if invisible or len(scripts) > 1 else ""


def _bare(text: str) -> str:
    return re.sub(r"^\W+|\W+$", "", text)


def _has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)
