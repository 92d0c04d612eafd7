"""The Markdown below the front matter: footnotes taken out, the rest rendered, all faults reported."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from webapp import markup
from webapp.dossier import footnotes
from webapp.dossier.files import File
from webapp.dossier.footnotes import Footnote
from webapp.dossier.frontmatter import Page
from webapp.dossier.problems import Place, Report
from webapp.timelimit import TookTooLongError

LONGEST = (
    20_000  # what a reader reads of one event; Markdown's cost on hostile text grows with the square of this
)
HEADLINE = 300


@dataclass(frozen=True, slots=True)
class Body:
    """`labels` holds the place of every footnote.

    `prose` is None where the text is too long to render, or takes too long.
    """

    prose: markup.Prose | None
    footnotes: list[Footnote]
    labels: dict[str, Place]


def read(file: File, page: Page, keys: Collection[str], report: Report) -> Body:
    """Reads the body of a file; `keys` are the dossier's, for links between its files."""
    taken = footnotes.take(page.body, page.first, report)
    size = len(taken.text.strip())
    prose = None
    if size > LONGEST:
        what = f"the text has {size:,} characters, and at most {LONGEST:,} are read"
        report.add(Place(page.first, 1), f"{what}: shorten it, or make two files of it")
    else:
        prose = _rendered(taken, file, page, keys, report)
    return Body(prose, taken.footnotes, taken.labels)


def _rendered(
    taken: footnotes.Taken, file: File, page: Page, keys: Collection[str], report: Report
) -> markup.Prose | None:
    try:
        prose = markup.render(taken.text, file.key, keys, taken.labels, report.limit)
    except TookTooLongError:
        report.took_too_long(Place(page.first, 1), "the text")
        return None
    for fault in prose.faults:
        report.add(Place(fault.line + page.first - 1, fault.column), fault.message)
    return prose


def headline(page: Page) -> Place:
    """Where the headline stands, or should."""
    lines = page.body.split("\n")
    return Place(next((n for n, line in enumerate(lines, page.first) if line.strip()), page.first), 1)


def check_event(body: Body, page: Page, report: Report) -> None:
    """The text of an event or round has a headline, and rests on a quote."""
    title = body.prose.title if body.prose else "-"
    if title is None:
        report.add(
            headline(page), "the headline is missing: begin the text with a line such as `# Talks begin`"
        )
    elif len(title) > HEADLINE:
        what = f"the headline has {len(title):,} characters, and at most {HEADLINE} are read"
        report.add(headline(page), f"{what}: shorten it")
    if not body.labels:
        mend = 'add a footnote, `[^1]: "words" — speaker, source`, and its mark `[^1]` in the text'
        report.add(headline(page), f"the text rests on no quote: {mend}")
