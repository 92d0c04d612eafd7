"""A page of a revision is the same, byte for byte, whatever is imported later."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from tests.web.addresses import SHOWN, views
from tests.web.folders import DEMO, import_folder, source, write
from webapp.app import create_app
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store
from webapp.web.formats import KNOWN, rule
from webapp.web.freshness import FOR_EVER, FRESH
from webapp.web.parameters import Taken
from webapp.web.routes import FORMATS

# Revision 1 has no other to be compared with; `test_changes` compares what others have of that.
COMPARED = "/<at:at>/changes/<number:a>..<number:b>"
IN_DOSSIER = [page for page in SHOWN if page.startswith("/<at:at>/") and page != COMPARED]
# Two words each, of which what is imported later makes one more frequent: an order that looked at how rare
# words are in all revisions would be another one then.
SEARCHES = ("russian talks", "lavrov istanbul", "ukraine round", "russia direct")


def demo() -> Dossier:
    dossier = read(DEMO)
    assert isinstance(dossier, Dossier)
    return dossier


def addresses(dossier: Dossier) -> Iterator[str]:
    """Every kind of page, with each of its parameters, and each of its formats, all of revision 1."""
    for page in IN_DOSSIER:
        for name, path in views(page, dossier):
            pinned = path.replace(f"/{dossier.id}/", f"/{dossier.id}@1/", 1)
            yield pinned
            plain, _, query = pinned.partition("?")
            if name in ("plain", "known"):
                for suffix, view in FORMATS.get(page, {}).items():
                    if name == "known" and getattr(view, "parameters", Taken()).timeless:
                        continue
                    yield rule(plain, suffix) + (f"?{query}" if query else "")
    yield from (f"/{dossier.id}@1/search?q={text.replace(' ', '+')}" for text in SEARCHES)


def bodies(app: Flask, dossier: Dossier) -> dict[str, bytes]:
    client = app.test_client()
    found = {}
    for path in addresses(dossier):
        response = client.get(path, buffered=True)
        assert response.status_code in (200, 307), path  # a short dossier has no windows
        kept = FOR_EVER if response.status_code == 200 else None
        assert response.headers.get("Cache-Control") == kept, path
        found[path] = response.data
    return found


def removable(folder: Path) -> Path:
    """An event that nothing else needs."""
    for path in sorted((folder / "events").iterdir()):
        text = path.read_text()
        path.unlink()
        if isinstance(read(folder), Dossier):
            return path
        path.write_text(text)
    raise AssertionError("every event is needed")


def second(folder: Path) -> None:
    """Titles of the dossier, of events and a source change; an event goes; others come with a source."""
    _change(folder / "dossier.md", "title: ", "title: Renamed ")
    _change(folder / "sources/article-2025-05-29.md", "title: ", "title: Renamed ")
    removable(folder)
    for path in sorted((folder / "events").iterdir())[:3]:
        _change(path, "\n# ", "\n# Renamed ")
    words = "The talks in Istanbul were direct talks, and a memorandum of the Russian side was read at them."
    write(folder, {"sources/later.md": source(f"{words}\n" * 9, published="2025-05-20")})
    for n in range(9):
        front = "---\ndate: 2025-05-1{0}\nkind: call\nparties: [russia]\nround: 1\n---\n"
        front += "# Talks, talks, talks {0}\n\n"
        footnote = f'“Talks”[^1]\n\n[^1]: "talks in Istanbul were direct" — later, occurrence {n + 1}\n'
        write(folder, {f"events/later-{n}.md": front.format(n) + footnote})


def third(folder: Path) -> None:
    """All quotes of what came are gone again, and so are the topics of an event."""
    for path in (folder / "events").glob("later-*.md"):
        path.unlink()
    _change(folder / "rounds/2.md", "\n# ", "\n# Twice renamed ")


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_pages_and_files_of_a_revision_do_not_change_with_later_ones(store_url: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DEMO, tmp_path / DEMO.name))
    dossier = demo()
    app = create_app(Settings(database_url=store_url))
    store: Store = app.extensions["parley.store"]
    with closing(store):
        assert import_folder(store, folder) == 1
        before = bodies(app, dossier)
        for number, change in ((2, second), (3, third)):
            change(folder)
            assert import_folder(store, folder) == number
            after = bodies(app, dossier)
            assert [path for path in before if before[path] != after[path]] == []
        assert b"Renamed" in app.test_client().get(f"/{dossier.id}/").data


def test_every_format_that_pages_have_is_among_them() -> None:
    asked = {path.partition("?")[0] for path in addresses(demo())}
    for page, formats in FORMATS.items():
        if page in IN_DOSSIER:
            for suffix in formats:
                assert any(path.endswith(f".{suffix}") for path in asked), (page, suffix, KNOWN[suffix].label)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/river-2025@2/events/nothing", 404),
        ("/river-2025@2/events/rumour", 410),
        ("/river-2025@99/", 404),
        ("/river-2025@1/?party=nobody", 400),
        ("/river-2025@1/?at=2025-05-26", 307),
        ("/river-2025@1/?to=2026&from=2025", 308),
        ("/river-2025/", 200),
        ("/", 200),
    ],
)
def test_nothing_else_is_to_be_kept(app: Flask, path: str, status: int) -> None:
    response = app.test_client().get(path)
    assert response.status_code == status
    assert response.headers.get("Cache-Control") == (FRESH if status == 200 else None)
