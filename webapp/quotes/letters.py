"""Which characters count as one. Nothing else does."""

from __future__ import annotations

DOUBLE = '"“”„‟«»〝〞〟＂⹂'
SINGLE = "'‘’‚‛‹›ʼ＇"
DASHES = "-‐‑‒–—―−﹘﹣－"
SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
INVISIBLE = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
BLANK = SPACES + INVISIBLE
