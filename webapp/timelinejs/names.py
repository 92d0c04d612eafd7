"""What the events of a sheet are called: the same however its rows are sorted, and in its export, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from webapp.dossier.ids import LONGEST
from webapp.dossier.problems import Report, brief
from webapp.timelinejs import hypertext
from webapp.timelinejs.slides import Slide
from webapp.timelinejs.writing import slug, stem, unused

_LONGEST = 90  # characters that are made of date and headline


def ids(slides: Sequence[Slide]) -> list[str]:
    """Each slide's id: what it calls itself, or else its date and headline.

    Where several would be the same, all but one get a number. The one calls itself just so, or else nearly
    so; of those that do not call themselves anything, it is the upper in the sheet.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()
    twins: Counter[str] = Counter()
    for number in sorted(range(len(slides)), key=lambda number: _turn(slides[number])):
        wanted = _own(slides[number].text("unique_id")) or _told(slides[number])
        twins[wanted] += 1
        found[number] = unused(wanted, taken, max(2, twins[wanted]))
        taken.add(found[number])
    return [found[number] for number in range(len(slides))]


def check(slides: Iterable[Slide], report: Report) -> None:
    """No two of the slides may call themselves the same."""
    known: set[str] = set()
    for slide in slides:
        if (unique := slide.text("unique_id")) in known:
            told = f"the unique id “{brief(unique)}” is that of a slide above, too: give each its own"
            report.add(slide.place_of("unique_id"), told)
        known |= {unique} - {""}


def unique_id(id: str, kept: str) -> str:
    """What the slide of the event calls itself: what it did, unless the event would be called otherwise."""
    own = _own(kept)
    is_its = not own or (own != kept and re.fullmatch(rf"{own}|{stem(own)}-\d+", id))
    return kept if kept and is_its else id


def _turn(slide: Slide) -> tuple[int, str]:
    """Of slides that would be called the same, that of the least has no number."""
    unique = slide.text("unique_id")
    own = _own(unique)
    return (3 if not unique else 2 if not own else 1 if own != unique else 0), unique


def _own(unique_id: str) -> str:
    return slug(unique_id, LONGEST)


def _told(slide: Slide) -> str:
    date = slide.part("start_date")
    day = [date.get(unit, "") for unit in ("year", "month", "day")]
    numbers = [part.removeprefix("-").zfill(4 if n == 0 else 2) for n, part in enumerate(day) if part]
    era = ["bce"] if day[0].startswith("-") else []
    headline = slug(hypertext.plain(slide.text("text.headline")))
    return slug("-".join([*numbers, *era, headline]), _LONGEST) or "slide"
