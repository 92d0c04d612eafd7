"""The sheets that TimelineJS ships as its samples, which `make test` fetches with it."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parents[1] / ".venv/timelinejs-3.9.11/src/template"
SAMPLES = sorted([*_FOLDER.glob("*.json"), *_FOLDER.glob("*.csv")])
