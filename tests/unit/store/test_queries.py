"""What pages read is what the author wrote, resolved and in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from tests.unit.store.folders import DEMO, RICH, Folder, load
from tests.unit.store.reading import event, every_page, opened, source
from webapp import dates
from webapp.dossier.model import Dossier
from webapp.publish import publish
from webapp.store import Store, models, queries
from webapp.store.rows import ActorPage, Claim, Edition, PartyPage, Topic


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def rich(store: Store) -> Dossier:
    """The dossier "rich", published in the store."""
    dossier = load(RICH)
    publish(store, dossier)
    return dossier


def date(text: str) -> dates.Date:
    return dates.parse(text, "Asia/Shanghai")


def test_an_edition_knows_who_takes_part(store: Store, rich: Dossier) -> None:
    with opened(store, "rich") as (_, edition):
        assert (edition.id, edition.title) == ("rich", rich.cover.title)
        assert (edition.language, edition.timezone) == ("en-GB", "Asia/Shanghai")
        assert edition.html == rich.cover.html
        assert edition.two_sided
        assert [(p.id, p.side) for p in edition.parties.values()] == [
            ("north", "a"),
            ("south", "b"),
            ("council", "m"),
            ("inn", "m"),
            ("press", "m"),
        ]
        assert edition.actors["lin"].party is edition.parties["south"]
        assert list(edition.topics) == ["ferry", "no", "1-10"]


def test_an_edition_is_the_newest_or_the_one_asked_for(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("dossier.md", "The ferry: talks", "The bridge: talks")
    folder.publish(store)
    with store.read() as connection:
        newest = queries.edition(connection, "rich", None)
        pinned = queries.edition(connection, "rich", 1)
    assert isinstance(newest, Edition)
    assert isinstance(pinned, Edition)
    assert (newest.revision, newest.latest, newest.pinned, newest.base) == (2, 2, False, "/rich")
    assert (pinned.revision, pinned.latest, pinned.pinned, pinned.base) == (1, 2, True, "/rich@1")
    assert (newest.title[:10], pinned.title[:10]) == ("The bridge", "The ferry:")
    assert pinned.imported < newest.imported


def test_the_timeline_is_in_order_of_time_and_loaded_whole(store: Store, rich: Dossier) -> None:
    with opened(store, "rich") as (connection, edition):
        timeline = queries.timeline(connection, edition)
    order = ["rounds/1", "events/opening", "events/unpaid", "events/promise", "rounds/12"]
    assert [card.ref.key for card in timeline.cards] == order
    for card in timeline.cards:
        [written] = [event for event in rich.events if event.key == card.ref.key]
        assert card.html == written.summary
        assert card.ref.date == written.date
        assert (card.ref.number, card.ref.round, card.ref.kind) == (
            written.number,
            written.round,
            written.kind,
        )
        assert (card.ref.title, card.ref.status, card.place) == (written.title, written.status, written.place)
        assert tuple(party.id for party in card.ref.parties) == written.parties
        assert tuple(actor.id for actor in card.actors) == written.actors
        assert tuple(topic.id for topic in card.topics) == written.topics
        assert [(q.id, q.number, q.pieces, q.match) for q in card.quotes] == [
            (c.quote, c.number, c.located.pieces, c.located.match) for c in written.citations
        ]
    published = ["2001-03", "2001-03-02", "2001-03-04", "2001-03-06"]
    assert [ref.published.text for ref in timeline.sources] == published
    assert timeline.known == date("2001-03-06")


@pytest.mark.parametrize(
    ("parties", "side"),
    [
        ("[]", "joint"),
        ("[north]", "a"),
        ("[south]", "b"),
        ("[south, council]", "b"),
        ("[council, south]", "joint"),
        ("[north, south]", "joint"),
        ("[south, council, north]", "joint"),
        ("[council, inn]", "joint"),
    ],
)
def test_an_event_stands_on_the_side_of_the_principal_that_acts_alone(
    store: Store, folder: Folder, parties: str, side: str
) -> None:
    folder.replace("events/unpaid.md", "parties: [south]", f"parties: {parties}")
    folder.replace("rounds/1.md", "parties: [north, south, council, inn]", "parties: [north]")
    folder.publish(store)
    assert event(store, "rich", "events/unpaid").ref.side == side
    assert event(store, "rich", "rounds/1").ref.side == "joint"


def test_without_principals_everything_is_joint(store: Store) -> None:
    publish(store, load(RICH.parent / "no-principals"))
    with opened(store, "no-principals") as (connection, edition):
        assert not edition.two_sided
        assert {party.side for party in edition.parties.values()} == {"m"}
        assert {card.ref.side for card in queries.timeline(connection, edition).cards} == {"joint"}


def test_a_round_has_all_that_belongs_to_it(store: Store, rich: Dossier) -> None:
    page = event(store, "rich", "rounds/1")
    [written] = [event for event in rich.events if event.key == "rounds/1"]
    assert page.html == written.html
    assert page.known == date("2001-03-02")
    assert [(a.claim, a.reached, a.topic) for a in page.agreements] == [
        (Claim("The ferry opens on Monday", (4,)), True, Topic("ferry", "The ferry")),
        (Claim("A price for the water", (3, 1)), False, None),
    ]
    opens, paid = page.commitments
    assert (opens.id, opens.claim) == ("ferry-opens", Claim("Open the ferry on Monday", (4,)))
    assert opens.to is not None
    assert (opens.by.id, opens.to.id, opens.due) == ("north", "south", date("2001-03-05"))
    assert [(effect, ref.key) for effect, ref in opens.outcomes] == [("fulfils", "events/opening")]
    assert (paid.to, paid.due) == (None, None)
    outcomes = [("breaks", "events/unpaid"), ("renews", "events/promise")]
    assert [(effect, ref.key) for effect, ref in paid.outcomes] == outcomes
    [held] = page.positions
    assert (held.party.id, held.topic.id, held.claim.text) == ("north", "ferry", "The rope must hold")
    assert [(k.known, k.status, k.date) for k in page.history] == [(date("2001-03-02"), "held", None)]
    assert [q.page for q in page.quotes] == [None, "2", None, "1", None, None]
    assert [q.speaker and q.speaker.id for q in page.quotes] == [None, None, None, "ada", "bram", "ada"]
    assert {q.source.key for q in page.quotes} == {"sources/gazette"}


def test_an_event_says_which_promise_it_keeps(store: Store, rich: Dossier) -> None:
    page = event(store, "rich", "events/opening")
    [outcome] = page.outcomes
    assert (outcome.effect, outcome.text, outcome.event.key) == (
        "fulfils",
        "Open the ferry on Monday",
        "rounds/1",
    )
    assert [party.id for party in outcome.event.parties] == ["north", "south", "council", "inn"]


def test_a_promise_is_about_its_own_dossier(store: Store, tmp_path: Path) -> None:
    publish(store, load(RICH))
    other = Folder(tmp_path)
    other.path = other.path.rename(tmp_path / "other")
    other.publish(store)
    for name in ("rich", "other"):
        assert len(event(store, name, "rounds/1").commitments[0].outcomes) == 1
        assert len(event(store, name, "events/opening").outcomes) == 1


def test_what_became_of_a_promise_is_as_of_the_revision(store: Store, folder: Folder) -> None:
    text = folder.remove("events/opening.md")
    folder.publish(store)
    folder.write("events/opening.md", text)
    folder.publish(store)
    assert event(store, "rich", "rounds/1", 1).commitments[0].outcomes == ()
    assert len(event(store, "rich", "rounds/1", 2).commitments[0].outcomes) == 1


def test_previous_and_next_follow_the_timeline(store: Store, rich: Dossier) -> None:
    with opened(store, "rich") as (connection, edition):
        order = [card.ref for card in queries.timeline(connection, edition).cards]
    for before, ref, after in zip([None, *order], order, [*order[1:], None], strict=False):
        page = event(store, "rich", ref.key)
        assert (page.previous, page.ref, page.next) == (before, ref, after)


def test_events_at_the_same_time_stand_in_order_of_their_keys(store: Store, folder: Folder) -> None:
    """In the order of bytes: a server's own language would put `a-b` after `a1` and `aa`."""
    names = ["a", "a-b", "a1", "aa", "b"]
    text = folder.remove("events/unpaid.md").replace("breaks: [water-is-paid]\n", "")
    for name in names:
        folder.write(f"events/{name}.md", text)
    folder.publish(store)
    with opened(store, "rich") as (connection, edition):
        keys = [card.ref.key for card in queries.timeline(connection, edition).cards]
    assert [key for key in keys if key.removeprefix("events/") in names] == [
        f"events/{name}" for name in names
    ]


def test_a_source_shows_its_quotes_in_order_of_their_place(store: Store, rich: Dossier) -> None:
    page = source(store, "rich", "gazette")
    [written] = [source for source in rich.sources if source.id == "gazette"]
    assert (page.text, page.ref.sha256, page.ref.rights) == (written.text, written.sha256, "full")
    assert (page.ref.title, page.ref.author, page.ref.publisher) == (
        "The banks meet",
        "A. Reporter",
        "River Gazette",
    )
    assert (page.ref.url, page.ref.archive_url) == (written.url, written.archive_url)
    starts = [cited.quote.pieces[0].start for cited in page.quotes]
    assert starts == sorted(starts, key=lambda start: start or 0)
    assert [[ref.key for ref in cited.events] for cited in page.quotes].count(["rounds/1"]) == 6


def test_a_quote_that_two_events_cite_is_one_quote(store: Store, folder: Folder) -> None:
    folder.write(
        "events/again.md", folder.remove("events/promise.md").replace("renews: [water-is-paid]\n", "")
    )
    folder.write("events/before.md", (folder.path / "events/again.md").read_text().replace("03-06", "03-05"))
    folder.publish(store)
    [cited] = [c for c in source(store, "rich", "letter").quotes if len(c.events) == 2]
    assert [ref.key for ref in cited.events] == ["events/before", "events/again"]
    with opened(store, "rich") as (connection, edition):
        assert queries.quote(connection, edition, cited.quote.id) == cited


def test_an_actor_has_their_words_and_their_events(store: Store, rich: Dossier) -> None:
    with opened(store, "rich") as (connection, edition):
        page = queries.actor(connection, edition, "ada")
        silent = queries.actor(connection, edition, "layla")
    assert isinstance(page, ActorPage)
    assert page.actor == edition.actors["ada"]
    words = ["We will open the ferry on Monday", "if the rope holds"]
    assert [cited.quote.pieces[0].text for cited in page.record.quotes] == words
    assert [ref.key for ref in page.record.events] == ["rounds/1", "events/opening"]
    assert isinstance(silent, ActorPage)
    assert [len(silent.record.quotes), len(silent.record.events)] == [1, 0]


def test_a_party_has_the_words_of_all_who_speak_for_it(store: Store, rich: Dossier) -> None:
    with opened(store, "rich") as (connection, edition):
        page = queries.party(connection, edition, "south")
        nobody = queries.party(connection, edition, "inn")
    assert isinstance(page, PartyPage)
    assert [actor.id for actor in page.actors] == ["bram", "lin"]
    speakers = [cited.quote.speaker.id for cited in page.record.quotes if cited.quote.speaker]
    assert speakers == ["bram", "lin"]
    assert [ref.key for ref in page.record.events] == ["rounds/1", "events/unpaid", "events/promise"]
    assert isinstance(nobody, PartyPage)
    assert (nobody.actors, nobody.record.quotes) == ((), ())
    assert [ref.key for ref in nobody.record.events] == ["rounds/1"]


def test_a_revision_reads_the_same_after_later_ones(store: Store, folder: Folder) -> None:
    folder.publish(store)
    first = every_page(store, "rich", 1)
    assert len(first) > 25
    folder.replace("dossier.md", "Ada Weir", "Ada Wear")
    folder.replace("sources/letter.md", "forty people", "forty people and a cow")
    folder.replace("events/promise.md", "date: 2001-03-06", "date: 2001-03-05")
    folder.publish(store)
    second = every_page(store, "rich", 2)
    folder.remove("events/promise.md")
    folder.write(
        "events/new.md", (folder.path / "events/unpaid.md").read_text().replace("breaks:", "renews:")
    )
    folder.publish(store)
    publish(store, load(DEMO))
    assert every_page(store, "rich", 1) == first
    assert every_page(store, "rich", 2) == second
    assert len({repr(every_page(store, "rich", number)) for number in (1, 2, 3)}) == 3


def test_a_page_outlives_the_rules_of_its_time_zone(store: Store, rich: Dossier) -> None:
    before = event(store, "rich", "rounds/1")
    with store.write() as connection:
        connection.execute(update(models.Cover).values(timezone="Abolished/Zone"))
    after = event(store, "rich", "rounds/1")
    assert after.ref.date.text == before.ref.date.text
    assert after.ref.title == before.ref.title
