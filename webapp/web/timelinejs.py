"""`/<dossier>.timelinejs.json` and `.timelinejs.csv`: a timeline that TimelineJS 3 runs from our address.

The JSON is its configuration; the CSV has the headings of its spreadsheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from html import escape
from typing import Any

from flask import Response, current_app

from webapp.dates import Parts
from webapp.store import queries
from webapp.store.rows import EventCard
from webapp.web.cells import Cell, sign, table
from webapp.web.choices import in_words
from webapp.web.feeds import titled
from webapp.web.head import absolute
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.streaming import stream
from webapp.web.told import linked, told
from webapp.web.view import NARROWING, SEVERAL, View, view

HEADINGS = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date"),
    *("Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail"),
    *("Type", "Group", "Background"),
)

Slide = dict[str, Any]


@takes(*NARROWING, several=SEVERAL)
def timelinejs_json(at: Address) -> Response:
    here = view(open_edition(at))
    return stream(configuration(here), "timelinejs.json")


@takes(*NARROWING, several=SEVERAL)
def timelinejs_csv(at: Address) -> Response:
    here = view(open_edition(at))
    return stream(table(HEADINGS, rows(here)), "timelinejs.csv")


def configuration(here: View) -> Iterator[str]:
    """The JSON in pieces, a slide each."""
    yield f'{{"title":{_json(title(here))},"events":['
    for number, event in enumerate(events(here)):
        yield f",{_json(event)}" if number else _json(event)
    yield "]}"


def rows(here: View) -> Iterator[tuple[Cell, ...]]:
    yield row(title(here), "title")
    for event in events(here):
        yield row(event)


def events(here: View) -> Iterator[Slide]:
    for cards in queries.batches(connection(), here.edition, here.filters):
        for card in cards:
            yield slide(here, card)


def title(here: View) -> Slide:
    """The slide that comes first: the dossier, what of it is shown, and the way to it."""
    edition = here.edition
    page = current_app.jinja_env.get_template("title.html")
    return {
        "unique_id": edition.id,
        "text": {
            "headline": plain(titled(edition, ", ".join(in_words(here).values()))),
            "text": page.render(
                edition=edition, html=linked(edition, edition.html), href=absolute(here.url())
            ),
        },
    }


def slide(here: View, card: EventCard) -> Slide:
    """An event. Its date is no finer than it is known, and stands in words beside it."""
    edition, ref = here.edition, card.ref
    first, last = ref.date.parts(edition.timezone)
    made: Slide = {
        "unique_id": ref.key.replace("/", "-"),
        "start_date": date(first),
        "display_date": ref.date.label,
        "text": {"headline": plain(ref.title), "text": told(edition, card, slide=True)},
    }
    if last != first:
        made["end_date"] = date(last)
    if group := "Rounds" if ref.number else ref.parties[0].name if ref.parties else "":
        made["group"] = plain(group)
    return made


def date(parts: Parts) -> dict[str, int]:
    given = ((field.name, getattr(parts, field.name)) for field in fields(parts))
    return {name: value for name, value in given if value is not None}


def plain(text: str) -> str:
    """Words where HTML is expected. A sign that a spreadsheet may run is written as HTML, too."""
    text = text.strip()
    place = sign(text)
    if place is None:
        return escape(text)
    return f"{escape(text[:place])}&#{ord(text[place])};{escape(text[place + 1 :])}"


def row(slide: Slide, type: str = "") -> tuple[Cell, ...]:
    """The cells of HEADINGS."""
    start, end = slide.get("start_date", {}), slide.get("end_date", {})
    return (
        *_cells(start),
        *_cells(end),
        slide.get("display_date", ""),
        slide["text"]["headline"],
        slide["text"]["text"],
        *("", "", "", ""),
        type,
        slide.get("group", ""),
        "",
    )


def _cells(date: Mapping[str, int]) -> tuple[Cell, ...]:
    time = [f"{date[unit]:02}" for unit in ("hour", "minute", "second") if unit in date]
    return (*(date.get(unit, "") for unit in ("year", "month", "day")), ":".join(time))


def _json(slide: Slide) -> str:
    return json.dumps(slide, ensure_ascii=False, separators=(",", ":"))
