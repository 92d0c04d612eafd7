"""Talks with every kind of claim: promised, kept, broken, held, and told by sources of different days."""

from __future__ import annotations

from pathlib import Path

from tests.unit.store.folders import Folder

SOURCES = {
    "first": "2001-03-02",
    "second": "2001-03-10",
    "third": "2001-03-20",
}  # and when they were published
WORDS = "The {name} says one. The {name} says two. The {name} says three."

COVER = """---
title: Talks of two banks
parties:
  press: {name: Press, role: observer}
  north: {name: North, role: principal}
  south: {name: South, role: principal}
actors:
  ada: {name: Ada, role: Miller, party: north}
  bram: {name: Bram, role: Weaver, party: south}
  cleo: {name: Cleo, role: Writer, party: press}
topics: {water: Water, rope: Rope, price: Price}
---
"""

ROUND_1 = """---
date: 2001-03-01
status: held
place: The mill
parties: [north, south]
actors: [ada, bram]
agreed:
  - {text: The rope is shared, topic: rope, quotes: [one]}
  - {text: The rope is red, topic: rope, quotes: [later]}
not_agreed:
  - {text: Who pays, quotes: [one]}
commitments:
  - {id: rope, text: Bring the rope, by: north, to: south, due: 2001-03-05, quotes: [one]}
  - {id: sail, text: Mend the sail, by: south, due: 2001-03, quotes: [later]}
  - {id: oil, text: Send oil, by: south, quotes: [one, later]}
  - {id: toll, text: Lower the toll, by: north, due: "2001-03-15T12:00", quotes: [one]}
  - {id: lamp, text: Light the lamp, by: press, due: 2001-03-04/.., quotes: [one]}
positions:
  - {party: north, topic: water, stance: Little, quotes: [one]}
  - {party: south, topic: price, stance: None, quotes: [later]}
---
# The first meeting

They meet.[^one] More was told later.[^later]

[^one]: "The first says one." — first
[^later]: "The third says one." — third
"""

ROUND_2 = """---
date: 2001-03-08
status: held
parties: [press, north]
actors: [cleo, ada]
not_agreed:
  - {text: Water, topic: water, quotes: [two]}
positions:
  - {party: north, topic: water, stance: Some, quotes: [two]}
---
# The second meeting

They meet again.[^two]

[^two]: "The second says two." — second
"""

EVENT = """---
date: {date}
kind: note
parties: [north]
{more}
---
# {name}

So it was.[^it]

[^it]: "The {source} says {word}." — {source}
"""

STANCE = "positions: [{{party: north, topic: water, stance: {}, quotes: [it]}}]"
EVENTS = {
    "early": ("2001-02-01", "third", STANCE.format("A lot")),
    "brought": ("2001-03-04", "second", "round: 1\nfulfils: [rope]"),
    "snapped": ("2001-03-09", "third", "round: 2\nbreaks: [rope]"),
    "renewed": ("2001-03-06", "second", "renews: [oil]"),
    "view": ("2001-03-09", "third", "round: 2\n" + STANCE.format("All")),
    "plan": (
        "2001-05-01",
        "third",
        "status: planned\nfulfils: [sail]\n"
        "positions: [{party: press, topic: rope, stance: It may be, quotes: [it]}]",
    ),
    "pledge": (
        "2001-03-12",
        "third",
        "round: 2\ncommitments: [{id: boat, text: Build a boat, by: north, due: 2001-04-02, quotes: [it]}]",
    ),
}  # fmt: skip


def talks(parent: Path) -> Folder:
    """The folder `talks`."""
    original = parent / "original" / "talks"
    for name in ("sources", "rounds", "events"):
        (original / name).mkdir(parents=True)
    folder = Folder(parent, original)
    folder.write("dossier.md", COVER)
    folder.write("rounds/1.md", ROUND_1)
    folder.write("rounds/2.md", ROUND_2)
    for name, published in SOURCES.items():
        front = f"---\ntitle: The {name}\npublished: {published}\n---\n"
        folder.write(f"sources/{name}.md", front + WORDS.format(name=name))
    for name, (date, source, more) in EVENTS.items():
        text = EVENT.format(name=name, date=date, source=source, more=more, word="three")
        folder.write(f"events/{name}.md", text)
    return folder
