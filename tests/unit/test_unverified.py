"""Quotes from sources of which no text is archived: kept as typed, counted, and never called verified."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from tests.hearsay import HEARSAY
from tests.unit.dossier.folders import put
from tests.unit.store.folders import load
from webapp import dates
from webapp.cli import main
from webapp.dossier.model import Citation, Dossier
from webapp.publish import publish
from webapp.quotes import Match
from webapp.store import Store, models, queries
from webapp.store.queries.filters import Filters
from webapp.store.rows import Edition, Missing
from webapp.verify import Verification, verify

OPEN = "we [millers] will open it […] for a salmon"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path / "weir", HEARSAY)


@pytest.fixture
def weir(folder: Path) -> Dossier:
    return load(folder)


@pytest.fixture
def edition(store: Store, weir: Dossier) -> Edition:
    publish(store, weir)
    with store.read() as connection:
        found = queries.edition(connection, "weir", None)
    assert isinstance(found, Edition)
    return found


def cited(dossier: Dossier, source: str) -> Citation:
    return next(c for event in dossier.events for c in event.citations if c.source == source)


def test_the_words_are_kept_as_typed_with_the_marks_apart(weir: Dossier) -> None:
    located = cited(weir, "wireless").located
    assert located.match is Match.UNVERIFIED
    assert located.words == OPEN
    assert [piece.text for piece in located.pieces if not piece.mark] == [
        "we",
        "will open it",
        "for a salmon",
    ]
    assert [piece.text for piece in located.pieces if piece.mark] == [" [millers] ", " […] "]
    assert (located.prefix, located.suffix, located.spans) == ("", "", ())


def test_a_link_stays_when_the_text_is_added_and_holds_the_words(folder: Path, weir: Dossier) -> None:
    text = "Otto said: we will open it, the day we fish for a salmon."
    before = cited(weir, "wireless")
    put(folder, {"sources/wireless.md": HEARSAY["sources/wireless.md"].replace("text: none\n", "") + text})
    after = cited(load(folder), "wireless")
    assert (before.located.match, after.located.match) == (Match.UNVERIFIED, Match.EXACT)
    assert after.quote == before.quote


def test_every_page_counts_them_apart(store: Store, edition: Edition) -> None:
    with store.read() as connection:
        whole = queries.timeline(connection, edition).totals
        part = queries.timeline(connection, edition, Filters(party=("anglers",))).totals
        listed = queries.dossiers(connection)
        otto = queries.actor(connection, edition, "otto")
        source = queries.source(connection, edition, "wireless")
    assert (whole.quotes, whole.verbatim, whole.typographic, whole.unverified) == (4, 1, 1, 2)
    assert (part.quotes, part.verbatim, part.typographic, part.unverified) == (1, 0, 0, 1)
    assert [(each.quotes, each.unverified) for each in listed] == [(4, 2)]
    assert not isinstance(otto, Missing)
    assert (otto.record.said, otto.record.unverified) == (2, 1)
    assert not isinstance(source, Missing)
    assert (source.ref.archived, source.text) == (False, "")
    assert [each.quote.match for each in source.quotes] == ["unverified"]


def test_they_are_counted_in_the_newest_revision_only(store: Store, edition: Edition, folder: Path) -> None:
    (folder / "events/1931-04-03-fish.md").unlink()
    publish(store, load(folder))
    with store.read() as connection:
        assert [each.unverified for each in queries.dossiers(connection)] == [1]
        first = queries.edition(connection, "weir", 1)
        assert isinstance(first, Edition)
        assert queries.timeline(connection, first).totals.unverified == 2


def test_their_words_are_found(store: Store, edition: Edition) -> None:
    with store.read() as connection:
        found = queries.search(connection, edition, "salmon")
    (snippet,) = [snippet for hit in found.hits for snippet in hit.snippets]
    assert (snippet.what, snippet.source and snippet.source.archived) == ("quote", False)
    assert found.quotes.number == 1


def test_they_are_known_with_their_source(store: Store, edition: Edition) -> None:
    shown = {}
    with store.read() as connection:
        for day in ("1931-04-01", "1931-04-04", "1931-04-05", "1931-05-31"):
            known = queries.as_known(connection, edition, dates.parse(day, edition.timezone))
            found = queries.timeline(connection, known)
            shown[day] = (len(found.cards), found.totals.unverified)
    assert shown == {"1931-04-01": (0, 0), "1931-04-04": (1, 0), "1931-04-05": (1, 1), "1931-05-31": (2, 2)}


def test_verify_counts_them_apart_and_finds_their_damage(store: Store, edition: Edition) -> None:
    sound = verify(store)
    assert isinstance(sound, Verification)
    assert (sound.quotes, sound.unverified, sound.findings) == (4, 2, ())
    with store.write() as connection:
        quote = models.Quote
        connection.execute(update(quote).where(quote.source == "sources/wireless").values(page="3"))
    damaged = verify(store)
    assert isinstance(damaged, Verification)
    assert [finding.what for finding in damaged.findings] == ["its row is not as it was imported"]


def test_no_quote_passes_for_unverified_beside_a_text(store: Store, edition: Edition) -> None:
    with store.write() as connection:
        quote = models.Quote
        of_text = quote.source == "sources/bulletin"
        connection.execute(update(quote).where(of_text).values(match="unverified"))
    damaged = verify(store)
    assert isinstance(damaged, Verification)
    assert {finding.what for finding in damaged.findings} == {"it is unverified, and its source has a text"}


def test_the_commands_say_how_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    run = CliRunner()

    def said(*arguments: str) -> tuple[str, str]:
        result = run.invoke(main, arguments)
        return result.stdout, result.stderr

    def unverified(*arguments: str) -> int:
        return int(json.loads(said(*arguments, "--json")[0])["unverified"])

    no_text = "2 quotes are unverified: their sources have no archived text"
    assert said("check", "weir")[1].endswith(", 4 quotes, 2 of them unverified\n")
    assert said("import", "weir")[0].endswith(f"; {no_text}\n")
    assert said("verify")[1] == (
        f"2 quotes in 3 sources verified; every one stands letter for letter. {no_text}.\n"
    )
    assert [unverified("check", "weir"), unverified("import", "weir"), unverified("verify")] == [2, 2, 2]


def test_where_nothing_can_be_verified_nothing_is_said_to_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("note.csv").write_text("Year,Headline,Text\n1931,A note,They write.\n", encoding="utf-8")
    run = CliRunner()
    assert run.invoke(main, ["import", "note.csv"]).exit_code == 0
    nothing = (
        "there is no quote to verify in 1 source. 1 quote is unverified: its source has no archived text.\n"
    )
    assert run.invoke(main, ["verify"]).stderr == nothing
    run.invoke(main, ["export", "note", "note.zip"])
    zipped = run.invoke(main, ["verify", "note.zip"]).stderr
    assert zipped == f"note, revision 1: 3 files as the manifest has them; {nothing}"
