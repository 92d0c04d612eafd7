"""The site's emblem, which is also `static/favicon.svg`: what stands on either side of a table, in time."""

from __future__ import annotations

from PIL import Image, ImageDraw

UNITS = 32  # of the emblem, across
GROUND, SPINE, LEFT, RIGHT = "#1d1f23", "#a9adb6", "#e79a84", "#86b7ea"
BLOCKS = ((4, 7, LEFT), (19, 13.5, RIGHT), (4, 20, LEFT))  # each 9 by 5 units, at x and y
FINE = 4  # it is drawn so many times as large, then reduced, so that its edges are smooth


def emblem(size: int, *, full: bool = False) -> Image.Image:
    """The emblem, `size` pixels across; with a `full` ground, on which others cut out the shape they like."""
    big = size * FINE
    image = Image.new("RGBA", (big, big))
    draw = ImageDraw.Draw(image)
    scale = big / UNITS * (0.7 if full else 1)
    away = (big - UNITS * scale) / 2
    if full:
        draw.rectangle((0, 0, big, big), GROUND)
    else:
        draw.rounded_rectangle((0, 0, big - 1, big - 1), 6 * scale, GROUND)

    def box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        return (
            away + x * scale,
            away + y * scale,
            away + (x + width) * scale - 1,
            away + (y + height) * scale - 1,
        )

    draw.rectangle(box(15.25, 4, 1.5, 24), SPINE)
    for x, y, fill in BLOCKS:
        draw.rounded_rectangle(box(x, y, 9, 5), scale, fill)
    return image.resize((size, size), Image.Resampling.LANCZOS)
