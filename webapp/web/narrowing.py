"""Pages that list claims, narrowed by parameters: their addresses, and values that they cannot have."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flask import request

from webapp.store.rows import Edition
from webapp.web.asked import can_come
from webapp.web.faults import refusal, unknown
from webapp.web.parameters import address, canonical


def narrowed(edition: Edition, path: str, names: Iterable[str], **values: Iterable[str]) -> str:
    """The address of an edition's page with these values; `names` are its parameters in their order."""
    known = [edition.known.text] if edition.known else []
    pairs = [(name, value) for name, given in {**values, "known": known}.items() for value in given]
    return address(f"{edition.base}/{path}", canonical(pairs, names))


def check(edition: Edition, name: str, possible: Collection[str]) -> None:
    """Raise Refused where a value of this parameter is not `possible`.

    What may become known after the day of the edition narrows its page to nothing instead.
    """
    known = dict.fromkeys(possible, "")
    others = [value for value in request.args.getlist(name) if value not in known]
    if others and not can_come(edition, name, others):
        raise refusal([unknown(name, value, known) for value in others])
