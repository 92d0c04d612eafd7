"""What became known later is given away by nothing on the pages as known on an earlier day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from tests.web.checked import CheckedClient
from tests.web.folders import Files, import_folder, source, write
from webapp import dates
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store

SALT: Files = {
    "dossier.md": """---
title: Salt talks
timezone: Europe/Vienna
parties:
  one: {name: One, role: principal}
  two: {name: Two, role: principal}
  isle: {name: Zx isle, role: mediator}
actors:
  ada: {name: Ada, role: Envoy, party: one}
  cleo: {name: Zx Cleo, role: Zx smith, party: one}
---
Talks [about salt](sources/late.md "zxtitle").
""",
    "sources/early.md": source("Salt is dear. It is white.", title="Early", published="2001-05-02"),
    "sources/late.md": source("Zxword was spoken.", title="Zx late", published="2001-06-02"),
    "events/salt.md": """---
date: 2001-05-01
kind: talk
round: 2
parties: [one]
---
# Salt is dear

*Known words[^a] and zxlater words[^b]*. See [the *isle*](isle.md "zxtitle"),
[the paper](../sources/late.md), [round 2](../rounds/2.md) and [what was early](../sources/early.md).[^a]

[Known](../rounds/1.md) again.[^a]

[^a]: "Salt is dear." — ada, early
[^b]: "Zxword was spoken." — cleo, late
""",
    "events/isle.md": """---
date: 2001-05-01
kind: zxkind
parties: [isle]
---
# Zx head

Zxtext.[^b]

[^b]: "Zxword was spoken." — cleo, late
""",
    "rounds/1.md": "---\ndate: 2001-05-02\nstatus: held\n---\n# Begun\n\n"
    'Begun.[^a]\n\n[^a]: "It is white." — early\n',
    "rounds/2.md": "---\ndate: 2001-05-03\nstatus: held\n---\n# Zx round\n\n"
    'Zx.[^b]\n\n[^b]: "Zxword was spoken." — cleo, late\n',
}

DAY = "known=2001-05-03"


@pytest.fixture(scope="module")
def salt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """Everything that became known later is called by a word with `zx`."""
    folder = tmp_path_factory.mktemp("later")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "salt", SALT))
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def text(site: CheckedClient, path: str) -> str:
    """The page, whatever it leads to."""
    return site.client.get(f"/salt/{path}", buffered=True).text


def test_later_words_in_one_emphasis_with_known_ones_are_not_shown_or_found(salt: CheckedClient) -> None:
    for path in ("events/salt?", "?", "search?q=salt&"):
        assert "zxlater" not in text(salt, path + DAY)
    assert "[…]</span> See the " in text(salt, f"events/salt?{DAY}")
    assert "events/salt" not in text(salt, f"search?q=zxlater&{DAY}")
    assert " and zxlater words" in text(salt, "events/salt?known=2001-06-02")
    assert "events/salt" in text(salt, "search?q=zxlater")


def test_links_in_known_words_lead_to_nothing_that_was_not_known(salt: CheckedClient) -> None:
    page = salt.get(f"/salt/events/salt?{DAY}")
    assert page.text(".account") == (
        "[…] See the isle, the paper, round 2 and what was early.1 Known again.1"
    )
    own = [link for link in page.links(".account a") if "#" not in link]
    assert own == [f"/salt/sources/early?{DAY}", f"/salt/rounds/1?{DAY}"]
    assert page.all(".account em")
    assert salt.get(f"/salt/?{DAY}").text(".lede") == "Talks about salt."
    for path in ("events/salt", ""):
        assert "zxtitle" not in text(salt, f"{path}?{DAY}")
        assert "zxtitle" in text(salt, path)
        assert "zxtitle" in text(salt, f"{path}?known=2001-06-02")


def test_an_event_names_only_a_round_that_was_known(salt: CheckedClient) -> None:
    assert "round 2" in salt.get("/salt/events/salt").text(".who")
    assert "round" not in salt.get(f"/salt/events/salt?{DAY}").text(".who")
    rounds = "input[name=round]"
    assert [each.attrs["value"] for each in salt.get("/salt/").all(rounds)] == ["1", "2"]
    assert [each.attrs["value"] for each in salt.get(f"/salt/?{DAY}").all(rounds)] in ([], ["1"])
    assert not salt.get(f"/salt/?round=2&{DAY}").all("article")
    assert salt.get("/salt/?round=2").all("article")


def test_only_those_are_there_whom_a_known_event_names_or_quotes(salt: CheckedClient) -> None:
    page = salt.get(f"/salt/?{DAY}")
    assert page.texts("#parties .people a") == ["One", "Ada"]
    assert "Zx" not in page.html
    assert salt.get(f"/salt/parties/one?{DAY}").texts("section .events a")[0] == "Ada"
    never = salt.get(f"/salt/parties/two?{DAY}", 404)
    assert "No certain day has made it known." in never.text("main")
    assert never.links("main a")[:2] == ["/salt/parties/two", f"/salt/?{DAY}"]
    for path in ("actors/cleo", "parties/isle"):
        page = salt.get(f"/salt/{path}?{DAY}", 404)
        assert page.text("h1") == "Not known on that day"
        then, now, dossier = page.links("main a")[:3]
        assert (now, dossier) == (f"/salt/{path}", f"/salt/?{DAY}")
        day = then.removeprefix(f"/salt/{path}?known=")
        assert f"It became known on {dates.parse(day).label}." in page.text("main")
        salt.get(then)
        salt.get(f"/salt/{path}?known={date.fromisoformat(day) - timedelta(1)}", 404)
    assert salt.get("/salt/?known=2001-06-02").texts("#parties .people a") == [
        "One",
        "Ada",
        "Zx Cleo",
        "Zx isle",
    ]


def test_it_is_said_which_of_two_rounds_was_not_known(salt: CheckedClient) -> None:
    assert salt.get(f"/salt/rounds/1?{DAY}")
    page = salt.get(f"/salt/rounds/1..2?{DAY}", 404)
    assert "Nothing of round 2 was known by the end of" in page.text("main")


def test_before_anything_was_known_nobody_is_named(salt: CheckedClient) -> None:
    assert not salt.get("/salt/?known=2001-05-01").all("#parties a")


def test_errors_guess_only_what_was_known_and_keep_the_day(salt: CheckedClient) -> None:
    for path in ("eventz/isle", "actors/clea", "parties/islo", "events/isla", "rounds/3", "sources/lat", "x"):
        page = salt.get(f"/salt/{path}?{DAY}", 404)
        for link in page.links("main a")[:-1]:  # the last one leads to all dossiers
            assert DAY in link, path
            assert not {"isle", "cleo", "late"} & set(re.split(r"\W", link)), path
    assert salt.get(f"/salt/eventz/salt?{DAY}", 404).links("main a")[0] == f"/salt/events/salt?{DAY}"
    assert salt.get(f"/salt@7/?{DAY}", 404).links("main a")[:2] == [f"/salt@1/?{DAY}", f"/salt/?{DAY}"]
    assert salt.get(f"/salt/events/salt?x=1&{DAY}", 400).links("main a")[0] == f"/salt/events/salt?{DAY}"
    assert salt.get(f"/salt/search?q={'x' * 300}&{DAY}", 400).links("main a")[0] == f"/salt/search?{DAY}"


def test_a_place_that_was_not_known_is_no_place(salt: CheckedClient) -> None:
    for place in ("after=events/isle", "before=rounds/2", "at=rounds/2"):
        later, never = (
            salt.client.get(f"/salt/?{DAY}&{asked}", buffered=True)
            for asked in (place, re.sub("=.*", "=events/nowhere", place))
        )
        assert later.status_code == never.status_code == 400, place
        assert salt.client.get(f"/salt/?{place}").status_code in (200, 307)
