"""Pages that list claims, narrowed by parameters: their addresses, and values that they cannot have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from flask import request

from webapp.store.rows import Edition
from webapp.web.parameters import Refused, address, canonical


def narrowed(edition: Edition, path: str, names: Iterable[str], **values: Iterable[str]) -> str:
    """The address of an edition's page with these values; `names` are its parameters in their order."""
    known = [edition.known.text] if edition.known else []
    pairs = [(name, value) for name, given in {**values, "known": known}.items() for value in given]
    return address(f"{edition.base}/{path}", canonical(pairs, names))


def check(name: str, possible: Collection[str], what: str) -> None:
    """Raise Refused where a value of this parameter is not `possible`: then it is not `what` it must be."""
    for value in request.args.getlist(name):
        if value not in possible:
            raise _refused(name, value, possible, what)


def _refused(name: str, value: str, possible: Collection[str], what: str) -> Refused:
    shown = value[:40] + ("…" if len(value) > 40 else "")
    pairs = list(request.args.items(multi=True))
    links = [
        (address(request.path, [pair for pair in pairs if pair[0] != name]), f"The page without “{name}”")
    ]
    like = get_close_matches(value[:100], possible, n=1)
    if like:
        mended = [(key, like[0] if (key, old) == (name, value) else old) for key, old in pairs]
        links.insert(0, (address(request.path, mended), f"{name}={like[0]}"))
    near = " Perhaps this is meant:" if like else ""
    return Refused([f"“{shown}” is not {what}.{near}"], links)
