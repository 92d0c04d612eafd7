"""The command line, `parley`: each command is a thin layer over a module of its own.

Results go to standard output, messages to standard error. The exit status is 0 when all is well, 1 when the
input or the data has problems, 2 for wrong usage.
"""

import gc
import sys
from importlib import import_module

import click

from webapp import __version__
from webapp.cli.failures import told

# Each command and the module that it stands in, in the order in which somebody needs them. A module is loaded
# when its command runs: what serves the site takes a second to load, and `check` can do without.
COMMANDS = {
    "demo": "serving",
    "new": "authoring",
    "check": "authoring",
    "import": "publishing",
    "export": "publishing",
    "verify": "verifying",
    "backup": "backups",
    "restore": "backups",
    "freeze": "freezing",
    "serve": "serving",
    "config": "environment",
    "schema": "authoring",
}


class Commands(click.Group):
    """The commands, with every expected failure told in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"webapp.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, "import_" if cmd_name == "import" else cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):  # the name of a file may hold what a terminal cannot show
            getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
        with told():
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="parley")
def main() -> None:
    """Timelines of negotiations in which every event shows the exact words it rests on.

    A dossier is a folder of Markdown files: check it, import it as a numbered revision, serve it as pages.

    \b
    Example:
      parley new river-talks
      parley check river-talks
      parley import river-talks
      parley serve
    """
    gc.freeze()  # the code stays; and what commands make has few circles in it to look for
    gc.set_threshold(50_000, 20, 100)
