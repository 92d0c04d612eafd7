"""What a slide without a headline is called here: as TimelineJS calls it, by its text or else its caption."""

from __future__ import annotations

from webapp.timelinejs import hypertext

_LONGEST = 80  # characters of a text that stand for a headline


def stand_in(text: str, caption: str, date: str) -> str:
    """The beginning of the text, or of the caption, which are HTML; where no word is in them the `date`.

    An event of a slide that is called just so had no headline, and its slide gets none again.
    """
    found = (hypertext.plain(html) for html in (text, caption))
    words = next((each for each in found if any(map(str.isalnum, each))), date)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
