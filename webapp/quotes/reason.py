"""Why a quote is refused: what is wrong, and the mend."""

from __future__ import annotations

from bisect import bisect_left

from webapp.quotes.edges import inside_word
from webapp.quotes.excerpt import around, clip, torn_word
from webapp.quotes.fold import OMISSION, Folded
from webapp.quotes.reading import Reading
from webapp.quotes.search import Place, Search
from webapp.quotes.source import SourceText
from webapp.quotes.unlike import unlike

_SHOWN = 3  # places that a message shows
_OMITTED = "the source marks text as omitted, and no quote may span that: make two quotes"


def no_words() -> str:
    """For a quote of nothing."""
    return "a quote must hold at least one word of the source"


def too_many_marks(most: int) -> str:
    """For a quote that is more brackets than words."""
    return f"a quote may hold at most {most} square brackets: make two quotes"


def too_common(most: int) -> str:
    """For words that stand nearly everywhere."""
    return f"some words of the quote stand in more than {most:,} places of the source: quote more words"


def ambiguous(places: list[Place], source: SourceText) -> str:
    """For words that stand in several places."""
    shown = [f"({i}) {around(source.folded, *place[0])}" for i, place in enumerate(places[:_SHOWN], 1)]
    more = ", …" if len(places) > _SHOWN else ""
    return (
        f"these words stand {len(places)} times in the source, {', '.join(shown)}{more}: "
        "quote more words, or say which place after the source, as in `, occurrence 2`"
    )


def no_occurrence(occurrence: int, places: list[Place]) -> str:
    """For an occurrence that there is not."""
    times = "once" if len(places) == 1 else f"{len(places)} times"
    return f"there is no occurrence {occurrence}: these words stand {times} in the source"


def unfound(search: Search) -> str:
    """For words that do not stand in the source, or not in this order."""
    reading, source = search.reading, search.source
    for i, needle in enumerate(search.needles):
        if not any(search.fits(i, at) for at in search.stand(i)):
            words = Folded(reading.spans[i])
            return _torn(needle, source) or _across(needle, source) or unlike(words, source)
    return _disjoint(search)


def _torn(needle: str, source: SourceText) -> str | None:
    """The words stand in the source, but begin or end inside a longer one."""
    place = next(source.find(needle), None)
    if place is None:
        return None
    where = source.folded.origin(place, place + len(needle))
    text = source.text if where else source.folded.text
    start, end = where or (place, place + len(needle))
    begins = inside_word(text, start)
    inside = torn_word(text, start if begins else end)
    return f"{clip(needle)} {'begins' if begins else 'ends'} inside {inside} in the source: quote whole words"


def _across(needle: str, source: SourceText) -> str | None:
    """The words only come together if omitted text is passed over."""
    if needle not in source.folded.text.replace(OMISSION, ""):
        return None
    return f"within {clip(needle)} {_OMITTED}"


def _disjoint(search: Search) -> str:
    """Every span stands in the source, but not one after another: say which two do not."""
    reading = search.reading
    beginnings = [
        Search(Reading(reading.spans[:i], reading.marks[: i + 1]), search.source, search.limit)
        for i in range(1, len(reading.spans) + 1)
    ]
    i = bisect_left(beginnings, True, key=lambda beginning: not beginning.places())
    before, after = clip(reading.spans[i - 1]), clip(reading.spans[i])
    if i not in search.firsts and not any(char.isalnum() for char in reading.marks[i]):
        return f"{clip(reading.marks[i])} is not the mark of a cut: write […]"
    if i not in search.firsts:
        return (
            f"{after} does not come right after {before} in the source: "
            "[square brackets] only add words, so write […] as well where some are left out"
        )
    end = beginnings[i - 1].places()[0][-1][1]
    if any(at >= end and search.fits(i, at) for at in search.stand(i)):
        return f"between {before} and {after} {_OMITTED}"
    return f"{after} does not come after {before} in the source: keep the source's order"
