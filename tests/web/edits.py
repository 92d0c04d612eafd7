"""The river talks in five revisions, each of which its author wrote otherwise than the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flask import Flask

from tests.web.folders import RIVER, Files, import_folder, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store

SECRET = "Nobody is to read how the keeper's cellar was flooded."  # archived with what is excerpts only


def edited(files: Files, name: str, *edits: tuple[str, str]) -> Files:
    """The files with each first text of a file replaced by the second."""
    text = files[name]
    for before, after in edits:
        assert before in text, (name, before)
        text = text.replace(before, after)
    return {**files, name: text}


FIRST: Files = RIVER
# A day and a headline are corrected, an office, a due date; words are quoted otherwise, and another word.
SECOND = edited(
    FIRST,
    "events/anna-promises.md",
    ("date: 2025-05-28", "date: 2025-05-27\nplace: Vienna"),
    ("kind:", 'corrections:\n  - {date: 2025-06-03, note: "She spoke on 27 May, not on 28 May."}\nkind:'),
    ("# Anna Berg promises open gates", "# Anna Berg promises to open the gates"),
    ("parties: [upstream]", "parties: [upstream, commission]"),
    ("She says that they", "The envoy says that they"),
    ("Open from spring", "Open from spring to autumn"),
    ('"will be opened in spring" — anna', '"“will be opened in spring”" — anna'),
    ("She means it.[^short]", "She means it.[^short][^late]"),
    ("[^short]:", '[^late]: "this is far too late" — boris, report\n[^short]:'),
)
SECOND = edited(
    SECOND, "rounds/1.md", ("due: 2026-04-01, quotes: [gates]", "due: 2026-04-02, quotes: [gates, met]")
)
SECOND = edited(
    SECOND,
    "dossier.md",
    ("role: Envoy", "role: Special envoy"),
    ("and when.", "when, and why."),
    ("timezone:", "corrections:\n  - {date: 2025-06-04, note: Anna Berg is a special envoy.}\ntimezone:"),
)
# What nobody may see is changed, and what all may; a source may from now on be shown in excerpts only.
THIRD = edited(
    SECOND,
    "sources/report.md",
    ("A paragraph that nobody quotes", f"{SECRET} A paragraph that nobody quotes"),
    ("He left.", "He left. Nobody saw him go."),
)
THIRD = edited(
    THIRD,
    "sources/minutes.md",
    ("It is not agreed who pays.", f"It is not agreed who pays.\nA line of its own.\n{SECRET}"),
    ("title:", "rights: excerpts\ntitle:"),
)
# One round goes, what it promised is kept at a new event; the first correction has a second one after it.
FOURTH = {name: text for name, text in THIRD.items() if name != "rounds/2.md"}
FOURTH["events/gates-open.md"] = """---
date: 2025-06-02
kind: opening
parties: [upstream]
fulfils: [gates]
---
# The gates are open

They are.[^met]

[^met]: "The two sides met on Monday." — minutes
"""
FOURTH = edited(FOURTH, "events/boris-answers.md", ("breaks: [gates]\n", ""))
FOURTH = edited(
    FOURTH,
    "events/anna-promises.md",
    ('28 May."}\n', '28 May."}\n  - {date: 2025-06-09, note: Her office was misspelt.}\n'),
)
# Nothing that readers see.
FIFTH = edited(FOURTH, "events/commission.md", ("[^late]", "[^left]"))

REVISIONS = (FIRST, SECOND, THIRD, FOURTH, FIFTH)


def publish_edits(store: Store, folder: Path, revisions: Iterable[Files] = REVISIONS) -> None:
    """Revisions of `river-2025`, the folder's name, one after the other."""
    for files in revisions:
        for old in folder.glob("*/*.md"):
            old.unlink()
        import_folder(store, write(folder, files))


@contextmanager
def edited_site(folder: Path, revisions: Iterable[Files] = REVISIONS) -> Iterator[Flask]:
    """A site with these revisions and nothing else."""
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        publish_edits(store, folder / "river-2025", revisions)
    app = create_app(Settings(database_url=url))
    yield app
    app.extensions["parley.store"].close()
