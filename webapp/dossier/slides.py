"""What front matter keeps of a TimelineJS slide: the fields of its JSON that have no place of their own here.

https://timeline.knightlab.com/docs/json-format.html names them; `media.url` is the field `url` of `media`.
"""

from __future__ import annotations

import re

_DATE = ("year", "month", "day", "hour", "minute", "second", "millisecond", "display_date", "format")
PARTS: dict[str, tuple[str, ...]] = {
    "start_date": _DATE,
    "end_date": _DATE,
    "text": ("headline", "text"),
    "media": ("url", "caption", "credit", "thumbnail", "alt", "title", "link", "link_target"),
    "background": ("url", "color", "alt", "opacity"),
}
PLAIN = ("unique_id", "display_date", "group", "autolink")
FIELDS = (*PLAIN, *(f"{part}.{name}" for part, names in PARTS.items() for name in names))
SCALES = ("human", "cosmological")

_ADDRESSES = ("media.url", "media.thumbnail", "media.link", "background.url")
_UNSEEN = re.compile("[\x00-\x1f]")  # browsers pass over these in an address
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def leads_astray(field: str, value: str) -> bool:
    """Whether an address among the fields is of another kind than web pages have: a script, a file."""
    scheme = _SCHEME.match(_UNSEEN.sub("", value))
    return field in _ADDRESSES and scheme is not None and scheme[1].lower() not in ("http", "https")
