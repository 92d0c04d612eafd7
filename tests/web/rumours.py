"""A dossier whose every quote is unverified, and what anything that shows one says apart by apart.

Each of its quotes holds the word `zander` and a name; nothing else in the dossier has that word.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from justhtml import Element, JustHTML
from werkzeug.test import TestResponse

WORD, MARK = "zander", "unverified"
ASKED = "pike"  # a word that every quote has beside it
# What quotes its words for a program to find them, and is never read: addresses.
UNREAD = {"href", "src", "cite", "action"}
WHOLE = {"figure", "li", "textarea", "title"}  # elements that are read, or taken along, as one


def quoting(name: str) -> str:
    return f"The {WORD} {name} and the pike"


RUMOURS = {
    "dossier.md": """---
title: Pond talks
timezone: Europe/Vienna
parties:
  east: {name: East bank, role: principal}
  west: {name: West bank, role: principal}
actors:
  ina: {name: Ina Reed, role: Bailiff, party: east}
topics:
  pond: The pond
---
Who may fish there.
""",
    "sources/heard.md": """---
title: A talk at the inn
published: 1931-04-05
publisher: The inn
url: https://example.org/inn
text: none
---
""",
    "rounds/1.md": f"""---
date: 1931-04-01
status: held
parties: [east, west]
topics: [pond]
agreed:
  - {{text: Fish are counted, topic: pond, quotes: [a]}}
commitments:
  - {{id: count, text: Count the fish, by: east, to: west, due: 1931-05-01, quotes: [a]}}
---
# First meeting

They count.[^a]

[^a]: "{quoting("alder")}" — ina, heard
""",
    "rounds/2.md": f"""---
date: 1931-04-02
status: held
parties: [east, west]
topics: [pond]
fulfils: [count]
positions:
  - {{party: east, topic: pond, stance: All of it, quotes: [b]}}
---
# Second meeting

They quarrel.[^b]

[^b]: "{quoting("birch")}" — heard
""",
    "events/told.md": f"""---
date: 1931-04-03
kind: statement
parties: [east]
actors: [ina]
topics: [pond]
positions:
  - {{party: east, topic: pond, stance: Half of it, quotes: [c]}}
---
# Ina Reed tells of it

She tells it[^c] twice.[^d]

[^c]: "{quoting("cedar")} […] again" — ina, heard
[^d]: "{quoting("dogwood")}" — ina, heard
""",
}
BEFORE = {name: text.replace("alder", "aspen") for name, text in RUMOURS.items()}


def unsaid(response: TestResponse) -> list[str]:
    """The parts of an answer that show words of quotes, and have fewer marks than words."""
    return [part for part in parts(response) if len(set(_named(part))) > part.lower().count(MARK)]


def _named(text: str) -> list[str]:
    return re.findall(f"{WORD}(?: [a-z]+)?", re.sub(r"<[^>]*>|\\|&lt;/?mark&gt;", "", text))


def parts(response: TestResponse) -> Iterator[str]:
    """Whatever of it may be read, copied or kept without the rest."""
    text, kind = response.get_data(as_text=True), str(response.mimetype)
    if kind == "text/html":
        yield from of_html(text)
    elif "json" in kind:
        yield from of_json(json.loads(text))
    elif kind == "text/csv":
        yield from (cell for row in csv.reader(io.StringIO(text)) for cell in row)
    elif kind == "application/atom+xml":
        yield from ("".join(each.itertext()) for each in ElementTree.fromstring(text))
    elif kind == "text/calendar":
        yield from re.split("END:VEVENT", text.replace("\r\n ", ""))
    elif kind.endswith("xml"):
        yield from (str(each.text) for each in ElementTree.fromstring(text))
    else:
        yield text


def of_html(text: str) -> Iterator[str]:
    for each in JustHTML(text, sanitize=False).query("*"):
        if isinstance(each, Element):
            attributes = (each.attrs or {}).items()
            yield from (str(value) for name, value in attributes if name not in UNREAD)
            own = "".join(str(child.data) for child in each.children or () if child.name == "#text")
            if each.name == "script":
                yield from of_json(json.loads(own)) if own else ()
            elif WORD in own:
                yield _around(each).to_text(separator="", strip=False)


def _around(element: Element) -> Element:
    """The element that is read as one with this: a quote with its caption, an item of a list …"""
    above: Any = element
    while isinstance(above, Element):
        if above.name in WHOLE:
            return above
        above = above.parent
    return element


def of_json(value: object, around: tuple[object, ...] = ()) -> Iterator[str]:
    """Each text; one that has words of quotes with what is said beside it, or beside the list that has it."""
    if isinstance(value, dict):
        for each in value.values():
            yield from of_json(each, (*around, value))
    elif isinstance(value, list):
        for each in value:
            yield from of_json(each, around)
    elif isinstance(value, str):
        marked = any(_marked(each) for each in around[-2:])
        yield f"{value} [{MARK}]" if marked and MARK not in value else value


def _marked(value: object) -> bool:
    """Does an object say of itself that it is unverified?"""
    assert isinstance(value, dict)
    said = [each for each in value.values() if isinstance(each, str) and WORD not in each]
    return value.get(MARK) is True or any(MARK in each for each in said)
