"""`parley serve` and `parley demo`: the site at an address."""

import os
from contextlib import closing, suppress
from functools import partial

import click

from webapp import server
from webapp.cli.authoring import EXAMPLES, checked
from webapp.cli.environment import settings, store
from webapp.cli.failures import Failure
from webapp.cli.output import say
from webapp.publish import publish
from webapp.store import Store, StoreError

HOST, PORT = "127.0.0.1", 8000

host = click.option(
    "--host", default=HOST, show_default=True, help="Name or address to listen on; 0.0.0.0: every one."
)
port = click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: a free one."
)
workers = click.option(
    "--workers", default=os.cpu_count() or 1, type=click.IntRange(1, 256), show_default="one for each core",
    help="Processes that answer requests.",
)  # fmt: skip


access_log = click.option(
    "--access-log", is_flag=True, help="Print every request as a JSON object, without what was searched for."
)


@click.command()
@host
@port
@workers
@access_log
def serve(host: str, port: int, workers: int, access_log: bool) -> None:
    """Serve the site until Ctrl-C or SIGTERM.

    Requests under way are finished first.

    \b
    Example:
      parley serve --port 8080
    """
    _serve(_address(host, port), workers, access_log)


@click.command()
@host
@port
@click.pass_context
def demo(ctx: click.Context, host: str, port: int) -> None:
    """Import the demo dossier and serve it.

    It is about the Istanbul talks of 2025. Where the usual port is taken, a free one is used.

    \b
    Example:
      parley demo
    """
    chosen = ctx.get_parameter_source("port") is not click.core.ParameterSource.DEFAULT
    address = _address(host, port) if chosen else _free_address(host, port)
    with store(create=True) as opened:
        publish(opened, checked(EXAMPLES / "istanbul-2025", as_json=False))
    _serve(address, 1)


def _address(host: str, port: int) -> tuple[str, int]:
    try:
        return server.listenable(host, port)
    except server.AddressError as error:
        mend = " Give another: --port 0 takes a free one." if error.taken else ""
        raise Failure(f"{error}{mend}") from None


def _free_address(host: str, port: int) -> tuple[str, int]:
    try:
        return server.listenable(host, port)
    except server.AddressError as error:
        if not error.taken:
            raise Failure(str(error)) from None
        say(f"Port {port} is taken, so a free one is used.")
        return _address(host, 0)


def _serve(address: tuple[str, int], workers: int, access_log: bool = False) -> None:
    configured = settings()
    try:  # what cannot be used is said here, once, and not by every worker
        with closing(Store(configured.database_url, read_url=configured.read_url)) as opened:
            opened.upgrade()
    except StoreError as error:
        raise Failure(str(error)) from error
    server.serve(configured, address, workers, partial(_announce, address), access_log)


def _announce(address: tuple[str, int]) -> None:
    with suppress(OSError):  # the site is served whether or not somebody hears where
        click.echo(f"Serving at {server.url(*address)} (Ctrl-C stops)")
