"""What is kept is what would have been made: of the present revision, and of this very request."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.statements import statements
from tests.web.addresses import EVERY, views
from tests.web.folders import RIVER, import_folder, write
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.pagecache import PageCache
from webapp.pagecache.answers import HIT, STORED, Answer
from webapp.pagecache.encoding import QUALITY
from webapp.pagecache.pages import OVERHEAD, SHARE, Kept, Pages
from webapp.settings import Settings
from webapp.store import Store

GZIP = {"Accept-Encoding": "gzip"}
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
PUBLIC = "https://talks.example.org"


def opened(url: str, **settings: object) -> Iterator[Flask]:
    app = create_app(Settings(database_url=url, **settings))  # type: ignore[arg-type]
    with closing(app.extensions["parley.store"]):
        yield app


@pytest.fixture
def keeping(generated_url: str) -> Iterator[FlaskClient]:
    """Of a worker that has kept nothing yet."""
    for app in opened(generated_url):
        yield app.test_client()


@pytest.fixture(scope="module")
def forgetful(generated_url: str) -> Iterator[FlaskClient]:
    for app in opened(generated_url, cache=0):
        yield app.test_client()


@pytest.fixture(scope="module")
def long_kept(generated_url: str) -> Iterator[FlaskClient]:
    for app in opened(generated_url):
        yield app.test_client()


def told(response: TestResponse) -> tuple[int, dict[str, str], bytes]:
    """All that a client is told, but for how the cache came to it."""
    headers = {name: value for name, value in response.headers.items() if name != "Cache-Status"}
    return response.status_code, headers, response.data


@pytest.mark.parametrize(("rule", "suffix"), EVERY)
def test_a_page_that_is_kept_is_the_one_that_would_be_made(
    long_kept: FlaskClient, forgetful: FlaskClient, rule: str, suffix: str, brook: Dossier
) -> None:
    for _, path in views(rule, brook, suffix):
        for headers in ({}, GZIP, BROWSER, {**GZIP, "If-None-Match": 'W/"other"'}):
            made = told(forgetful.get(path, headers=headers, buffered=True))
            if suffix == "zip":  # says when it was made
                continue
            assert told(long_kept.get(path, headers=headers, buffered=True)) == made, (path, headers)
            assert told(long_kept.get(path, headers=headers, buffered=True)) == made, (path, headers)


@pytest.mark.parametrize("path", ["/", "/brook/", "/brook.json", "/brook/?party=", "/robots.txt"])
def test_it_takes_no_statement(keeping: FlaskClient, path: str) -> None:
    first = keeping.get(path, headers=GZIP)
    with statements() as seen:
        second = keeping.get(path, headers=GZIP)
    if first.status_code == 200:
        assert (first.headers["Cache-Status"], second.headers["Cache-Status"]) == (STORED, HIT)
        assert not seen
    else:
        assert "Cache-Status" not in second.headers


def test_texts_are_compressed_for_those_who_read_that(keeping: FlaskClient) -> None:
    for path in ("/brook/", "/brook.csv", "/brook.ics", "/brook.atom", "/brook.json", "/none/"):
        plain, small, least = (
            keeping.get(path, headers=headers, buffered=True) for headers in ({}, GZIP, BROWSER)
        )
        assert "Content-Encoding" not in plain.headers
        assert small.headers["Content-Encoding"] == "gzip"
        assert len(least.data) <= len(small.data) < len(plain.data)
        assert {each.headers["Vary"] for each in (plain, small, least)} == {"Accept-Encoding"}
        if path != "/none/":
            assert gzip.decompress(small.data) == plain.data
            assert unpacked(least) == plain.data
    for path in ("/brook.zip", "/brook.png"):
        assert "Content-Encoding" not in keeping.get(path, headers=BROWSER, buffered=True).headers


def unpacked(response: TestResponse) -> bytes:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[response.headers["Content-Encoding"]]
    return unpack(response.data)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br", "br"), ("gzip, br", "br"), ("gzip;q=0.5, br;q=0.4", "gzip"), ("br;q=0, gzip", "gzip"),
        ("x-br, gzip", "gzip"), ("*", "br"), ("gzip, *;q=0", "gzip"),
    ],
)  # fmt: skip
def test_the_encoding_is_one_that_the_client_reads(
    keeping: FlaskClient, accepted: str, encoding: str
) -> None:
    for _ in range(2):
        response = keeping.get("/brook/", headers={"Accept-Encoding": accepted})
        assert response.headers["Content-Encoding"] == encoding
        assert unpacked(response).startswith(b"<!doctype html>")


def test_a_page_is_made_once_for_all_encodings(generated_url: str) -> None:
    for app in opened(generated_url):
        client = app.test_client()
        first = client.get("/brook/", headers=GZIP)
        for headers in (BROWSER, {}, GZIP, BROWSER):
            with statements() as seen:
                page = client.get("/brook/", headers=headers)
            assert (page.headers["Cache-Status"], page.headers["ETag"]) == (HIT, first.headers["ETag"])
            assert not seen
        assert kept(client) == 1


def test_every_encoding_of_a_page_takes_its_room() -> None:
    text = b"".join(str(number).encode() for number in range(3000))
    one = Answer.of("200 OK", [("Content-Type", "text/plain")], text, "br")
    both = one.also("gzip")
    taken = [sum(len(body.data) for body in each.bodies.values()) for each in (one, both)]
    pages = Pages((taken[0] + OVERHEAD) * SHARE)
    assert pages.put("a", Kept(one, None))
    assert not pages.put("a", Kept(both, None))
    assert [gzip.decompress(both.bodies["gzip"].data), taken[0] < taken[1]] == [text, True]


def test_files_are_compressed_as_well_as_can_be(keeping: FlaskClient, forgetful: FlaskClient) -> None:
    for client in (keeping, forgetful):
        plain, least = (
            client.get("/static/css/parley.css", headers=headers, buffered=True) for headers in ({}, BROWSER)
        )
        assert least.data == brotli.compress(plain.data, quality=11)


def test_errors_beside_files_take_no_such_time(keeping: FlaskClient) -> None:
    """Each is another text, of which anybody can have as many as they like."""
    refused = keeping.get("/static/css/parley.css?x=1", headers=BROWSER)
    assert refused.status_code == 400
    assert refused.data == brotli.compress(brotli.decompress(refused.data), quality=QUALITY)


@pytest.mark.parametrize("accepted", ["", "gzip;q=0", "identity", "*;q=0", "br;q=0"])
def test_and_for_nobody_else(keeping: FlaskClient, accepted: str) -> None:
    for _ in range(2):
        response = keeping.get("/brook/", headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in response.headers
        assert response.data.startswith(b"<!doctype html>")


def test_headers_alone_are_those_of_the_page(keeping: FlaskClient) -> None:
    before = keeping.head("/brook/", headers=BROWSER)
    whole = keeping.get("/brook/", headers=BROWSER)
    after = keeping.head("/brook/", headers=BROWSER)
    assert before.data == after.data == b""
    assert after.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.data))
    assert before.headers.get("Content-Length") is None
    assert before.headers["ETag"] == whole.headers["ETag"]


def rename(folder: Path, title: str) -> None:
    write(folder, {"dossier.md": RIVER["dossier.md"].replace("River talks", title)})


def test_every_worker_has_the_new_revision_at_once(store_url: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "river-2025", RIVER)
    with closing(Store(store_url)) as author:
        import_folder(author, folder)
        for one in opened(store_url):
            for other in opened(store_url):
                workers = [one.test_client(), other.test_client()]
                for number in range(4):
                    rename(folder, f"Talk {number}")
                    import_folder(author, folder)
                    for client in (*workers, *workers):
                        for path in ("/", "/river-2025/", "/river-2025/sources"):
                            assert f"Talk {number}" in client.get(path).text
                    assert workers[0].get("/river-2025/").headers["Cache-Status"] == HIT
                assert "River talks" in workers[0].get("/river-2025@1/").text


def test_what_was_not_there_is_there_once_it_is_imported(store_url: str, tmp_path: Path) -> None:
    for app in opened(store_url):
        client = app.test_client()
        assert [client.get("/river-2025/").status_code for _ in range(2)] == [404, 404]
        import_folder(app.extensions["parley.store"], write(tmp_path / "river-2025", RIVER))
        assert client.get("/river-2025/").status_code == 200


def test_sites_of_several_names_are_not_mixed(keeping: FlaskClient) -> None:
    for _ in range(2):
        for host in ("localhost", "127.0.0.1:5000"):
            page = keeping.get("/brook/", headers={"Host": host})
            assert f'<link rel="canonical" href="http://{host}/brook/">' in page.text
        assert keeping.get("/brook/", headers={"Host": "evil.example"}).status_code == 421
        assert keeping.get("/brook/", headers={"Host": "a b"}).status_code == 400


def kept(client: FlaskClient) -> int:
    cache = client.application.wsgi_app
    assert isinstance(cache, PageCache)
    return len(cache)


def test_no_stranger_makes_more_of_one_page(generated_url: str) -> None:
    for app in opened(generated_url, public_url=PUBLIC):
        client = app.test_client()
        client.get("/brook/")
        assert kept(client) == 1
        for number in range(20):
            client.get(f"/brook/?utm_source={number}")
            client.get(f"/brook/?party=&from=&colour{number}")
            client.get(f"/nothing-{number}/")
            client.get("/brook/", headers={"Host": f"{number}.example"})
            client.get("/brook/", headers={"X-Forwarded-Host": f"{number}.example"})
            client.get("/brook/", headers={"Accept-Encoding": f"gzip, x-{number}"})
            client.get("/brook/", headers={"Accept-Language": f"x-{number}"})
            client.get("/brook/", headers={"Cookie": f"n={number}"})
            client.post("/brook/")
        assert kept(client) == 1


def test_no_number_of_searches_drives_out_a_page_or_takes_more_room(generated_url: str) -> None:
    for app in opened(generated_url, cache=1):
        client = app.test_client()
        client.get("/brook/")
        held = set()
        for number in range(400):
            client.get(f"/search?q=none{number}")
            held.add(kept(client))
        assert max(held) < 300
        assert client.get("/brook/").headers["Cache-Status"] == HIT


def answer(size: int) -> Answer:
    return Answer.of("200 OK", [("Content-Type", "image/png")], b"a" * size)


def test_what_was_not_asked_for_the_longest_time_goes_first() -> None:
    pages = Pages(100_000)
    for name in "abcdefgh":
        assert pages.put(name, Kept(answer(10_000), None))
    assert pages.get("a")
    assert pages.put("i", Kept(answer(10_000), None))
    assert pages.get("a")
    assert pages.get("b") is None
    assert len(pages) == 8
    assert not pages.put("whale", Kept(answer(100_000 // SHARE), None))
    for name in "acdefghi":
        pages.discard(name)
    assert len(pages) == 0
    assert all(pages.put(name, Kept(answer(10_000), None)) for name in "abcdefgh")
    assert len(pages) == 8


def test_nothing_is_kept_where_no_room_is_given(forgetful: FlaskClient) -> None:
    assert all("Cache-Status" not in forgetful.get("/brook/").headers for _ in range(2))


def test_parts_of_a_file_are_parts_of_it_as_it_is(keeping: FlaskClient) -> None:
    whole = keeping.get("/static/favicon.svg", buffered=True)
    part = keeping.get("/static/favicon.svg", headers={"Range": "bytes=0-9", **GZIP}, buffered=True)
    assert (part.status_code, part.data) == (206, whole.data[:10])
    assert keeping.get("/static/favicon.svg", headers=GZIP, buffered=True).headers["ETag"].startswith("W/")


def test_a_hashed_file_is_kept_and_any_other_spelling_is_not(keeping: FlaskClient) -> None:
    page = keeping.get("/").text
    hashed, *_ = {part.partition('"')[0] for part in page.split('href="') if part.startswith("/static/css/")}
    assert [keeping.get(hashed, buffered=True).headers["Cache-Status"] for _ in range(2)] == [STORED, HIT]
    for path in (hashed.partition("?")[0], hashed[:-1] + "x"):
        assert "Cache-Status" not in keeping.get(path, buffered=True).headers
