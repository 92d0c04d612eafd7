"""`parley backup` and `restore`: the whole store into one file, and a store made of it again."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from webapp.backup import BackupError
from webapp.backup import backup as write
from webapp.backup import restore as fill
from webapp.cli.environment import settings, store
from webapp.cli.failures import Failure
from webapp.cli.output import as_json, bar, count, print_json
from webapp.store import Store, StoreError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def backup(file: Path, as_json: bool) -> None:
    """Write the whole store to FILE, a new zip.

    All dossiers in all their revisions, as they are at one moment: pages are served and dossiers imported
    meanwhile. The file appears whole or not at all, and can be restored on SQLite and on PostgreSQL.

    \b
    Example:
      parley backup parley-2025-05-29.zip
    """
    with store() as opened, bar("Backing up") as progress:
        try:
            result = write(opened, file, progress)
        except BackupError as error:
            raise Failure(str(error)) from error
    if as_json:
        print_json({"file": str(file), **asdict(result)})
    else:
        click.echo(f"{file}: {_whole(result.dossiers, result.revisions)}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def restore(file: Path, as_json: bool) -> None:
    """Fill an empty database with the store that FILE holds.

    FILE is what `parley backup` has written; one that has been damaged since is refused. A site that serves
    the database needs no restart.

    \b
    Example:
      PARLEY_DATABASE_URL=sqlite:///restored.sqlite parley restore parley-2025-05-29.zip
    """
    try:
        with closing(Store(settings().database_url)) as opened, bar("Restoring") as progress:
            result = fill(opened, file, progress)
    except (BackupError, StoreError) as error:
        raise Failure(str(error)) from error
    if as_json:
        print_json({"file": str(file), **asdict(result)})
    else:
        counted = _whole(result.dossiers, result.revisions)
        click.echo(f"{opened.name}: {counted}, as of {result.made}")


def _whole(dossiers: int, revisions: int) -> str:
    return f"{count(dossiers, 'dossier')} in {count(revisions, 'revision')}"
