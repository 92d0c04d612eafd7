"""Slides given back to TimelineJS: what a dossier keeps of them, over what its events say by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp import markup
from webapp.quotes import Match
from webapp.store.rows import EventCard, EventRef, Quote, Slide
from webapp.timelinejs import hypertext, when
from webapp.timelinejs.headline import stand_in

_DATES = ("start_date", "end_date")
_NUMBERS = (*when.UNITS, "millisecond")
_HTML = ("headline", "text", "caption", "credit")

Made = dict[str, Any]


def is_own(card: EventCard, slide: Slide) -> bool:
    """Whether the event rests on nothing but words of its own slide, which it would repeat to quote them."""
    shown = [card.ref.title, markup.unmarked(slide.html)]
    shown += [slide.fields.get(name, "") for name in ("media.caption", "media.url")]
    texts = [hypertext.plain(text) for text in shown]
    return all(_stands(quote, texts) for quote in card.quotes)


def _stands(quote: Quote, texts: list[str]) -> bool:
    words = [" ".join(piece.text.split()) for piece in quote.pieces if not piece.mark]
    return quote.match == Match.UNVERIFIED and any(all(each in text for each in words) for text in texts)


def headed(made: Made, kept: Slide, ref: EventRef) -> Made:
    """The slide without a headline, where the event is called only as one that has none."""
    caption = kept.fields.get("media.caption", "")
    if ref.title != stand_in(markup.unmarked(kept.html), caption, ref.date.label):
        return made
    return made | {"text": {name: text for name, text in made["text"].items() if name != "headline"}}


def dated(made: Made, date: str) -> Made:
    """The slide without words for its date, where its numbers say all of that."""
    numbers = [{unit: str(n) for unit, n in made.get(part, {}).items()} for part in _DATES]
    said = "/".join(filter(None, map(when.moment, numbers)))
    return {name: value for name, value in made.items() if name != "display_date" or said != date}


def over(made: Made, fields: Mapping[str, str], date: str = "", title: str = "") -> Made:
    """The slide with the fields over it; those of date and headline only while these still say the same."""
    kept = nested(fields)
    starts, ends = (when.moment(_plain(kept.get(part, {}))) for part in _DATES)
    if starts and date == (starts if ends in ("", starts) else f"{starts}/{ends}"):
        made = {name: value for name, value in made.items() if name not in _DATES}
    elif date:
        kept = {name: value for name, value in kept.items() if name not in _DATES}
    headline = kept.pop("text", {}).get("headline")
    if headline and hypertext.plain(headline) == title:
        made = made | {"text": made["text"] | {"headline": headline}}
    return made | kept


def nested(fields: Mapping[str, str]) -> Made:
    """The fields as TimelineJS's JSON has them: below their parts, numbers, nothing that could run."""
    made: Made = {}
    for name, text in fields.items():
        part, _, own = name.rpartition(".")
        (made.setdefault(part, {}) if part else made)[own] = _value(part, own, text)
    return made


def _value(part: str, name: str, text: str) -> object:
    if part in _DATES and name in _NUMBERS and text.removeprefix("-").isdecimal():
        return int(text)
    if name == "autolink":
        return text.lower() != "false"
    if part == "media" and name == "url":
        return hypertext.media(text)
    return hypertext.kept(text) if name in _HTML else text


def _plain(date: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in date.items()}
