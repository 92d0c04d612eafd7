"""The zip of a dossier: what everybody may have of it, for a program that proves it."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

from flask import Flask

from tests.statements import statements
from tests.web.checked import CheckedClient
from tests.web.folders import DEMO, MAJLIS, RIVER, import_folder, write
from webapp.app import create_app
from webapp.bundle import Unpacked, unpacked
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store

SECRETS = ("nobody's business", "A paragraph that nobody quotes")


def fetch(site: CheckedClient, path: str) -> bytes:
    response = site.client.get(path, buffered=True)
    assert response.status_code == 200, path
    assert response.mimetype == "application/zip"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    whole: bytes = response.data
    return whole


def contents(whole: bytes) -> dict[str, str]:
    """The files by their paths in the folder."""
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


def dossier(folder: Path) -> Dossier:
    found = read(folder)
    assert isinstance(found, Dossier), "\n".join(map(str, found))
    return found


def test_a_dossier_that_all_may_see_is_the_authors_own(site: CheckedClient) -> None:
    files = contents(fetch(site, "/majlis.zip"))
    manifest = json.loads(files.pop("manifest.json"))
    assert files == MAJLIS
    assert manifest["excerpts"] is False


def test_of_excerpts_it_has_what_their_pages_show_and_says_so(site: CheckedClient) -> None:
    whole = fetch(site, "/river-2025.zip")
    files = contents(whole)
    manifest = json.loads(files.pop("manifest.json"))
    shown = " ".join(site.get("/river-2025/sources/report").texts(".text"))
    report = files.pop("sources/report.md")
    assert not [secret for secret in SECRETS if secret in report]
    for line in report.split("---\n", 2)[2].splitlines():
        assert line == "[…]" or line in shown, line
    assert files == {path: text for path, text in RIVER.items() if path != "sources/report.md"}
    assert manifest["excerpts"] is True
    assert [file["path"] for file in manifest["files"] if "excerpts" in file] == ["sources/report.md"]


def test_its_quotes_are_those_of_the_whole(site: CheckedClient, tmp_path: Path) -> None:
    for path in "river-2025", "istanbul-2025":
        (tmp_path / "public.zip").write_bytes(fetch(site, f"/{path}.zip"))
        with unpacked(tmp_path / "public.zip") as found:
            assert isinstance(found, Unpacked)
            public = dossier(found.folder)
        cited = {quote.quote for event in public.events for quote in event.citations}
        assert cited
        for id in cited:
            site.get(f"/{path}/quotes/{id}")
    whole = {quote.quote for event in dossier(DEMO).events for quote in event.citations}
    assert cited == whole


def test_every_revision_has_its_own_for_ever(site: CheckedClient) -> None:
    first, second, newest = (fetch(site, f"/river-2025{pin}.zip") for pin in ("@1", "@2", ""))
    assert second == newest
    assert "events/rumour.md" in contents(first)
    assert "events/rumour.md" not in contents(second)
    assert fetch(site, "/river-2025@1.zip") == first


def test_sources_without_text_are_the_authors_own(tmp_path: Path) -> None:
    """Also those of which the author wrote that only excerpts might be shown."""
    heard = "---\ntitle: Heard\npublished: 2025-05-29\nrights: excerpts\ntext: none\n---\n"
    event = RIVER["events/boris-answers.md"] + '\nHe shouted.[^no]\n\n[^no]: "Never, never" — boris, heard\n'
    folder = write(tmp_path / "river", {**RIVER, "sources/heard.md": heard, "events/boris-answers.md": event})
    url = f"sqlite:///{tmp_path / 'river.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, folder)
    app = create_app(Settings(database_url=url))
    (tmp_path / "public.zip").write_bytes(fetch(CheckedClient(app), "/river.zip"))
    app.extensions["parley.store"].close()
    with unpacked(tmp_path / "public.zip") as found:
        assert isinstance(found, Unpacked)
        assert (found.folder / "sources/heard.md").read_text() == heard
        assert dossier(found.folder).counts == dossier(folder).counts
        assert [file.path for file in found.manifest.files if file.excerpts] == ["sources/report.md"]


def test_what_an_author_has_corrected_in_an_excerpt_stays_said(tmp_path: Path) -> None:
    """As it is on the page of that source; each source has its own, and each revision those that it had."""
    fault = "corrections:\n  - date: 2025-06-03\n    note: 'It is by R. Porter: “not” by A. Porter.'\n"
    later = "  - date: 2025-06-04\n    note: It had a wrong title.\n"
    report = RIVER["sources/report.md"].replace("rights:", f"{fault}rights:", 1)
    again = report.replace(fault, fault + later)
    minutes = RIVER["sources/minutes.md"].replace("url:", "rights: excerpts\nurl:", 1)
    files = {**RIVER, "sources/minutes.md": minutes, "sources/report.md": report}
    url = f"sqlite:///{tmp_path / 'river.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(tmp_path / "river", files))
        import_folder(store, write(tmp_path / "river", {"sources/report.md": again}))
    app = create_app(Settings(database_url=url))
    site, noted = CheckedClient(app), []
    for pin in "@1", "@2":
        (tmp_path / "public.zip").write_bytes(fetch(site, f"/river{pin}.zip"))
        with unpacked(tmp_path / "public.zip") as found:
            assert isinstance(found, Unpacked)
            sources = dossier(found.folder).sources
        noted.append({source.id: [each.note for each in source.corrections] for source in sources})
    app.extensions["parley.store"].close()
    first, second = "It is by R. Porter: “not” by A. Porter.", "It had a wrong title."
    assert noted == [{"minutes": [], "report": [first]}, {"minutes": [], "report": [first, second]}]


def test_it_is_not_of_a_day(site: CheckedClient) -> None:
    refused = site.client.get("/river-2025.zip?known=2025-05-29")
    assert refused.status_code == 400
    assert "later days" in refused.text
    assert "/river-2025.zip" in site.get("/river-2025/").links(".foot a")
    assert "/river-2025.zip" not in site.get("/river-2025/?known=2025-05-29").links(".foot a")


def test_what_is_not_there_has_none(site: CheckedClient) -> None:
    for path in "/nothing.zip", "/river-2025@9.zip":
        assert site.client.get(path).status_code == 404
    head = site.client.head("/river-2025.zip")
    assert (head.status_code, head.data) == (200, b"")


def test_a_long_dossier_is_sent_in_pieces_by_few_statements(generated_app: Flask, lume: Dossier) -> None:
    with statements() as seen:
        response = generated_app.test_client().get("/lume.zip")
        pieces = list(response.iter_encoded())
    assert len(pieces) > 10
    assert len(contents(b"".join(pieces))) == 2 + len(lume.sources) + len(lume.events)
    assert sum(statement.lstrip().startswith("SELECT") for statement in seen) < 10
