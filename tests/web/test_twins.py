"""Nothing that an author writes breaks out: answers on a hostile dossier are built like those on its twin.

Each answer is read by a parser of its format. What is compared is all but texts: elements and their
attributes, keys, rows, properties. Markdown with tags in it is refused before, see
`tests/property/test_markup.py`.
"""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from flask import Flask
from icalendar import Calendar, Component
from justhtml import Element, JustHTML
from lxml import etree

from tests.web import twins
from tests.web.addresses import EVERY, address, known, parameters
from tests.web.folders import import_folder, write
from webapp.app import create_app
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.formulas import dangerous
from webapp.settings import Settings
from webapp.store import Store
from webapp.web import formats

FILES = ("/talks/opensearch.xml", "/sitemap.xml", "/sitemap-talks.1.xml", "/manifest.webmanifest",
         "/oembed?url=http%3A%2F%2Flocalhost%2Ftalks%2Fevents%2Fanna",
         "/oembed?url=http%3A%2F%2Flocalhost%2Ftalks%2F&format=xml")  # fmt: skip


def html(text: str) -> Any:
    return _element(JustHTML(text, sanitize=False).root)


def _element(node: Any) -> Any:
    children = [_element(each) for each in node.children or () if isinstance(each, Element)]
    held: Any = None
    if node.name == "script" and node.attrs.get("type") == "application/ld+json":
        held = shape(json.loads(node.to_text(separator="", strip=False)))
    return node.name, sorted(getattr(node, "attrs", None) or ()), held, children


def shape(value: Any) -> Any:
    """Keys and lengths and kinds."""
    match value:
        case dict():
            return {key: shape(each) for key, each in value.items()}
        case list():
            return [shape(each) for each in value]
    return type(value).__name__


def xml(data: bytes) -> Any:
    return _node(etree.fromstring(data, etree.XMLParser(resolve_entities=False)))


def _node(node: Any) -> Any:
    held = html(node.text) if node.get("type") == "html" else None
    return node.tag, sorted(node.attrib), held, [_node(each) for each in node]


def table(text: str) -> Any:
    rows = list(csv.reader(StringIO(text)))
    assert not [cell for row in rows for cell in row if dangerous(cell)]
    return [len(row) for row in rows]


def calendar(data: bytes) -> Any:
    return _component(Calendar.from_ical(data))


def _component(component: Component) -> Any:
    properties = [(name, sorted(getattr(value, "params", ()))) for name, value in component.items()]
    return component.name, properties, [_component(each) for each in component.subcomponents]


def bibtex(text: str) -> Any:
    library = parse_string(text)
    assert not library.failed_blocks
    return [[field.key for field in entry.fields] for entry in library.entries], len(library.blocks)


def bundle(data: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


READERS: dict[str, Callable[[Any], Any]] = {
    "text/html": lambda response: html(response.text),
    "text/csv": lambda response: table(response.text),
    "text/calendar": lambda response: calendar(response.data),
    "application/x-bibtex": lambda response: bibtex(response.text),
    "application/x-research-info-systems": lambda response: [
        list(each) for each in rispy.loads(response.text)
    ],
    "application/zip": lambda response: bundle(response.data),
    "text/plain": lambda response: response.text.count("\n"),
    "image/png": lambda response: response.data[:8],
}


def built(response: Any) -> Any:
    kind = response.mimetype
    if kind in READERS:
        return READERS[kind](response)
    return shape(json.loads(response.text)) if "json" in kind else xml(response.data)


class Site(NamedTuple):
    app: Flask
    dossier: Dossier


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Site]]:
    """With the hostile dossier, and with its twin."""
    made = (twins.hostile, twins.harmless)
    sites = [published(tmp_path_factory.mktemp("twins"), each) for each in made]
    yield sites
    for site in sites:
        site.app.extensions["parley.store"].close()


def published(folder: Path, made: Callable[[str], str]) -> Site:
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        for changed in (False, True):
            import_folder(store, write(folder / "talks", twins.files(made, changed)))
    dossier = read(folder / "talks")
    assert isinstance(dossier, Dossier)
    return Site(create_app(Settings(database_url=url)), dossier)


def addresses(dossier: Dossier) -> Iterator[str]:
    for rule, suffix in EVERY:
        here = address(rule, dossier)
        here = formats.rule(here, suffix) if suffix else here
        asks = "?q=Monday" if here.endswith("search") or "/search." in here else ""
        yield here + asks
        if "known" in parameters(rule, suffix):
            yield f"{here}{asks}{'&' if asks else '?'}known={known(dossier)}"
    yield from FILES


def test_what_an_author_writes_adds_nothing_to_any_answer(sites: list[Site]) -> None:
    """On the day that is asked for, not all of it was known."""
    hostile, harmless = (site.app.test_client() for site in sites)
    answered = 0
    for path, other in zip(*(addresses(site.dossier) for site in sites), strict=True):
        ours = hostile.get(path, buffered=True, follow_redirects=True)
        theirs = harmless.get(other, buffered=True, follow_redirects=True)
        assert ours.status_code == theirs.status_code, path
        assert [name for name, _ in ours.headers] == [name for name, _ in theirs.headers], path
        assert built(ours) == built(theirs), path
        answered += ours.status_code == 200
    assert answered > 140


def test_a_sign_that_breaks_out_is_seen() -> None:
    """So the comparison says something."""
    assert html(f"<p>{twins.SAID}</p>") != html(f"<p>{twins.harmless(twins.SAID)}</p>")
    assert html(f'<p title="{twins.NAME}">') != html(f'<p title="{twins.harmless(twins.NAME)}">')
    with pytest.raises(AssertionError):
        table(f"a,{twins.SAID}")
