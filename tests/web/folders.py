"""Dossiers as folders, published for tests of pages."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import literal_column, update

from webapp.dossier import read
from webapp.publish import Published, publish
from webapp.store import Store
from webapp.store.models import Cover

DEMO = Path(__file__).parents[2] / "webapp/demo/istanbul-2025"

Files = dict[str, str]


def write(folder: Path, files: Files) -> Path:
    """Write a dossier's files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def import_folder(store: Store, folder: Path) -> int:
    """Publish the folder as the next revision and return its number."""
    dossier = read(folder)
    assert not isinstance(dossier, list), "\n".join(map(str, dossier))
    result = publish(store, dossier)
    assert isinstance(result, Published)
    return result.revision


def with_river(path: Path) -> Path:
    """A database with the dossier `river-2025`, made there."""
    with closing(Store(f"sqlite:///{path}")) as store:
        store.upgrade()
        import_folder(store, write(path.parent / "river-2025", RIVER))
    return path


def broken(path: Path) -> str:
    """The URL of a database in which stands what nobody has written: the pages of `river-2025` fail."""
    with closing(Store(f"sqlite:///{with_river(path)}")) as store, store.write() as connection:
        connection.execute(update(Cover).values(parties=literal_column("'{'")))
    return f"sqlite:///{path}"


def source(text: str, **front: str) -> str:
    lines = {"title": "A report", "published": "2025-05-29", **front}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + f"---\n{text}\n"


# Two principals and a mediator; a source that may only be excerpted and has no address, one with an address.
RIVER: Files = {
    "dossier.md": """---
title: River talks
timezone: Europe/Vienna
parties:
  upstream: {name: Upstream, role: principal}
  downstream: {name: Downstream, role: principal}
  commission: {name: River Commission, role: mediator}
actors:
  anna: {name: Anna Berg, role: Envoy, party: upstream}
  boris: {name: Boris Tal, role: Minister, party: downstream}
topics:
  water: Water
---
Who may take how much water, and when.
""",
    "sources/report.md": source(
        "A paragraph that nobody quotes and that is nobody's business but the archive's.\n"
        "Anna Berg said that the gates “will be opened in spring”, "
        "and that the gates will stay open until autumn.\n"
        "[…]\n"
        "Boris Tal answered that this is far too late. He left.",
        rights="excerpts",
        author="R. Porter",
    ),
    "sources/minutes.md": source(
        "The two sides met on Monday. The gates are to be opened on 1 April. It is not agreed who pays.",
        url="https://example.org/minutes?id=1&lang=en",
        archive_url="https://archive.example.org/minutes",
        publisher="River Commission",
        published="2025-06",
    ),
    "rounds/1.md": """---
date: 2025-05-26
status: held
place: Vienna
parties: [upstream, downstream]
topics: [water]
agreed:
  - {text: The gates are opened, topic: water, quotes: [gates]}
not_agreed:
  - {text: Who pays, quotes: [pays]}
commitments:
  - {id: gates, text: Open the gates, by: upstream, to: downstream, due: 2026-04-01, quotes: [gates]}
---
# First meeting

They meet[^met] and agree on a date[^gates] but not on money.[^pays]

[^met]: "The two sides met on Monday." — minutes, p. 1
[^gates]: "The gates are to be opened on 1 April." — minutes
[^pays]: "It is not agreed who pays." — minutes
""",
    "rounds/2.md": """---
date: 2025-07
status: planned
parties: [upstream, downstream, commission]
---
# Second meeting

It may come.[^met]

[^met]: "The two sides met on Monday." — minutes
""",
    "events/anna-promises.md": """---
date: 2025-05-28
kind: statement
parties: [upstream]
actors: [anna]
positions:
  - {party: upstream, topic: water, stance: Open from spring, quotes: [open]}
---
# Anna Berg promises open gates

She says that they "will be opened".[^open] See [the first round](../rounds/1.md).

[^open]: "the gates [of the dam] will stay open until autumn" — anna, report
[^short]: "will be opened in spring" — anna, report
[^cut]: "the gates “will be opened […] open until autumn" — anna, report

She means it.[^short] She means all of it.[^cut]
""",
    "events/boris-answers.md": """---
date: 2025-05-29~
kind: statement
parties: [downstream]
actors: [boris]
breaks: [gates]
---
# Boris Tal finds it "far too late" & late < early

He says so.[^late]

[^late]: "this is far too late" — boris, report
""",
    "events/commission.md": """---
date: 2025-06
kind: report
status: cancelled
parties: [commission]
---
# The commission cancels

Nothing.[^late]

[^late]: "He left." — report
""",
}

# No principals, written from right to left, with a source from left to right.
MAJLIS: Files = {
    "dossier.md": """---
title: محادثات النهر
language: ar
parties:
  majlis: {name: المجلس, role: observer}
actors:
  amal: {name: أمل, role: رئيسة, party: majlis}
---
محادثات حول مياه النهر.
""",
    "sources/bayan.md": source("قالت أمل إن المياه حق للجميع.", language="ar", title="بيان"),
    "sources/note.md": source("The council met in the old town.", language="en", title="A note"),
    "events/meeting.md": """---
date: ../2025-05-28
kind: meeting
parties: [majlis]
actors: [amal]
---
# اجتماع المجلس

قالت أمل ذلك.[^1] واجتمع المجلس.[^2]

[^1]: "المياه حق للجميع" — amal, bayan
[^2]: "The council met in the old town." — note
""",
}

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 6

# As little as a dossier can say, as strangely as it can be said.
ODD: Files = {
    "dossier.md": f"""---
title: '"Odd" <talks> & ''more'' {{{{ 7 * 7 }}}} 🕊'
parties:
  x: {{name: '<b>{LONG}</b>', role: observer}}
actors:
  y: {{name: 'O''Neill & "Sons" <y>', role: '{LONG}', party: x}}
topics:
  t: {LONG}
---
""",
    "sources/s.md": source(
        f"[…]\nOne <i>paragraph</i> & more\nand one. {LONG}\n   \n\u202edesrever\u202c {{{{ x }}}}\n[…]",
        title=f"'{LONG}'",
        publisher="'<script>alert(1)</script>'",
        url="'https://example.org/?a=\"&b=<c>#frag'",
    ),
    "events/bare.md": f"""---
date: "{{2024, 2025-XX}}"
kind: report
---
# {LONG} & "x"

It was said.[^1]

[^1]: "<i>paragraph</i> & more
    and one." — y, s
""",
    "events/late.md": """---
date: 2025-01/..
kind: call
parties: [x]
actors: [y]
topics: [t]
place: '<place>'
status: postponed
history:
  - {known: 2025-06-01, status: planned, date: 2025-01}
  - {known: 2025-07-01, status: postponed, date: 2025-01/..}
positions:
  - {party: x, topic: t, stance: '<stance>', quotes: [a]}
---
# {{ page }} {% raw %}

```
A line of code that is far too long for any narrow window, and goes on all the same.
```

[^a]: "desrever" — s
""",
}
