"""`/<dossier>.timelinejs.json` and `.timelinejs.csv`: a timeline that TimelineJS 3 runs from our address.

The JSON is its configuration; the CSV has the headings of its spreadsheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from html import escape
from typing import Any

from flask import Response, current_app

from webapp.dates import Parts
from webapp.formulas import guarded
from webapp.store import queries
from webapp.store.rows import Deck, EventCard
from webapp.store.rows import Slide as Kept
from webapp.timelinejs import names, spreadsheet
from webapp.web import given
from webapp.web.cells import Cell, table
from webapp.web.choices import in_words
from webapp.web.feeds import titled
from webapp.web.head import absolute
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.streaming import stream
from webapp.web.told import linked, told
from webapp.web.view import NARROWING, SEVERAL, View, view

HEADINGS = tuple(spreadsheet.HEADINGS)
_TIMES = ("hour", "minute", "second")

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
    deck = queries.deck(connection(), here.edition)
    yield f'{{"title":{_json(title(here, deck))},"events":['
    for number, event in enumerate(events(here, deck)):
        yield f",{_json(event)}" if number else _json(event)
    scale = {"scale": deck.scale} if deck and deck.scale else {}
    yield f'],"eras":{_json(list(eras(deck)))}{"," if scale else ""}{_json(scale)[1:]}'


def rows(here: View) -> Iterator[tuple[Cell, ...]]:
    deck = queries.deck(connection(), here.edition)
    yield row(title(here, deck), "title")
    for event in events(here, deck):
        yield row(event)
    for era in eras(deck):
        yield row(era, "era")


def events(here: View, deck: Deck | None) -> Iterator[Slide]:
    for cards in queries.batches(connection(), here.edition, here.filters):
        kept = queries.slides(connection(), here.edition, cards, every=deck is not None)
        for card in cards:
            made, own = slide(here, card), kept.get(card.ref.key)
            yield given_back(here, card, made, own, deck is not None) if own else made


def given_back(here: View, card: EventCard, made: Slide, kept: Kept, whole: bool) -> Slide:
    """The slide with what is kept of it; `whole` as it was, in a dossier of slides, if no text proves it."""
    date = card.ref.date.text
    if whole and given.is_own(card, kept):
        made["text"]["text"] = str(linked(here.edition, kept.html)).replace("<p></p>", "").strip()
        made = given.dated(given.headed(made, kept, card.ref), date)
    id = names.unique_id(made["unique_id"], kept.fields.get("unique_id", ""))
    return given.over(made, kept.fields, date, card.ref.title) | {"unique_id": id}


def eras(deck: Deck | None) -> Iterator[Slide]:
    for era in deck.eras if deck else ():
        yield given.nested(era)


def title(here: View, deck: Deck | None) -> Slide:
    """The slide that comes first: the dossier, what of it is shown, and the way to it; or as it was.

    A dossier of slides gives back its own, to which nothing is added that would be read as theirs.
    """
    made = _title(here)
    if deck and not in_words(here):
        text = str(linked(here.edition, here.edition.html)).strip()
        own = {"headline": plain(here.edition.title), "text": text}
        return given.over(made | {"text": own}, deck.title, title=here.edition.title)
    return made


def _title(here: View) -> Slide:
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
        "unique_id": ref.key.removeprefix("events/").replace("/", "_"),  # no id of an event has a _
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
    """The numbers as TimelineJS has them: it counts years before our era without a 0."""
    parts = replace(parts, year=parts.year - (parts.year < 1))
    numbers = ((field.name, getattr(parts, field.name)) for field in fields(parts))
    return {name: value for name, value in numbers if value is not None}


def plain(text: str) -> str:
    """Words where HTML is expected."""
    return escape(text.strip())


def row(slide: Slide, type: str = "") -> tuple[Cell, ...]:
    """The cells of HEADINGS, none of which a spreadsheet runs."""
    background = slide.get("background", {})
    beside = {
        "type": type,
        "background": background.get("url", "") or background.get("color", ""),
        "start_date.time": _time(slide.get("start_date", {})),
        "end_date.time": _time(slide.get("end_date", {})),
    }
    return tuple(_cell(field, beside, slide) for field in spreadsheet.HEADINGS.values())


def _cell(field: str, beside: Mapping[str, str], slide: Slide) -> Cell:
    part, _, name = field.rpartition(".")
    held = beside[field] if field in beside else (slide.get(part, {}) if part else slide).get(name, "")
    return guarded(held, field in spreadsheet.HTML) if isinstance(held, str) else held


def _time(date: Mapping[str, int]) -> str:
    time = ":".join(f"{date[unit]:02}" for unit in _TIMES if unit in date)
    whole = time.count(":") == 2 and "millisecond" in date
    return f"{time}.{date['millisecond']:03}" if whole else time


def _json(value: Slide | list[Slide]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
