"""Which commitments and positions are new, and since when they are as they are; on either database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from tests.unit.store.claims import talks
from webapp.store import Store, queries
from webapp.store.models import Revision
from webapp.store.rows import Edition

LATE = "---\ntitle: A late note\npublished: {day}\n---\n\nThe late says one.\n"


def imported(store: Store) -> list[datetime]:
    """When each revision was."""
    with store.read() as connection:
        return list(connection.scalars(select(Revision.imported_at).order_by(Revision.number)))


def asked(store: Store) -> tuple[dict[str, datetime], dict[str, datetime]]:
    """When each commitment and each position changed, the newest first."""
    with store.read() as connection:
        edition = queries.edition(connection, "talks", None)
        assert isinstance(edition, Edition)
        promises = queries.recent_commitments(connection, edition)
        stances = queries.recent_positions(connection, edition)
    return (
        {each.promise.id: each.changed for each in promises},
        {f"{each.stance.event.key} {each.stance.party.id}": each.changed for each in stances},
    )


def test_a_commitment_changes_when_its_day_has_passed_and_a_position_does_not(
    store: Store, tmp_path: Path
) -> None:
    folder = talks(tmp_path)
    folder.publish(store)
    before = states(store)
    folder.write("sources/late.md", LATE.format(day="2031-01-01"))
    folder.publish(store)
    first, second = imported(store)
    promises, stances = asked(store)
    late = {id for id, state in states(store).items() if state == "overdue" and before[id] != "overdue"}
    assert late
    assert promises == {id: second if id in late else first for id in before}
    assert set(stances.values()) == {first}
    folder.write("sources/later.md", LATE.format(day="2032-01-01"))
    folder.publish(store)
    assert asked(store) == (promises, stances)  # it had been overdue before


def test_what_the_newest_revision_brought_comes_first(store: Store, tmp_path: Path) -> None:
    folder = talks(tmp_path)
    folder.publish(store)
    folder.replace("rounds/1.md", "# The first meeting", "# The very first meeting")
    folder.publish(store)
    first, second = imported(store)
    for listed in asked(store):
        assert list(listed.values()) == sorted(listed.values(), reverse=True)
        assert set(listed.values()) == {first, second}


def states(store: Store) -> dict[str, str]:
    with store.read() as connection:
        edition = queries.edition(connection, "talks", None)
        assert isinstance(edition, Edition)
        return {
            each.promise.id: each.promise.state for each in queries.recent_commitments(connection, edition)
        }


def test_a_commitment_changes_when_something_becomes_of_it(store: Store, tmp_path: Path) -> None:
    folder = talks(tmp_path)
    folder.publish(store)
    folder.replace("events/plan.md", "date: 2001-05-01", "date: 2001-03-19")
    folder.replace("events/plan.md", "status: planned", "status: held")
    folder.publish(store)
    _, second = imported(store)
    promises, stances = asked(store)
    assert states(store)["sail"] == "fulfilled"
    assert {id for id, changed in promises.items() if changed == second} == {"sail"}
    assert {name for name, changed in stances.items() if changed == second} == {"events/plan press"}
