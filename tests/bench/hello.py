"""`python -m tests.bench.hello`: Flask saying hello, and files, behind the server of `parley serve`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from unittest import mock

from flask import Flask

from webapp import server
from webapp.settings import Settings


def hello(_: Settings, folder: Path) -> Flask:
    app = Flask("hello", static_folder=folder, static_url_path="/files")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def main() -> None:
    folder, port = Path(sys.argv[1]).absolute(), int(sys.argv[2])
    with mock.patch.object(server, "create_app", partial(hello, folder=folder)):
        server.serve(Settings(), ("127.0.0.1", port), os.cpu_count() or 1, lambda: print("ready", flush=True))


if __name__ == "__main__":
    main()
