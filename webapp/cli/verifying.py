"""`parley verify`: quotes held against their sources, in the store or in a zip."""

from dataclasses import asdict
from pathlib import Path

import click

from webapp.cli.authoring import stopped, unproven
from webapp.cli.environment import store
from webapp.cli.failures import Failure, Misuse
from webapp.cli.inputs import ZIP, bundled
from webapp.cli.output import as_json, bar, count, print_json, say
from webapp.cli.publishing import absent
from webapp.dossier.model import Counts
from webapp.store.rows import Missing
from webapp.verify import Finding, Verification
from webapp.verify import verify as hold


@click.command()
@click.argument("what", metavar="[DOSSIER|FILE]", required=False)
@as_json
def verify(what: str | None, as_json: bool) -> None:
    """Hold every quote against its source, in the store or in a zip.

    Of one dossier in the store, or of all: each text must have the SHA-256 it was imported with, and each
    quote's words must stand in it letter for letter, in every revision; quotes from sources that have no
    archived text are counted apart. Of a zip, FILE ends with .zip, and no
    database is needed: its files must be those of its manifest, and they must pass `check`.

    \b
    Example:
      parley verify
      parley verify river-talks.zip
    """
    if what and Path(what).suffix.lower() == ZIP:
        _verify_zip(Path(what), as_json)
    else:
        _verify_store(what, as_json)


def _verify_zip(path: Path, as_json: bool) -> None:
    if not path.is_file():
        raise Misuse(f"There is no file {path}.")
    found = bundled(path)
    if isinstance(found, list):
        raise stopped(path.stem, found, as_json)
    manifest, dossier = found
    files, counts = len(manifest.files), dossier.counts
    if as_json:
        about = {"dossier": dossier.id, "revision": manifest.revision, "excerpts": manifest.excerpts}
        held = {"quotes": counts.quotes, "unverified": counts.unverified, "sources": counts.sources}
        print_json({**about, "problems": [], "files": files, **held})
        return
    say(
        f"{dossier.id}, revision {manifest.revision}: {count(files, 'file')} as the manifest has them; "
        + _held(counts, ", in what the public may see of the sources" if manifest.excerpts else "")
    )


def _verify_store(dossier: str | None, as_json: bool) -> None:
    with store() as opened, bar("Verifying") as progress:
        result = hold(opened, dossier, progress)
    if isinstance(result, Missing):
        raise Failure(absent(str(dossier), None, result))
    if as_json:
        findings = [asdict(finding) for finding in result.findings]
        counts = {"quotes": result.quotes, "unverified": result.unverified, "sources": result.sources}
        print_json({**counts, "findings": findings})
    for finding in () if as_json else result.findings:
        click.echo(_line(finding))
    if result.findings:
        checked = f"{count(result.quotes - result.unverified, 'quote')} in {count(result.sources, 'source')}"
        say(f"{count(len(result.findings), 'finding')} in {checked}; restore the store from a copy.")
        raise click.exceptions.Exit(1)
    say(_held(result))


def _held(counts: Counts | Verification, within: str = "") -> str:
    """How many quotes stand in their sources, and how many could not be held against one."""
    held, sources = counts.quotes - counts.unverified, count(counts.sources, "source")
    told = f"{count(held, 'quote')} in {sources} verified; every one stands letter for letter{within}."
    if not held:
        told = f"there is no quote to verify in {sources}."
    return told + (f"{unproven(counts.unverified)}." if counts.unverified else "")


def _line(finding: Finding) -> str:
    """`talks@1..3 events/gate, quote 2: …`"""
    last = "" if finding.last == finding.first else f"..{finding.last or ''}"
    number = f", quote {finding.number}" if finding.number else ""
    return f"{finding.dossier}@{finding.first}{last} {finding.key}{number}: {finding.what}"
