"""The checked client: whatever page a test fetches is checked as a page, too.

Every HTML page must parse without an error, have a title, one `h1` and unique ids; lists hold only what they
may; nothing is inline; language, canonical link and security headers are right; and every link to the site
itself leads to a page that answers 200, at a place that is there. What a page links to as data, in its head
and in its foot, must be as OpenAPI describes it. Embeds, and they alone, may be framed by other sites; their
links open windows of their own.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote, urljoin

from flask import Flask
from justhtml import Element, JustHTML
from werkzeug.test import Client, TestResponse

from tests.web.described import Description
from webapp.web import formats

HOST = "http://localhost"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
CARD = re.compile(r"/index\.png|/[a-z0-9-]+@[0-9]+[a-z0-9/-]*\.png(\?known=[0-9-]+)?")  # pinned: for good
# A page of a revision leads to its newest form, whatever became of it.
LATER = (400, 404, 410)
ONLY_IN = {"li": {"ol", "ul"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "figcaption": {"figure"}}
ONLY_HOLDS = {"ol": {"li"}, "ul": {"li"}, "dl": {"dt", "dd", "div"}}


@dataclass(frozen=True)
class Page:
    """A page that has been checked."""

    path: str
    response: TestResponse
    html: str
    root: JustHTML = field(repr=False)

    def all(self, selector: str) -> list[Element]:
        return [each for each in self.root.query(selector) if isinstance(each, Element)]

    def one(self, selector: str) -> Element:
        (found,) = self.all(selector)
        return found

    def text(self, selector: str) -> str:
        return words(self.one(selector))

    def texts(self, selector: str) -> list[str]:
        return [words(each) for each in self.all(selector)]

    def links(self, selector: str = "a") -> list[str]:
        return [str(each.attrs["href"]) for each in self.all(selector)]


def words(element: Element) -> str:
    """An element's text as it is on a screen, white space folded."""
    shown = element.clone_node(deep=True)
    for printed in shown.query(".printed"):
        assert printed.parent
        printed.parent.remove_child(printed)
    return " ".join(shown.to_text(separator="", strip=False).split())


@dataclass(frozen=True)
class Target:
    """What a link leads to."""

    status: int
    ids: frozenset[str] = frozenset()
    text: str = field(default="", repr=False)


class CheckedClient:
    """Fetches pages from the application; remembers which links it has seen alive."""

    def __init__(self, app: Flask) -> None:
        self.client: Client = app.test_client()
        self._places: dict[str, Target] = {}
        self.description = Description(app)

    def get(self, path: str, status: int = 200) -> Page:
        """The page at `path`, which must answer with `status` and pass every check."""
        response = self.client.get(path, buffered=True)
        assert response.status_code == status, f"{path}: {response.status}"
        page = parsed(path, response)
        check(page)
        self._check_links(page)
        return page

    def redirect(self, path: str, status: int = 308) -> str:
        """Where `path` redirects to."""
        response = self.client.get(path, buffered=True)
        assert response.status_code == status, f"{path}: {response.status}"
        check_headers(response)
        return response.headers["Location"].removeprefix(HOST)

    def _check_links(self, page: Page) -> None:
        later = LATER if "@" in page.path else ()
        canonical = page.links("link[rel=canonical]")
        for target in page.links("a[rel=latest-version]") + canonical:
            self._check_link(page, urljoin(HOST + page.path, target), later)
        others = set(page.links("link[href]")) - set(canonical)
        for target in [*page.links("a[href]:not([rel=latest-version])"), *others]:
            if target.startswith("#"):
                assert page.all(f'[id="{target[1:]}"]'), f"{page.path} has no {target}"
                continue
            url = urljoin(HOST + page.path, target)
            self._check_link(page, url)

    def _check_link(self, page: Page, url: str, others: Container[int] = ()) -> None:
        if not url.startswith(HOST + "/"):
            return
        path, _, fragment = url.removeprefix(HOST).partition("#")
        if path not in self._places:
            self._places[path] = self._look(path)
        target = self._places[path]
        if target.status in others:
            return
        assert target.status == 200, f"{page.path} links to {path}, which answers {target.status}"
        id, _, directive = fragment.partition(":~:text=")
        if id:
            assert unquote(id) in target.ids, f"{page.path} links to {path}, which has no #{id}"
        for some in directive.split(",") if directive else ():
            words = unquote(some.removesuffix("-").removeprefix("-"))  # context before and after has these
            assert words in target.text, f"{page.path} links to {path}, which does not say {some}"

    def _look(self, path: str) -> Target:
        format = formats.of(path.partition("?")[0])
        whole = format is None or format.suffix == "json"  # others take time to draw or to send
        response = (self.client.get if whole else self.client.head)(path, buffered=True)
        if format:
            self.description.check(path, response)
        if response.mimetype != "text/html":
            return Target(response.status_code)
        root = JustHTML(response.get_data(as_text=True), sanitize=False)
        ids = (each.attrs["id"] for each in root.query("[id]") if isinstance(each, Element))
        text = " ".join(words(each) for each in root.query("main") if isinstance(each, Element))
        return Target(response.status_code, frozenset(str(id) for id in ids), text)


def parsed(path: str, response: TestResponse) -> Page:
    html = response.get_data(as_text=True)
    return Page(path, response, html, JustHTML(html, sanitize=False, collect_errors=True))


def check(page: Page) -> None:
    assert page.response.content_type == "text/html; charset=utf-8"
    assert page.html.startswith("<!doctype html>\n<html lang=")
    assert not page.root.errors, f"{page.path}: {page.root.errors[:3]}"
    assert page.text("head > title"), page.path
    assert page.text("h1"), page.path
    check_headers(page.response)
    check_head(page)
    check_ids(page)
    check_nesting(page)
    check_nothing_inline(page)
    if is_embed(page.path):
        check_embed(page)


def is_embed(path: str) -> bool:
    return path.partition("?")[0].endswith("/embed")


def check_headers(response: TestResponse) -> None:
    headers, embed = response.headers, is_embed(response.request.path)
    assert headers["Content-Security-Policy"] == POLICY.format(ancestors="*" if embed else "'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    resource = "cross-origin" if embed else "same-origin"
    for name, value in (("Opener", "same-origin"), ("Embedder", "require-corp"), ("Resource", resource)):
        assert headers[f"Cross-Origin-{name}-Policy"] == value
    assert "Set-Cookie" not in headers


def check_head(page: Page) -> None:
    html = page.one("html").attrs
    assert html["lang"], page.path
    assert html.get("dir", "ltr") in ("ltr", "rtl")
    assert page.one("meta[name=description]").attrs["content"], page.path
    if page.response.status_code == 200:
        canonical = re.sub("@[0-9]+", "", page.path.partition("?")[0])
        if embed := is_embed(page.path):
            canonical = re.sub(r"(/(events|quotes)/[^/]+)/embed$|embed$", r"\1", canonical)
        assert page.one("link[rel=canonical]").attrs["href"] == HOST + canonical, page.path
        assert bool(page.all("meta[name=robots][content=noindex]")) == (embed or "?" in page.path), page.path
        if not embed:
            check_social(page)
    else:
        assert page.one("meta[name=robots]").attrs["content"] == "noindex"


def check_social(page: Page) -> None:
    """Open Graph (ogp.me): what is required, once each, for the address that was asked for."""
    pairs = [(str(each.attrs["property"]), str(each.attrs["content"])) for each in page.all("meta[property]")]
    said = dict(pairs)
    assert len(said) == len(pairs), f"{page.path}: {pairs}"
    assert all(said.values()), f"{page.path}: {pairs}"
    assert " ".join(said["og:title"].split()) == page.text("head > title")
    assert said["og:url"] == HOST + page.path
    assert said["og:type"] in ("website", "article")
    assert re.fullmatch("[a-z]{2,3}_[A-Z]{2,3}", said["og:locale"]), said["og:locale"]
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert CARD.fullmatch(said["og:image"].removeprefix(HOST)), f"{page.path}: {said['og:image']}"
    assert {"og:site_name", "og:description", "og:image:alt"} <= said.keys()
    assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}.*", said.get("article:published_time", "2025-05-28"))
    assert page.one('meta[name="twitter:card"]').attrs["content"] == "summary_large_image"


def check_embed(page: Page) -> None:
    assert not page.all("script, form, .masthead, .foot"), page.path
    for link in page.all("a"):
        assert (link.attrs["target"], link.attrs["rel"]) == ("_blank", "noopener"), page.path


def check_ids(page: Page) -> None:
    ids = Counter(str(each.attrs["id"]) for each in page.all("[id]"))
    assert not (twice := [id for id, n in ids.items() if n > 1]), f"{page.path}: {twice}"
    for name in ("aria-labelledby", "aria-describedby"):
        for each in page.all(f"[{name}]"):
            assert set(str(each.attrs[name]).split()) <= ids.keys(), f"{page.path}: {each.attrs}"


def check_nesting(page: Page) -> None:
    levels = [int(each.name[1]) for each in page.all("h1, h2, h3, h4, h5, h6")]
    assert (levels[0], levels.count(1)) == (1, 1), f"{page.path}: {levels}"
    assert all(b <= a + 1 for a, b in pairwise(levels)), f"{page.path}: {levels}"
    for name, parents in ONLY_IN.items():
        for each in page.all(name):
            assert each.parent is not None
            assert each.parent.name in parents, f"{page.path}: {name} in {each.parent.name}"
    for name, children in ONLY_HOLDS.items():
        for each in page.all(name):
            held = {child.name for child in each.children if isinstance(child, Element)}
            assert held, f"{page.path}: an empty {name}"
            assert held <= children, f"{page.path}: {name} holds {held}"
    assert not page.all("a a, a button, p p, p ul, p ol, h1 h2"), page.path


def check_nothing_inline(page: Page) -> None:
    assert not page.all("style, [style], iframe, object, embed, base"), page.path
    for each in page.all("script[type='application/ld+json']"):
        assert json.loads(each.to_text(separator="", strip=False))["@context"] == "https://schema.org"
    for each in page.all("script:not([type='application/ld+json'])"):
        assert str(each.attrs["src"]).startswith("/static/"), page.path
        assert not words(each), page.path
    for each in page.all("*"):
        assert not [name for name in each.attrs if name.startswith("on")], f"{page.path}: {each.attrs}"
        if each.name == "link" and each.attrs["rel"] == "icon":
            continue
        for name in ("href", "src"):
            assert not str(each.attrs.get(name, "")).lower().startswith(("javascript:", "data:")), page.path
