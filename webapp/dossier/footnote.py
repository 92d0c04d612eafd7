"""One footnote: `"words" — speaker, source, occurrence 2, p. 4`.

The words stand in quote marks of any usual kind; they may hold others, since they end at the last closing
mark before a dash. After the dash (— or – or --) come the speaker's id, where there is one, and the
source's; `occurrence 2` and `p. 4` may stand anywhere among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from webapp.dossier.problems import brief

_CLOSING = {
    '"': '"', "“": "”“", "”": "”", "„": "“”", "‟": "”", "'": "'", "‘": "’", "’": "’", "‚": "‘’",
    "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』", "《": "》", "〈": "〉",
}  # fmt: skip
_DASH = re.compile(r"\s*(?:[—–―]+|-{2,3})\s*")
_OPTION = re.compile(r"(?P<name>occurrence(?![\w-])|pp?\.)\s*(?P<value>.*)")
_FORM = 'as in `[^1]: "words" — speaker, source`'


@dataclass(frozen=True, slots=True)
class Name:
    """An id as written, and its offset in the footnote's text."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What a footnote says. `words` are without their quote marks; `page` is what follows `p.`."""

    words: str
    speaker: Name | None
    source: Name
    occurrence: int | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Malformed:
    offset: int
    message: str


def parse(text: str) -> Parts | Malformed:
    """Reads a footnote's text, which is one line without white space around it."""
    closing = _CLOSING.get(text[:1])
    if closing is None:
        what = f"begins with “{brief(text[:20])}”" if text else "is empty"
        return Malformed(0, f"the footnote {what}, but the words come first, in quote marks: {_FORM}")
    ends = [found for found in re.finditer(f"[{closing}]", text[1:]) if _DASH.match(text, found.end() + 1)]
    if not ends:
        return _endless(text, closing)
    words = text[1 : ends[-1].start() + 1].strip()
    if not words:
        return Malformed(
            0, "there are no words between the quote marks: write the words as the source has them"
        )
    dash = _DASH.match(text, ends[-1].end() + 1)
    return _origin(text, dash.end() if dash else len(text), words)


def _endless(text: str, closing: str) -> Malformed:
    """Why no closing mark is followed by a dash."""
    last = max(text.rfind(mark, 1) for mark in closing)
    if last < 1:
        return Malformed(0, f"the quote mark opened here is never closed: add {closing[0]} after the words")
    after = last + 1 + len(text[last + 1 :]) - len(text[last + 1 :].lstrip())
    if after == len(text):
        return Malformed(last, f"the dash and the source are missing after the words: {_FORM}")
    if re.match(r"-\s", text[after:]):
        return Malformed(after, "a hyphen stands here instead of a dash: write — or --")
    return Malformed(after, f"the words must be followed by a dash (— or --) and the source: {_FORM}")


def _origin(text: str, start: int, words: str) -> Parts | Malformed:
    """The ids and options after the dash, which ends at `start`."""
    names: list[Name] = []
    options: dict[str, str] = {}
    offset = start
    for piece in text[start:].split(",", 8):  # there are never more than 4
        part = Name(piece.strip(), offset + len(piece) - len(piece.lstrip()))
        offset += len(piece) + 1
        option = _OPTION.fullmatch(part.text)
        fault = _fault(part, option, options) if option else None
        if fault:
            return fault
        if option:
            options[option["name"][0]] = option["value"]
        else:
            names.append(part)
    return _parts(names, options, words, start)


def _fault(part: Name, option: re.Match[str], seen: dict[str, str]) -> Malformed | None:
    if option["name"][0] in seen:
        return Malformed(part.offset, f"“{brief(part.text)}” is one too many: keep one of them")
    if option["name"] != "occurrence" and not option["value"]:
        return Malformed(part.offset, "the page is missing: write it as in `p. 4`")
    if option["name"] == "occurrence" and not re.fullmatch("[1-9][0-9]{0,5}", option["value"]):
        return Malformed(part.offset, f"“{brief(part.text)}” names no number: write it as in `occurrence 2`")
    return None


def _parts(names: list[Name], options: dict[str, str], words: str, start: int) -> Parts | Malformed:
    gap = next((name for name in names if not name.text), None)
    if gap or not names:
        where = gap.offset if gap else start
        return Malformed(
            where,
            f"the source is missing after the dash: {_FORM}"
            if len(names) < 2
            else "a name is missing beside this comma: add it, or remove the comma",
        )
    if len(names) > 2:
        extra = names[2]
        return Malformed(extra.offset, f"“{brief(extra.text)}” is one name too many: {_FORM}")
    speaker = names[0] if len(names) == 2 else None
    occurrence = int(options["o"]) if "o" in options else None
    return Parts(words, speaker, names[-1], occurrence, options.get("p"))
