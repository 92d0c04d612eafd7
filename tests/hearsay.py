"""The weir talks: a made-up dossier in which some words are from sources of which no text is archived."""

from __future__ import annotations

HEARSAY: dict[str, str] = {
    "dossier.md": """---
title: Weir talks
timezone: Europe/Vienna
parties:
  millers: {name: The millers, role: principal}
  anglers: {name: The anglers, role: principal}
actors:
  otto: {name: Otto Rill, role: Master miller, party: millers}
  nora: {name: Nora Brook, role: Keeper of the weir, party: anglers}
topics:
  weir: The weir
---
How high the water may stand.
""",
    "sources/bulletin.md": """---
title: The weir stays shut
published: 1931-04-02
publisher: The Bulletin
---
“The weir stays shut,” said Otto Rill. It has been shut since "March".
""",
    "sources/wireless.md": """---
title: A talk on the wireless
published: 1931-04-05
publisher: The wireless
url: https://example.org/wireless
text: none
---
""",
    "sources/letter.md": """---
title: A letter that was lost
published: 1931-05
text: none
rights: excerpts
---
""",
    "events/1931-04-01-shut.md": """---
date: 1931-04-01
kind: statement
parties: [millers]
actors: [otto]
topics: [weir]
---
# The millers keep the weir shut

They say so.[^shut] The anglers heard it otherwise.[^open] It was so for weeks.[^march]

[^shut]: "The weir stays shut" — otto, bulletin
[^open]: "we [millers] will open it […] for a salmon" — otto, wireless, p. 2
[^march]: "It has been shut since “March”." — bulletin
""",
    "events/1931-04-03-fish.md": """---
date: 1931-04-03
kind: letter
parties: [anglers]
actors: [nora]
topics: [weir]
positions:
  - {party: anglers, topic: weir, stance: Open from dusk, quotes: [dusk]}
---
# The anglers ask for the nights

They want the water from dusk on.[^dusk]

[^dusk]: "Let it run, from dusk to dawn." — nora, letter
""",
}
