"""A dossier whose author means no good in every field, and its harmless twin, built alike letter by letter.

In the twin each sign that means something to some format is an x, so that whatever differs in kind between
the answers on the two was made by a sign that had not been escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.web.folders import Files, source

# Of one line, without what a footnote ends by; `=` stands first for spreadsheets.
SAID = (
    "=cmd|' /C calc'!A0 <script>pwned=1</script> </script><img src=x onerror=pwned=1> '>&lt;& ]]> <!-- --> "
    "{{7*7}} {% raw %} \\input{/etc/passwd} }, url = {javascript:pwned=1} \\n;X:1 TY - X ER - "
    "\u202e\u2066 %0d%0aX: 1"
)
NAME = f'{SAID} "><svg onload=pwned=1> `[x](javascript:pwned=1)`'
URL = 'https://example.org/"><script>pwned=1</script>?a=\'&b={{7*7}}]]>#"onload=pwned=1'


def hostile(text: str) -> str:
    return text


def harmless(text: str) -> str:
    start, address = re.match("(https://example.org/)?(.*)", text).groups("")  # type: ignore[union-attr]
    return start + re.sub(r"[^\w\s]|_", "x", address)


def quoted(text: str) -> str:
    """A value of YAML."""
    return "'" + text.replace("'", "''") + "'"


def files(made: Callable[[str], str], changed: bool = False) -> Files:
    """The dossier; `changed` is its second revision."""
    said, url = made(SAID), quoted(made(URL))

    def name(which: str) -> str:
        return quoted(made(f"{NAME} {which}"))

    code = f"`` {said} ``"
    text = "\r\n".join((f"{made(SAID)} was said.", f"\u2028And {made(NAME)}", "\ufeffThat was all that was."))
    return {
        "dossier.md": f"""---
title: {name("title")}
parties:
  upstream: {{name: {name("up")}, role: principal}}
  downstream: {{name: {name("down")}, role: principal}}
actors:
  anna: {{name: {name("anna")}, role: {name("envoy")}, party: upstream}}
topics:
  water: {name("water")}
corrections:
  - {{date: 2026-01-01, note: {name("correction")}}}
---
{code}
""",
        "sources/report.md": source(
            text, title=name("report"), publisher=name("publisher"), author=name("author"), url=url,
            archive_url=url,
        ),
        "sources/minutes.md": source(
            "They met on Monday.", title=name("minutes"), published="2025-06", publisher=name("publisher")
        ),
        "rounds/1.md": _round(1, name, code, "2025-05-26"),
        "rounds/2.md": _round(2, name, code, "2025-06-02"),
        **{
            f"events/{id}.md": _event(id, day, name, said, url, changed)
            for id, day in (("anna", "2025-05-28"), ("berg", "2025-05-29"))
        },
        **{f"events/e{n}.md": _event(f"e{n}", f"2025-05-1{n}", name, said, url, False) for n in range(8)},
    }  # fmt: skip


def _round(number: int, name: Callable[[str], str], code: str, day: str) -> str:
    return f"""---
date: {day}
status: held
place: {name("place")}
parties: [upstream, downstream]
topics: [water]
agreed:
  - {{text: {name("agreed")}, topic: water, quotes: [met]}}
commitments:
  - {{id: gates-{number}, text: {name("promise")}, by: upstream, due: 2026-04-01, quotes: [met]}}
---
# {code} {number}

They met[^met] {code}.

[^met]: "They met on Monday." — minutes, p. {number}
"""


def _event(id: str, day: str, name: Callable[[str], str], said: str, url: str, changed: bool) -> str:
    code = f"`` {said} ``"
    return f"""---
date: {day}
kind: statement
place: {name("place")}
parties: [upstream]
actors: [anna]
topics: [water]
positions:
  - {{party: upstream, topic: water, stance: {name("stance")}, quotes: [said]}}
timelinejs:
  media.url: {url}
  media.caption: {name("caption")}
  media.credit: {name("credit")}
---
# {code} {id}

She says {code}.[^said]{" And more." if changed else ""}

[^said]: "{said} was said." — anna, report
"""
