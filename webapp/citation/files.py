"""A work for reference managers: BibTeX (and BibLaTeX), RIS, CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from webapp.citation import when
from webapp.citation.work import Kind, Work, line

# What LaTeX takes for more than a sign. Braces are named: BibTeX counts those that are escaped, too.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
# Two of a kind, which TeX would join to a dash, a quote mark or another sign.
_JOINED = re.compile(r"([-'`<>,])(?=\1)|([!?])(?=`)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RAW = re.compile(r'[\\{}"<>^`|\s]')


def bibtex(work: Work) -> str:
    """An entry for BibTeX, which reads `year` and `month`, and BibLaTeX, which reads `date`."""
    type_, fields = ("article", _of_article(work)) if _in_newspaper(work) else ("misc", _of_page(work))
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{type_}{{{work.key},", *lines, "}", ""])


def _in_newspaper(work: Work) -> bool:
    return work.kind is Kind.NEWS and bool(work.publisher)


def _of_article(work: Work) -> dict[str, str | None]:
    return {
        **_named(work),
        "journal": _text(work.publisher),
        "entrysubtype": "{newspaper}",
        **_dated(work),
        **_placed(work),
    }


def _of_page(work: Work) -> dict[str, str | None]:
    within = [f"In {work.container}" if work.container else "", work.version or ""]
    said = [", ".join(part for part in within if part), work.note or ""]
    note = ". ".join(part[:1].upper() + part[1:] for part in said if part)
    return {
        **_named(work),
        "organization": _text(work.publisher),
        "note": _text(note),
        **_dated(work),
        **_placed(work),
    }


def _named(work: Work) -> dict[str, str | None]:
    # Twice in braces: a title keeps its capitals, and a name is not taken apart.
    author, title = (_text(text) for text in (work.author, work.title))
    return {"author": author and f"{{{author}}}", "title": f"{{{title}}}"}


def _dated(work: Work) -> dict[str, str | None]:
    one, date = when.stated(work.date), when.edtf(work.date)
    year = one and not work.date.uncertain and not work.date.approximate
    month = one.month if one and year and one.month and one.month <= 12 else None
    return {
        "date": f"{{{date}}}" if date else None,
        "year": f"{{{one.year}}}" if one and year else None if date else _text(work.date.label),
        "month": _MONTHS[month - 1] if month else None,
    }


def _placed(work: Work) -> dict[str, str | None]:
    archived = f"Archived at \\url{{{_url(work.archive)}}}" if work.archive else ""
    return {
        "url": f"{{{_url(work.url or work.archive or '')}}}" if work.url or work.archive else None,
        "addendum": f"{{{archived}}}" if archived and work.url else None,
        "langid": _text(work.language),
    }


def _text(text: str | None) -> str | None:
    if not text:
        return None
    escaped = "".join(_LATEX.get(sign, sign) for sign in line(text))
    return "{" + _JOINED.sub(r"\g<0>{}", escaped) + "}"


def _url(url: str) -> str:
    """Signs that no URL holds as they are, and that could end a field, percent-encoded."""
    return _RAW.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def ris(work: Work) -> str:
    """One record. Lines end as the format has it, with CR and LF."""
    one = when.stated(work.date)
    news = work.kind is Kind.NEWS
    tags: list[tuple[str, str | None]] = [
        ("TY", "NEWS" if news else "ELEC"),
        ("ID", work.key),
        ("TI", work.title),
        ("AU", work.author),
        ("T2", work.publisher if news else work.container),
        ("PB", None if news else work.publisher),
        ("ET", work.version),
        ("PY", str(one.year) if one and not work.date.uncertain else None),
        ("DA", when.ris(work.date)),
        ("LA", work.language),
        ("UR", work.url or work.archive),
        ("N1", f"Archived at {work.archive}" if work.url and work.archive else None),
        ("N1", work.note),
    ]
    given = [f"{tag}  - {line(value)}" for tag, value in tags if value]
    return "\r\n".join([*given, "ER  - ", ""])


def csl_json(work: Work) -> str:
    """A list of one item, as the CSL 1.0.2 input schema describes it."""
    news = work.kind is Kind.NEWS
    item: dict[str, object] = {
        "id": work.key,
        "type": "article-newspaper" if news else "webpage",
        "title": line(work.title),
        "author": [{"literal": line(work.author)}] if work.author else None,
        "container-title": work.publisher if news else work.container,
        "publisher": None if news else work.publisher,
        "version": work.version,
        "issued": when.csl(work.date),
        "language": work.language,
        "URL": work.url or work.archive,
        "archive_location": work.archive if work.url else None,
        "note": work.note,
    }
    known = {name: value for name, value in item.items() if value}
    return json.dumps([known], ensure_ascii=False, indent=2) + "\n"


# By the suffixes of their addresses.
FILES: Mapping[str, Callable[[Work], str]] = {"bib": bibtex, "ris": ris, "csl.json": csl_json}
