"""`parley new`, `check` and `schema`: for whoever writes a dossier."""

import shutil
from dataclasses import asdict
from pathlib import Path

import click

import webapp
from webapp.cli.failures import Misuse
from webapp.cli.inputs import NOTHING, Beside, Newest, given, named, read, unknown
from webapp.cli.output import as_json, count, print_json, say
from webapp.dossier import Problem
from webapp.dossier.ids import RULE, is_id, propose
from webapp.dossier.lines.schema import line_schema
from webapp.dossier.model import Contents
from webapp.dossier.schema import json_schemas

EXAMPLES = Path(webapp.__file__).parent / "demo"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start a dossier in the new folder DIR.

    It holds an invented example with comments, ready to be replaced. The folder's name becomes the dossier's
    id and its address on the site.

    \b
    Example:
      parley new river-talks
    """
    name = folder.resolve().name
    if not is_id(name):
        raise Misuse(
            f"A dossier's folder is named in {RULE}: try {folder.parent / (propose(name) or 'talks')}."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(f"{folder} is there already and is not an empty folder; give another name.")
    shutil.copytree(EXAMPLES / "new", folder, dirs_exist_ok=True)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        click.echo(file)
    say(f"Next: parley check {folder}")


@click.command()
@given
@as_json
def check(path: Path, as_json: bool, **said: str | None) -> None:
    """Report every problem of the dossier in PATH.

    PATH is a folder, a zip that `export` or the site has made, JSON Lines (.jsonl), - for these on standard
    input, or a TimelineJS sheet (.csv or .json). One a line: path:line:column: what is wrong and how to mend
    it; in a .csv the line is the row, and the column that of the cell.

    \b
    Example:
      parley check river-talks
    """
    dossier = checked(path, as_json, Beside(**said))
    counts = asdict(dossier.counts)
    if as_json:
        print_json({"dossier": dossier.id, "problems": [], **counts})
    else:
        unverified = counts.pop("unverified")
        counted = ", ".join(count(n, what[:-1]) for what, n in counts.items())
        say(f"{dossier.id}: no problems in {counted}{told(unverified)}")


def checked(
    path: Path, as_json: bool, beside: Beside = NOTHING, otherwise: str = "", newest: Newest = unknown
) -> Contents:
    """The dossier in the folder or file; where it has problems they are printed, and the command ends.

    `otherwise` says what that means, after the count of problems; `beside`, what the file does not.
    """
    found = read(path, beside, newest)
    if not isinstance(found, list):
        return found
    raise stopped(beside.id or named(path), found, as_json, otherwise)


def stopped(
    dossier: str, problems: list[Problem], as_json: bool, otherwise: str = ""
) -> click.exceptions.Exit:
    """The end of a command that has met problems, once they are printed."""
    if as_json:
        print_json({"dossier": dossier, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(str(problem))
    say(_summary(problems) + otherwise + ".")
    return click.exceptions.Exit(1)


def _summary(problems: list[Problem]) -> str:
    files = len({problem.path for problem in problems})
    return f"{count(len(problems), 'problem')} in {count(files, 'file')}"


def told(unverified: int) -> str:
    """What follows a count of quotes: `, 1 of them unverified`."""
    return f", {unverified:,} of them unverified" if unverified else ""


def unproven(unverified: int) -> str:
    """`2 quotes are unverified: …`, to stand after a stop or a semicolon; nothing where there are none."""
    if not unverified:
        return ""
    are = "is unverified: its source has" if unverified == 1 else "are unverified: their sources have"
    return f" {count(unverified, 'quote')} {are} no archived text"


@click.command()
@click.argument("name", metavar="NAME", type=click.Choice(["dossier", "source", "event", "round", "line"]))
def schema(name: str) -> None:
    """Print the JSON Schema of front matter, or of a line.

    NAME is a kind of file, dossier, source, event or round, or it is line, for JSON Lines. Editors that check
    YAML or JSON can use the schema.

    \b
    Example:
      parley schema event > event.schema.json
    """
    print_json(line_schema() if name == "line" else json_schemas()[name])
