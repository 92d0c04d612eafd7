"""`/accessibility`: what is done for the accessibility of the site, and how it is tested."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.web.head import Head, site_head
from webapp.web.rendering import render
from webapp.web.statement import CHECKS, LIMITS, TARGET, Check

DESCRIPTION = f"What the site does to meet {TARGET}, what was tested and how, and what was not."


@dataclass(frozen=True, slots=True)
class AccessibilityContext:
    head: Head
    target: str
    checks: tuple[Check, ...]
    limits: tuple[str, ...]


def accessibility() -> Response:
    head = site_head("Accessibility — Parley", DESCRIPTION)
    return render("accessibility.html", AccessibilityContext(head, TARGET, CHECKS, LIMITS))
