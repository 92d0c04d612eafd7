"""`.atom` of commitments and of positions: what is new among those that the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from flask import Response, current_app, request

from webapp.dates import Date
from webapp.store import queries
from webapp.store.rows import Edition, EventRef, Party, RecentPromise, RecentStance
from webapp.store.rows.claims import STATES
from webapp.web import commitments, positions
from webapp.web.atom import MOST, Entry, Feed, atom
from webapp.web.choices import label_of
from webapp.web.claims import Turn, held, pledge
from webapp.web.feeds import authors, titled
from webapp.web.head import absolute, plain
from webapp.web.languages import way
from webapp.web.narrowing import check, narrowed
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.rendering import filled
from webapp.web.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A claim told away from the site, made at `event`; its links are absolute.

    Of a commitment, `to` is whom it was made to, `state` how it stands and `turns` why; None of a position.
    """

    edition: Edition
    text: str
    event: EventRef
    words: tuple[Words, ...]
    to: Party | None = None
    due: Date | None = None
    state: str | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def direction(self) -> str:
        return way(self.text, self.edition.language, self.edition.language)

    def link(self, path: str) -> str:
        return absolute(self.edition.link(path))


@takes("state", "party", "known", several=("state", "party"))
def commitments_feed(at: Address) -> Response:
    """The commitments that the page would show: what is new, was made of them, or has become overdue."""
    edition, chosen = open_edition(at), _chosen("state", "party")
    check(edition, "state", STATES)
    check(edition, "party", edition.parties)
    found = queries.recent_commitments(connection(), edition, chosen["state"], chosen["party"], MOST)
    entries = map(partial(promised, edition), found)
    return _feed(edition, "commitments", commitments.PARAMETERS, chosen, entries)


@takes("party", "topic", "known", several=("party", "topic"))
def positions_feed(at: Address) -> Response:
    """The positions that the page would show, with those that were held before."""
    edition, chosen = open_edition(at), _chosen(*positions.NARROWING)
    check(edition, "party", edition.parties)
    check(edition, "topic", edition.topics)
    found = queries.recent_positions(connection(), edition, chosen["party"], chosen["topic"], MOST)
    return _feed(edition, "positions", positions.PARAMETERS, chosen, map(partial(stated, edition), found))


def _chosen(*names: str) -> dict[str, list[str]]:
    return {name: request.args.getlist(name) for name in names}


def _feed(
    edition: Edition, page: str, names: Iterable[str], chosen: dict[str, list[str]], entries: Iterable[Entry]
) -> Response:
    said = [
        f"{name} {' or '.join(label_of(edition, name, each) for each in values)}"
        for name, values in chosen.items()
        if values
    ]
    return atom(
        Feed(
            title=titled(edition, ", ".join([page, *said])),
            subtitle=plain(edition.html),
            href=absolute(narrowed(edition, page, names, **chosen)),
            language=edition.language,
            author=authors(edition),
            author_href=absolute(f"/{edition.id}/"),
            entries=tuple(entries),
            otherwise=edition.imported,
        )
    )


def promised(edition: Edition, new: RecentPromise) -> Entry:
    """A commitment; its id is the address of the list, with the name that it has there."""
    made = pledge(edition, new.promise)
    promise = new.promise
    told = Told(
        edition,
        promise.text,
        promise.event,
        made.words,
        promise.to,
        promise.due,
        promise.state,
        made.turns,
    )
    return Entry(
        id=absolute(edition.link("commitments", f"commitment-{promise.id}")),
        title=f"{promise.by.name}: {promise.text}",
        href=absolute(edition.link(promise.event.key)),
        updated=new.changed,
        html=_html(told),
        language=edition.language,
        known=new.known,
        categories=(promise.state,),
    )


def stated(edition: Edition, new: RecentStance) -> Entry:
    """A position; its id is the address of its event, with who holds it on what."""
    stance = new.stance
    again = f".{new.number}" if new.number > 1 else ""
    return Entry(
        id=absolute(edition.link(stance.event.key, f"{stance.party.id}.{stance.topic.id}{again}")),
        title=f"{stance.party.name} — {stance.topic.name}: {stance.text}",
        href=absolute(edition.link(stance.event.key)),
        updated=new.changed,
        html=_html(Told(edition, stance.text, stance.event, held(edition, stance).words)),
        language=edition.language,
        known=new.known,
        categories=(stance.topic.name,),
    )


def _html(told: Told) -> str:
    return filled(current_app.jinja_env.get_template("claimed.html"), told=told)
