"""What was known when: the page `/<dossier>/known`, and the steps from day to day on a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from flask import Response, request

from webapp import dates
from webapp.dates import Date
from webapp.store import queries
from webapp.store.rows import Edition, Growth, KnownDay, News
from webapp.web.head import Head, head
from webapp.web.parameters import Pairs, Refused, address, takes
from webapp.web.paths import Address
from webapp.web.reading import Found, connection, once, open_edition
from webapp.web.rendering import render
from webapp.web.view import START, View
from webapp.web.words import count

SHORT = 200  # as many things that became known are shown on one page
FEW = 6  # sources, and events, that a timeline tells of a day
MOST = 500  # that the page tells of a day


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which knowledge changed; `day` is None for what no certain day has made known.

    `edition` is that of its end. `news` is what became known, None where it is not told; `rest` how much
    more became known.
    """

    day: Date | None
    edition: Edition
    growth: Growth | None
    news: News | None

    @property
    def anchor(self) -> str:
        return anchor(self.day)

    @property
    def rest(self) -> int:
        return self.growth.total - self.news.total if self.growth and self.news else 0

    @property
    def grown(self) -> str:
        """What became known, in numbers."""
        assert self.growth
        grown = self.growth
        parts = (
            (grown.sources, f"{count(grown.sources, 'source')} published"),
            (grown.rounds, f"{count(grown.rounds, 'round')} first known"),
            (grown.events, f"{count(grown.events, 'event')} first known"),
            (grown.changes, f"more known of {count(grown.changes, 'event')}"),
        )
        return ", ".join(text for number, text in parts if number)


@dataclass(frozen=True, slots=True)
class Group:
    """The days of a year, or of a month."""

    label: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a long dossier: `href` is None for the one that is shown."""

    label: str
    days: int
    href: str | None


@dataclass(frozen=True, slots=True)
class KnownContext:
    """`today` is the day of the edition, or the newest, told at length where the groups tell of no day."""

    head: Head
    edition: Edition
    years: tuple[Year, ...]
    today: Day | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Step:
    day: Date
    href: str


@dataclass(frozen=True, slots=True)
class Stepper:
    """The way through the days of knowledge from a timeline; `today` only where a day is asked for.

    `newest` is the last day on which anything became known, None where nothing ever did. `uncertain` is what
    only the present shows, in numbers of things. `kept` are the parameters of the view but its day. Where it
    is `narrowed`, `today` still tells of the whole dossier.
    """

    edition: Edition
    before: Step | None
    after: Step | None
    newest: Date | None
    uncertain: tuple[tuple[int, str], ...]
    today: Day | None
    present: str
    kept: Pairs
    narrowed: bool
    days: str


@takes("year", "known")
def known(at: Address) -> Response:
    return render("known.html", arrange(knowledge(at), request.args.get("year")))


def knowledge(at: Address) -> Found[tuple[KnownDay, ...]]:
    """The days on which knowledge of the edition changed: of those of the whole revision, the days until its
    own. So they are counted once for all.
    """
    edition = open_edition(at)
    days = once(queries.knowledge, replace(edition, known=None))
    if edition.known is None:
        return Found(edition, days)
    last = edition.known.sort
    return Found(edition, tuple(each for each in days if each.day and each.day.sort <= last))


def arrange(found: Found[tuple[KnownDay, ...]], asked: str | None) -> KnownContext:
    edition, days = found.edition, found.row
    short = sum(day.growth.total for day in days) <= SHORT
    years = {year_of(each.day): each.day for each in days}
    if asked is not None and asked not in years:
        raise _no_year(edition, asked, years)
    newest = next((each for each in reversed(days) if each.day), None)
    year = asked or ("" if short or not days else year_of(newest.day if newest else None))
    told = _news(edition, days, short)
    listed = [_day(edition, each, told if short else {}) for each in days if year in ("", year_of(each.day))]
    described = f"The {count(len(days), 'day')} on which knowledge of “{edition.title}” changed."
    return KnownContext(
        head=head(found, "known", f"What was known when — {edition.title}", described),
        edition=edition,
        years=tuple(_years(edition, days, year)) if year else (),
        today=None if short or asked or not newest or newest.day not in told else _day(edition, newest, told),
        groups=tuple(_groups(listed, by_month=bool(year))),
    )


def stepper(here: View) -> Stepper:
    """The steps from this view."""
    edition = here.edition
    found = once(queries.steps, edition)

    def step(day: Date | None) -> Step | None:
        if day is None:
            return None
        # From its start: where its window stands need not have been known on an earlier day.
        return Step(day, replace(here, edition=replace(edition, known=day)).url(place=START))

    return Stepper(
        edition=edition,
        before=step(found.before),
        after=step(found.after),
        newest=found.newest,
        uncertain=_numbers(found.uncertain),
        today=_today(edition),
        present=replace(here, edition=replace(edition, known=None)).url(),
        kept=[(name, value) for name, value in here.kept if name != "known"],
        narrowed=bool(here.filters.active),
        days=edition.link("known", anchor(found.on) if found.on else ""),
    )


def _numbers(uncertain: Growth) -> tuple[tuple[int, str], ...]:
    """How many events there are; where there are none, how many sources, or else changes."""
    events = ((uncertain.rounds, "round"), (uncertain.events, "event"))
    others = ((uncertain.sources, "source"), (uncertain.changes, "change"))
    some = [(number, thing) for number, thing in events if number]
    return tuple(some or [(number, thing) for number, thing in others if number][:1])


def anchor(day: Date | None) -> str:
    """Where the page tells of that day."""
    return f"d{day.text}" if day else "no-day"


def year_of(day: Date | None) -> str:
    """The year as a parameter says it; "none" of no day."""
    return day.text.rsplit("-", 2)[0] if day else "none"


def _label(year: str) -> str:
    return "No certain day" if year == "none" else dates.parse(year).label


def _no_year(edition: Edition, year: str, years: Iterable[str]) -> Refused:
    listed = ", ".join(_label(each).lower() for each in years)
    text = f"Knowledge of “{edition.title}” did not change in “{year[:20]}”."
    more = f"It did in: {listed}." if listed and len(listed) < 200 else ""
    return Refused([text, more] if more else [text], [(edition.link("known"), "What was known when")])


def _years(edition: Edition, days: Iterable[KnownDay], shown: str) -> Iterable[Year]:
    known = [("known", edition.known.text)] if edition.known else []
    for year, group in groupby(days, key=lambda each: year_of(each.day)):
        path = address(f"{edition.base}/known", [("year", year), *known])
        yield Year(_label(year), len(list(group)), None if year == shown else path)


def _groups(days: Iterable[Day], by_month: bool) -> Iterable[Group]:
    def period(day: Day) -> str:
        if day.day is None:
            return "No certain day"
        return dates.parse(day.day.text.rsplit("-", 1 if by_month else 2)[0]).label

    for label, group in groupby(days, key=period):
        yield Group(label, tuple(group))


def _day(edition: Edition, known: KnownDay, told: Mapping[Date | None, News]) -> Day:
    return Day(known.day, replace(edition, known=known.day), known.growth, told.get(known.day))


def _news(edition: Edition, days: Sequence[KnownDay], short: bool) -> dict[Date | None, News]:
    """What became known on all days, or on the day of the edition, at present on the newest."""
    if not days:
        return {}
    certain = [each.day for each in days if each.day]
    first = days[0].day if short or not certain else edition.known or certain[-1]
    last = days[-1].day if short else first
    return queries.news(connection(), edition, first, last, MOST)


def _today(edition: Edition) -> Day | None:
    """What became known on the day of the edition, in short."""
    if edition.known is None:
        return None
    news = queries.news(connection(), edition, edition.known, edition.known, FEW).get(edition.known)
    return Day(edition.known, edition, None, news) if news else None
