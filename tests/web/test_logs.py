"""The log has a line for each refusal and failure, which nothing that a stranger sends can forge."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from select import PIPE_BUF
from typing import Any

import pytest
from flask import Flask

from tests.web import raw
from tests.web.checked import parsed
from tests.web.folders import broken
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.logs import LOG, Lines

FORGED = '/x\r\n{"level": "error"}\n\x1b[31m\x9b2J\u2028\x7f"'.encode().decode("latin-1")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log's handler writes meanwhile."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(Lines())
    LOG.addHandler(handler)
    yield text
    LOG.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("status", "address", "environ", "why"),
    [
        (400, "/?colour=red", {}, "Unknown parameter: This page does not know “colour”. It takes no"),
        (400, "/?\xff", {}, "This cannot be read: What follows the ? in an address has to be percent-"),
        (400, "/", {"HTTP_HOST": "a b"}, "This cannot be read: The Host header of the request is not"),
        (405, "/", {"method": "POST"}, "Method not allowed: Pages can be read, and nothing else"),
        (413, "/", {"CONTENT_LENGTH": "7"}, "Nothing can be sent here: The request has a body."),
        (414, "/" + "a" * 9000, {}, "Address too long: The address has 9,001 letters: 8,192 are enough."),
        (421, "/", {"HTTP_HOST": "evil.example"}, "Not known by this name: This site does not know the name"),
        (431, "/", {"HTTP_X_LONG": "a" * 40_000}, "Headers too long: The headers of the request have"),
    ],
)  # fmt: skip
def test_every_refusal_says_why(
    app: Flask, written: io.StringIO, status: int, address: str, environ: dict[str, str], why: str
) -> None:
    response = raw.ask(app, address, **environ)
    assert response.status_code == status
    (line,) = lines(written)
    assert line["reason"].startswith(why)
    assert (line["level"], line["status"], line["client"]) == ("warning", status, "127.0.0.1")
    assert line["method"] == environ.get("method", "GET")
    assert line["path"] == address[:199] + "…" if len(address) > 200 else address.partition("?")[0]
    assert line["time"].endswith("+00:00")
    assert parsed(address, response).text("small") == f"Reference {line['reference']}"
    assert line["reference"] in line["message"]


def test_what_is_merely_not_there_and_what_is_read_is_not_in_the_log(
    app: Flask, written: io.StringIO
) -> None:
    for path in ("/", "/nothing", "/river-2025", "/river-2025/events/rumour", "/river-2025.json"):
        raw.ask(app, path)
    assert not written.getvalue()


def test_what_a_reader_looks_for_is_not_in_the_log(app: Flask, written: io.StringIO) -> None:
    assert raw.ask(app, "/search?q=secret&colour=red").status_code == 400
    assert "secret" not in written.getvalue()


@pytest.mark.parametrize("where", ["path", "query", "method", "name"])
def test_no_request_can_forge_a_line(app: Flask, written: io.StringIO, where: str) -> None:
    requests = {
        "path": {"address": FORGED, "CONTENT_LENGTH": "7"},
        "query": {"address": f"/?{FORGED}"},
        "method": {"address": "/", "method": FORGED},
        "name": {"address": "/?%0d%0a%1b%9b%e2%80%a8%22=1"},
    }
    assert raw.ask(app, **requests[where]).status_code < 500
    text = written.getvalue()
    assert text.count("\n") == 1
    assert text.removesuffix("\n").isprintable()
    assert text.isascii()
    assert len(text) < 3000
    assert all(line["level"] == "warning" for line in lines(written))


def test_the_message_alone_forges_nothing_either(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody else's handler writes it as it is."""
    raw.ask(app, FORGED, CONTENT_LENGTH="7")
    assert caplog.messages[0].isascii()
    assert caplog.messages[0].isprintable()


def test_a_failure_is_one_line_with_its_traceback(tmp_path: Path, written: io.StringIO) -> None:
    app = create_app(Settings(database_url=broken(tmp_path / "broken.sqlite")))
    with closing(app.extensions["parley.store"]):
        page, data = raw.ask(app, "/river-2025/"), raw.ask(app, "/river-2025.json")
    assert page.status_code == data.status_code == 500
    first, second = lines(written)
    assert (first["level"], first["status"], first["path"]) == ("error", 500, "/river-2025/")
    assert first["exception"].startswith("Traceback (most recent call last):\n")
    assert first["reference"] in page.text
    assert "Traceback" not in page.text + data.text
    assert json.loads(data.text)["reference"] == second["reference"]


def test_no_line_is_longer_than_a_pipe_takes_at_once(app: Flask, written: io.StringIO) -> None:
    """Or another worker's line could come between. Where something failed stands at a traceback's end."""
    try:
        raise ValueError("\U0001f600" * 2000 + "here")
    except ValueError:
        LOG.exception("It failed")
    raw.ask(app, "/" + "\xff" * 900, CONTENT_LENGTH="7")
    failed, refused = lines(written)
    assert failed["exception"].endswith("here")
    assert refused["status"] == 413
    assert all(len(line) < PIPE_BUF for line in written.getvalue().splitlines(keepends=True))
