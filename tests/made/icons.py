"""`python -m tests.made.icons`: the site's icons, from its emblem."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from webapp.cards.emblem import emblem

FOLDER = Path(__file__).parents[2] / "static" / "icons"


def icons() -> dict[str, Image.Image]:
    """By name. Systems cut the corners of those with a full ground themselves."""
    return {
        "180.png": emblem(180, full=True).convert("RGB"),
        "192.png": emblem(192),
        "512.png": emblem(512),
        "512-full.png": emblem(512, full=True).convert("RGB"),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, image in icons().items():
        image.save(FOLDER / name, optimize=True)
