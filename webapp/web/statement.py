"""What the site says of its accessibility, and how that is tested: tests read here what they have to do."""

from __future__ import annotations

from dataclasses import dataclass

TARGET = "WCAG 2.2, level AA"
WIDTHS = (1440, 320)  # of windows, in pixels of CSS
COLOURS = ("light", "dark", "forced")
ZOOM = 400  # per cent
WINDOW = (1280, 1024)  # that is magnified so much
CONTRAST = 3  # to one: of the outline of what has the focus


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is tested, how, and the file in the source code that does it."""

    name: str
    how: str
    test: str


CHECKS = (
    Check(
        "By rule",
        "axe-core, a program that knows the faults that programs can find, and the sizes of targets among "
        f"them, finds none on any kind of page: in windows {WIDTHS[0]} and {WIDTHS[1]} pixels wide, in "
        f"{', '.join(COLOURS[:-1])} and {COLOURS[-1]} colours, with JavaScript on and off.",
        "tests/browser/test_accessible.py",
    ),
    Check(
        "Keyboard",
        "From the list of dossiers to a quote’s passage in its source and back, and through filters, "
        "sharing, search and the comparison of rounds, with Tab, Enter and the space bar alone. Wherever the "
        f"focus comes in them, and in the first hundred steps on every kind of page, it has an "
        f"outline with a contrast of {CONTRAST} to 1 or more, "
        "and nothing lies over it.",
        "tests/browser/test_keyboard.py",
    ),
    Check(
        "Magnified",
        f"Every kind of page at {ZOOM} per cent, in a window of {WINDOW[0]} by {WINDOW[1]} pixels: no "
        "word is cut or covered by another, none is missing but in the heads of tables that are "
        "lists now, and no page scrolls sideways.",
        "tests/browser/test_zoom.py",
    ),
    Check(
        "Text spacing",
        "The same with lines, paragraphs, letters and words as far apart as WCAG 1.4.12 asks for.",
        "tests/browser/test_zoom.py",
    ),
    Check(
        "Motion",
        "Nothing is animated for those who have asked their system for less motion.",
        "tests/browser/test_zoom.py",
    ),
    Check(
        "The overview",
        "The picture of a timeline has a table of the same data below it, with the same links and numbers.",
        "tests/web/test_overview.py",
    ),
    Check(
        "Order",
        "To a screen reader, each event of a timeline begins with its date, and events follow each other in "
        "order of time.",
        "tests/browser/test_reading.py",
    ),
    Check(
        "Languages",
        "Pages of dossiers in Arabic and in Hebrew have what stands left in others at the right, and a quote "
        "in another language says which that is and runs as it is written.",
        "tests/browser/test_reading.py",
    ),
    Check(
        "Forced colours",
        "Marks of the picture, what was held and what is planned, the page one is on, and the words of a "
        "quote can still be told apart.",
        "tests/browser/test_reading.py",
    ),
    Check(
        "Print",
        "Every kind of page as a PDF: each quote has its source and an address with it, and there is nothing "
        "to be worked. On pages of events, people and sources no quote is torn between two sheets, unless it "
        "is longer than one.",
        "tests/browser/test_print.py",
    ),
)
LIMITS = (
    "All of this is tested by programs, in one browser, Chromium, and on dossiers made for it. A program "
    "finds only a part of what can stand in somebody’s way.",
    "Spacing of letters is not tested within the picture of a timeline, which runs from left to right in "
    "every language.",
    "The site’s own words are English, whatever language a dossier is in.",
)
