"""Forms, sent as a browser sends them."""

from __future__ import annotations

from urllib.parse import urlencode

from justhtml import Element

from tests.web.checked import CheckedClient, Page, check, parsed

Pairs = list[tuple[str, str]]


def fields(form: Element) -> Pairs:
    """What the form would send as it stands, in the order of its fields."""
    found = []
    for each in form.query("input"):
        assert isinstance(each, Element)
        of = each.attrs
        if "name" not in of or "disabled" in of or (of.get("type") == "checkbox" and "checked" not in of):
            continue
        found.append((str(of["name"]), str(of.get("value") or "")))
    return found


def send(site: CheckedClient, page: Page, form: str, *more: tuple[str, str]) -> str:
    """Where sending the form leads, after what was chosen or written (`more`) in addition."""
    element = page.one(form)
    written = {name for name, _ in more if element.query(f'input[name="{name}"]:not([type=checkbox])')}
    given = [pair for pair in fields(element) if pair[0] not in written]
    path = str(element.attrs["action"]).partition("#")[0]
    return follow(site, f"{path}?{urlencode([*given, *more])}")


def follow(site: CheckedClient, path: str) -> str:
    """Where the path leads at last."""
    response = site.client.get(path)
    return follow(site, response.headers["Location"]) if response.status_code in (307, 308) else path


def glance(site: CheckedClient, path: str) -> Page:
    """The page at `path`, checked but for where all of its links lead."""
    response = site.client.get(path, buffered=True)
    assert response.status_code == 200, f"{path}: {response.status}"
    page = parsed(path, response)
    check(page)
    return page
