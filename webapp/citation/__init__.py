"""How works are cited: in words by the styles of the field, in files for reference managers, and in texts to
paste.

Everything is made from one small `Work`. What is not known is left out, as each style has it, and a date is
never more precise than it was given. Names of authors stand as the source has them: nothing tells a family
name from a given one, or a person from an agency.
"""

from webapp.citation.pasted import Passage, Shared, html, markdown, plain, wikitext
from webapp.citation.styles import apa, chicago, mla
from webapp.citation.work import Kind, Work

__all__ = [
    "Kind",
    "Passage",
    "Shared",
    "Work",
    "apa",
    "chicago",
    "html",
    "markdown",
    "mla",
    "plain",
    "wikitext",
]
