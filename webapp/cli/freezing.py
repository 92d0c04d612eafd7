"""`parley freeze`: the site as static files."""

import re
from pathlib import Path
from typing import Any

import click

from webapp.cli.environment import settings
from webapp.cli.failures import Failure, Misuse
from webapp.cli.output import as_json, bar, count, print_json, say
from webapp.cli.publishing import absent
from webapp.freeze import FreezeError
from webapp.freeze import freeze as write
from webapp.store import StoreError
from webapp.store.rows import Missing
from webapp.web.frozen import NOWHERE
from webapp.web.paths import ID, Address

ADDRESS = re.compile(f"{ID}(?:@[1-9][0-9]{{0,8}})?")


class Dossier(click.ParamType[Address]):
    """A dossier's id, perhaps with a revision."""

    name = "dossier"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        if not ADDRESS.fullmatch(value):
            raise Misuse(f"{value} is no dossier; write its id, or its id and a revision: river-talks@2.")
        return Address.parse(value)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--dossier",
    "dossiers",
    multiple=True,
    type=Dossier(),
    help="Only this dossier, as ID or ID@REVISION; may be given several times.",
)
@as_json
def freeze(folder: Path, dossiers: tuple[Address, ...], as_json: bool) -> None:
    """Write the whole site to DIR as static files.

    Any web server or archive can hold them, and a browser can open them where they are; links between pages
    lead from file to file. DIR is an empty or new folder, which appears whole or not at all. Each dossier is
    frozen as of its newest revision, unless another one is asked for.

    \b
    Example:
      PARLEY_PUBLIC_URL=https://talks.example.org parley freeze site
      parley freeze site --dossier river-talks@1
    """
    given = settings()
    try:
        with bar("Freezing") as progress:
            result = write(given, folder, dossiers, progress)
    except (FreezeError, StoreError) as error:
        raise Failure(str(error)) from error
    if isinstance(result, Missing):
        raise Failure(_absent(result))
    if given.public_url is None:
        say(
            "PARLEY_PUBLIC_URL is not set, so the pages do not say where they were published, there is no "
            f"sitemap, and feeds, citations and data name {NOWHERE}, which is nobody's."
        )
    if as_json:
        print_json({"folder": str(folder), "dossiers": result.revisions, "files": result.files})
    else:
        click.echo(f"{folder}: {count(len(result.revisions), 'dossier')} in {count(result.files, 'file')}")


def _absent(missing: Missing) -> str:
    at = Address.parse(missing.what)
    return absent(at.dossier, at.revision, missing)
