"""`parley config`, and the settings and the store that other commands work with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click

from webapp.cli.failures import Failure, Misuse
from webapp.cli.output import as_json, print_json
from webapp.settings import Setting, Settings, SettingsError
from webapp.store import Store, StoreError


def settings() -> Settings:
    """The settings of this process's environment, or the end of the command."""
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        raise Misuse(str(error)) from None


@contextmanager
def store(create: bool = False) -> Iterator[Store]:
    """The store that the settings name. `create` makes it where it is missing, and brings it up to date.

    Whatever is wrong with the database meanwhile ends the command.
    """
    try:
        opened = Store(settings().database_url)
        try:
            opened.upgrade() if create else opened.check()
            yield opened
        finally:
            opened.close()
    except StoreError as error:
        raise Failure(str(error)) from error


@click.command()
@as_json
def config(as_json: bool) -> None:
    """Show every setting, its value and its meaning.

    Settings are environment variables. A password in the database's URL is not shown.

    \b
    Example:
      PARLEY_DATABASE_URL=sqlite:////srv/parley.sqlite parley config
    """
    described = [(setting, _origin(setting)) for setting in settings().described()]
    if as_json:
        print_json([asdict(setting) | {"from": origin} for setting, origin in described])
        return
    for setting, origin in described:
        click.echo(f"{setting.variable}={setting.value}\n  from: {origin}\n  {setting.about}.")


def _origin(setting: Setting) -> str:
    return "environment" if os.environ.get(setting.variable, "").strip() else "default"
