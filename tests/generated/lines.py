"""The generated dossier as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.generated.cast import ACTORS, PARTIES, TOPICS
from tests.generated.folder import (
    TITLE,
    ZONE,
    front_of_event,
    front_of_source,
    introduction,
    invented,
    typed,
)
from tests.generated.size import Size
from tests.generated.story import Footnote, Happening


def lines(size: Size, id: str) -> Iterator[str]:
    """Every line: the dossier, the sources, then events and rounds in order of time."""
    told, archive = invented(size)
    yield _line("dossier", id, _cover() | {"text": introduction(size)})
    for source in archive.sources:
        yield _line("source", source.id, front_of_source(source) | {"text": "\n\n".join(source.lines)})
    for one in told:
        kind, _, name = one.key.partition("s/")
        yield _line(kind, name, front_of_event(one) | _told(one))


def write_lines(file: Path, size: Size) -> Path:
    """Write the dossier to `file`, whose name without its ending is the id."""
    with file.open("w", encoding="utf-8") as opened:
        opened.writelines(f"{line}\n" for line in lines(size, file.stem))
    return file


def _cover() -> dict[str, object]:
    return {
        "title": TITLE,
        "timezone": ZONE,
        "parties": {party.id: {"name": party.name, "role": party.role} for party in PARTIES},
        "actors": {
            actor.id: {"name": actor.name, "role": actor.role, "party": actor.party} for actor in ACTORS
        },
        "topics": {topic.id: topic.name for topic in TOPICS},
    }


def _told(one: Happening) -> dict[str, object]:
    quotes = [_quote(footnote) for footnote in one.footnotes]
    return {"headline": one.title, "text": "\n\n".join(one.paragraphs), "quotes": quotes}


def _quote(footnote: Footnote) -> dict[str, object]:
    quote: dict[str, object] = {
        "label": footnote.label,
        "words": typed(footnote),
        "source": footnote.source.id,
    }
    return quote | ({"speaker": footnote.speaker} if footnote.speaker else {})


def _line(kind: str, id: str, rest: dict[str, object]) -> str:
    return json.dumps({"type": kind, "id": id, **rest}, ensure_ascii=False)
