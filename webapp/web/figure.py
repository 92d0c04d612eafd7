"""The overview as HTML: its pictures, and their data as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from webapp.timeline import Overview, Window
from webapp.timeline.ground import Ground
from webapp.timeline.model import Bin, Mark
from webapp.web.svg import outlined, svg


@dataclass(frozen=True, slots=True)
class Figure:
    """HTML in `parts`, between which the outlines of what is shown go, each on a `ground` of its own.

    None of events has no parts.
    """

    parts: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()

    def __len__(self) -> int:
        """How many characters it takes."""
        return sum(map(len, self.parts))

    def showing(self, window: Window | None) -> Markup:
        """With that window outlined; None: all is shown."""
        if window is None or not self.parts:
            return Markup("\n").join(map(Markup, self.parts))
        name = f"Shown below: {window.label}"
        outlines = [outlined(ground.outline(window.span), name) for ground in self.grounds]
        pairs = zip(self.parts, [*outlines, ""], strict=True)
        return Markup("\n".join(text for pair in pairs for text in pair))


def figure(pictures: Sequence[Overview], outside: bool = False, table: str = "") -> Figure:
    """The pictures of the same events, whose links open windows of their own if `outside`, and the table."""
    if not pictures:
        return Figure()
    parts = ['<figure class="overview">']
    for picture in pictures:
        before, after = svg(picture, outside)
        parts[-1] += f"\n{before}"
        parts.append(after)
    parts[-1] += f"\n</figure>\n{table}"
    return Figure(tuple(parts), tuple(picture.ground for picture in pictures))


def tabled(picture: Overview, ours: str) -> str:
    """Its data as a table, folded away: a row for each mark, or for all bars of a time.

    `ours` are the attributes of the site's own words.
    """
    columns = ("Event", "Lanes") if picture.marks else ("Beginning", "Events", "By lane")
    heads = "".join(f'<th scope="col">{column}</th>' for column in columns)
    names = {row.id: f"<bdi>{escape(row.name)}</bdi>" for row in picture.rows}
    rows = (
        *(_marked(mark, names) for mark in picture.marks),
        *(_counted(bin_, names, ours) for bin_ in picture.bins),
    )
    return "\n".join(
        (
            f'<details class="tabled" id="overview-table">\n<summary{ours}>The same as a table</summary>',
            f'<table>\n<caption class="unseen"{ours}>{escape(picture.name)}</caption>',
            f"<thead{ours}><tr>{heads}</tr></thead>\n<tbody>",
            *rows,
            "</tbody>\n</table>\n</details>",
        )
    )


def _row(head: str, *cells: str) -> str:
    return f"<tr>{head}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _marked(mark: Mark, names: dict[str, str]) -> str:
    link = f'<a href="{escape(mark.href)}"><bdi>{escape(mark.name)}</bdi></a>'
    return _row(f'<th scope="row">{link}</th>', " · ".join(names[spot.lane] for spot in mark.spots))


def _counted(bin_: Bin, names: dict[str, str], ours: str) -> str:
    when = escape(bin_.when)
    if bin_.href:
        when = f'<a href="{escape(bin_.href)}" data-live>{when}</a>'
    bars = " · ".join(_bars(bin_, names, ours))
    return _row(f'<th scope="row"{ours}>{when}</th>', f"{bin_.events:,}", bars)


def _bars(bin_: Bin, names: dict[str, str], ours: str) -> Iterator[str]:
    for bar in bin_.bars:
        rest = f" <span{ours}>({bar.rest:,} not held)</span>" if bar.rest else ""
        yield f"{names[bar.lane]} {bar.events:,}{rest}"
