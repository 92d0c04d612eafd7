"""Slides → the files of a dossier.

Every slide is an event that rests on words of the slide: the caption of its medium, or the words that are its
medium, or else its text. No text is archived in which they could be looked for, so they are unverified
quotes. TimelineJS has no parties, so the dossier has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import itemgetter

from webapp import dates, markup
from webapp.dossier import body
from webapp.dossier.chronicle import certainly_before
from webapp.dossier.problems import START, Place, Report
from webapp.dossier.slides import FIELDS
from webapp.timelimit import TimeLimit, TookTooLongError
from webapp.timelinejs import hypertext, names, when
from webapp.timelinejs.headline import stand_in
from webapp.timelinejs.markdown import blocks, escaped, is_paragraph
from webapp.timelinejs.slides import Deck, Slide, Value
from webapp.timelinejs.sources import Sources
from webapp.timelinejs.writing import Files, Written, quoted, slug, unused

_WORDS = 500  # characters of a slide that are quoted
_BRACKETS = 20  # that a quote may hold
_HTML = ("text.headline", "text.text", "media.caption", "media.credit")


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet does not say.

    `id` is the dossier's, `name` what it is called where there is no title slide, `timezone` is IANA's,
    `published` says in EDTF when the sheet was published.
    """

    id: str
    name: str
    timezone: str
    published: str


@dataclass(slots=True)
class Topics:
    """The groups of the slides, which are topics here: their ids, and where each is named first."""

    ids: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def id(self, group: str, place: Place) -> str:
        if group not in self.ids:
            id = self.ids[group] = unused(slug(group) or "group", self.places)
            self.places[id] = place
        return self.ids[group]


def files(deck: Deck, about: About, report: Report) -> Files:
    """The files by their paths. Slides of which no event can be made are reported."""
    deck = replace(deck, slides=[_clean(slide) for slide in deck.slides])
    titles = deck.of("title")
    for more in titles[1:]:
        report.add(more.place, "this is a second title slide: keep one of them, or give this one a date")
    title = titles[0] if titles else None
    name = (hypertext.plain(title.text("text.headline")) if title else "") or about.name
    sources, topics = Sources(name, about.published), Topics()
    written: Files = {}
    names.check((*titles[:1], *deck.of("event")), report)
    slides = deck.of("event")
    # In the order of their ids, so that what is named after the first of them is so in any order of the rows.
    for id, slide in sorted(zip(names.ids(slides), slides, strict=True), key=itemgetter(0)):
        try:
            file = _event(slide, id, about, sources, topics, report)
        except TookTooLongError:
            report.took_too_long(slide.place_of("text.text"), "the text")
            break  # a sheet may hold thousands of such texts
        if file:
            written[f"events/{id}.md"] = file
    cover = _cover(deck, title, name, about, topics, report)
    return {"dossier.md": cover, **written, **sources.files}


def _event(
    slide: Slide, id: str, about: About, sources: Sources, topics: Topics, report: Report
) -> Written | None:
    date = when.edtf(slide, report)
    if "start_date.year" not in slide.values:
        report.add(slide.place, "the slide has no year: every slide but the title has one")
    if not date:
        return None
    limit = TimeLimit()
    text = blocks(slide.text("text.text"), limit)
    # What is too long is refused when the file is read, and nothing need be made of its words.
    read = text if sum(map(len, text)) <= body.LONGEST else []
    nameless = _nameless(slide, read, date, about, limit)
    headline = hypertext.plain(slide.text("text.headline")) or nameless
    file = Written()
    file.add("---", slide.place)
    file.add(f"date: {date}", slide.place_of("start_date.year"))
    file.add("kind: event", slide.place)
    if group := hypertext.plain(slide.text("group")):
        file.add(f"topics: [{topics.id(group, slide.place_of('group'))}]", slide.place_of("group"))
    if _is_planned(date, about):
        file.add("status: planned", slide.place_of("start_date.year"))
    _add_kept(file, slide, id, nameless)
    file.add("---", slide.place)
    file.add("", slide.place_of("text.text"))  # what is wrong with the text as a whole is told of this line
    file.add(f"# {escaped(headline, headline=True)}", slide.place_of("text.headline", "text.text"))
    _add_text(file, slide, text, *_words(slide, read, headline, limit), sources.of(slide, id))
    return file


def _nameless(slide: Slide, text: list[str], date: str, about: About, limit: TimeLimit) -> str:
    """What the event is called if the slide has no headline."""
    html = markup.render("\n\n".join(text), "events/x", (), (), limit).html
    try:
        day = dates.parse(date, about.timezone).label
    except dates.DateError:
        day = date  # it is reported once the file is read
    return stand_in(html, slide.text("media.caption"), day)


def _is_planned(date: str, about: About) -> bool:
    """Whether the sheet was certainly published before that, so that it cannot tell of it as held."""
    try:
        published, day = (dates.parse(text, about.timezone) for text in (about.published, date))
    except dates.DateError:
        return False
    return certainly_before(published, day)


def _add_text(file: Written, slide: Slide, text: list[str], name: str, words: str, source: str) -> None:
    """The text, with the mark of its one footnote at the end of the first paragraph, and the footnote.

    That quotes these words of the field of that name.
    """
    place = slide.place_of("text.text", "text.headline")
    first = next((n for n, block in enumerate(text) if is_paragraph(block)), None)
    for number, block in enumerate(text):
        file.add(f"\n{block}{'[^slide]' if number == first else ''}", place)
    if first is None:
        file.add("\n[^slide]", place)
    file.add(f"\n[^slide]: “{words}” — {source}", slide.place_of(name))


def _words(slide: Slide, text: list[str], headline: str, limit: TimeLimit) -> tuple[str, str]:
    """The words that are quoted, and the field that they stand in."""
    said = {
        "media.caption": hypertext.plain(slide.text("media.caption")),
        "media.url": hypertext.plain(medium) if "<" in (medium := slide.text("media.url")) else "",
        "text.text": hypertext.plain(markup.render(text[0], "events/x", (), (), limit).html) if text else "",
        "text.headline": headline,
    }
    name = next((name for name, words in said.items() if any(map(str.isalnum, words))), "text.headline")
    return name, _cut(said[name])


def _cut(words: str) -> str:
    """As many of the words as a quote holds, with the mark of a cut where that is not all."""
    brackets = [n for n, sign in enumerate(words) if sign == "["]
    most = min(_WORDS, brackets[_BRACKETS - 1] if len(brackets) >= _BRACKETS else len(words))
    return words if len(words) <= most else f"{words[:most].rpartition(' ')[0] or words[:most]} […]"


def _add_kept(file: Written, slide: Slide, id: str, nameless: str) -> None:
    if fields := _kept(slide, id, nameless):
        file.add("timelinejs:", slide.place)
        file.add_fields(fields, "  ")


def _kept(slide: Slide, id: str, nameless: str = "") -> dict[str, Value]:
    """The fields that only TimelineJS has: not those that what has this id tells by itself.

    A headline is kept where it has tags, or where without it the slide would be called the same.
    """
    told = {"text.text"} if slide.type != "era" else set()
    headline = slide.text("text.headline")
    if slide.type != "era" and "<" not in headline and hypertext.plain(headline) != nameless:
        told.add("text.headline")
    if slide.text("unique_id") == id:
        told.add("unique_id")
    start, end = slide.part("start_date"), slide.part("end_date")
    if slide.type == "event" and when.exact(start) and when.exact(end) and start != end:
        told |= {name for name in slide.values if name.startswith(("start_date.", "end_date."))}
    kept = [name for name in FIELDS if name in slide.values and name not in told]
    return {name: slide.values[name] for name in kept}


def _clean(slide: Slide) -> Slide:
    """The slide as it is kept, so that it reads the same when it comes again. Texts are kept otherwise."""
    of = {name: hypertext.kept for name in _HTML if name != "text.text" or slide.type == "era"}
    of["media.url"] = hypertext.media
    cleaned = {
        name: Value(of[name](value.text).strip(), value.place)
        for name, value in slide.values.items()
        if name in of
    }
    values = slide.values | cleaned
    return replace(slide, values={name: value for name, value in values.items() if value.text})


def _cover(
    deck: Deck, title: Slide | None, name: str, about: About, topics: Topics, report: Report
) -> Written:
    file = Written()
    place = title.place if title else START
    file.add("---", place)
    file.add(f"title: {quoted(name)}", title.place_of("text.headline") if title else START)
    file.add(f"timezone: {about.timezone}\nparties: {{}}", START)
    if topics.ids:
        file.add("topics:", START)
    for group, id in topics.ids.items():
        file.add(f"  {id}: {quoted(group)}", topics.places[id])
    _add_deck(file, deck, title, about, report)
    file.add("---", place)
    place = title.place_of("text.text") if title else START
    try:
        text = blocks(title.text("text.text")) if title else []
    except TookTooLongError:
        report.took_too_long(place, "the text")
        text = []
    for block in text:
        file.add(f"{block}\n", place)
    return file


def _add_deck(file: Written, deck: Deck, title: Slide | None, about: About, report: Report) -> None:
    first = _kept(title, about.id) if title else {}
    eras = [era for era in deck.of("era") if _is_era(era, report)]
    # TimelineJS's own default is written out, so that the dossier says that it is made of slides.
    file.add(f"timelinejs:\n  scale: {deck.scale or 'human'}", START)
    if title and first:
        file.add("  title:", title.place)
        file.add_fields(first, "    ")
    if eras:
        file.add("  eras:", eras[0].place)
    for era in eras:
        file.add("    -", era.place)
        file.add_fields(_kept(era, ""), "      ")


def _is_era(era: Slide, report: Report) -> bool:
    """Whether it has a beginning and an end, as TimelineJS wants of eras."""
    for part, name in (("start_date", "year"), ("end_date", "end year")):
        if f"{part}.year" not in era.values:
            report.add(era.place, f"the era has no {name}: every era has a first and a last year")
            return False
    date = when.edtf(era, report)
    try:
        return bool(date and dates.parse(date))
    except dates.DateError as error:
        report.add(era.place_of("start_date.year"), str(error))
        return False
