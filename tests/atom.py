"""The rules of RFC 4287 that a feed can break, held against one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

from justhtml import JustHTML
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Section 3.3: RFC 3339, with an upper-case T and Z.
DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
MEDIA = re.compile(r"[\w!#$&.+^-]+/[\w!#$&.+^-]+(;.*)?")
PERSON = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}
MANY = 10**9
# How often each element may stand in another: sections 4.1.1 and 4.1.2.
FEED = {
    **dict.fromkeys(("author", "category", "contributor", "link", "entry"), (0, MANY)),
    **dict.fromkeys(("generator", "icon", "logo", "rights", "subtitle"), (0, 1)),
    **dict.fromkeys(("id", "title", "updated"), (1, 1)),
}
ENTRY = {
    **dict.fromkeys(("author", "category", "contributor", "link"), (0, MANY)),
    **dict.fromkeys(("content", "published", "rights", "source", "summary"), (0, 1)),
    **dict.fromkeys(("id", "title", "updated"), (1, 1)),
}


def feed(document: bytes) -> etree._Element:
    """The feed in a document, which must be sound in every way. Raises AssertionError."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    assert root.tag == f"{ATOM}feed"
    _children(root, FEED)
    entries = root.findall(f"{ATOM}entry")
    assert root.find(f"{ATOM}author") is not None or all(
        entry.find(f"{ATOM}author") is not None for entry in entries
    )
    _links(root)
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") == 1
    ids = Counter((text(entry, "id"), text(entry, "updated")) for entry in entries)
    assert max(ids.values(), default=1) == 1, ids.most_common(1)
    for entry in entries:
        _entry(entry)
    assert all(text(root, "updated") >= text(entry, "updated") for entry in entries)
    return root


def text(element: etree._Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None, name
    return found.text or ""


def link(element: etree._Element, relation: str) -> str:
    (found,) = (each for each in element.findall(f"{ATOM}link") if each.get("rel", "alternate") == relation)
    return str(found.get("href"))


def html(entry: etree._Element) -> str:
    return text(entry, "content")


def _entry(entry: etree._Element) -> None:
    _children(entry, ENTRY)
    if entry.find(f"{ATOM}published") is not None:  # 4.2.9: an instant early in the life of the entry
        first, last = (datetime.fromisoformat(text(entry, name)) for name in ("published", "updated"))
        assert first <= last
    content = entry.find(f"{ATOM}content")
    relations = _links(entry)
    assert content is not None or "alternate" in relations  # 4.1.2
    if content is not None and content.get("type") == "html":
        assert not len(content), "HTML in an entry is escaped (3.1.1.2)"
        assert not JustHTML(content.text or "", sanitize=False, fragment=True, collect_errors=True).errors


def _children(element: etree._Element, allowed: dict[str, tuple[int, int]]) -> None:
    found = Counter(str(child.tag).removeprefix(ATOM) for child in element if isinstance(child.tag, str))
    assert found.keys() <= allowed.keys(), found.keys() - allowed.keys()
    for name, (least, most) in allowed.items():
        assert least <= found[name] <= most, (element.tag, name, found[name])
    for child in element:
        _construct(child, str(child.tag).removeprefix(ATOM))


def _construct(element: etree._Element, name: str) -> None:
    """An element by itself: sections 3.1 to 3.3, 4.2."""
    said = element.text or ""
    match name:
        case "updated" | "published":
            assert DATE.fullmatch(said), said
            datetime.fromisoformat(said)
        case "id" | "icon" | "logo":
            _iri(said)
        case "author" | "contributor":
            _children(element, PERSON)
            assert all((person.text or "").strip() for person in element)
        case "uri":
            _iri(said)
        case "title" | "subtitle" | "rights" | "summary":
            assert element.get("type", "text") in ("text", "html", "xhtml")
            assert element.get("type", "text") != "text" or not len(element)
        case "category":
            assert element.get("term")
        case "link":
            _iri(str(element.get("href")))
            assert element.get("type") is None or MEDIA.fullmatch(str(element.get("type")))


def _iri(said: str) -> None:
    assert said == said.strip(), said
    assert urlsplit(said).scheme, f"{said} is relative"
    assert not re.search(r'[\s<>"{}|\\^`]', said), said


def _links(element: etree._Element) -> set[str]:
    """The relations of its links: of alternates there is one for a type and language (4.1.1, 4.1.2)."""
    links = [(each.get("rel", "alternate"), each) for each in element.findall(f"{ATOM}link")]
    alternates = Counter(
        (each.get("type"), each.get("hreflang")) for rel, each in links if rel == "alternate"
    )
    assert max(alternates.values(), default=1) == 1
    return {rel for rel, _ in links}
