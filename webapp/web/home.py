"""`/`: the dossiers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store.rows import DossierCard
from webapp.web.head import Head, site_head
from webapp.web.reading import dossiers
from webapp.web.rendering import render

DESCRIPTION = "Timelines of negotiations in which every event shows the exact words it rests on."


@dataclass(frozen=True, slots=True)
class HomeContext:
    head: Head
    dossiers: tuple[DossierCard, ...]


def home() -> Response:
    context = HomeContext(site_head("Dossiers — Parley", DESCRIPTION), tuple(dossiers()))
    return render("home.html", context)
