"""`sources/<id>.md`: a published document, with its archived text as plain text below the front matter.

Where none is kept the front matter has to say so (`text: none`), so that a forgotten text is a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256

from webapp.dossier import assembly, frontmatter, wording
from webapp.dossier.files import File
from webapp.dossier.model import Archiving, Source
from webapp.dossier.problems import Place, Report
from webapp.dossier.roll import Roll
from webapp.dossier.shapes import SourceShape
from webapp.dossier.tree import Scalar, find
from webapp.quotes import SourceText

_OMISSIONS = ("[…]", "[...]")
_DOTS = re.compile(r"\W*\[\s*(?:[.…]\s*)+\]\W*")


@dataclass(slots=True)
class Archived:
    """A source as far as it could be read: `text` also where its front matter is wrong.

    `unkept`: the author says that no text is archived.
    """

    text: str | None = None
    source: Source | None = None
    unkept: bool = False
    _folded: SourceText | None = field(default=None, repr=False)

    @property
    def folded(self) -> SourceText | None:
        """The text ready for matching, folded when the first quote asks for it; folding takes time."""
        if self._folded is None and self.text is not None:
            self._folded = SourceText(self.text)
        return self._folded


def read(file: File, roll: Roll, language: str, report: Report) -> Archived:
    """Reads a source; `language` is the dossier's."""
    page = frontmatter.read(file, report)
    if page is None:
        return Archived()
    text = _paragraphs(page.body)
    unkept = _unkept(page)
    _check_text(page, text, unkept, report)
    shape = wording.check(SourceShape, page.matter, roll, report) if page.matter else None
    if shape is None:
        return Archived(text, unkept=unkept)
    return Archived(text, _source(file, text, shape, language), unkept)


def _unkept(page: frontmatter.Page) -> bool:
    kept = find(page.matter, ("text",)) if page.matter else None
    return isinstance(kept, Scalar) and kept.text == Archiving.NONE


def _check_text(page: frontmatter.Page, text: str, unkept: bool, report: Report) -> None:
    if unkept and text:
        first = next(n for n, line in enumerate(page.body.split("\n"), page.first) if line.strip())
        none = report.words("`text: none`", '`"archived": false`')
        mend = f"remove {none}, or this text"
        report.add(Place(first, 1), f"{none} says that no text is archived, and here is one: {mend}")
    elif not text and not unkept:
        mend = report.words(
            "put it below the front matter, as plain text, or write `text: none` where none is kept",
            'add it as `text`, or write `"archived": false` where none is kept',
        )
        report.add(Place(page.first, 1), f"the archived text is missing: {mend}")
    _check_omissions(page, report)


def _paragraphs(body: str) -> str:
    """The text without empty lines at its beginning and end."""
    lines = body.split("\n")
    full = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[full[0] : full[-1] + 1]) if full else ""


def _check_omissions(page: frontmatter.Page, report: Report) -> None:
    """A line that looks like omitted text but does not mark it would let quotes pass over what is missing."""
    for number, line in enumerate(page.body.split("\n"), page.first):
        if _DOTS.fullmatch(line) and line.strip() not in _OMISSIONS:
            mend = "write `[…]` and nothing else in the line"
            report.add(Place(number, line.index("[") + 1), f"this does not mark omitted text: {mend}")


def _source(file: File, text: str, shape: SourceShape, language: str) -> Source:
    return Source(
        id=file.id,
        file=file.raw,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title=shape.title,
        author=shape.author,
        publisher=shape.publisher,
        published=shape.published,
        url=shape.url,
        archive_url=shape.archive_url,
        language=shape.language or language,
        rights=shape.rights,
        corrections=assembly.corrections(shape.corrections),
    )
