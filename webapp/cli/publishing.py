"""`parley import` and `export`: into the store, and out of it."""

from contextlib import closing
from pathlib import Path

import click

from webapp.cli.authoring import checked, unproven
from webapp.cli.environment import settings, store
from webapp.cli.failures import Failure
from webapp.cli.inputs import Beside, given, helpers
from webapp.cli.output import as_json, bar, count, print_json
from webapp.export import Exported, NotWritten
from webapp.export import export as write
from webapp.publish import Published, Unchanged, publish
from webapp.publish.standing import Standing, standing
from webapp.store import Store, StoreError, queries
from webapp.store.rows import Missing


@click.command("import")
@given
@as_json
def import_(path: Path, as_json: bool, **said: str | None) -> None:
    """Publish the dossier in PATH as a new revision.

    PATH is a folder, a zip that `export` or the site has made, JSON Lines (.jsonl), - for these on standard
    input, or a TimelineJS sheet (.csv or .json), of which a dossier is made that `export` gives as a folder.
    The check runs first: while a problem stands, nothing is imported. The revision appears whole or not at
    all. What has not changed makes none.

    \b
    Example:
      parley import river-talks
      parley import events.jsonl --id river-talks
    """
    dossier = checked(path, as_json, Beside(**said), "; nothing was imported", _newest)
    with store(create=True) as opened, bar("Importing") as progress:
        result = publish(opened, dossier, progress, helpers())
        loose = _loose(opened, dossier.id)
    if as_json:
        print_json({"dossier": dossier.id, "problems": [], **_result(result), "unverified": loose})
    else:
        aside = f";{unproven(loose)}" if loose else ""
        click.echo(f"{dossier.id}: {_sentence(result)}{aside}")


def _loose(opened: Store, dossier: str) -> int:
    """How many different quotes of the newest revision are unverified."""
    with opened.read() as connection:
        edition = queries.edition(connection, dossier, None)
        return 0 if isinstance(edition, Missing) else queries.unverified(connection, edition)


def _newest(dossier: str) -> Standing | None:
    """The newest revision in the store, if there is a store, as long as the command runs."""
    context = click.get_current_context()
    try:
        opened = context.with_resource(closing(Store(settings().database_url)))
        opened.check()
        return standing(context.with_resource(opened.read()), dossier)
    except StoreError:  # what is wrong with it will be told when it is written to
        return None


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


@click.command()
@click.argument("dossier")
@click.argument("target", metavar="TARGET", type=click.Path(path_type=Path))
@click.option("--revision", type=click.IntRange(1), help="An older revision; without it, the newest.")
@as_json
def export(dossier: str, target: Path, revision: int | None, as_json: bool) -> None:
    """Write a revision's files to a folder or a zip.

    TARGET is an empty or new folder, or a new file whose name ends with .zip. The files are the author's own,
    byte for byte, and appear all at once or not at all. A zip has a manifest of their SHA-256 hashes, too.

    \b
    Example:
      parley export river-talks copy --revision 1
      parley export river-talks river-talks.zip
    """
    with store() as opened:
        result = write(opened, dossier, revision, target)
    match result:
        case Missing():
            raise Failure(absent(dossier, revision, result))
        case NotWritten(reason):
            raise Failure(reason)
        case Exported(number, files) if as_json:
            kind = "folder" if target.is_dir() else "file"
            print_json({"dossier": dossier, "revision": number, kind: str(target), "files": files})
        case Exported(number, files):
            click.echo(f"{dossier}: {count(files, 'file')} of revision {number} in {target}")


def absent(dossier: str, revision: int | None, missing: Missing) -> str:
    """What to say of a dossier or a revision that the store has not."""
    if revision and missing.last:
        return f"{dossier} has no revision {revision}; its newest is {missing.last}."
    near = f"; did you mean {missing.nearest}?" if missing.nearest else "."
    return f"The store has no dossier {dossier}{near}"
