"""What cards show of the site, a dossier, a round, an event and a quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from webapp import cards, dates
from webapp.cards import Dated, Frame, Said, Side, Text, Tone
from webapp.cards.script import arabic
from webapp.quotes import Match
from webapp.store.rows import (
    Actor,
    CitedQuote,
    DossierCard,
    Edition,
    EventPage,
    EventRef,
    Moments,
    Party,
    Quote,
    Timeline,
)
from webapp.web.head import plain
from webapp.web.home import DESCRIPTION
from webapp.web.languages import way
from webapp.web.people import delegations
from webapp.web.table import tone
from webapp.web.words import count, doubt, words

LEDE = 400  # code points of an introduction: more than a card has room for
CHECKED = ("exact", "typographic")  # how words match that stand in the archived text of their source


def of_site(dossiers: Sequence[DossierCard]) -> cards.DossierCard:
    counts = count(len(dossiers), "dossier") if dossiers else "no dossiers yet"
    return cards.DossierCard(None, "none", Text("Parley"), Text(DESCRIPTION), counts, checked=False)


def of_dossier(edition: Edition, found: Timeline, moments: Moments) -> cards.DossierCard:
    totals = found.totals
    parts = [(totals.events, "event"), (totals.rounds, "round"), (totals.quotes, "quote")]
    counts = ", ".join(f"{number:,} {name}{'' if number == 1 else 's'}" for number, name in parts if number)
    counts += f", {totals.unverified:,} {Match.UNVERIFIED}" if totals.unverified else ""
    return cards.DossierCard(
        frame=frame(edition),
        tone="ab" if edition.two_sided else "none",
        title=own(edition, edition.title),
        lede=own(edition, plain(found.introduction, LEDE)),
        counts=counts or "no events yet",
        checked=bool(totals.quotes) and not totals.unverified,
        strip=cards.strip(dated(edition, moments), *ends(edition, moments)),
    )


def dated(edition: Edition, found: Moments) -> Iterator[Dated]:
    """What the strip shows: each event within its date, of many how many begin when."""
    for ref in found.refs:
        yield Dated(ref.date.earliest, ref.date.latest, cast(Tone, tone(ref)))
    for tally in found.tallies:
        parties = [edition.parties[id] for id in tally.parties]
        yield Dated(tally.time, tally.time, side(parties), tally.count)


def side(parties: Sequence[Party]) -> Tone:
    """Where an event of these parties stands at the table."""
    sides = {party.side for party in parties} & {"a", "b"}
    if len(sides) == 2:
        return "ab"
    return cast(Tone, parties[0].side) if parties else "m"


def ends(edition: Edition, found: Moments) -> tuple[str, str]:
    """The first and the last date, as they are given; of many events, their months."""
    if found.refs:
        return found.refs[0].date.label, found.refs[-1].date.label
    seconds = [time for time in (found.first, found.last) if time is not None]
    months = [dates.parse(dates.day(time, edition.timezone).text[:-3]).label for time in seconds]
    return (months[0], months[-1]) if months else ("", "")


def of_quote(edition: Edition, found: CitedQuote) -> cards.QuoteCard:
    return cards.QuoteCard(frame(edition), said(edition, found.quote))


def frame(edition: Edition) -> Frame:
    return Frame(own(edition, edition.title), edition.revision, edition.known.label if edition.known else "")


def own(edition: Edition, text: str) -> Text:
    """A text in the language of the dossier."""
    return written(edition, text, edition.language)


def written(edition: Edition, text: str, language: str) -> Text:
    return Text(text, language, way(text, language, edition.language) == "rtl")


def said(edition: Edition, quote: Quote) -> Said:
    shown = words(edition, quote)
    speaker = shown.speaker
    return Said(
        words=written(edition, shown.text, shown.language),
        speaker=own(edition, speaker.name) if speaker else None,
        office=own(edition, office(speaker)) if speaker else None,
        tone=cast(Tone, shown.side),
        origin=written(edition, shown.origin, shown.language),
        published=shown.source.published.label,
        proof=shown.proof,
        checked=quote.match in CHECKED,
    )


def office(speaker: Actor) -> str:
    """For whom somebody speaks, and as what; between them the comma of the script."""
    parts = list(dict.fromkeys(each for each in (speaker.role, speaker.party.name) if each))
    return ("، " if parts and arabic(parts[0]) else ", ").join(parts)


def of_event(edition: Edition, event: EventPage) -> cards.EventCard:
    ref = event.ref
    return cards.EventCard(
        frame=frame(edition),
        tone=cast(Tone, tone(ref)),
        facts=tuple(facts(edition, event, ref.kind)),
        status=status(ref),
        headline=own(edition, ref.title),
        sides=sides(edition, event),
        said=said(edition, event.quotes[0]) if event.quotes else None,
        counts=rests(event),
        checked=all(quote.match in CHECKED for quote in event.quotes),
    )


def of_round(edition: Edition, event: EventPage) -> cards.RoundCard:
    ref = event.ref
    assert ref.number is not None
    return cards.RoundCard(
        frame=frame(edition),
        tone=cast(Tone, tone(ref)),
        number=ref.number,
        facts=tuple(facts(edition, event)),
        status=status(ref),
        headline=own(edition, ref.title),
        sides=sides(edition, event),
        counts=rests(event),
        checked=all(quote.match in CHECKED for quote in event.quotes),
    )


def facts(edition: Edition, event: EventPage, kind: str = "") -> Iterator[Text]:
    """When it was, what kind it is, and where."""
    yield Text(event.ref.date.label)
    for fact in (kind, event.place):
        if fact:
            yield own(edition, fact)


def status(ref: EventRef) -> str:
    return "" if ref.status == "held" else ref.status


def sides(edition: Edition, event: EventPage) -> tuple[Side, ...]:
    return tuple(
        Side(
            own(edition, each.party.name),
            cast(Tone, each.party.side),
            tuple(own(edition, actor.name) for actor in each.actors),
        )
        for each in delegations(event.ref.parties, event.actors)
    )


def rests(event: EventPage) -> str:
    """How many quotes it rests on, in how many sources they were found, and how many are unverified."""
    checked = [quote for quote in event.quotes if quote.match in CHECKED]
    if not checked:
        return doubt(event.quotes)
    sources = len({quote.source.key for quote in checked})
    found = f"{count(len(checked), 'quote')} found word for word in {count(sources, 'source')}"
    unverified = len(event.quotes) - len(checked)
    return f"{found}, {unverified:,} unverified" if unverified else found
