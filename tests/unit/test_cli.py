"""The command line as its user meets it: what is printed where, the exit status, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.bundle import Content, packed
from webapp.cli import COMMANDS, main
from webapp.cli.authoring import EXAMPLES
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.dossier.schema import json_schemas

Parley = Callable[..., Result]


@pytest.fixture
def parley(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parley:
    """Runs `parley` in an empty folder with no settings but those given."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("PARLEY_")]:
        monkeypatch.delenv(name)

    def run(*args: str, **env: str) -> Result:
        return CliRunner().invoke(main, args, env=env, prog_name="parley", catch_exceptions=False)

    return run


@pytest.fixture
def talks(parley: Parley) -> Path:
    """A dossier of one's own, fresh from `parley new`."""
    assert parley("new", "talks").exit_code == 0
    return Path("talks")


def process(*args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "webapp", *args]
    return subprocess.run(command, check=False, text=True, stderr=subprocess.PIPE, **options)


def misspell(talks: Path) -> None:
    """Two problems in one file."""
    event = talks / "events" / "2001-03-01-gate.md"
    event.write_text(event.read_text().replace("[weir]", "[wier]").replace("[water]", "[watre]"))


def is_one_line(message: str) -> bool:
    return message.startswith("Error: ") and message.count("\n") == 1 and message.endswith((".\n", "?\n"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_listed_and_has_an_example(parley: Parley, command: str) -> None:
    assert f"\n  {command} " in parley("--help").stdout
    help = parley(command, "--help").stdout
    assert f"parley {command}" in help.partition("Example:")[2]


def test_a_summary_in_the_list_is_never_cut(parley: Parley) -> None:
    assert "..." not in parley("--help").stdout.partition("Commands:")[2]


def test_unknown_commands_and_options_are_wrong_usage(parley: Parley) -> None:
    assert parley("chekc").exit_code == 2
    assert parley("check", "--jsn").exit_code == 2


def test_new_starts_a_dossier_that_has_no_problems(talks: Path) -> None:
    dossier = read(talks)
    assert isinstance(dossier, Dossier)
    assert [event.key for event in dossier.events] == ["events/2001-03-01-gate", "rounds/1"]
    comments = [
        line for file in talks.rglob("*.md") for line in file.read_text().splitlines() if "# " in line
    ]
    assert len(comments) > 10


def test_new_prints_the_files_it_wrote_and_what_comes_next(parley: Parley) -> None:
    result = parley("new", "talks")
    assert sorted(result.stdout.split()) == sorted(str(file) for file in Path("talks").rglob("*.md"))
    assert result.stderr == "Next: parley check talks\n"


def test_new_takes_an_empty_folder_that_is_there(parley: Parley) -> None:
    Path("talks").mkdir()
    assert parley("new", "talks").exit_code == 0


@pytest.mark.parametrize("make", [lambda path: path.write_text("mine"), shutil.copytree])
def test_new_never_writes_over_anything(parley: Parley, tmp_path: Path, make: Any) -> None:
    if make is shutil.copytree:
        shutil.copytree(EXAMPLES / "istanbul-2025", "talks")
    else:
        make(Path("talks"))
    before = sorted(tmp_path.rglob("*"))
    result = parley("new", "talks")
    assert (result.exit_code, sorted(tmp_path.rglob("*"))) == (2, before)
    assert "give another name" in result.stderr


@pytest.mark.parametrize(
    ("name", "proposal"),
    [("My Talks", "my-talks"), ("Überlingen", "uberlingen"), ("会议", "talks"), ("/", "/talks")],
)
def test_new_proposes_a_name_that_can_be_an_address(parley: Parley, name: str, proposal: str) -> None:
    result = parley("new", name)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"try {proposal}.\n")
    assert not Path(proposal).exists()


def test_check_prints_problems_as_results_and_their_number_as_a_message(parley: Parley, talks: Path) -> None:
    misspell(talks)
    result = parley("check", "talks")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [str(problem) for problem in read(talks)]  # type: ignore[union-attr]
    assert "events/2001-03-01-gate.md:6:10: unknown actor `wier`: did you mean `weir`?" in result.stdout
    assert result.stderr == "2 problems in 1 file.\n"


def test_check_says_on_standard_error_that_all_is_well(parley: Parley, talks: Path) -> None:
    result = parley("check", str(talks))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "talks: no problems in 1 source, 1 round, 1 event, 3 quotes\n"


def test_check_reads_the_folder_it_stands_in(
    parley: Parley, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(talks)
    assert parley("check", ".").stderr.startswith("talks: no problems")


def test_check_for_a_program(parley: Parley, talks: Path) -> None:
    good = {"dossier": "talks", "problems": [], "sources": 1, "rounds": 1, "events": 1, "quotes": 3}
    good["unverified"] = 0
    assert json.loads(parley("check", "talks", "--json").stdout) == good
    misspell(talks)
    result = parley("check", "talks", "--json")
    assert result.exit_code == 1
    problem = json.loads(result.stdout)["problems"][0]
    assert (problem["path"], problem["line"], problem["column"]) == ("events/2001-03-01-gate.md", 6, 10)
    assert problem["message"].startswith("unknown actor")


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_folder_that_is_not_there_or_is_a_file_is_wrong_usage(parley: Parley, command: str) -> None:
    Path("file.md").write_text("")
    for name in ("nowhere", "file.md", "nowhere.zip"):
        result = parley(command, name)
        assert result.exit_code == 2
        assert name in result.stderr
        assert is_one_line(result.stderr)


def test_import_makes_a_revision_only_of_what_has_changed(parley: Parley, talks: Path) -> None:
    assert parley("import", "talks").stdout == "talks: revision 1 (4 added)\n"
    assert parley("import", "talks").stdout == "talks: nothing has changed since revision 1\n"
    event = talks / "events" / "2001-03-01-gate.md"
    event.write_text(event.read_text().replace("# Weir promises", "# Ada Weir promises"))
    assert parley("import", "talks").stdout == "talks: revision 2 (1 changed)\n"


def test_import_for_a_program(parley: Parley, talks: Path) -> None:
    first = json.loads(parley("import", "talks", "--json").stdout)
    keys = ["dossier", "events/2001-03-01-gate", "rounds/1", "sources/gazette-2001-03-02"]
    nothing = {
        "dossier": "talks",
        "problems": [],
        "revision": 1,
        "changed": [],
        "removed": [],
        "unverified": 0,
    }
    assert first == {**nothing, "new": True, "added": keys}
    assert json.loads(parley("import", "talks", "--json").stdout) == {**nothing, "new": False, "added": []}


def test_nothing_is_imported_while_a_problem_stands(parley: Parley, talks: Path) -> None:
    misspell(talks)
    checked = parley("check", "talks")
    imported = parley("import", "talks")
    assert (imported.exit_code, imported.stdout) == (1, checked.stdout)
    assert imported.stderr == checked.stderr.replace(".\n", "; nothing was imported.\n")
    assert not Path("parley.sqlite").exists()


def test_export_gives_back_every_revision_to_the_byte(parley: Parley, talks: Path) -> None:
    first = {file.relative_to(talks): file.read_bytes() for file in talks.rglob("*.md")}
    parley("import", "talks")
    event = talks / "events" / "2001-03-01-gate.md"
    event.write_text(event.read_text().replace("# Weir promises", "# Ada Weir promises"))
    parley("import", "talks")
    assert parley("export", "talks", "new").stdout == "talks: 4 files of revision 2 in new\n"
    exported = json.loads(parley("export", "talks", "old", "--revision", "1", "--json").stdout)
    assert exported == {"dossier": "talks", "revision": 1, "folder": "old", "files": 4}
    assert {file.relative_to("old"): file.read_bytes() for file in Path("old").rglob("*.md")} == first
    assert Path("new/events/2001-03-01-gate.md").read_bytes() == event.read_bytes()


def test_a_zip_is_checked_imported_and_verified_like_its_folder(parley: Parley, talks: Path) -> None:
    parley("import", "talks")
    exported = json.loads(parley("export", "talks", "whole.zip", "--json").stdout)
    assert exported == {"dossier": "talks", "revision": 1, "file": "whole.zip", "files": 4}
    assert parley("check", "whole.zip").stderr == parley("check", "talks").stderr
    assert parley("import", "whole.zip").stdout == "talks: nothing has changed since revision 1\n"
    Path("parley.sqlite").unlink()
    well = parley("verify", "whole.zip")
    assert (well.exit_code, well.stdout) == (0, "")
    assert well.stderr == (
        "talks, revision 1: 4 files as the manifest has them; "
        "3 quotes in 1 source verified; every one stands letter for letter.\n"
    )
    verified = {"files": 4, "quotes": 3, "unverified": 0, "sources": 1, "problems": []}
    about = {"dossier": "talks", "revision": 1, "excerpts": False}
    assert json.loads(parley("verify", "whole.zip", "--json").stdout) == verified | about
    assert not Path("parley.sqlite").exists()


@pytest.mark.parametrize("command", ["check", "import", "verify"])
def test_a_flipped_byte_of_a_zip_is_found_and_named(parley: Parley, talks: Path, command: str) -> None:
    parley("import", "talks")
    parley("export", "talks", "whole.zip")
    whole = bytearray(Path("whole.zip").read_bytes())
    name = b"talks/events/2001-03-01-gate.md"
    whole[whole.index(name) + len(name) + 50] ^= 1
    Path("whole.zip").write_bytes(whole)
    result = parley(command, "whole.zip")
    assert result.exit_code == 1
    assert result.stdout.startswith("events/2001-03-01-gate.md:1:1: this file is damaged")
    assert result.stderr.startswith("1 problem in 1 file")


def test_a_zip_of_a_dossier_with_problems_has_the_messages_of_its_folder(parley: Parley, talks: Path) -> None:
    misspell(talks)
    files = [Content(str(path.relative_to(talks)), path.read_bytes()) for path in sorted(talks.rglob("*.md"))]
    Path("talks.zip").write_bytes(b"".join(packed("talks", 1, datetime.now(UTC), files)))
    folder = parley("check", "talks")
    for command in "check", "verify":
        result = parley(command, "talks.zip")
        assert (result.exit_code, result.stdout, result.stderr) == (1, folder.stdout, folder.stderr)
    assert json.loads(parley("import", "talks.zip", "--json").stdout)["dossier"] == "talks"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["export", "tals", "copy"], "The store has no dossier tals; did you mean talks?"),
        (["export", "elsewhere", "copy"], "The store has no dossier elsewhere."),
        (["export", "talks", "copy", "--revision", "9"], "talks has no revision 9; its newest is 1."),
        (["export", "talks", "talks"], "is not empty; give a folder that is, or that does not exist yet."),
        (["verify", "tals"], "The store has no dossier tals; did you mean talks?"),
        (["export", "talks", "talks.md/copy.zip"], "cannot be written: No such file or directory."),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    parley: Parley, talks: Path, args: list[str], message: str
) -> None:
    parley("import", "talks")
    result = parley(*args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(f"{message}\n")
    assert result.stderr.count("\n") == 1
    assert not Path("copy").exists()


def test_verify_finds_what_no_longer_stands_in_its_source(parley: Parley, talks: Path) -> None:
    parley("import", "talks")
    well = parley("verify")
    assert (well.exit_code, well.stdout) == (0, "")
    assert well.stderr == "3 quotes in 1 source verified; every one stands letter for letter.\n"
    counts = {"quotes": 3, "unverified": 0, "sources": 1, "findings": []}
    assert json.loads(parley("verify", "talks", "--json").stdout) == counts
    with closing(sqlite3.connect("parley.sqlite")) as database:
        database.execute("UPDATE sources SET text = replace(text, 'every morning', 'some mornings')")
        database.commit()
    result = parley("verify")
    assert result.exit_code == 1
    assert "talks@1.. sources/gazette-2001-03-02: its text has the SHA-256" in result.stdout
    assert "talks@1.. events/2001-03-01-gate, quote 1: the source has" in result.stdout
    assert "restore the store from a copy." in result.stderr
    findings = json.loads(parley("verify", "--json").stdout)["findings"]
    assert {"dossier", "first", "last", "key", "number", "quote", "what"} == set(findings[0])


def test_a_backup_is_restored_elsewhere_and_refused_where_something_is(parley: Parley, talks: Path) -> None:
    parley("import", "talks")
    assert parley("backup", "whole.zip").stdout == "whole.zip: 1 dossier in 1 revision\n"
    again = parley("backup", "whole.zip")
    assert (again.exit_code, again.stderr) == (
        1,
        "Error: whole.zip is there already; give a name that is not.\n",
    )
    full = parley("restore", "whole.zip")
    assert (full.exit_code, is_one_line(full.stderr)) == (1, True)
    elsewhere = {"PARLEY_DATABASE_URL": "sqlite:///elsewhere.sqlite"}
    restored = json.loads(parley("restore", "whole.zip", "--json", **elsewhere).stdout)
    assert datetime.fromisoformat(restored.pop("made")) <= datetime.now(UTC)
    assert restored == {"file": "whole.zip", "dossiers": 1, "revisions": 1}
    parley("export", "talks", "copy", **elsewhere)
    assert Path("copy/dossier.md").read_bytes() == (talks / "dossier.md").read_bytes()


def test_a_site_is_frozen_and_what_it_does_not_say_is_told(parley: Parley, talks: Path) -> None:
    parley("import", "talks")
    result = parley("freeze", "site", "--json")
    files = sum(path.is_file() for path in Path("site").rglob("*"))
    assert json.loads(result.stdout) == {"folder": "site", "dossiers": {"talks": 1}, "files": files}
    assert re.fullmatch("PARLEY_PUBLIC_URL is not set.*\n", result.stderr)
    public = {"PARLEY_PUBLIC_URL": "https://talks.example.org"}
    result = parley("freeze", "again", "--dossier", "talks@1", **public)
    assert re.fullmatch("again: 1 dossier in [0-9]+ files\n", result.stdout)
    assert result.stderr == ""
    again = parley("freeze", "site")
    assert (again.exit_code, is_one_line(again.stderr)) == (1, True)
    for asked, status in (("talk", 1), ("talks@7", 1), ("Talks", 2)):
        refused = parley("freeze", "other", "--dossier", asked)
        assert (refused.exit_code, is_one_line(refused.stderr)) == (status, True)
        assert asked.partition("@")[0] in refused.stderr
    assert not Path("other").exists()


def test_what_is_no_backup_is_told_in_one_line_and_makes_nothing(parley: Parley, talks: Path) -> None:
    for file in "nothing.zip", "talks/dossier.md":
        result = parley("restore", file)
        assert (result.exit_code, result.stdout, is_one_line(result.stderr)) == (1, "", True)
        assert not Path("parley.sqlite").exists()


def test_config_lists_every_setting_with_its_origin_and_no_password(parley: Parley) -> None:
    url = "postgresql://editor:secret@db.example/talks"
    result = parley("config", PARLEY_DATABASE_URL=url)
    assert (
        "PARLEY_DATABASE_URL=postgresql://editor:***@db.example/talks\n  from: environment\n" in result.stdout
    )
    assert "PARLEY_PUBLIC_URL=\n  from: default\n" in result.stdout
    assert "secret" not in result.output
    settings = {one["variable"]: one for one in json.loads(parley("config", "--json").stdout)}
    assert settings["PARLEY_DATABASE_URL"]["value"] == "sqlite:///parley.sqlite"
    assert {"variable", "value", "default", "about", "from"} == set(settings["PARLEY_PUBLIC_URL"])


@pytest.mark.parametrize(
    "env",
    [{"PARLEY_DATABASE": "x"}, {"PARLEY_DATABASE_URL": "nothing"}, {"PARLEY_PUBLIC_URL": "talks.example"}],
)
def test_settings_that_cannot_be_used_are_wrong_usage(
    parley: Parley, env: dict[str, str], talks: Path
) -> None:
    for command in (["config"], ["import", "talks"], ["serve", "--port", "0"]):
        result = parley(*command, **env)
        assert result.exit_code == 2
        assert next(iter(env)) in result.stderr
        assert is_one_line(result.stderr)


@pytest.mark.parametrize(
    "url",
    ["sqlite:////nowhere/at/all.sqlite", "sqlite:////dev/full", "postgresql://127.0.0.1:1/talks"],
)
def test_a_database_that_cannot_be_used_is_told_in_one_line(parley: Parley, talks: Path, url: str) -> None:
    for command in (["import", "talks"], ["verify"], ["export", "talks", "copy"], ["serve", "--port", "0"]):
        result = parley(*command, PARLEY_DATABASE_URL=url)
        assert result.exit_code == 1
        assert is_one_line(result.stderr)
    assert not Path("copy").exists()


def test_schema_is_what_the_reader_reads(parley: Parley) -> None:
    for name, schema in json_schemas().items():
        assert json.loads(parley("schema", name).stdout) == schema
    assert parley("schema", "even").exit_code == 2


def test_a_full_disk_is_told_in_one_line() -> None:
    with open("/dev/full", "w") as full:
        result = process("schema", "event", stdout=full)
    assert result.returncode == 1
    assert result.stderr == "Error: No space left on device.\n"


def test_a_reader_that_goes_away_is_no_failure_to_speak_of() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w") as closed:
        result = process("schema", "event", stdout=closed)
    assert (result.returncode, result.stderr) == (1, "")


def test_names_that_a_terminal_cannot_show_are_escaped(talks: Path) -> None:
    os.rename(talks / "rounds" / "1.md", os.fsencode(talks / "rounds") + b"/\xff.md")
    result = process("check", "talks", stdout=subprocess.PIPE)
    assert result.returncode == 1
    assert r"rounds/\xff.md:1:1: a round's file is named by its number" in result.stdout
