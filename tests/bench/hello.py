"""`python -m tests.bench.hello`: Flask saying hello, and files, behind the server of `parley serve`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from flask import Flask

from webapp.server import serve
from webapp.settings import Settings


def hello(_: Settings, folder: Path) -> Flask:
    app = Flask("hello", static_folder=folder, static_url_path="/files", template_folder=None)
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def main() -> None:
    folder, port = Path(sys.argv[1]).absolute(), int(sys.argv[2])
    workers, make = os.cpu_count() or 1, partial(hello, folder=folder)
    serve(Settings(), ("127.0.0.1", port), workers, lambda: print("ready", flush=True), False, make)


if __name__ == "__main__":
    main()
