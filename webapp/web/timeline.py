"""`/<dossier>/`: the timeline, whole or narrowed, on one page or in windows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, make_response, redirect

from webapp.store import queries
from webapp.store.rows import Edition, Missing, SourceRef, Timeline, Totals
from webapp.web import linked
from webapp.web.choices import Chip, chips, in_words
from webapp.web.faults import nowhere, refusal
from webapp.web.head import Head, head, plain
from webapp.web.keeping import Cards, cards
from webapp.web.known import Stepper, stepper
from webapp.web.languages import english
from webapp.web.pager import Pager, pager
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.picture import Picture, picture
from webapp.web.reading import Found, connection, once, open_edition
from webapp.web.rendering import render
from webapp.web.standing import Standing
from webapp.web.subject import Subject
from webapp.web.table import Phase, phases
from webapp.web.view import NAMES, SEVERAL, START, View, placed, view
from webapp.web.works import dossier_work


@dataclass(frozen=True, slots=True)
class Loose:
    """A filter that could be given up: how many events there would be, and where."""

    text: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class TimelineContext:
    """`pager` is None where one page shows all. `loose` are the ways out of an empty result.

    `size` is how many rounds and events the dossier has as known then, `archive` how many sources.
    """

    head: Head
    edition: Edition
    view: View
    introduction: str
    totals: Totals
    size: int
    archive: int
    knowledge: Stepper
    picture: Picture
    chips: tuple[Chip, ...]
    pager: Pager | None
    loose: tuple[Loose, ...]
    phases: tuple[Phase, ...]
    cards: Cards
    sources: tuple[SourceRef, ...]
    standing: Standing


@takes(*NAMES, several=SEVERAL)
def timeline(at: Address) -> Response:
    here = view(open_edition(at))
    kept = cards(here.edition)
    found = found_in(here, kept)
    if found.whole and here.place != START:
        return make_response(redirect(here.url(place=START), 307))  # not for good: the dossier can grow
    return render("timeline.html", arrange(here, found, kept))


def found_in(here: View, drawn: Cards | None = None) -> Timeline:
    """What the view shows; what is `drawn` need not be read. Raises Refused."""
    rounds = once(queries.meetings, here.edition)
    found = queries.timeline(connection(), here.edition, here.filters, here.place, drawn, rounds)
    if isinstance(found, Missing):
        raise refusal([nowhere(here.edition, *placed(here.place)[0], found.nearest)])
    return found


def arrange(here: View, found: Timeline, kept: Cards) -> TimelineContext:
    edition, head = here.edition, heading(here, found)
    return TimelineContext(
        head=head,
        edition=edition,
        view=here,
        introduction=found.introduction,
        totals=found.totals,
        size=found.size,
        archive=found.archive,
        knowledge=stepper(here),
        picture=picture(here, found, english(head)),
        chips=chips(here),
        pager=pager(here, found),
        loose=() if found.cards else loose(here),
        phases=phases(edition, found.cards, found.rounds),
        cards=kept,
        sources=found.sources,
        standing=Standing(here, head),
    )


def heading(here: View, found: Timeline) -> Head:
    """Title and description say in words what the view shows."""
    title, edition = f"{here.edition.title} — timeline", here.edition
    parts = list(in_words(here).values())
    if not found.whole:
        parts.append(f"{found.first + 1:,} to {found.first + len(found.cards):,} of {found.total:,}")
    said = ", ".join(parts)
    about = f"{found.total:,} events and rounds of “{edition.title}”" + (f": {said}" if said else "")
    introduction = plain(found.introduction) or edition.title
    whole = Subject(edition.title, linked.dossier(edition, introduction), dossier_work(edition))
    return head(
        Found(edition, found),
        "",
        f"{title}: {said}" if said else title,
        about if said else plain(edition.html),
        subject=None if said else whole,
    )


def loose(here: View) -> tuple[Loose, ...]:
    """Each filter of a view without any event, with what giving it up would show."""
    counts = queries.loosened(connection(), here.edition, here.filters)
    said = in_words(here)
    return tuple(Loose(said[name], count, here.without(name).url()) for name, count in counts.items())
