"""What the public may have of files: each source's own quotes and corrections, on every database."""

from __future__ import annotations

from pathlib import Path

from tests.unit.dossier.folders import put
from tests.unit.store.folders import load
from tests.web.folders import RIVER, source
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.rows import Edition


def test_each_excerpt_has_its_own_corrections(store: Store, tmp_path: Path) -> None:
    """Whatever stands between them in order: sources that are whole, that nobody cites or has corrected."""
    noted = {"a-b": "One", "a": None, "ab": "Two", "m": None, "z": "Three"}
    files = {
        f"sources/{id}.md": source(
            f"Of {id}.",
            rights="excerpts" if id != "m" else "full",
            **({"corrections": f"[{{date: 2025-06-03, note: {note}}}]"} if note else {}),
        )
        for id, note in noted.items()
    }
    publish(store, load(put(tmp_path / "river", {**RIVER, **files})))
    with store.read() as connection:
        edition = queries.edition(connection, "river", None)
        assert isinstance(edition, Edition)
        public = {each.path: each.data.decode() for each in queries.public_files(connection, edition)}
    told = {path: [note for note in ("One", "Two", "Three") if f'"{note}"' in public[path]] for path in files}
    assert list(told.values()) == [["One"], [], ["Two"], [], ["Three"]]
