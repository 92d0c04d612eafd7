"""`/<dossier>/rounds/<n>`: a round, what it agreed, and the events before, during and after it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.rows import RoundPage
from webapp.web.event import Account, account
from webapp.web.head import Head, head, plain
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render


@dataclass(frozen=True, slots=True)
class RoundContext:
    head: Head
    account: Account
    round: RoundPage


def round_(at: Address, number: int) -> Response:
    found = find(at, queries.round_, number)
    context = arrange(found)
    return render("round.html", context)


def arrange(found: Found[RoundPage]) -> RoundContext:
    edition, page = found.edition, found.row.page
    title = f"{page.ref.title} — {edition.title}"
    return RoundContext(head(found, page.ref.key, title, plain(page.html)), account(edition, page), found.row)
