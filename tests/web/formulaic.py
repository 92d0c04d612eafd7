"""A dossier whose source says nearly the same in every sentence."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from flask import Flask

from tests.web.folders import ODD, import_folder, source, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store

NAMES = ["Amsel", "Birke", "Distel", "Eiche", "Falke", "Ginster", "Hasel", "Zander", "Linde", "Ulme"]


def said(name: str) -> str:
    return (
        f"The delegates of both sides heard the report of {name} on the water of the river and the gates "
        "at the weir, and thanked all who had taken part in the long work of the joint commission."
    )


def formulaic(folder: Path) -> Flask:
    """Its site: each paragraph has the same sentence on two of the names, with others around it."""
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    pairs = [f"They met again. {said(name)} Then they rose. {said(name + 's')} They left." for name in NAMES]
    files = {**ODD, "sources/formulas.md": source("\n\n".join(pairs))}
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "formulas", files))
    return create_app(Settings(database_url=url))
