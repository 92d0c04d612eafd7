"""The shapes of front matter, one per kind of file. JSON Schemas and messages are made from them too.

Every field has a title and a description for editors, and an example that messages quote.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from webapp.dossier.model import Archiving, Rights, Role, Scale, Status
from webapp.dossier.values import (
    ActorId,
    CommitmentId,
    Day,
    Distinct,
    Edtf,
    EventKind,
    Label,
    Language,
    Name,
    NewId,
    PartyId,
    RoundNumber,
    Slide,
    Statement,
    TopicId,
    Url,
    Zone,
)


def _field(title: str, description: str, *examples: Any, **more: Any) -> Any:
    return Field(title=title, description=description, examples=list(examples), **more)


class Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, model_title_generator=lambda shape: shape.__name__.removesuffix("Shape")
    )


Labels = Annotated[
    list[Label],
    _field("Quotes", "Labels of the footnotes that prove it.", ["1"], ["date", "place"], min_length=1),
]


class PartyShape(Shape):
    """A side at the table, or around it."""

    name: Name = _field("Name", "The party's name, as readers see it.", "Russia")
    role: Role = _field(
        "Role", "What it is to the negotiation; two parties may be principals, or none.", "principal"
    )


class ActorShape(Shape):
    """A person or institution that speaks or acts for a party."""

    name: Name = _field("Name", "The actor's name, as readers see it.", "Sergei Lavrov")
    role: Name = _field("Role", "The office in which the actor speaks.", "Foreign Minister")
    party: PartyId = _field("Party", "The id of the party for which the actor speaks.", "russia")


class DeckShape(Shape):
    """What TimelineJS is to have of the dossier as a whole."""

    scale: Scale | None = _field("Scale", "How TimelineJS counts time.", "human", default=None)
    title: Slide = _field(
        "Title slide",
        "Fields of the first slide, by their names in TimelineJS's JSON.",
        {"media.url": "https://example.org/talks.jpg"},
        default_factory=dict,
    )
    eras: list[Slide] = _field(
        "Eras",
        "Stretches of time behind the slides: fields of each.",
        [{"start_date.year": "2025", "end_date.year": "2026", "text.headline": "The talks"}],
        default_factory=list,
    )


class CorrectionShape(Shape):
    """Something in this file that was wrong and has been mended."""

    date: Day = _field("Date", "The day on which it was corrected.", "2025-06-03")
    note: Statement = _field(
        "Note", "What was wrong, and what is right, in a sentence.", "The call was on 28 May."
    )


Corrections = Annotated[
    list[CorrectionShape],
    _field(
        "Corrections",
        "What was wrong in this file and has been mended, for readers to see.",
        [{"date": "2025-06-03", "note": "The call was on 28 May."}],
        default_factory=list,
    ),
]


class CoverShape(Shape):
    """Front matter of dossier.md: what the negotiation is and who takes part."""

    title: Name = _field("Title", "The dossier's title.", "Istanbul talks, 2025")
    language: Language = _field(
        "Language", "Language of the dossier's own words (BCP 47).", "en", default="en"
    )
    timezone: Zone = _field(
        "Time zone",
        "IANA time zone in which the dossier's days are counted.",
        "Europe/Istanbul",
        default="UTC",
    )
    parties: dict[NewId, PartyShape] = _field(
        "Parties",
        "The parties by id; `{}` where there are none. Exactly two of them are principals, or none.",
        {"russia": {"name": "Russia", "role": "principal"}},
    )
    actors: dict[NewId, ActorShape] = _field(
        "Actors",
        "Who speaks and acts, by id.",
        {"lavrov": {"name": "Sergei Lavrov", "role": "Foreign Minister", "party": "russia"}},
        default_factory=dict,
    )
    topics: dict[NewId, Name] = _field(
        "Topics", "What is negotiated, by id.", {"ceasefire": "Ceasefire"}, default_factory=dict
    )
    timelinejs: DeckShape | None = _field(
        "TimelineJS",
        "What only TimelineJS has of the dossier; its export gives it back.",
        {"scale": "human"},
        default=None,
    )
    corrections: Corrections


class SourceShape(Shape):
    """Front matter of a source: a published document, whose archived text stands below, if it is kept."""

    title: Name = _field("Title", "The document's title.", "Russia preparing proposals for a second round")
    published: Edtf = _field("Published", "When it was published (EDTF).", "2025-05-29", "2025-05")
    author: Name | None = _field("Author", "Who wrote it.", "Satyam Singh", default=None)
    publisher: Name | None = _field("Publisher", "Who published it.", "Reuters", default=None)
    url: Url | None = _field(
        "Address", "Where it was published.", "https://example.org/article", default=None
    )
    archive_url: Url | None = _field(
        "Archive",
        "Where a copy is kept.",
        "https://web.archive.org/web/2025/https://example.org/article",
        default=None,
    )
    language: Language | None = _field(
        "Language",
        "Language of its text (BCP 47); the dossier's where it is left out.",
        "en",
        "uk",
        default=None,
    )
    rights: Rights = _field(
        "Rights",
        "How much of the text the public may see: all of it, or what surrounds quotes.",
        "full",
        default=Rights.FULL,
    )
    text: Archiving = _field(
        "Text",
        "Whether its text stands below. Quotes from a source without text are shown as unverified.",
        "none",
        "archived",
        default=Archiving.ARCHIVED,
    )
    corrections: Corrections


class KnownShape(Shape):
    """What was known of an event from a day on."""

    known: Day = _field("Known", "The day from which on it was known.", "2025-05-29")
    status: Status = _field("Status", "The status known then.", "planned")
    date: Edtf | None = _field("Date", "The date known then (EDTF).", "2025-06-02", default=None)
    title: Name | None = _field(
        "Title",
        "The headline as it could be written then; a neutral one where the status was another.",
        "Round 2 proposed for 2 June",
        default=None,
    )


class AgreementShape(Shape):
    """Something that a round agreed, or did not agree."""

    text: Statement = _field(
        "Text", "What it is, in a sentence.", "An exchange of 1,000 prisoners by each side"
    )
    topic: TopicId | None = _field("Topic", "The id of its topic.", "prisoners", default=None)
    quotes: Labels


class CommitmentShape(Shape):
    """Something promised at this event."""

    id: NewId = _field("Id", "Its id, the only one of that name in the dossier.", "memorandum-russia")
    text: Statement = _field("Text", "What is promised, in a sentence.", "Present the memorandum")
    by: PartyId = _field("By", "The id of the party that promises.", "russia")
    to: PartyId | None = _field("To", "The id of the party to which it is promised.", "ukraine", default=None)
    due: Edtf | None = _field("Due", "When it is to be done (EDTF).", "2025-06-02", default=None)
    quotes: Labels


class PositionShape(Shape):
    """What a party holds on a topic as of this event."""

    party: PartyId = _field("Party", "The id of the party.", "ukraine")
    topic: TopicId = _field("Topic", "The id of the topic.", "ceasefire")
    stance: Statement = _field("Stance", "What it holds, in a sentence.", "An immediate end to hostilities")
    quotes: Labels


def _effect(title: str, description: str) -> Any:
    return _field(title, description, ["memorandum-russia"], default_factory=list)


class DatedShape(Shape):
    """What events and rounds have in common."""

    date: Edtf = _field(
        "Date", "When it happened, or is to happen (EDTF).", "2025-05-28", "2025-05-16/2025-05-28"
    )
    place: Name | None = _field("Place", "Where.", "Istanbul", default=None)
    parties: Distinct[PartyId] = _field(
        "Parties",
        "Ids of the parties; the first is the one that acts.",
        ["russia", "ukraine"],
        default_factory=list,
    )
    actors: Distinct[ActorId] = _field("Actors", "Ids of the actors.", ["lavrov"], default_factory=list)
    topics: Distinct[TopicId] = _field("Topics", "Ids of the topics.", ["ceasefire"], default_factory=list)
    history: list[KnownShape] = _field(
        "History",
        "What was known from which day on, in order; the last entry is how things stand.",
        [{"known": "2025-05-29", "status": "planned", "date": "2025-06-02"}],
        default_factory=list,
    )
    commitments: list[CommitmentShape] = _field(
        "Commitments",
        "What was promised.",
        [{"id": "memorandum-russia", "text": "Present the memorandum", "by": "russia", "quotes": ["1"]}],
        default_factory=list,
    )
    fulfils: Distinct[CommitmentId] = _effect("Fulfils", "Ids of the commitments that this event fulfils.")
    breaks: Distinct[CommitmentId] = _effect("Breaks", "Ids of the commitments that this event breaks.")
    renews: Distinct[CommitmentId] = _effect("Renews", "Ids of the commitments that this event renews.")
    positions: list[PositionShape] = _field(
        "Positions",
        "Who holds what, as of this event.",
        [
            {
                "party": "ukraine",
                "topic": "ceasefire",
                "stance": "An immediate end to hostilities",
                "quotes": ["1"],
            }
        ],
        default_factory=list,
    )
    timelinejs: Slide = _field(
        "TimelineJS",
        "Fields that only TimelineJS has of its slide, by their names in its JSON, for its export.",
        {"media.url": "https://example.org/ferry.jpg", "media.credit": "Ann Weir"},
        default_factory=dict,
    )
    corrections: Corrections


class EventShape(DatedShape):
    """Front matter of an event: something dated that happened, was said or is planned."""

    kind: EventKind = _field(
        "Kind",
        "What kind of event it is, in a word of your own.",
        "call",
        "statement",
        "exchange",
        "visit",
        "meeting",
    )
    round: RoundNumber | None = _field(
        "Round", "The number of the round to which it belongs.", 2, default=None
    )
    status: Status = _field("Status", "What has become of it.", "held", default=Status.HELD)


class RoundShape(DatedShape):
    """Front matter of a round: a numbered meeting of the negotiation; the number is the file's name."""

    status: Status = _field("Status", "What has become of it.", "held", "planned")
    agreed: list[AgreementShape] = _field(
        "Agreed",
        "What was agreed.",
        [{"text": "An exchange of prisoners", "quotes": ["1"]}],
        default_factory=list,
    )
    not_agreed: list[AgreementShape] = _field(
        "Not agreed", "What was not agreed.", [{"text": "A ceasefire", "quotes": ["2"]}], default_factory=list
    )
