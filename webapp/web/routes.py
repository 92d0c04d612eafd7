"""URLs are the interface: all of them, the page that each one shows, and the formats that a page has."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response

from webapp.web import (
    accessibility,
    actor,
    annotating,
    browsers,
    bundled,
    cards,
    changes,
    citable,
    claim_feeds,
    commitments,
    comparison,
    difference,
    embed,
    event,
    feeds,
    health,
    home,
    ical,
    known,
    known_feed,
    oembed,
    party,
    positions,
    quote,
    robots,
    round,
    rounds,
    search,
    sitemaps,
    source,
    sources,
    spreadsheets,
    timeline,
    timelinejs,
)
from webapp.web.api import changing, chronicle, finding, many, one, openapi
from webapp.web.formats import rule

PAGES: dict[str, Callable[..., Response]] = {
    "/": home.home,
    "/search": search.search_all,
    "/accessibility": accessibility.accessibility,
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
    "/<at:at>/changes": changes.changes,
    "/<at:at>/changes/<number:a>..<number:b>": difference.difference,
    "/<at:at>/changes/since/<number:a>": difference.since,
}

# The only ones that other sites may frame, see `headers`.
EMBEDS: dict[str, Callable[..., Response]] = {
    "/<at:at>/embed": embed.dossier_embed,
    "/<at:at>/events/<id:id>/embed": embed.event_embed,
    "/<at:at>/quotes/<id:id>/embed": embed.quote_embed,
}


DOCUMENTS: dict[str, Callable[..., Response]] = {
    "/": many.home,
    "/search": finding.search_all,
    "/accessibility": many.accessibility,
    "/<at:at>/": chronicle.timeline,
    "/<at:at>/known": chronicle.known,
    "/<at:at>/rounds": many.rounds,
    "/<at:at>/rounds/<number:number>": one.round_,
    "/<at:at>/rounds/<number:a>..<number:b>": one.comparison,
    "/<at:at>/positions": many.positions,
    "/<at:at>/commitments": many.commitments,
    "/<at:at>/search": finding.search,
    "/<at:at>/events/<id:id>": one.event,
    "/<at:at>/sources": many.sources,
    "/<at:at>/sources/<id:id>": one.source,
    "/<at:at>/quotes/<id:id>": one.quote,
    "/<at:at>/actors/<id:id>": one.actor,
    "/<at:at>/parties/<id:id>": one.party,
    "/<at:at>/changes": changing.changes,
    "/<at:at>/changes/<number:a>..<number:b>": changing.difference,
    "/<at:at>/changes/since/<number:a>": changing.since,
}


OTHERS: dict[str, dict[str, Callable[..., Response]]] = {
    "/": {"png": cards.site},
    "/search": {"csv": spreadsheets.search_all_csv, "atom": feeds.search_all_feed},
    "/<at:at>/": {
        "csv": spreadsheets.timeline_csv,
        "ics": ical.timeline_ics,
        "atom": feeds.timeline_feed,
        "timelinejs.json": timelinejs.timelinejs_json,
        "timelinejs.csv": timelinejs.timelinejs_csv,
        "zip": bundled.bundled,
        "png": cards.dossier,
        **citable.cited(citable.dossier),
    },
    "/<at:at>/search": {"csv": spreadsheets.search_csv, "atom": feeds.search_feed},
    "/<at:at>/rounds/<number:number>": {
        "ics": ical.round_ics,
        "png": cards.round_,
        **citable.cited(citable.round_),
    },
    "/<at:at>/events/<id:id>": {"ics": ical.event_ics, "png": cards.event, **citable.cited(citable.event)},
    "/<at:at>/sources/<id:id>": {
        "txt": source.source_text,
        "jsonld": annotating.source_annotations,
        **citable.cited(citable.source),
    },
    "/<at:at>/quotes/<id:id>": {
        "jsonld": annotating.quote_annotation,
        "png": cards.quote,
        **citable.cited(citable.quote),
    },
    "/<at:at>/known": {"atom": known_feed.known_feed},
    "/<at:at>/positions": {"atom": claim_feeds.positions_feed},
    "/<at:at>/commitments": {"atom": claim_feeds.commitments_feed},
    "/<at:at>/changes": {"atom": changes.changes_feed},
}


# Every page is a document, too, and some of them have other formats.
FORMATS = {page: {"json": view, **OTHERS.get(page, {})} for page, view in DOCUMENTS.items()}


# What is for machines alone: neither a page nor a format of one.
FILES: dict[str, Callable[..., Response]] = {
    "/robots.txt": robots.robots,
    "/sitemap.xml": sitemaps.index,
    "/sitemap.home.xml": sitemaps.site,
    "/sitemap-<id:dossier>.xml": sitemaps.general,
    "/sitemap-<id:dossier>.<number:part>.xml": sitemaps.part,
    "/manifest.webmanifest": browsers.manifest,
    "/opensearch.xml": browsers.search_site,
    "/<at:at>/opensearch.xml": browsers.search_dossier,
    openapi.PATH: openapi.description,
    "/oembed": oembed.oembed,
    "/healthz": health.healthz,
    "/readyz": health.readyz,
}


def install(app: Flask) -> None:
    for page, view in (PAGES | EMBEDS | FILES).items():
        app.add_url_rule(page, view_func=view, methods=["GET"])
    app.extensions["parley.formats"] = {
        PAGES[page].__name__: {suffix: _install(app, page, suffix, view) for suffix, view in formats.items()}
        for page, formats in FORMATS.items()
    }


def _install(app: Flask, page: str, suffix: str, view: Callable[..., Response]) -> str:
    """Its endpoint is that of its page and the suffix."""
    endpoint = f"{PAGES[page].__name__}:{suffix}"
    app.add_url_rule(rule(page, suffix), endpoint=endpoint, view_func=view, methods=["GET"])
    return endpoint
