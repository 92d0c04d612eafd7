"""README.md says what there is, and what it says is so."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from webapp import dates
from webapp.app import create_app
from webapp.citation import files as reference_files
from webapp.cli import COMMANDS, main
from webapp.dossier import read
from webapp.dossier.lines.line import OWN
from webapp.dossier.lines.notes import QUOTE
from webapp.dossier.model import Dossier
from webapp.dossier.schema import json_schemas
from webapp.settings import Settings
from webapp.web.routes import FORMATS, PAGES

README = (Path(__file__).parents[2] / "README.md").read_text()
FILES = dict(re.findall(r"^`harbour-talks/(\S+)`.*?\n\n```markdown\n(.*?)^```$", README, re.M | re.S))
DIFF = "".join(re.findall(r"^```diff\n(.*?)^```$", README, re.M | re.S))
CHECKS = re.findall(r"^\$ parley check harbour-talks\n(.*?)^```$", README, re.M | re.S)


def section(heading: str) -> str:
    """What stands below a heading, up to the next of its level or above."""
    level = heading.index(" ")
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", README, re.M | re.S)
    assert found, heading
    return found[1]


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "harbour-talks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / "harbour-talks"


def test_the_example_is_a_dossier_without_problems(tmp_path: Path) -> None:
    dossier = read(write(tmp_path, FILES))
    assert isinstance(dossier, Dossier)
    assert len([event for event in dossier.events if event.number is None]) == 2


def test_what_check_is_shown_to_print_is_what_it_prints(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES)
    assert CliRunner().invoke(main, ["check", str(folder)]).output == CHECKS[0]
    event = folder / "events" / "2001-05-31-offer.md"
    for before, after in re.findall(r"^-(.*)\n\+(.*)\n", DIFF, re.M):
        assert before in event.read_text()
        event.write_text(event.read_text().replace(before, after))
    assert CliRunner().invoke(main, ["check", str(folder)]).output == CHECKS[1]


def test_the_lines_that_are_shown_are_a_dossier_without_problems(tmp_path: Path) -> None:
    [shown] = re.findall(r"^```json\n(.*?)^```$", section("### JSON Lines"), re.M | re.S)
    file = tmp_path / "harbour.jsonl"
    file.write_text(shown)
    counted = "1 source, 0 rounds, 1 event, 1 quote"
    result = CliRunner().invoke(main, ["check", str(file)])
    assert result.output == f"harbour-talks: no problems in {counted}\n"
    keys = set(re.findall(r"^\| `(\w+)` \|", section("### JSON Lines"), re.M))
    assert keys == {key for own in OWN.values() for key in own}
    assert set(QUOTE) <= set(re.findall(r"`(\w+)`", section("### JSON Lines")))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_with_its_options(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command
    text = section(f"### parley {name}")
    for parameter in command.params:
        words = (
            parameter.opts
            if isinstance(parameter, click.Option)
            else [parameter.make_metavar(click.Context(command))]
        )
        assert all(word in text for word in words), (name, words)


def test_every_option_that_is_mentioned_exists() -> None:
    options = {
        option
        for name in COMMANDS
        for parameter in main.get_command(click.Context(main), name).params  # type: ignore[union-attr]
        for option in parameter.opts
    }
    mentioned = set(re.findall(r"(?<=[\[ `])--[a-z-]+", section("## The command line")))
    assert mentioned <= options | {"--help", "--version"}


def test_every_setting_is_in_the_table() -> None:
    rows = re.findall(r"^\| `(PARLEY_\w+)` \| (?:`(.*?)`)? ?\|", section("## Settings"), re.M)
    assert rows == [(setting.variable, setting.default) for setting in Settings().described()]
    assert set(re.findall(r"PARLEY_[A-Z_]*[A-Z]", README)) == {name for name, _ in rows}


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("dossier", "### dossier.md"),
        ("source", "### Sources"),
        ("event", "### Events"),
        ("round", "### Rounds"),
    ],
)
def test_every_key_of_front_matter_is_in_its_table(kind: str, heading: str) -> None:
    text = section(heading)
    schema = json_schemas()[kind]
    table = {key for cell in re.findall(r"^\| (`.*?) \|", text, re.M) for key in re.findall(r"`(\w+)`", cell)}
    assert table == set(schema["properties"])
    for key, below in schema.get("$defs", {}).items():
        places = text + (section("### Events") if kind == "round" else "")
        for name in below.get("properties", {}):
            assert re.search(rf"`{name}`|\b{name}:", places), (key, name)


def test_every_choice_of_front_matter_is_named() -> None:
    for choice in choices(json_schemas()):
        assert f"`{choice}`" in section("## The authoring format"), choice


def choices(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node.get("enum", ())).union(*(choices(value) for value in node.values()))
    return set().union(*(choices(value) for value in node)) if isinstance(node, list) else set()


def test_every_date_that_is_shown_is_read() -> None:
    cells = re.findall(r"^\| (`.*?) \|", section("### Dates"), re.M)
    shown = [text.strip('"') for cell in cells for text in re.findall("`(.*?)`", cell)]
    assert len(shown) > 20
    for text in shown:
        assert dates.parse(text).text == text


def test_every_address_of_the_site_is_in_the_table_and_no_other() -> None:
    rules = create_app(Settings()).url_map.iter_rules()
    addresses = {written(str(rule)) for rule in rules if ":" not in rule.endpoint}
    assert set(addresses_in_readme()) == addresses


def test_every_format_of_a_page_is_in_the_table_and_no_other() -> None:
    formats = {written(page): [*FORMATS.get(page, {})] for page in PAGES}
    assert {page: found for page, found in addresses_in_readme().items() if page in formats} == formats


def written(rule: str) -> str:
    """A route as readers know it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule).replace("<at>", "<dossier>")


def addresses_in_readme() -> dict[str, list[str]]:
    """The addresses of the table, with what their pages are as data."""
    rows = re.findall(r"^\| (`/.*?) \| .*? \| ?(.*?) ?\|$", section("## The site's addresses"), re.M)
    return {
        address: re.findall("`(.*?)`", data) for cell, data in rows for address in re.findall("`(.*?)`", cell)
    }


@pytest.mark.parametrize("suffix", reference_files.FILES)
def test_every_file_for_reference_managers_is_told_of(suffix: str) -> None:
    assert f"| `.{suffix}` |" in section("### Sharing")


def test_every_chore_that_is_mentioned_is_in_the_makefile() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    for target in set(re.findall(r"`make (\w+)|^make (\w+)", README, re.M)):
        assert re.search(rf"^{''.join(target)}:", makefile, re.M), target


def test_the_contents_lead_to_headings() -> None:
    headings = {
        re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in re.findall("^#+ (.*)", README, re.M)
    }
    links = re.findall(r"\]\(#(.*?)\)", README)
    assert links
    assert set(links) <= headings, difflib.get_close_matches(next(iter(set(links) - headings), ""), headings)
