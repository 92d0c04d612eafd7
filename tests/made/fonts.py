"""`python -m tests.made.fonts`: the fonts of cards, from those of the Debian package fonts-noto-core.

Each is one face for all scripts, so that shaping and reading direction see a text whole: the Latin, Greek and
Cyrillic letters of Noto Serif or Noto Sans, and the Hebrew and Arabic ones of faces drawn to go with them.
Hinting is left out, since nothing is drawn that small. Needs fonttools.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

NOTO = Path("/usr/share/fonts/truetype/noto")
FOLDER = Path(__file__).parents[2] / "static" / "fonts"

LATIN = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x36F)),  # with combining marks
    *((0x370, 0x3FF), (0x1F00, 0x1FFF)),  # Greek
    *((0x400, 0x52F), (0x1C80, 0x1C88), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),  # Cyrillic
    *((0x1E00, 0x1EFF), (0xFB00, 0xFB06)),
    *((0x2000, 0x206F), (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2150, 0x218B)),
    *((0x2190, 0x2193), (0x2202, 0x2265), (0x25CC, 0x25CC), (0xFFFD, 0xFFFD)),
)
HEBREW = ((0x591, 0x5F4), (0xFB1D, 0xFB4F))
ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))

FACES = {
    "ParleySerif-Regular": ("NotoSerif-Regular", "NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular"),
    "ParleySerif-Bold": ("NotoSerif-Bold", "NotoSerifHebrew-Bold", "NotoNaskhArabic-Bold"),
    "ParleySans-Regular": ("NotoSans-Regular", "NotoSansHebrew-Regular", "NotoNaskhArabic-Regular"),
    "ParleySans-Bold": ("NotoSans-Bold", "NotoSansHebrew-Bold", "NotoNaskhArabic-Bold"),
}


def part(name: str, ranges: tuple[tuple[int, int], ...]) -> TTFont:
    """The glyphs that these code points need, with all that shapes them."""
    font = TTFont(NOTO / f"{name}.ttf")
    options = Options(hinting=False, glyph_names=False, notdef_outline=True, drop_tables=["DSIG", "gasp"])
    options.layout_features = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "rlig", "calt",
                               "init", "medi", "fina", "isol"]  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    subsetter.subset(font)
    return font


def make(name: str, latin: str, hebrew: str, arabic: str) -> None:
    parts = []
    for source, ranges in ((latin, LATIN), (hebrew, HEBREW), (arabic, ARABIC)):
        path = FOLDER / f"{source}.part"
        part(source, ranges).save(path)
        parts.append(path)
    face = Merger().merge([str(path) for path in parts])
    for path in parts:
        path.unlink()
    family, style = name.split("-")
    for record in list(face["name"].names):
        if record.nameID not in (0, 5, 8, 9, 11, 13, 14):
            face["name"].removeNames(nameID=record.nameID)
    for number, text in ((1, family), (2, style), (3, name), (4, f"{family} {style}"), (6, name)):
        face["name"].setName(text, number, 3, 1, 0x409)
    face.save(FOLDER / f"{name}.ttf")


if __name__ == "__main__":
    for name, sources in FACES.items():
        make(name, *sources)
