"""Where a slide's words stand: its medium, or the sheet itself. Of neither is a text archived."""

from __future__ import annotations

from webapp.dossier.problems import START
from webapp.timelinejs import hypertext
from webapp.timelinejs.markdown import address
from webapp.timelinejs.slides import Slide
from webapp.timelinejs.writing import Files, Written, quoted, short, unused

SHEET = "sheet"
_NAME, _ADDRESS = 300, 2000  # characters of a title, of an address
_MEDIUM = ("media.url", "media.link", "media.caption", "media.credit")


class Sources:
    """The sources of a sheet, which was called `title` and published at `published` (EDTF)."""

    def __init__(self, title: str, published: str) -> None:
        self.files: Files = {}
        self._title = title
        self._published = published
        self._ids: dict[tuple[str, ...], str] = {}

    def of(self, slide: Slide, event: str) -> str:
        """The id of the source of the slide, whose event has that id. One medium is one source."""
        known = tuple(slide.text(name) for name in _MEDIUM)
        if known not in self._ids:
            taken = self._ids.values()
            id = self._ids[known] = unused(event if any(known) else SHEET, taken)
            self._write(id, slide) if any(known) else self._write_sheet(id)
        return self._ids[known]

    def _write(self, id: str, slide: Slide) -> None:
        caption, credit = (hypertext.plain(slide.text(f"media.{name}")) for name in ("caption", "credit"))
        title = caption or credit or hypertext.plain(slide.text("text.headline")) or id
        file = self._begin(id, title, slide)
        if credit:
            file.add(f"publisher: {quoted(short(credit, _NAME))}", slide.place_of("media.credit"))
        links = (address(slide.text(name)) for name in ("media.link", "media.url"))
        if link := next((link for link in links if link.startswith("http") and len(link) <= _ADDRESS), ""):
            file.add(f"url: {quoted(link)}", slide.place_of("media.link", "media.url"))
        file.add("text: none\n---", slide.place)

    def _write_sheet(self, id: str) -> None:
        self._begin(id, f"{self._title} (sheet)", None).add("text: none\n---", START)

    def _begin(self, id: str, title: str, slide: Slide | None) -> Written:
        file = self.files[f"sources/{id}.md"] = Written()
        place = slide.place_of("media.caption", "media.credit", "media.url") if slide else START
        file.add(f"---\ntitle: {quoted(short(title, _NAME))}", place)
        file.add(f"published: {quoted(self._published)}", place)
        return file
