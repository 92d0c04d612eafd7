"""The addresses of a revision, which were shared as those that stay: they lead to its pages in the copy."""

from __future__ import annotations

from html import escape

from webapp.freeze.files import link
from webapp.web.frozen import Frozen

# Frames without scripts, as embeds have been put into pages, are not led on.
EMBED = "/embed/index.html"
MOVED = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={there}">
</head>
<body><p>This is <a href="{there}">a page of a frozen copy</a>.</p></body>
</html>
"""


def pinned(copy: Frozen, file: str) -> str | None:
    """The file at the pinned address of the page of a dossier in that file; None of others."""
    dossier, slash, rest = file.partition("/")
    revision = copy.revisions.get(dossier)
    return f"{dossier}@{revision}/{rest}" if slash and revision and rest.endswith("index.html") else None


def moved(source: str, target: str) -> str:
    """A page that leads from the one file to the other."""
    return MOVED.format(there=escape(link(source, target)))
