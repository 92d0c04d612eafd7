"""Quotes: fold, locate, verify. Pure, and strict: what does not stand in the source is never accepted."""

from webapp.quotes.kept import faults, passages, quote_id
from webapp.quotes.link import text_fragment
from webapp.quotes.locate import locate, unverified
from webapp.quotes.model import CONTEXT, Located, Match, Piece, Refused
from webapp.quotes.paragraphs import omitted, paragraphs
from webapp.quotes.public import excerpted
from webapp.quotes.source import SourceText

__all__ = [
    "CONTEXT",
    "Located",
    "Match",
    "Piece",
    "Refused",
    "SourceText",
    "excerpted",
    "faults",
    "locate",
    "omitted",
    "paragraphs",
    "passages",
    "quote_id",
    "text_fragment",
    "unverified",
]
