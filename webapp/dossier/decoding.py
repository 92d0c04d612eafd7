"""The text of a file: UTF-8, without control characters, its lines ended by LF or CRLF."""

from __future__ import annotations

import re

from webapp.dossier.problems import START, Report, place_at

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def decode(raw: bytes, report: Report) -> str | None:
    """The text to the letter, or None where the bytes are not UTF-8 or the lines do not end as lines do."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
        utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        what = "it seems to be UTF-16" if utf16 else f"byte {error.start + 1:,} is 0x{raw[error.start]:02x}"
        mend = "save it with the encoding UTF-8"
        report.add(place_at(before, len(before)), f"the file is not UTF-8 ({what}): {mend}")
        return None
    if "\r" in text and "\n" not in text:
        report.add(START, "the lines end with carriage returns: save it with the line ends LF or CRLF")
        return None
    return text


def clean(raw: str, report: Report) -> str:
    """The text without byte order mark, with LF line ends, and with a space for each control character.

    The first of them is reported; places in the clean text are places in the file.
    """
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n")
    first = CONTROLS.search(text)
    if first is None:
        return text
    more = sum(1 for _ in CONTROLS.finditer(text)) - 1
    others = f" and {more:,} more like it" if more else ""
    report.add(place_at(text, first.start()), f"{_told(first[0])}{others}")
    return CONTROLS.sub(" ", text)


def _told(control: str) -> str:
    """What is wrong with it, and the mend."""
    if control == "\r":
        return "a carriage return without a line feed: end the line with a line feed (LF)"
    return f"control character U+{ord(control):04X}: remove it"
