"""Files of the site itself (`static/`), at addresses that carry a hash of their content and may be kept."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory

from webapp.shipped import shipped
from webapp.web.parameters import takes

YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file as it was when the application started; `integrity` is for subresource integrity."""

    url: str
    version: str
    integrity: str


def asset(folder: Path, path: Path) -> Asset:
    digest = hashlib.sha256(path.read_bytes()).digest()
    version = digest.hex()[:12]
    url = f"/static/{path.relative_to(folder).as_posix()}?v={version}"
    return Asset(url, version, "sha256-" + base64.b64encode(digest).decode())


def install(app: Flask) -> None:
    """Serve `/static/…`, and give templates `asset("css/parley.css")`."""
    folder = shipped("static")
    assets = {
        path.relative_to(folder).as_posix(): asset(folder, path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

    @app.get("/static/<path:name>")
    @takes("v")
    def static(name: str) -> Response:
        if name not in assets:
            abort(404)
        response = send_from_directory(folder, name, max_age=0)
        response.direct_passthrough = False
        response.make_sequence()  # read whole: whoever reads it slowly is not waited for
        if name.endswith(
            ".css"
        ):  # a sandboxed frame has an origin of its own; embeds need their styles there
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.args.get("v") == assets[name].version:
            response.cache_control.max_age = YEAR
            response.cache_control.public = True
            response.cache_control.immutable = True
            response.cache_control.no_cache = None
        return response

    app.jinja_env.globals["asset"] = assets.__getitem__
