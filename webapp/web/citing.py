"""How to cite a page, as plain text: what it is, in which revision, where and when."""

from __future__ import annotations

from webapp.store.rows import Edition
from webapp.web.head import absolute


def citation(edition: Edition, title: str, path: str) -> str:
    """`“Headline.” Dossier, revision 1. Parley, 29 May 2025. https://…`: the address of this revision.

    The day is that of the revision's import. Of what was known on a day, that day is said too.
    """
    stop = "" if title.endswith((".", "?", "!", "…")) else "."
    address = absolute(edition.permanent_link(path))
    known = f", as known on {edition.known.label}" if edition.known else ""
    made = f"Parley, {edition.imported_on.label}"
    return f"“{title}{stop}” {edition.title}, revision {edition.revision}{known}. {made}. {address}"
