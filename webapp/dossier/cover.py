"""`dossier.md`: what the negotiation is and who takes part."""

from __future__ import annotations

from collections.abc import Collection

from webapp.dossier import assembly, body, frontmatter, wording
from webapp.dossier.files import File
from webapp.dossier.ids import is_id, propose
from webapp.dossier.model import Actor, Cover, Party, Role, Topic
from webapp.dossier.problems import Report
from webapp.dossier.roll import Kind, Roll
from webapp.dossier.shapes import CoverShape
from webapp.dossier.tree import Keys, Scalar, find, place
from webapp.dossier.values import zones
from webapp.markup import Prose

NOTHING = Roll({}, "UTC")
_LISTS: dict[str, Kind] = {"parties": "party", "actors": "actor", "topics": "topic"}


def read(file: File, keys: Collection[str], report: Report) -> tuple[Cover | None, Roll]:
    """The cover, and the roll of its parties, actors and topics, as far as they can be read."""
    page = frontmatter.read(file, report)
    if page is None:
        return None, NOTHING
    prose = _prose(file, page, keys, report)
    if page.matter is None:
        return None, NOTHING
    roll = _roll(page.matter)
    shape = wording.check(CoverShape, page.matter, roll, report)
    if shape is None or prose is None:
        return None, roll
    _check_principals(shape, page.matter, report)
    if prose.title and prose.title != shape.title:
        report.add(
            body.headline(page), "the headline is not the `title` above: remove it, or make them the same"
        )
    return _cover(file, shape, prose.html), roll


def _prose(file: File, page: frontmatter.Page, keys: Collection[str], report: Report) -> Prose | None:
    text = body.read(file, page, keys, report)
    for where in text.labels.values():
        report.add(
            where, "quotes belong to events and rounds: move this footnote to the one that rests on it"
        )
    return text.prose


def _roll(matter: Keys) -> Roll:
    """What the cover lists. Where a key is misspelt, a list that is not there is not known to be empty."""
    misspelt = matter.keys.keys() - CoverShape.model_fields.keys()
    ids: dict[Kind, Collection[str]] = {}
    for key, kind in _LISTS.items():
        node = matter.nodes.get(key)
        if isinstance(node, Keys):
            ids[kind] = _ids(node)
        elif node is None and not misspelt:
            ids[kind] = ()
    zone = find(matter, ("timezone",))
    return Roll(ids, zone.text if isinstance(zone, Scalar) and zone.text in zones() else "UTC")


def _ids(listed: Keys) -> Collection[str]:
    """The ids of a list; where a key is none (reported), the one proposed instead, as for files."""
    return dict.fromkeys(key if is_id(key) else propose(key) or key for key in listed.keys)


def _check_principals(shape: CoverShape, matter: Keys, report: Report) -> None:
    principals = [party for party, it in shape.parties.items() if it.role is Role.PRINCIPAL]
    if len(principals) == 1:
        only = place(matter, ("parties", principals[0], "role"))
        report.add(only, f"`{principals[0]}` is the only principal: make a second party one, or none")
    for party in principals[2:]:
        where = place(matter, ("parties", party, "role"))
        mend = "make it mediator, host or observer"
        report.add(where, f"only two parties can be principals, and `{party}` is a third: {mend}")


def _cover(file: File, shape: CoverShape, html: str) -> Cover:
    return Cover(
        file=file.raw,
        title=shape.title,
        html=html,
        language=shape.language,
        timezone=shape.timezone,
        parties=tuple(Party(id, it.name, it.role) for id, it in shape.parties.items()),
        actors=tuple(Actor(id, it.name, it.role, it.party) for id, it in shape.actors.items()),
        topics=tuple(Topic(id, name) for id, name in shape.topics.items()),
        timelinejs=shape.timelinejs.model_dump(exclude_none=True, exclude_defaults=True)
        if shape.timelinejs
        else {},
        corrections=assembly.corrections(shape.corrections),
    )
