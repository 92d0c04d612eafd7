"""What stands on a card: words, their language, and nothing of how it looks.

A card is a value: equal cards make equal pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["a", "b", "ab", "m", "none"]  # a principal's, both's, others', nobody's


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language (BCP 47), which is written from right to left where `rtl` says so."""

    words: str
    language: str = "en"
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a card: the dossier's title, its revision, the day of `known` ("": the present)."""

    dossier: Text
    revision: int
    known: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: its words, who said them (None: the source itself) in which `office`, and where they stand.

    `proof` says how strictly they match, `checked` whether they were found in the archived text at all.
    """

    words: Text
    speaker: Text | None
    office: Text | None
    tone: Tone
    origin: Text
    published: str
    proof: str
    checked: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """A party that was there, with those who spoke for it."""

    name: Text
    tone: Tone
    actors: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """How many events begin at a place of a strip: of one side, of the other, and of both or of others."""

    a: int = 0
    b: int = 0
    joint: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """An event of which it is only known that it lies between two columns."""

    first: int
    last: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Strip:
    """A dossier's events in order of time; `begins` and `ends` say from when to when."""

    columns: tuple[Column, ...]
    spans: tuple[Span, ...]
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class QuoteCard:
    frame: Frame
    said: Said


@dataclass(frozen=True, slots=True)
class EventCard:
    """`facts` say in few words when, where and what kind it was; `status` is "" for what was held.

    `counts` say at its foot what it rests on, with a check mark if that was `checked`.
    """

    frame: Frame
    tone: Tone
    facts: tuple[Text, ...]
    status: str
    headline: Text
    sides: tuple[Side, ...]
    said: Said | None
    counts: str
    checked: bool


@dataclass(frozen=True, slots=True)
class RoundCard:
    """Like an event's, with its number."""

    frame: Frame
    tone: Tone
    number: int
    facts: tuple[Text, ...]
    status: str
    headline: Text
    sides: tuple[Side, ...]
    counts: str
    checked: bool


@dataclass(frozen=True, slots=True)
class DossierCard:
    """A dossier, or (without a `frame`) the site. `counts` stand at its foot, `checked` with a check mark."""

    frame: Frame | None
    tone: Tone
    title: Text
    lede: Text
    counts: str
    checked: bool
    strip: Strip | None = None


Card = QuoteCard | EventCard | RoundCard | DossierCard
