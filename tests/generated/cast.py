"""Who takes part in the generated negotiation, and what it is about: lands and people that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.dossier.ids import propose


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    role: str
    party: str


@dataclass(frozen=True, slots=True)
class Party:
    """A side; `weight` says how often it is heard."""

    id: str
    name: str
    role: str
    weight: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What is negotiated; `things` are what people say instead of its name."""

    id: str
    name: str
    things: tuple[str, ...]


PARTIES = (
    Party("velmark", "Velmark", "principal", 30),
    Party("ostrana", "Ostrana", "principal", 28),
    Party("tharnholm", "Tharnholm", "mediator", 12),
    Party("quell", "Quell Federation", "mediator", 9),
    Party("lumeria", "Lumeria", "mediator", 6),
    Party("durava", "Đurava", "host", 6),
    Party("serra-clara", "Serra Clara", "host", 5),
    Party("wiosna", "Łąki Wiosna", "host", 3),
    Party("river-council", "Council of the Lower Rivers", "observer", 4),
    Party("straits-league", "League of the Straits", "observer", 3),
    Party("sokai", "Sōkai 蒼海", "observer", 2),
    Party("relief-union", "Union of Relief Societies", "observer", 1),
)
PRINCIPALS = tuple(party.id for party in PARTIES if party.role == "principal")
NAMES = {party.id: party.name for party in PARTIES}

_PEOPLE = """
velmark: Ada Holmgarth, President; Bertil Vanno, Foreign Minister; Cosima Rühl, Head of delegation;
  Doran Eskil, Minister of Defence; Elke Thorsby, Spokeswoman
ostrana: Ferenc Zalák, Prime Minister; Galina Orsova, Foreign Minister; Havel Krušina, Head of delegation;
  Irina Dželat, Commissioner for prisoners; Jovan Perić-Malo, Spokesman
tharnholm: Kirsten Aalund, Special envoy; Lars Høgdahl, Foreign Minister; Mette Skovlund, Ambassador
quell: Nadir Ben Sahil, Secretary of State; Oria Castellane, Special envoy; Paulo Quintar, Ambassador;
  Quintus Marrow, Chief of protocol
lumeria: Rania al-Tulayh, Foreign Minister; Samir Qadhan, Special envoy; Tala Wardani, Ambassador
durava: Uroš Đaković-Bel, Foreign Minister; Vesna Čolić-Ran, Chief of protocol; Wenzel Žitnik, Mayor
serra-clara: Ximena Peñaloza Ruy, Foreign Minister; Yago Ibáñez-Sol, Mayor; Zulma Arroyo Vid, Ambassador
wiosna: Żaneta Łęcka-Wil, Foreign Minister; Alojzy Śmigło, Mayor; Bożena Ćwir, Chief of protocol
river-council: Casimir Brook, Secretary-General; Dagny Weirs, Legal adviser; Emeric Fallows, Engineer
straits-league: Fatih Boğazlar, Secretary-General; Gülen Tersane, Observer; Hiram Sound, Observer
sokai: Aoi Minatogawa 港川葵, Ambassador; Ren Kurosaki 黒崎蓮, Observer; Hana Shiranami 白波花, Legal adviser
relief-union: Ingrid Salve, President; Jonas Bandage, Head of mission; Keziah Loom, Physician
"""


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(";"))


def _people() -> tuple[Actor, ...]:
    actors = []
    for line in _PEOPLE.strip().replace("\n  ", " ").split("\n"):
        party, _, people = line.partition(": ")
        for person in _list(people):
            name, _, role = person.rpartition(", ")
            actors.append(Actor(_id(name), name, role, party))
    return tuple(actors)


def _id(name: str) -> str:
    """The surname in plain letters, as authors write ids."""
    return plain(name.partition(" ")[2])


def plain(text: str) -> str:
    """An id made of `text`, which has a Latin letter."""
    id = propose(text.translate(str.maketrans("øłđıØŁĐ", "oldiOLD")))
    assert id
    return id


ACTORS = _people()
ACTORS_OF = {party.id: tuple(actor for actor in ACTORS if actor.party == party.id) for party in PARTIES}

_ISSUES = """
ceasefire: Ceasefire: the ceasefire; a truce; the silence of the guns; the cessation of fire
prisoners: Prisoners of war: the prisoners; the exchange of captives; the lists of names; the wounded
border: Border crossings: the crossings; the border posts; the Đakovo checkpoint; visas for farmers
grain: Grain corridor: the grain corridor; the wheat ships; the silos; the harbour dues
water: Waters of the Lume: the waters of the Lume; the sluices; the dam; the irrigation canals
mines: Mine clearance: mine clearance; the maps of minefields; the sappers; safe footpaths
monitors: Monitors: the monitors; the observation posts; the joint commission; the white cars
energy: Power lines: the power lines; the substations; winter heating; the gas transit
schools: Schools and languages: the schools; the minority languages; the textbooks; the diplomas
reparations: Reparations: reparations; the damaged bridges; the fund; the register of losses
railways: Railways: the railway; the night train; the broken gauge; the customs shed
venue: Venue and agenda: the venue; the agenda; the order of speakers; the shape of the table
"""


def _topics() -> Iterator[Topic]:
    for line in _ISSUES.strip().split("\n"):
        id, name, things = line.split(": ")
        yield Topic(id, name, _list(things))


TOPICS = tuple(_topics())
TOPICS_BY_ID = {topic.id: topic for topic in TOPICS}
PLACES = _list("""
    Zürich; Łódź; Đakovo; Tharnholm Castle; Serra Clara; Quellgate; Port Lumen; São Tomaz; Ålund;
    Kraków Street House; Halsborg; Čepin Mill; İskele; Ravenna Annex; 蒼海港
""")
