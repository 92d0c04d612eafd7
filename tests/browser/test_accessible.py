"""axe-core finds nothing to object to on any page, however it is looked at, and none is too wide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import LOOKS, check, check_looks, every_look, example
from tests.web.addresses import SHOWN, TIMELINE, known, views
from webapp.dossier.model import Dossier

# What no example of a page shows: a revision, other scripts, strange words, nothing found, and every error.
OTHERS = [
    "/istanbul-2025@1/known",
    "/river-2025@1/events/rumour",
    "/river-2025/sources/minutes",
    "/river-2025/changes",
    "/river-2025/changes/since/1?of=events/anna-promises",
    "/majlis/",
    "/majlis/events/meeting",
    "/odd/",
    "/odd/events/late",
    "/odd/search?q=paragraph",
    "/istanbul-2025/?party=turkiye&kind=statement&q=nowhere",
    "/istanbul-2025/?known=2025-05-01",
    "/istanbul-2025/search?q=nowhere",
    "/istanbul-2025/commitments?state=broken",
    "/istanbul-2025/positions?topic=venue&known=2025-05-01",
    "/istanbul-2025/events/nothing",
    "/istanbul-2025/?party=russa",
    "/istanbul-2025/?known=tomorrow",
    "/istanbul-2025/events/2025-05-28-lavrov-rubio-call?known=2025-05-01",
    "/istanbul-2025@99/",
    "/istanbul-2025/rounds?compare=1",
    "/nothing/",
]
# On the timeline, parameters that show what no other shows.
TELLING = ("known", "q", "party", "from")
LONG = ["?party=velmark&from=2019&to=2021-06&known={known}", "known", "rounds/11..12", "search?q=ceasefire"]


WITHOUT = {"java_script_enabled": False}


@pytest.mark.parametrize("page", [{}, WITHOUT], indirect=True, ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("rule", SHOWN)
def test_every_kind_of_page_is_accessible(
    page: Page, rule: str, demo: Dossier, request: pytest.FixtureRequest
) -> None:
    """At every width and in all colours, with scripts and without."""
    check_looks(page, example(rule, demo), every_look(), scripts="no-scripts" not in request.node.name)


@pytest.mark.parametrize("rule", SHOWN)
def test_so_is_each_narrowed_or_as_known_on_a_day(page: Page, rule: str, demo: Dossier) -> None:
    for name, path in views(rule, demo):
        if name in (TELLING if rule == TIMELINE else ("known", "year")):
            check_looks(page, path)


def test_so_are_other_scripts_empty_results_and_errors(page: Page) -> None:
    for path in OTHERS:
        check_looks(page, path)


@pytest.mark.parametrize("path", LONG)
def test_so_is_a_long_dossier(long_page: Page, path: str, lume: Dossier) -> None:
    check_looks(long_page, f"/lume/{path.format(known=known(lume))}")


@pytest.mark.parametrize("page", LOOKS, indirect=True, ids=["wide-light", "narrow-dark"])
def test_the_table_of_the_overview_is_accessible_too(page: Page) -> None:
    page.goto("/river-2025/")
    page.get_by_text("The same as a table").click()
    check(page)


@pytest.mark.parametrize("page", LOOKS, indirect=True, ids=["wide-light", "narrow-dark"])
def test_the_place_that_a_link_leads_to_is_accessible_too(page: Page) -> None:
    page.goto("/istanbul-2025/actors/lavrov")
    page.get_by_role("link", name="link to this quote").first.click()
    check(page)
