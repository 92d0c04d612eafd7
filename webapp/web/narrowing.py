"""Pages that list claims, narrowed by parameters: their addresses, and values that they cannot have."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flask import request

from webapp.store.rows import Edition
from webapp.web.faults import refusal, unknown
from webapp.web.parameters import address, canonical


def narrowed(edition: Edition, path: str, names: Iterable[str], **values: Iterable[str]) -> str:
    """The address of an edition's page with these values; `names` are its parameters in their order."""
    known = [edition.known.text] if edition.known else []
    pairs = [(name, value) for name, given in {**values, "known": known}.items() for value in given]
    return address(f"{edition.base}/{path}", canonical(pairs, names))


def check(name: str, possible: Collection[str]) -> None:
    """Raise Refused where a value of this parameter is not `possible`."""
    known = dict.fromkeys(possible, "")
    if faults := [unknown(name, value, known) for value in request.args.getlist(name) if value not in known]:
        raise refusal(faults)
