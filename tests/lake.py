"""The lake talks: a made-up dossier whose sources were published on four days, one after the other."""

from __future__ import annotations

LAKE: dict[str, str] = {
    "dossier.md": """---
title: Lake talks
timezone: Europe/Vienna
parties:
  north: {name: North Shore, role: principal}
  south: {name: South Shore, role: principal}
  abbey: {name: The abbey, role: mediator}
actors:
  alma: {name: Alma Roth, role: Reeve, party: north}
  bruno: {name: Bruno Senn, role: Ferryman, party: south}
topics:
  nets: Nets
  ferry: Ferry
---
Who may fish in June, and who keeps the ferry.
""",
    "sources/herald-3-may.md": """---
title: A meeting at the abbey
published: 2001-05-03
---
“We will meet on 10 May,” said Alma Roth. A feast will follow. North Shore wants the nets ashore in June.
""",
    "sources/herald-9-may.md": """---
title: The meeting is put off
published: 2001-05-09T18:30
---
“The water is too high,” said Bruno Senn. The meeting is put off by a week. No boat of his shore has a lamp.
""",
    "sources/gazette-18-may.md": """---
title: Nets, but no ferry
published: 2001-05-18
publisher: Gazette
---
The two sides met in the abbey. They agreed that all nets stay ashore in June.
Nothing was agreed on the ferry.
“I shall bring the nets in myself,” said Bruno Senn. A feast followed. He keeps that promise to this day.
""",
    "sources/memoir.md": """---
title: Forty years an abbot
published: 2002
rights: excerpts
---
I wrote the paper myself, in the night of 8 May. The hall was cold, and nobody ate of the feast.
""",
    "rounds/1.md": """---
date: 2001-05-17
status: held
place: The abbey
parties: [north, south, abbey]
actors: [alma, bruno]
topics: [nets, ferry]
history:
  - {known: 2001-05-03, status: planned, date: 2001-05-10, title: Round 1 is planned for 10 May}
  - {known: 2001-05-09, status: postponed, date: 2001-05-17}
  - {known: 2001-05-18, status: held}
agreed:
  - {text: All nets stay ashore in June, topic: nets, quotes: [nets]}
not_agreed:
  - {text: The ferry, topic: ferry, quotes: [ferry]}
commitments:
  - {id: nets-in, text: Bring the nets in, by: south, to: north, due: 2001-06-01, quotes: [myself]}
positions:
  - {party: north, topic: nets, stance: The nets are to stay ashore in June, quotes: [wants]}
---
# The shores agree on nets

Alma Roth announces a meeting.[^will] It is *put off by a week.*[^off] The shores then meet in the abbey[^met]
and agree on the nets,[^nets] but not on the ferry.[^ferry]

The abbot wrote the paper himself.[^paper] The hall was cold.[^paper]

- North Shore wants the nets ashore.[^wants]
- The ferryman gives his word.[^myself]

[^will]: "We will meet on 10 May" — alma, herald-3-may
[^off]: "The meeting is put off by a week." — herald-9-may
[^met]: "The two sides met in the abbey." — gazette-18-may
[^nets]: "all nets stay ashore in June" — gazette-18-may
[^ferry]: "Nothing was agreed on the ferry." — gazette-18-may
[^paper]: "I wrote the paper myself" — memoir
[^wants]: "North Shore wants the nets ashore in June." — herald-3-may
[^myself]: "I shall bring the nets in myself" — bruno, gazette-18-may
""",
    "events/2001-05-03-alma.md": """---
date: 2001-05-03
kind: statement
parties: [north]
actors: [alma]
round: 1
---
# Alma Roth names a day

“We will meet,” she says.[^1]

[^1]: "We will meet on 10 May" — alma, herald-3-may
""",
    "events/2001-05-09-bruno.md": """---
date: 2001-05-09
kind: statement
parties: [south]
actors: [bruno]
round: 1
---
# Bruno Senn finds the water too high

The ferryman gives a reason.[^1] He has no lamp either.[^2]

[^1]: "The water is too high" — bruno, herald-9-may
[^2]: "No boat of his shore has a lamp." — herald-9-may
""",
    "events/2001-05-08-paper.md": """---
date: 2001-05-08
kind: draft
parties: [abbey]
topics: [nets]
---
# The abbot writes the paper

He does so at night.[^1]

[^1]: "I wrote the paper myself, in the night of 8 May." — memoir
""",
    "events/2001-05-17-feast.md": """---
date: 2001-05-17
kind: feast
parties: [abbey, north, south]
---
# A feast that nobody eats of

A feast is announced.[^1] It takes place,[^2] and nobody eats.[^3]

[^1]: "A feast will follow." — herald-3-may
[^2]: "A feast followed." — gazette-18-may
[^3]: "nobody ate of the feast" — memoir
""",
    "events/2001-06-01-nets.md": """---
date: 2001-06-01~
kind: delivery
parties: [south]
fulfils: [nets-in]
---
# The nets are in

[The promise](../rounds/1.md) is kept.[^1]

[^1]: "He keeps that promise to this day." — gazette-18-may
""",
}
