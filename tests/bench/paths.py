"""Which pages are asked for: each list has every path once, in an order without order."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from tests.bench.world import DOSSIER, World
from tests.generated.size import FIRST_DAY
from webapp.store.queries.windows import WINDOW

SHOWN = 30  # finds on a page of Parley's search
MOST = 5000  # paths of a kind: more than are asked for in a run


class Paths:
    """The paths of a dossier by the names of pages: Parley's own, and Datasette's."""

    def __init__(self, world: World) -> None:
        self._world, self._draw = world, Random(1)
        self.events = self._rows("SELECT id, sort FROM events ORDER BY sort, id")
        self.word = self._word()
        parties, topics, kinds = self._choices()
        self.ours = {
            "timeline": self._windows(f"/{DOSSIER}/?at=events/{{id}}"),
            "filtered": self._filtered(parties, topics, kinds, most=2),
            "wide": self._filtered(parties, topics, kinds, most=99),
            "overview": self._days(),
            "event": self._some(f"/{DOSSIER}/events/{id}" for id, _ in self.events),
            "quote": self._ids("SELECT DISTINCT quote FROM quotes", "quotes", world.folder / "parley.sqlite"),
            "source": self._ids("SELECT id FROM sources", "sources"),
            "search": [f"/{DOSSIER}/search?q={word}" for word in self._spellings()],
        }
        self.theirs = {
            "table": self._windows(f"/{DOSSIER}/events?_size={WINDOW}&_sort=sort&_next={{sort}},{{id}}"),
            "content": self._windows(f"/{DOSSIER}/timeline?most={WINDOW}&from={{sort}}"),
            "event": self._some(f"/{DOSSIER}/events/{id}" for id, _ in self.events),
            "quote": self._ids("SELECT id FROM quotes", "quotes"),
            "search": [f"/{DOSSIER}/events?_size={SHOWN}&_search={word}" for word in self._spellings()],
        }

    def _rows(self, query: str, file: Any = None) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(file or self._world.tables)) as tables:
            return tables.execute(query).fetchall()

    def _some(self, paths: Any) -> list[str]:
        found = list(paths)
        return self._draw.sample(found, min(MOST, len(found)))

    def _ids(self, query: str, kind: str, file: Any = None) -> list[str]:
        return self._some(f"/{DOSSIER}/{kind}/{quote(str(id))}" for (id,) in self._rows(query, file))

    def _windows(self, path: str) -> list[str]:
        """Places that no two windows share an event, as far as there are so many."""
        if len(self.events) <= 2 * WINDOW:
            return [f"/{DOSSIER}/"]
        return self._some(path.format(id=quote(id), sort=sort) for id, sort in self.events[:-WINDOW:WINDOW])

    def _choices(self) -> tuple[list[str], list[str], list[str]]:
        store = self._world.folder / "parley.sqlite"
        [(parties, topics)] = self._rows("SELECT parties, topics FROM covers", store)
        kinds = self._rows("SELECT kind FROM events GROUP BY kind ORDER BY count(*) DESC LIMIT 2")
        parties, topics = ([id for id, *_ in json.loads(listed)] for listed in (parties, topics))
        return parties, topics, sorted(kind for (kind,) in kinds)

    def _filtered(self, parties: list[str], topics: list[str], kinds: list[str], most: int) -> list[str]:
        """Views of events of some parties on some topics: of up to `most` each, or of nearly all."""
        found = dict[str, None]()
        while len(found) < MOST // 10:
            chosen = [
                (name, value)
                for name, values in (("party", parties), ("topic", topics), ("kind", kinds))
                for value in sorted(self._draw.sample(values, self._draw.randint(*_range(len(values), most))))
            ]
            found[f"/{DOSSIER}/?{urlencode(chosen)}"] = None
        return list(found)

    def _days(self) -> list[str]:
        """Stretches of a month to a year."""
        last = date.fromtimestamp(self.events[-1][1])
        days = [FIRST_DAY + timedelta(n) for n in range(0, max(1, (last - FIRST_DAY).days - 365), 7)]
        return self._some(
            f"/{DOSSIER}/?from={day}&to={day + timedelta(long)}" for day, long in product(days, (30, 90, 365))
        )

    def _word(self) -> str:
        """The one that is nearest to being in a third of all events."""
        with closing(sqlite3.connect(self._world.tables)) as tables:
            tables.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, events_fts, row)")
            [(word,)] = tables.execute(
                "SELECT term FROM words WHERE term GLOB '[a-z][a-z][a-z][a-z]*' "
                "ORDER BY abs(doc - ?) LIMIT 1",
                (len(self.events) // 3,),
            )
        return str(word)

    def _spellings(self) -> list[str]:
        """The word in small and capital letters: as many different requests for the same."""
        found = ["".join(letters) for letters in product(*((one, one.upper()) for one in self.word))]
        return self._draw.sample(found, len(found))


def _range(count: int, most: int) -> tuple[int, int]:
    return (1, min(most, count)) if most < count else (max(1, count - 2), count)
