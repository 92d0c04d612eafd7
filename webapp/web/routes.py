"""URLs are the interface: all of them, and the page that each one shows."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response

from webapp.web import (
    actor,
    commitments,
    comparison,
    event,
    home,
    known,
    party,
    positions,
    quote,
    round,
    rounds,
    search,
    source,
    sources,
    timeline,
)

PAGES: dict[str, Callable[..., Response]] = {
    "/": home.home,
    "/search": search.search_all,
    "/<at:at>/": timeline.timeline,
    "/<at:at>/known": known.known,
    "/<at:at>/rounds": rounds.rounds,
    "/<at:at>/rounds/<number:number>": round.round_,
    "/<at:at>/rounds/<number:a>..<number:b>": comparison.comparison,
    "/<at:at>/positions": positions.positions,
    "/<at:at>/commitments": commitments.commitments,
    "/<at:at>/search": search.search,
    "/<at:at>/events/<id:id>": event.event,
    "/<at:at>/sources": sources.sources,
    "/<at:at>/sources/<id:id>": source.source,
    "/<at:at>/quotes/<id:id>": quote.quote,
    "/<at:at>/actors/<id:id>": actor.actor,
    "/<at:at>/parties/<id:id>": party.party,
}


def install(app: Flask) -> None:
    for rule, view in PAGES.items():
        app.add_url_rule(rule, view_func=view, methods=["GET"])
