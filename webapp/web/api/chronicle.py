"""Views of the timeline, and of what was known when, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, make_response, redirect, request

from webapp.store import queries
from webapp.store.rows import Choice as ChoiceRow
from webapp.store.rows import Timeline
from webapp.web import known as known_page
from webapp.web import timeline as timeline_page
from webapp.web.api.base import Date, Prose
from webapp.web.api.document import Window, answers, beginning_of, data, data_maybe
from webapp.web.api.dossier import Actor, Correction, Party, Source
from webapp.web.api.event import Card
from webapp.web.api.eventref import EventRef
from webapp.web.api.knowledge import Growth, KnownDay, KnownDocument, News, Year
from webapp.web.api.timeline import Choice, Choices, Chosen, Loose, Step, Steps, TimelineDocument, Totals
from webapp.web.choices import chips, label_of
from webapp.web.formats import within
from webapp.web.pager import pager
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.view import SEVERAL, START, View, view


@answers(TimelineDocument)
def timeline(at: Address) -> TimelineDocument | Response:
    here = view(open_edition(at))
    found = timeline_page.found_in(here)
    if found.whole and here.place != START:
        return make_response(redirect(within(here.url(place=START), "json"), 307))
    edition, totals = here.edition, found.totals
    return TimelineDocument(
        **beginning_of(edition),
        introduction=Prose.of(edition, found.introduction),
        corrections=Correction.all(edition, queries.corrections(connection(), edition, "dossier")),
        totals=Totals(
            rounds=totals.rounds,
            events=totals.events,
            quotes=totals.quotes,
            verbatim=totals.verbatim,
            unverified=totals.unverified,
        ),
        size=found.size,
        archive=found.archive,
        known=Date.maybe(edition, found.known),
        filters=tuple(
            Chosen(parameter=chip.parameter, text=chip.text, without=data(chip.href)) for chip in chips(here)
        ),
        choices=choices(here),
        loose=() if found.cards else loose(here),
        steps=steps(here),
        window=window(here, found),
        events=tuple(Card.card(edition, card) for card in found.cards),
        rounds=EventRef.all(edition, found.rounds),
        parties=tuple(Party.of(edition, each) for each in edition.parties.values()),
        actors=tuple(Actor.of(edition, each) for each in edition.actors.values()),
        sources=tuple(Source.of(edition, each) for each in found.sources),
    )


def choices(here: View) -> Choices:
    found = queries.choices(connection(), here.edition, here.filters)

    def of(name: str, offered: Sequence[ChoiceRow]) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                value=each.value,
                label=label_of(here.edition, name, each.value),
                count=each.count,
                chosen=each.chosen,
            )
            for each in offered
        )

    return Choices(**{name: of(name, getattr(found, name)) for name in SEVERAL})


def loose(here: View) -> tuple[Loose, ...]:
    return tuple(
        Loose(text=each.text, count=each.count, url=data(each.href)) for each in timeline_page.loose(here)
    )


def steps(here: View) -> Steps:
    found = known_page.stepper(here)

    def step(to: known_page.Step | None) -> Step | None:
        return Step(day=Date.of(here.edition, to.day), url=data(to.href)) if to else None

    newest = Date.maybe(here.edition, found.newest)
    return Steps(before=step(found.before), after=step(found.after), newest=newest)


def window(here: View, found: Timeline) -> Window:
    ways = pager(here, found)
    return Window(
        total=found.total,
        first=found.first + 1,
        last=found.first + len(found.cards),
        earlier=data_maybe(ways.earlier) if ways else None,
        later=data_maybe(ways.later) if ways else None,
    )


@answers(KnownDocument)
def known(at: Address) -> KnownDocument:
    found = known_page.knowledge(at)
    page = known_page.arrange(found, request.args.get("year"))
    return KnownDocument(
        **beginning_of(found.edition),
        years=tuple(Year(label=each.label, days=each.days, url=data_maybe(each.href)) for each in page.years),
        today=day(page.today) if page.today else None,
        days=tuple(day(each) for group in page.groups for each in group.days),
    )


def day(row: known_page.Day) -> KnownDay:
    assert row.growth
    return KnownDay(
        day=Date.maybe(row.edition, row.day),
        growth=Growth.of(row.growth),
        news=News.of(row.edition, row.news, row.rest) if row.news else None,
        timeline=data(row.edition.link()),
    )
