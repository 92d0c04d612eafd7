"""A pinned page says that nothing on it has changed if and only if it shows the same in both revisions.

Held against the pages themselves: their bodies, without what is not their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from lxml import html

from tests.web.edits import edited, edited_site
from tests.web.folders import RIVER, Files, source

DOSSIER = "river-2025"  # what `edited_site` calls it
# What stands on a page without being its own: how to share and to cite it, and its neighbours.
BESIDE = " | ".join(
    (
        "//details[@id='share']",
        "//p[@class='citation']",
        "//article/nav[@class='neighbours']",
        "//section[@class='around']",
        "//section[@class='around']/following-sibling::p",
        "//ul[@class='facts']/li[starts-with(., 'revision ')]",
    )
)


def reports(files: Files) -> Iterator[tuple[str, Files]]:
    """Dossiers each of which differs from the one before it by a field, and what that is."""

    def change(what: str, name: str, *edits: tuple[str, str]) -> tuple[str, Files]:
        nonlocal files
        files = edited(files, name, *edits)
        return what, files

    anna, late = "events/anna-promises.md", "events/boris-answers.md"
    yield "first", files
    yield change("an actor's name", "dossier.md", ("Anna Berg", "Anna R. Berg"))
    yield change("an actor's office", "dossier.md", ("role: Minister", "role: Prime minister"))
    yield change("a party's name", "dossier.md", ("River Commission", "The Commission"))
    yield change("a topic's name", "dossier.md", ("water: Water", "water: The water"))
    yield change("the dossier's title", "dossier.md", ("River talks", "Talks on a river"))
    yield change("the introduction", "dossier.md", ("and when", "when, and why"))
    yield change("words before a quote", "sources/minutes.md", ("The two sides", "They sat. The two sides"))
    yield change("words after a quote", "sources/report.md", ("too late. He", "too late now. He"))
    yield change("words far from quotes", "sources/report.md", ("A paragraph that", "Some words that"))
    yield change("a source's title", "sources/report.md", ("A report", "The report"))
    yield change("a source's author", "sources/report.md", ("R. Porter", "Rosa Porter"))
    yield change("a source's day", "sources/report.md", ("2025-05-29", "2025-05-30"))
    yield change("a source's rights", "sources/report.md", ("rights: excerpts\n", ""))
    yield change("a source's copy", "sources/minutes.md", ("org/minutes\n", "org/the-minutes\n"))
    yield change("a headline", anna, ("promises open gates", "promises to open the gates"))
    yield change("a day", anna, ("date: 2025-05-28", "date: 2025-05-27"))
    yield change("a text", anna, ("She means it.", "She means this."))
    yield change("a place", anna, ("kind: statement", "kind: statement\nplace: Vienna"))
    yield change("a kind", late, ("kind: statement", "kind: interview"))
    yield change("a stance", anna, ("Open from spring", "Open from April"))
    yield change("a status", "rounds/2.md", ("planned", "postponed"))
    yield change("a round's text", "rounds/2.md", ("It may come.", "It may yet come."))
    yield change("what was agreed", "rounds/1.md", ("The gates are opened", "The gates open"))
    yield change("a commitment", "rounds/1.md", ("Open the gates,", "Open all gates,"))
    yield change("a day it is due", "rounds/1.md", ("due: 2026-04-01", "due: 2026-04-02"))
    yield change("who was there", "rounds/1.md", ("parties: [upstream, ", "parties: [commission, upstream, "))
    yield change("an outcome", late, ("breaks: [gates]\n", ""))
    history = (
        "history:\n  - {known: 2025-06-01, status: planned}\n  - {known: 2025-07-02, status: postponed}\n"
    )
    yield change("a history", "rounds/2.md", ("status: postponed", f"status: postponed\n{history}".rstrip()))
    yield change("a page", "rounds/1.md", ("minutes, p. 1", "minutes, p. 2"))
    yield change("words that are quoted", late, ('"this is far too late"', '"far too late"'))
    note = "corrections:\n  - {date: 2025-06-03, note: A comma.}\nkind:"
    yield change("a correction", anna, ("kind:", note))
    yield change("a name of a footnote", "events/commission.md", ("[^late]", "[^left]"))
    files = {**files, "sources/leaflet.md": source("Nobody claims a thing.", title="A leaflet")}
    files["events/leaflet.md"] = """---
date: 2025-05-28
kind: report
---
# A leaflet is handed out

It is.[^1]

[^1]: "Nobody claims" — leaflet
"""
    yield "an event without claims", files
    files = {name: text for name, text in files.items() if name != "rounds/2.md"}
    yield "a round that went", files


PAGES = (
    *("", "?party=commission", "?known=2025-05-29", "known", "search?q=gates", "sources"),
    *("rounds", "rounds/1..2", "positions", "commitments?party=upstream"),
    *("events/anna-promises", "events/boris-answers", "events/commission", "rounds/1", "rounds/2"),
    *("sources/report", "sources/minutes", "actors/anna"),
    *("parties/upstream", "parties/commission"),
)  # fmt: skip
THING = re.compile("(events|rounds|sources|quotes|actors|parties)/[a-z0-9-]+")


def page(client: FlaskClient, revision: int, path: str) -> tuple[str, str] | None:
    """What the page of the revision shows of its own, and where it asks whether it has changed."""
    response = client.get(f"/{DOSSIER}@{revision}/{path}")
    if response.status_code != 200:
        assert response.status_code in (404, 410), path
        return None
    root = html.fromstring(response.text)
    (asked,) = root.xpath("//a/@data-since")
    (main,) = root.xpath("//main")
    for each in main.xpath(BESIDE):
        each.drop_tree()
    shown = re.sub(f"/{DOSSIER}@[0-9]+", f"/{DOSSIER}", html.tostring(main, encoding="unicode"))
    return " ".join(shown.split()), asked


def told(client: FlaskClient, revision: int, asked: str) -> Any:
    """What an earlier page is told as long as this revision is the newest."""
    response = client.get(asked.replace(f"/{DOSSIER}/", f"/{DOSSIER}@{revision}/", 1))
    assert response.status_code == 200, asked
    return response.get_json()


def quoted(client: FlaskClient, revision: int) -> set[str]:
    """The pages of the quotes of the revision."""
    found = set()
    for path in ("events/anna-promises", "events/boris-answers", "rounds/1"):
        page = client.get(f"/{DOSSIER}@{revision}/{path}").text
        found |= set(re.findall(f"/{DOSSIER}@{revision}/(quotes/[a-z2-7]+)", page))
    return found


def test_a_page_has_changed_if_and_only_if_it_shows_something_else(tmp_path: Path) -> None:
    steps = list(reports(RIVER))
    wrong, unexplained = [], []
    with edited_site(tmp_path, [files for _, files in steps]) as app:
        client = app.test_client()
        read = cache(partial(page, client))
        for b in range(2, len(steps) + 1):
            what = steps[b - 1][0]
            for path in (*PAGES, *sorted(quoted(client, b - 1))[::3]):
                if (before := read(b - 1, path)) is None:
                    continue
                after = read(b, path)
                differs = after is None or before[0] != after[0]
                answer = told(client, b, before[1])
                if (answer["changed"], answer["last"]) != (differs, b if differs else None):
                    wrong.append((what, path, answer["changed"]))
                elif differs and THING.fullmatch(path):
                    shown = client.get(f"/{DOSSIER}/changes/{b - 1}..{b}.json?of={path}").get_json()
                    if not shown["files"]:
                        unexplained.append((what, path))
    assert wrong == []
    assert unexplained == []
