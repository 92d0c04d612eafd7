"""Overviews as SVG: of the same events one per layout, of which the stylesheet shows the one that fits.

Written without a template, which would take ten times as long for the thousands of numbers in it. What is
neither a mark nor a bar stands at whole units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from webapp.timeline import Overview
from webapp.timeline.ground import Outline
from webapp.timeline.items import Side
from webapp.timeline.model import Band, Bin, Ends, Flag, Label, Mark
from webapp.timeline.scale import snap

ELSEWHERE = ' target="_blank" rel="noopener"'

# Where a span fades, and how much of its colour is left there.
FADES: dict[Ends, tuple[tuple[float, float], ...]] = {
    "soft": ((0, 0.15), (0.12, 0.6), (0.88, 0.6), (1, 0.15)),
    "vague": ((0, 0), (0.5, 0.95), (1, 0)),
    "before": ((0, 0), (1, 0.9)),
    "after": ((0, 0.9), (1, 0)),
    "open": ((0, 0), (0.5, 0.6), (1, 0)),
}


def svg(picture: Overview, outside: bool = False) -> tuple[str, str]:
    """What stands before and after the outline of what is shown. `outside`: links open windows of their own.

    A link has its name from its title, which is shown to those who point at it, too.
    """
    window = ELSEWHERE if outside else ""
    before = [
        f'<svg class="{picture.layout}" viewBox="0 0 {picture.width} {picture.height}" role="group" '
        f'aria-label="{escape(picture.name)}">',
        *(_gradient(picture, side, ends) for side, ends in picture.fades),
        *_hidden([_band(band) for band in picture.bands]),
        *(_flag(flag, window) for flag in picture.flags),
    ]
    after = [
        *_hidden([*_still(picture)]),
        *(_mark(picture, mark, window) for mark in picture.marks),
        *(_column(picture, bin_, window) for bin_ in picture.bins),
        *_hidden([*_bars(picture.bins)]),
        "</svg>",
    ]
    return "\n".join(before), "\n".join(after)


def outlined(outline: Outline, name: str) -> str:
    box = _rect("outline", outline.x, outline.y, outline.width, outline.height)
    return f'<g role="img" aria-label="{escape(name)}">{box}</g>'


def _hidden(parts: Sequence[str]) -> list[str]:
    """What is told elsewhere to those who do not see it."""
    return ['<g aria-hidden="true">', *parts, "</g>"] if parts else []


def _still(picture: Overview) -> Iterator[str]:
    """What is no link. Texts come last: what they cross, a break too, lies below them."""
    left, right, floor = picture.left, picture.right, picture.axis
    lanes = "".join(f"M{left} {row.y}H{right}" for row in picture.rows)
    yield f'<path class="lane" d="{lanes}"/>'
    ticks = "".join(f"M{x:.0f} {floor}v5" for x in picture.ticks)
    yield f'<path class="axis" d="M{left} {floor}H{right}{ticks}"/>'
    for each in picture.breaks:
        yield (
            f'<g class="break"><title>{escape(each.name)}</title><rect x="{each.x}" y="{picture.top}" '
            f'width="{each.width}" height="{floor - picture.top + 1}"/>'
            f'<path d="M{each.x} {floor}m7 5l5 -10m2 10l5 -10"/></g>'
        )
    if picture.joins:
        joins = "".join(f"M{each.x} {each.y1}V{each.y2}" for each in picture.joins)
        yield f'<path class="join" d="{joins}"/>'
    for row in picture.rows:
        yield _text(row.label, ' class="name"', row.whole)
    for label in picture.labels:
        yield _text(label)


def _link(href: str, name: str, inside: str, more: str) -> str:
    return f'<a{more} href="{escape(href)}"><title>{escape(name)}</title>{inside}</a>'


def _flag(flag: Flag, window: str) -> str:
    more = f' class="round{"" if flag.held else " unheld"}"{" data-live" if flag.zooms else ""}{window}'
    box = _rect("", flag.x, flag.y, flag.width, flag.height)
    return _link(flag.href, flag.name, box + _text(flag.label), more)


def _band(band: Band) -> str:
    return _rect("band" if band.held else "band unheld", band.x, band.y, band.width, band.height)


def _mark(picture: Overview, mark: Mark, window: str) -> str:
    """A circle or a span in each of its lanes; a cancelled one is struck through."""
    held, point = mark.status == "held", mark.width is None
    parts = []
    for spot in mark.spots:
        side, y = f'class="side-{spot.side}"', spot.y
        if point:
            parts.append(f'<circle {side} cx="{mark.x}" cy="{y}" r="{5.5 if held else 4.5}"/>')
        else:
            fill = f' fill="url(#{_fade(picture, spot.side, mark.ends)})"' if held else ""
            box = f'x="{mark.left}" y="{y - 3:g}" width="{mark.width}" height="6" rx="3"'
            parts.append(f"<rect {side} {box}{fill}/>")
        if mark.status == "cancelled":
            stroke = "m-6 6l12 -12" if point else "m-4 4l8 -8"
            parts.append(f'<path {side} d="M{mark.x} {y}{stroke}"/>')
    return _link(mark.href, mark.name, "".join(parts), window if held else f' class="{mark.status}"{window}')


def _column(picture: Overview, bin_: Bin, window: str) -> str:
    """What of a bin can be pointed at: all of its time, behind its bars."""
    column = (
        f'<rect class="column" x="{bin_.x}" y="{picture.top}" width="{bin_.width}" '
        f'height="{picture.axis - picture.top}"/>'
    )
    if bin_.href:
        return _link(bin_.href, bin_.name, column, f" data-live{window}")
    return f'<g role="img"><title>{escape(bin_.name)}</title>{column}</g>'


def _bars(bins: Sequence[Bin]) -> Iterator[str]:
    """All bars, a path of upright lines for each look; the lighter top of a bar is what was not held."""
    wide = min((bin_.width for bin_ in bins), default=0)
    paths: dict[str, list[str]] = {}
    for bin_ in bins:
        x = snap(bin_.x + bin_.width / 2)
        for bar in bin_.bars:
            if bar.held < bar.base:
                paths.setdefault(f"side-{bar.side}", []).append(f"M{x} {bar.base}V{bar.held}")
            if bar.top < bar.held:
                paths.setdefault(f"unheld side-{bar.side}", []).append(f"M{x} {bar.held}V{bar.top}")
    for kind, lines in paths.items():
        yield f'<path class="bar {kind}" stroke-width="{wide}" d="{"".join(lines)}"/>'


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<rect{named} x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="3"/>'


def _text(label: Label, kind: str = "", whole: str = "") -> str:
    """A text, whose title says the `whole` where that is more."""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    title = f"<title>{escape(whole)}</title>" if whole and whole != label.text else ""
    return f'<text{kind} x="{label.x:.0f}" y="{label.y:.0f}"{anchor}>{title}{escape(label.text)}</text>'


def _gradient(picture: Overview, side: Side, ends: Ends) -> str:
    stops = "".join(f'<stop offset="{offset}" stop-opacity="{left}"/>' for offset, left in FADES[ends])
    id = _fade(picture, side, ends)
    return f'<linearGradient class="side-{side}" id="{id}">{stops}</linearGradient>'


def _fade(picture: Overview, side: Side, ends: Ends) -> str:
    return f"fade-{picture.layout}-{side}-{ends}"
