"""What a request asks a timeline for: its parameters as values, or as faults that say how to mend them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from flask import request
from sqlalchemy import Connection

from webapp import dates
from webapp.dates import Date
from webapp.store import queries
from webapp.store.queries.missing import listed
from webapp.store.queries.place import After, At, Before, Place, Start
from webapp.store.rows import Edition
from webapp.web.faults import TOLD, Fault, shortened, strange
from webapp.web.paths import ID, LONGEST_ID
from webapp.web.reading import connection

KEY = re.compile(f"events/{ID}|rounds/[1-9][0-9]{{0,8}}")
# A day, month or year, or a minute of a day: what a calendar and a clock can begin and end with.
PLAIN = re.compile(
    r"(?:-?[0-9]{4}|Y-?[0-9]{5,11})(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:]{5}(?:Z|[+-][0-9:]{2,5})?)?)?)?"
)
LONGEST_TEXT = 200
# Of what may become known, how it is written.
NAME = re.compile(f"(?=.{{1,{LONGEST_ID}}}$){ID}")
SHAPES = {**dict.fromkeys(("party", "actor", "topic", "kind"), NAME), "round": re.compile("[1-9][0-9]{0,8}")}
STATUSES = ("planned", "held", "postponed", "cancelled")
PLACES = ("after", "before", "at")

Look = Callable[[Sequence[str]], Mapping[str, int]]


def can_come(edition: Edition, name: str, values: Iterable[str]) -> bool:
    """Of an edition as known on a day: could all of these be values that become known later?"""
    shape = SHAPES.get(name)
    return edition.known is not None and shape is not None and all(map(shape.fullmatch, values))


class Asked:
    """Reads the parameters of the request one by one, and collects the faults of all.

    Of an edition as known on a day, every value that could be one is taken: a fault would tell what exists
    later and what never does.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.faults: list[Fault] = []

    def party(self) -> tuple[str, ...]:
        return self._people("party", {party.id: party.name for party in self.edition.parties.values()})

    def actor(self) -> tuple[str, ...]:
        return self._people("actor", {actor.id: actor.name for actor in self.edition.actors.values()})

    def topic(self) -> tuple[str, ...]:
        return self._some("topic", {topic.id: topic.name for topic in self.edition.topics.values()})

    def status(self) -> tuple[str, ...]:
        return self._some("status", dict.fromkeys(STATUSES, ""))

    def kind(self) -> tuple[str, ...]:
        return self._of_events("kind", queries.kinds)

    def round(self) -> tuple[int, ...]:
        return tuple(map(int, self._of_events("round", queries.numbers)))

    def q(self) -> str:
        text = request.args.get("q", "")
        if len(text) > LONGEST_TEXT:
            fault = f"The text to look for has {len(text)} letters: {LONGEST_TEXT} are enough."
            self.faults.append(Fault("q", text, fault))
        return text

    def span(self) -> tuple[Date | None, Date | None]:
        """From when to when."""
        first, last = self._date("from"), self._date("to")
        if first and last and (first.earliest or 0) > (last.latest or 0):  # a plain date has both
            text = f"“from” ({first.label}) is after “to” ({last.label}): nothing can be in between."
            self.faults += [
                Fault("from", first.text, text, last.text),
                Fault("to", last.text, "", first.text),
            ]
        return first, last

    def place(self) -> Place:
        given = [name for name in PLACES if name in request.args]
        if len(given) > 1:
            text = f"{' and '.join(f'“{name}”' for name in given)}: only one can say where the window stands."
            self.faults += [Fault(name, request.args[name], text * (name == given[0])) for name in given]
            return Start()
        return self._place(given[0], request.args[given[0]]) if given else Start()

    def _place(self, name: str, value: str) -> Place:
        if KEY.fullmatch(value):
            return After(value) if name == "after" else Before(value) if name == "before" else At(value)
        if name == "at":
            date = self._date("at")
            return At(date) if date else Start()
        text = f"“{shortened(value)}” is no event or round: write one as events/… or rounds/… in its address."
        self.faults.append(Fault(name, value, text))
        return Start()

    def _date(self, name: str) -> Date | None:
        text = request.args.get(name)
        if text is None:
            return None
        try:
            date = dates.parse(text, self.edition.timezone)
        except dates.DateError as error:
            self.faults.append(Fault(name, text, f"“{name}”: {error}."))
            return None
        if PLAIN.fullmatch(date.text):
            return date
        fault = f"“{name}”: {date.text} ({date.label}) has no clear bounds: write a day, a month or a year."
        self.faults.append(Fault(name, text, fault))
        return None

    def _of_events(self, name: str, look: Callable[[Connection, Edition], dict[str, int]]) -> tuple[str, ...]:
        """Values that events have, of this revision or another."""
        given = tuple(request.args.getlist(name))
        if not given or can_come(self.edition, name, given):
            return given
        whole = queries.counted(connection(), self.edition)
        if whole and whole.choices[name].keys() >= set(given):
            return given
        revisions = look(connection(), self.edition)
        known = {value: "" for value, last in revisions.items() if last == self.edition.revision}
        return self._some(name, known, lambda _: revisions)

    def _people(self, name: str, known: Mapping[str, str]) -> tuple[str, ...]:
        """Parties or actors; of one that the edition has not, another revision may tell."""
        folder = {"party": "parties", "actor": "actors"}[name]
        return self._some(name, known, lambda ids: listed(connection(), self.edition, folder, ids))

    def _some(self, name: str, known: Mapping[str, str], look: Look = lambda _: {}) -> tuple[str, ...]:
        """The values that are `known`; of the others to be told, `look` tells which revisions have them."""
        given = tuple(request.args.getlist(name))
        others = [value for value in given if value not in known]
        if not others or can_come(self.edition, name, others):
            return given
        self.faults += strange(name, others, known, {} if self.edition.known else look(others[:TOLD]))
        return tuple(value for value in given if value in known)
