"""Datasette, which serves the same events, quotes and sources as tables, with search and a query."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from webapp.store.models import CURRENT, FOREVER

TABLES = "BENCH_TABLES"  # the variable that names the file to serve

_SCHEMA = """
CREATE TABLE events (id TEXT PRIMARY KEY, date TEXT, sort INTEGER, kind TEXT, status TEXT, round INTEGER,
  parties TEXT, title TEXT, text TEXT);
CREATE TABLE sources (id TEXT PRIMARY KEY, title TEXT, publisher TEXT, published TEXT, url TEXT, text TEXT);
CREATE TABLE quotes (id INTEGER PRIMARY KEY, event TEXT REFERENCES events, number INTEGER, words TEXT,
  speaker TEXT, source TEXT REFERENCES sources, before TEXT, after TEXT, match TEXT);
CREATE VIRTUAL TABLE events_fts USING fts5(title, text, content="events");
CREATE VIRTUAL TABLE quotes_fts USING fts5(words, content="quotes");
"""
_INDEXES = """
CREATE INDEX events_sort ON events (sort, id);
CREATE INDEX quotes_event ON quotes (event);
CREATE INDEX quotes_source ON quotes (source);
INSERT INTO events_fts (events_fts) VALUES ('rebuild');
INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild');
ANALYZE;
"""
_EVENTS = f"""
SELECT substr(s.key, 8), s.date, s.date_sort, s.kind, s.status, s.round, s.parties, s.title, e.html
FROM states AS s JOIN events AS e ON e.id = s.event_id
WHERE s.until = {CURRENT} AND s.known_until = {FOREVER} AND s.number IS NULL ORDER BY s.date_sort, s.key
"""
_SOURCES = f"""
SELECT substr(key, 9), title, publisher, published, url, text FROM sources WHERE until = {CURRENT}
"""
_QUOTES = f"""
SELECT NULL, substr(e.key, 8), q.number, q.pieces, q.speaker, q.source, q.prefix, q.suffix, q.match
FROM quotes AS q JOIN events AS e ON e.id = q.event_id WHERE e.until = {CURRENT} AND e.key LIKE 'events/%'
"""
# The timeline's content: events from a moment on, each with its quotes.
_TIMELINE = """
SELECT e.date, e.kind, e.status, e.parties, e.title, e.text, q.words, q.speaker, q.source, q.match
FROM (SELECT * FROM events WHERE sort >= :from ORDER BY sort, id LIMIT :most) AS e
LEFT JOIN quotes AS q ON q.event = e.id ORDER BY e.sort, e.id, q.number
"""


def write(store: Path, file: Path) -> None:
    """Write the newest revision of the store's one dossier to a new file."""
    with closing(sqlite3.connect(store)) as source, closing(sqlite3.connect(file)) as tables:
        tables.executescript(_SCHEMA)
        for name, query in (("events", _EVENTS), ("sources", _SOURCES), ("quotes", _QUOTES)):
            rows = source.execute(query)
            marks = ", ".join("?" * len(rows.description))
            tables.executemany(f"INSERT INTO {name} VALUES ({marks})", _plain(name, rows))
        tables.commit()
        tables.executescript(_INDEXES)


def _plain(name: str, rows: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        if name == "events":
            yield (*row[:-1], re.sub("<[^>]+>", "", row[-1]))
        elif name == "quotes":
            yield (*row[:3], " … ".join(piece[0] for piece in json.loads(row[3])), *row[4:])
        else:
            yield row


def application() -> Any:
    """Datasette as it comes, over a file that it is told will not change."""
    from datasette.app import Datasette  # not there in an environment that only has what the tests need

    file = Path(os.environ[TABLES])
    queries = {"timeline": {"sql": _TIMELINE, "title": "Timeline"}}
    return Datasette(immutables=[str(file)], metadata={"databases": {file.stem: {"queries": queries}}}).app()
