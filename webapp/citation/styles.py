"""A work in words: APA (7th edition), Chicago (17th and 18th, as a full note) and MLA (9th edition).

Plain text has no italics. A style that would turn an author's name round has it as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from webapp.citation import when
from webapp.citation.work import Work, line

_ENDED = re.compile("[.?!…。？！؟۔][\"'”’»“‘«›)]*$")


def apa(work: Work) -> str:
    """`Author. (2025, May 29). Title. Publisher. https://…`; without an author the title comes first."""
    date = f"({when.apa(work.date)})."
    title = line(work.title)
    if work.version and not work.container:
        title = f"{title} ({_capital(work.version)})"
    version = f" ({work.version})" if work.version else ""
    within = f"In {line(work.container)}{version}" if work.container else ""
    by = [_stop(line(work.author)), date, _stop(title)] if work.author else [_stop(title), date]
    publisher = "" if work.publisher == work.author else work.publisher
    rest = [_stop(line(part)) for part in (within, publisher) if part]
    return _said([*by, *rest, _place(work, " (archived at {})", "Archived at {}")])


def chicago(work: Work) -> str:
    """`Author, “Title,” Larger Work, Publisher, May 29, 2025, https://….`, the form of a full note."""
    title = _quoted(work.title)
    parts = [*_container(work), when.chicago(work.date), _place(work, ", archived at {}", "archived at {}")]
    rest = ", ".join(part for part in parts if part)
    name = f"{line(work.author)}, " if work.author else ""
    return f"{name}“{title}{'' if _ENDED.search(title) else ','}” {_stop(rest)}"


def mla(work: Work) -> str:
    """`Author. “Title.” Larger Work, Publisher, 29 May 2025, https://….`"""
    parts = [*_container(work), when.mla(work.date), _place(work, ", archived at {}", "archived at {}")]
    rest = ", ".join(part for part in parts if part)
    title = _quoted(work.title)
    return _said(
        [_stop(line(work.author)) if work.author else "", f"“{_stop(title)}”", _stop(_capital(rest))]
    )


def _container(work: Work) -> list[str]:
    publisher = "" if work.publisher == work.author else work.publisher
    return [line(part) for part in (work.container, work.version, publisher) if part]


def _place(work: Work, also: str, alone: str) -> str:
    """Where it stands, and where a copy does."""
    if work.url and work.archive:
        return work.url + also.format(work.archive)
    return work.url or (alone.format(work.archive) if work.archive else "")


def _said(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _stop(text: str) -> str:
    """It with a full stop, unless it ends with a stop of its own, in quote marks or not."""
    return text if _ENDED.search(text) else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quoted(title: str) -> str:
    """A title to stand in quote marks: those in it become single ones."""
    single = re.sub(r'"([^"]*)"', r"‘\1’", line(title))
    return single.translate({ord("“"): "‘", ord("”"): "’"})
