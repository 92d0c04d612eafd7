"""What requests cost, in tokens of about 50 milliseconds of work on a dossier of 5,000 events.

Pages as they are and files cost nothing. A client without enough tokens is told when it will have them (429).
Each worker counts for itself.
"""

from __future__ import annotations

from collections.abc import Hashable
from ipaddress import IPv6Address, ip_network

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

from webapp.settings import Settings
from webapp.web.buckets import Buckets
from webapp.web.clients import client, within
from webapp.web.words import count

PARAMETERS = 2  # a search, a filter, a window, a day: pages, documents and feeds alike
PICTURE = 3  # that has to be drawn
WHOLE = {  # endpoints of what may hold all of a dossier
    "timeline:csv": 20,
    "timeline:ics": 20,
    "timeline:timelinejs.json": 20,
    "timeline:timelinejs.csv": 20,
    "timeline:zip": 10,
    "search:csv": 5,
    "search_all:csv": 5,
}


def charge(tokens: int) -> None:
    """Take tokens from the client's bucket. Raises TooManyRequests."""
    asking = client()
    buckets: Buckets | None = current_app.extensions["parley.buckets"]
    if buckets is None or asking is None or within(asking, current_app.config["UNLIMITED"]):
        return
    whose: Hashable = asking
    if isinstance(asking, IPv6Address):
        whose = ip_network((asking, 64), strict=False)  # one household has as many addresses as that
    if seconds := buckets.take(whose, tokens):
        raise TooManyRequests(
            "Searches, filters, pictures and exports take work, and more of them were asked for from where "
            f"you are than one may have at a time. Please try again in {count(seconds, 'second')}.",
            retry_after=seconds,
        )


def check() -> None:
    """Before each request whose address is in order: charge for it, if it costs anything."""
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static" or request.method not in ("GET", "HEAD"):
        return
    if tokens := WHOLE.get(endpoint, PARAMETERS if request.query_string else 0):
        charge(tokens)


def install(app: Flask, settings: Settings) -> None:
    app.config["UNLIMITED"] = settings.unlimited
    app.extensions["parley.buckets"] = Buckets(settings.allowance) if settings.allowance else None
    app.before_request(check)
