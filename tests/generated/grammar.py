"""Headlines, sentences and quotes, made from a small grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.generated.cast import NAMES, Actor, Topic
from tests.generated.vocabulary import CONDITIONS, JUDGEMENTS, MANNERS, MATTERS


@dataclass(frozen=True, slots=True)
class Subject:
    """Who did something on a day somewhere, and what about."""

    kind: str
    day: date
    place: str
    parties: Sequence[str]
    speaker: Actor
    topic: Topic

    @property
    def first(self) -> str:
        return NAMES[self.parties[0]]

    @property
    def others(self) -> str:
        names = [NAMES[party] for party in self.parties[1:]] or ["the other side"]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


HEADLINES = {
    "statement": ("{name} calls {matter} {judgement}", "{first} sets out its view of {thing}"),
    "call": ("{first} and {others} speak by telephone about {thing}", "{name} calls about {matter}"),
    "meeting": ("{first} meets {others} over {thing}", "{name} discusses {matter} in {place}"),
    "letter": ("{first} writes to {others} about {thing}", "{name} sends {matter} {manner}"),
    "visit": ("{name} visits {place} to see {matter}", "{first} comes to {place} for {thing}"),
    "proposal": ("{first} proposes a timetable for {thing}", "{name} puts {matter} on the table"),
    "exchange": ("{first} and {others} exchange {number} people", "{number} people return by way of {place}"),
    "interview": ("{name} finds the talks on {thing} {judgement}", "{name} speaks {manner} about {matter}"),
    "incident": ("Shots near {place} interrupt the talks on {thing}", "{first} reports damage to {matter}"),
    "vote": (
        "Parliament of {first} votes on {thing}",
        "{number} members of {first}’s assembly back {matter}",
    ),
    "concert": ("{first} and {others} hear a concert in {place}", "Musicians of {first} play in {place}"),
    "round": ("Round in {place}: {thing} and {matter}", "{first} and {others} meet on {thing}"),
}
REPORTED = (
    "{first} and {others} discussed {thing} {manner} in {place} on {day}",
    "On {day} {first} handed {matter} to {others}, {number} pages in all",
    "The delegation of {first} left {place} {manner} after {number} minutes with {matter}",
    "{number} people waited in {place} while {first} read out {matter} concerning {thing}",
    "Officials of {others} described {thing} as {judgement} and {matter} as {judgement2}",
)
DIRECT = (
    "We won’t discuss {thing} until {condition}",
    "{matter} is {judgement}, and we have said so {manner} for {number} days",
    "There will be no progress on {thing} unless {condition}",
    "We have read {matter} {manner}, all {number} lines of it, and it is {judgement}",
    "Our people in {place} expect that {condition} within {number} days",
    "Nobody should think that {thing} can wait; {matter} cannot",
)
SUMMARIES = (
    "{name}, {role} of {first}, spoke in {place} about {thing}",
    "{first} and {others} took up {thing} {manner}",
    "The matter of {thing} came back to the table in {place}",
    "{first} turned to {matter}, which it calls {judgement}",
)
FURTHER = (
    "{others} did not comment on {matter} before the evening",
    "Both delegations then went through {matter} {manner}",
    "{name} added that {thing} would be taken up again when {condition}",
    "What this means for {thing} was not said",
    "Journalists counted {number} cars outside the hall in {place}",
)
STANCES = (
    "Rejects any talk of {thing}",
    "Will discuss {thing} only after {condition}",
    "Accepts {thing} in principle, and calls {matter} {judgement}",
    "Proposes a timetable for {thing}, beginning with {matter}",
    "Agrees to {thing} under observers",
)
AGREEMENTS = (
    "{matter} is adopted, with {number} pages on {thing}",
    "A joint group on {thing} meets in {place} within {number} days",
    "{thing} is taken up again when {condition}",
)
PROMISES = (
    "Hand over {matter} on {thing}",
    "Return {number} people by way of {place}",
    "Open {place} for {thing}",
    "Answer {others} in writing about {matter}",
)


def say(forms: Sequence[str], about: Subject, draw: Random) -> str:
    """One of the forms, filled, beginning with a capital."""
    text = draw.choice(forms).format(
        name=about.speaker.name,
        role=about.speaker.role,
        first=about.first,
        others=about.others,
        place=about.place,
        day=f"{about.day.day} {about.day:%B}",
        thing=draw.choice(about.topic.things),
        matter=MATTERS.draw(draw),
        manner=MANNERS.draw(draw),
        condition=CONDITIONS.draw(draw),
        judgement=JUDGEMENTS.draw(draw),
        judgement2=JUDGEMENTS.draw(draw),
        number=draw.randint(2, 999),
    )
    return text[0].upper() + text[1:]
