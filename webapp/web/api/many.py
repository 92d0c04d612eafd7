"""Views of lists as JSON: each finds what its page finds, and fills a document."""

from __future__ import annotations

from flask import Response, request

from webapp.store import queries
from webapp.store.rows import Edition
from webapp.web import commitments as commitments_page
from webapp.web import positions as positions_page
from webapp.web import rounds as rounds_page
from webapp.web import sources as sources_page
from webapp.web.api.base import Date
from webapp.web.api.claims import Promise, RoundLine, Stance
from webapp.web.api.document import Window, answers, beginning, beginning_of, data, data_maybe
from webapp.web.api.dossier import Party, Topic
from webapp.web.api.lists import (
    AccessibilityDocument,
    Cell,
    Check,
    CommitmentsDocument,
    DossierCard,
    DossiersDocument,
    Holding,
    PartyCount,
    PositionsDocument,
    RoundsDocument,
    SourcesDocument,
    StateCount,
    StatusCount,
)
from webapp.web.formats import within
from webapp.web.narrowing import narrowed
from webapp.web.paths import Address, moved
from webapp.web.reading import dossiers, find
from webapp.web.statement import CHECKS, LIMITS, TARGET


@answers(DossiersDocument)
def home() -> DossiersDocument:
    found = dossiers()
    return DossiersDocument(**beginning(), dossiers=tuple(map(DossierCard.of, found)))


@answers(AccessibilityDocument)
def accessibility() -> AccessibilityDocument:
    checks = tuple(Check(name=each.name, how=each.how, test=each.test) for each in CHECKS)
    return AccessibilityDocument(**beginning(), target=TARGET, checks=checks, limits=LIMITS)


@answers(RoundsDocument)
def rounds(at: Address) -> RoundsDocument | Response:
    found = find(at, queries.rounds)
    if asked := request.args.getlist("compare"):
        path, query = rounds_page.compared(found, asked)
        return moved(within(path, "json"), query)
    edition, page = found.edition, rounds_page.arrange(found)
    return RoundsDocument(
        **beginning_of(edition),
        statuses=tuple(StatusCount(status=status, count=count) for status, count in page.statuses),
        rounds=tuple(RoundLine.line(edition, line) for line in found.row),
    )


@answers(PositionsDocument)
def positions(at: Address) -> PositionsDocument:
    found = positions_page.asked(at)
    edition, page = found.edition, found.row
    return PositionsDocument(
        **beginning_of(edition),
        as_of=Date.maybe(edition, page.as_of),
        topics=tuple(map(Topic.of, page.topics)),
        parties=tuple(Party.of(edition, each) for each in page.parties),
        positions=tuple(
            Cell(
                topic=Topic.of(topic),
                party=Party.of(edition, party),
                stances=tuple(Stance.of(edition, each) for each in cell.stances),
                total=cell.total,
                all=data(all_of(edition, party.id, topic.id)),
            )
            for topic in page.topics
            for party in page.parties
            if (cell := page.cells.get((topic.id, party.id)))
        ),
    )


def all_of(edition: Edition, party: str, topic: str) -> str:
    """The page of all that the party holds and held on the topic."""
    return narrowed(edition, "positions", positions_page.PARAMETERS, party=[party], topic=[topic])


@answers(CommitmentsDocument)
def commitments(at: Address) -> CommitmentsDocument:
    page = commitments_page.asked(at)
    edition = page.edition
    return CommitmentsDocument(
        **beginning_of(edition),
        as_of=Date.maybe(edition, page.as_of),
        states=tuple(StateCount(state=each.name, count=each.count) for each in page.states),
        parties=tuple(
            PartyCount(party=Party.of(edition, each.party), count=each.count)
            for each in page.parties
            if each.party
        ),
        window=Window(
            total=page.total,
            first=page.first,
            last=page.last,
            earlier=data_maybe(page.earlier),
            later=data_maybe(page.later),
        ),
        commitments=tuple(
            Promise.of(edition, each.promise) for group in page.groups for each in group.pledges
        ),
    )


@answers(SourcesDocument)
def sources(at: Address) -> SourcesDocument:
    page = sources_page.arrange(sources_page.asked(at))
    return SourcesDocument(
        **beginning_of(page.edition),
        window=Window(
            total=page.total,
            first=page.first,
            last=page.last,
            earlier=data_maybe(page.earlier),
            later=data_maybe(page.later),
        ),
        sources=tuple(Holding.of(page.edition, each) for each in page.holdings),
    )
