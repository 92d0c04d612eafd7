"""`parley import`, `export` and `verify`: into the store, out of it, and held against the sources."""

from pathlib import Path

import click

from webapp.cli.authoring import checked
from webapp.cli.environment import store
from webapp.cli.failures import Folder
from webapp.cli.output import as_json, bar, print_json
from webapp.publish import Published, Unchanged, publish


@click.command("import")
@click.argument("folder", metavar="DIR", type=Folder())
@as_json
def import_(folder: Path, as_json: bool) -> None:
    """Publish the dossier in DIR as a new revision.

    The check runs first: while a problem stands, nothing is imported. The revision appears whole or not at
    all. A folder that has not changed makes none.

    \b
    Example:
      parley import river-talks
    """
    dossier = checked(folder, as_json)
    with store(create=True) as opened, bar("Importing") as progress:
        result = publish(opened, dossier, progress)
    if as_json:
        print_json({"dossier": dossier.id, "problems": [], **_result(result)})
    else:
        click.echo(f"{dossier.id}: {_sentence(result)}")


def _result(result: Published | Unchanged) -> dict[str, object]:
    lists = ("added", "changed", "removed")
    return {
        "revision": result.revision,
        "new": isinstance(result, Published),
        **{name: list(getattr(result, name, ())) for name in lists},
    }


def _sentence(result: Published | Unchanged) -> str:
    if isinstance(result, Unchanged):
        return f"nothing has changed since revision {result.revision}"
    changes = [
        f"{number:,} {what}"
        for what, number in (
            ("added", len(result.added)),
            ("changed", len(result.changed)),
            ("removed", len(result.removed)),
        )
        if number
    ]
    return f"revision {result.revision} ({', '.join(changes)})"
