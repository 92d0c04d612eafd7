"""Where the files that are shipped beside the code are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `templates` or `static`: inside the package in a wheel, beside it in a checkout."""
    return inside if (inside := ROOT / name).is_dir() else ROOT.parent / name
