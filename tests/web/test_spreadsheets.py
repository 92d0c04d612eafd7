"""Every event of a view, and all that a search finds, as CSV."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from flask import Flask

from tests.statements import statements
from tests.web.checked import HOST, CheckedClient
from webapp.dossier.model import Dossier
from webapp.store.queries.batches import BATCH
from webapp.web.spreadsheets import EVENT, HIT

Rows = list[dict[str, str]]


def rows(app: Flask, path: str) -> Rows:
    response = app.test_client().get(path, buffered=True)
    assert response.status_code == 200, path
    assert response.content_type == "text/csv; charset=utf-8; header=present"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True), newline=""), strict=True))


def test_a_view_is_listed_whole_in_order_of_time(app: Flask, site: CheckedClient) -> None:
    for query in ("", "?party=ukraine&status=held", "?q=memorandum", "?known=2025-05-29"):
        page = site.get(f"/istanbul-2025/{query}")
        listed = rows(app, f"/istanbul-2025.csv{query}")
        assert [row["link"].removeprefix(HOST) for row in listed] == page.links("main a[data-stop]")
        assert tuple(listed[0]) == EVENT
    assert app.test_client().get("/istanbul-2025.csv?round=9999").status_code == 400


def test_a_row_says_what_its_event_is(app: Flask) -> None:
    (row,) = rows(app, "/river-2025.csv?actor=anna")
    assert row["id"] == "events/anna-promises"
    assert (row["date"], row["first_day"], row["last_day"]) == ("2025-05-28", "2025-05-28", "2025-05-28")
    assert (row["parties"], row["party_ids"]) == ("Upstream", "upstream")
    assert row["text"] == 'She says that they "will be opened". See the first round.'
    assert row["quotes"] == "3"
    assert len(row["words"].splitlines()) == 3
    assert row["link"] == f"{HOST}/river-2025/events/anna-promises"
    assert row["permanent_link"] == f"{HOST}/river-2025@2/events/anna-promises"
    month, about = (rows(app, f"/river-2025.csv?{q}")[0] for q in ("status=planned", "actor=boris"))
    assert (month["date"], month["first_day"], month["last_day"]) == ("2025-07", "2025-07-01", "2025-07-31")
    assert about["date_in_words"] == "about 29 May 2025"
    (open_,) = rows(app, "/majlis.csv")
    assert (open_["first_day"], open_["last_day"]) == ("", "2025-05-28")


def test_all_that_a_search_ranks_is_listed(app: Flask, site: CheckedClient) -> None:
    listed = rows(app, "/istanbul-2025/search.csv?q=memorandum")
    assert tuple(listed[0]) == HIT
    page = site.get("/istanbul-2025/search?q=memorandum")
    assert [row["link"].removeprefix(HOST) for row in listed] == page.links("main h2 a")
    everywhere = rows(app, "/search.csv?q=the")
    assert {row["dossier"] for row in everywhere} > {"istanbul-2025", "river-2025"}
    assert {row["what"] for row in everywhere} == {"event", "round", "source"}
    assert not rows(app, "/search.csv?q=nothinglikeit")
    assert not [row for row in rows(app, "/search.csv?q=gates") if "nobody quotes" in row["passages"]]


def test_a_long_dossier_is_streamed_whole_a_batch_at_a_time(generated_app: Flask, lume: Dossier) -> None:
    """In memory that holds a few batches, and by as many statements for each batch as for any other."""
    client = generated_app.test_client()
    pinned = client.get("/lume.json").get_json()["dossier"]["revision"]
    with statements() as seen:
        response = client.get("/lume.csv")
        tracemalloc.start()
        pieces = response.iter_encoded()
        lines = sum(piece.count(f"{HOST}/lume@{pinned}/".encode()) for piece in pieces)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        response.close()
    assert lines == len(lume.events)
    batches = -(-len(lume.events) // BATCH)
    assert len(seen) <= 10 + 4 * (batches + 1)
    assert most < 40_000_000


def test_a_reader_who_leaves_early_leaves_nothing_open(generated_app: Flask) -> None:
    pool = generated_app.extensions["parley.store"]._database.reader.pool
    before = pool.checkedout()
    response = generated_app.test_client().get("/lume.csv")
    next(response.iter_encoded())
    assert pool.checkedout() == before + 1
    response.close()
    assert pool.checkedout() == before
    assert generated_app.test_client().head("/lume.csv").data == b""
    assert pool.checkedout() == before


@pytest.mark.parametrize("known", ["2001-01-01", "2025-05-28"])
def test_what_was_not_known_is_in_no_table(app: Flask, known: str) -> None:
    assert rows(app, f"/istanbul-2025.csv?known={known}") == []
    assert rows(app, f"/istanbul-2025/search.csv?q=talks&known={known}") == []
