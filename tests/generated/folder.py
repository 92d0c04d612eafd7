"""The generated dossier as files, in the format of authors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.generated import story
from tests.generated.archive import Archive, Source
from tests.generated.cast import ACTORS, PARTIES, TOPICS
from tests.generated.claims import Claims
from tests.generated.size import Size
from tests.generated.story import Footnote, Happening
from tests.generated.telling import Teller

TITLE, ZONE = "The Lume talks (generated)", "Europe/Vienna"


def invented(size: Size) -> tuple[list[Happening], Archive]:
    """Every event and round, told with all it claims, and the sources that prove it."""
    draw = Random(size.seed)
    told, archive = story.plan(size, draw)
    teller, claims = Teller(archive, draw), Claims(draw)
    for one in told:
        claims.add(one, teller.tell(one))
    return told, archive


def files(size: Size) -> Iterator[tuple[str, str]]:
    """The path and the text of every file."""
    told, archive = invented(size)
    yield "dossier.md", _cover(size)
    for source in archive.sources:
        yield f"sources/{source.id}.md", _source(source)
    for one in told:
        yield f"{one.key}.md", _event(one)


def write(folder: Path, size: Size) -> Path:
    """Write the dossier to `folder`, which is empty or not there yet."""
    for name in ("sources", "rounds", "events"):
        (folder / name).mkdir(parents=True)
    for path, text in files(size):
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _cover(size: Size) -> str:
    lines = [f"title: {TITLE}", f"timezone: {ZONE}", "parties:"]
    lines += [f"  {party.id}: {{name: {_value(party.name)}, role: {party.role}}}" for party in PARTIES]
    lines += ["actors:"]
    lines += [
        f"  {actor.id}: {{name: {_value(actor.name)}, role: {_value(actor.role)}, party: {actor.party}}}"
        for actor in ACTORS
    ]
    lines += ["topics:", *(f"  {topic.id}: {_value(topic.name)}" for topic in TOPICS)]
    return "\n".join(["---", *lines, "---", introduction(size), ""])


def introduction(size: Size) -> str:
    return f"Talks between lands that do not exist, made by a program from the seed {size.seed}."


def _source(source: Source) -> str:
    return _file(front_of_source(source), "\n\n".join(source.lines))


def front_of_source(source: Source) -> dict[str, object]:
    return {
        "title": source.title,
        "published": source.published,
        "publisher": source.publisher,
        "author": source.author,
        "url": f"https://example.org/{source.id}",
        "language": None if source.language == "en" else source.language,
        "rights": None if source.rights == "full" else source.rights,
    }


def _event(one: Happening) -> str:
    notes = [_footnote(footnote) for footnote in one.footnotes]
    return _file(front_of_event(one), "\n\n".join([f"# {one.title}", *one.paragraphs, *notes]))


def front_of_event(one: Happening) -> dict[str, object]:
    history = [
        {"known": entry.known.isoformat(), "status": entry.status, "date": entry.date, "title": entry.title}
        for entry in one.history
    ]
    status = one.status if one.number or one.status != "held" else None
    return {"date": one.date, "status": status, "round": one.round, **one.front, "history": history}


def _footnote(footnote: Footnote) -> str:
    origin = f"{footnote.speaker}, {footnote.source.id}" if footnote.speaker else footnote.source.id
    return f'[^{footnote.label}]: "{typed(footnote)}" — {origin}'


def typed(footnote: Footnote) -> str:
    """The words as an author might type them: with plain apostrophes, now and then with a cut."""
    words = footnote.words.replace("’", "'")
    pieces = words.split(" ")
    first, text = " ".join(pieces[:5]), "\n".join(footnote.source.lines).replace("’", "'")
    if len(pieces) > 13 and len(words) % 8 == 0 and text.count(first) == 1:
        return f"{first} […] {' '.join(pieces[-4:])}"
    return words


def _file(front: dict[str, object], body: str) -> str:
    lines = [f"{key}: {_value(value)}" for key, value in front.items() if value not in (None, [])]
    return "\n".join(["---", *lines, "---", body, ""])


def _value(value: object) -> str:
    """A value as YAML in one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_value(it)}' for key, it in value.items() if it is not None)}}}"
    return json.dumps(value, ensure_ascii=False)
