"""`parley import`, `export` and `verify`: into the store, out of it, and held against the sources."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from webapp.cli.authoring import checked
from webapp.cli.environment import settings, store
from webapp.cli.failures import Failure
from webapp.cli.inputs import Beside, given
from webapp.cli.output import as_json, bar, count, print_json, say
from webapp.export import Exported, NotWritten
from webapp.export import export as write
from webapp.publish import Published, Unchanged, publish
from webapp.publish.standing import Standing, standing
from webapp.store import Store, StoreError, queries
from webapp.store.rows import Missing
from webapp.verify import Finding
from webapp.verify import verify as hold


@click.command("import")
@given
@as_json
def import_(path: Path, as_json: bool, **said: str | None) -> None:
    """Publish the dossier in PATH as a new revision.

    PATH is a folder, JSON Lines (.jsonl), - for these on standard input, or a TimelineJS sheet (.csv or
    .json), of which a dossier is made that `export` gives as a folder. The check runs first: while a problem
    stands, nothing is imported. The revision appears whole or not at all. What has not changed makes none.

    \b
    Example:
      parley import river-talks
      parley import events.jsonl --id river-talks
    """
    dossier = checked(path, as_json, Beside(**said), "; nothing was imported", _newest)
    with store(create=True) as opened, bar("Importing") as progress:
        result = publish(opened, dossier, progress)
        loose = _loose(opened, dossier.id)
    if as_json:
        print_json({"dossier": dossier.id, "problems": [], **_result(result), "unverified": loose})
    else:
        click.echo(f"{dossier.id}: {_sentence(result)}{f'; {_unverified(loose)}' if loose else ''}")


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
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--revision", type=click.IntRange(1), help="An older revision; without it, the newest.")
@as_json
def export(dossier: str, folder: Path, revision: int | None, as_json: bool) -> None:
    """Write a revision's files to the empty or new folder DIR.

    They are the author's own, byte for byte, and appear all at once or not at all.

    \b
    Example:
      parley export river-talks copy --revision 1
    """
    with store() as opened:
        result = write(opened, dossier, revision, folder)
    match result:
        case Missing():
            raise Failure(_missing(dossier, revision, result))
        case NotWritten(reason):
            raise Failure(reason)
        case Exported(number, files) if as_json:
            print_json({"dossier": dossier, "revision": number, "folder": str(folder), "files": files})
        case Exported(number, files):
            click.echo(f"{dossier}: {count(files, 'file')} of revision {number} in {folder}")


def _missing(dossier: str, revision: int | None, missing: Missing) -> str:
    if revision and missing.last:
        return f"{dossier} has no revision {revision}; its newest is {missing.last}."
    near = f"; did you mean {missing.nearest}?" if missing.nearest else "."
    return f"The store has no dossier {dossier}{near}"


@click.command()
@click.argument("dossier", required=False)
@as_json
def verify(dossier: str | None, as_json: bool) -> None:
    """Hold every stored quote against its stored source.

    Of one dossier, or of all: each text must have the SHA-256 it was imported with, and each quote's words
    must stand in it letter for letter, in every revision. Quotes from sources that have no archived text are
    counted apart.

    \b
    Example:
      parley verify
    """
    with store() as opened, bar("Verifying") as progress:
        result = hold(opened, dossier, progress)
    if isinstance(result, Missing):
        raise Failure(_missing(str(dossier), None, result))
    if as_json:
        findings = [asdict(finding) for finding in result.findings]
        counts = {"quotes": result.quotes, "unverified": result.unverified, "sources": result.sources}
        print_json({**counts, "findings": findings})
    for finding in () if as_json else result.findings:
        click.echo(_line(finding))
    checked = f"{count(result.quotes - result.unverified, 'quote')} in {count(result.sources, 'source')}"
    if result.findings:
        say(f"{count(len(result.findings), 'finding')} in {checked}; restore the store from a copy.")
        raise click.exceptions.Exit(1)
    more = f" {_unverified(result.unverified)}." if result.unverified else ""
    say(f"{checked} verified; every one stands letter for letter.{more}")


def _unverified(number: int) -> str:
    are = "is unverified: its source has" if number == 1 else "are unverified: their sources have"
    return f"{count(number, 'quote')} {are} no archived text"


def _line(finding: Finding) -> str:
    """`talks@1..3 events/gate, quote 2: …`"""
    last = "" if finding.last == finding.first else f"..{finding.last or ''}"
    number = f", quote {finding.number}" if finding.number else ""
    return f"{finding.dossier}@{finding.first}{last} {finding.key}{number}: {finding.what}"
