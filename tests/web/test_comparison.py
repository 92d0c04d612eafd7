"""Two rounds beside each other: what a cell has no room for is where its link leads."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.web.checked import CheckedClient
from tests.web.folders import import_folder, source, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store

NUMBERS = range(1, 10)
COVER = """---
title: Gates
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
topics:
  gates: Gates
---
Two banks talk about their gates.
"""


def event(date: str, number: int, more: str) -> str:
    return f"""---
date: {date}
{more}
---
# Word {number}

It was given.[^1]

[^1]: "Word {number} was given." — minutes
"""


def stance(number: int) -> str:
    held = f"positions:\n  - {{party: north, topic: gates, stance: Stance {number}, quotes: ['1']}}"
    return event(f"2001-01-{number:02}", number, f"kind: word\nparties: [north]\nround: 1\n{held}")


def test_a_cell_shows_the_latest_and_leads_to_all(tmp_path: Path) -> None:
    files = {
        "dossier.md": COVER,
        "sources/minutes.md": source(
            "\n".join(f"Word {number} was given." for number in (*NUMBERS, 10, 11)), published="2001-03-01"
        ),
        "rounds/1.md": event("2001-01-20", 10, "status: held\nparties: [north, south]"),
        "rounds/2.md": event("2001-02-20", 11, "status: held\nparties: [north, south]"),
        **{f"events/e{number}.md": stance(number) for number in NUMBERS},
    }
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(tmp_path / "gates", files))
    app = create_app(Settings(database_url=url))
    site = CheckedClient(app)
    page = site.get("/gates/rounds/1..2")
    shown = [number for number in NUMBERS if f"Stance {number}" in page.text("main")]
    assert shown == list(NUMBERS)[-6:]
    assert page.texts("td > .more") == ["3 more, among all of them"]
    (everything,) = page.links("td > .more a")
    listed = site.get(everything).text("main")
    assert all(f"Stance {number}" in listed for number in NUMBERS)
    app.extensions["parley.store"].close()


def test_who_is_to_come_has_not_come(site: CheckedClient) -> None:
    """Round 2 of the demo is planned."""
    cells = [cell for cell in site.get("/istanbul-2025/rounds/1..2").texts("td") if "nobody named" in cell]
    second = [cell for cell in cells if cell.startswith("Round 2")]
    assert second
    for cell in cells:
        assert cell.endswith("is to take part; nobody named") == (cell in second)
