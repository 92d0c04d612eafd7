"""Files of the site itself (`static/`), at addresses that carry a hash of their content and may be kept."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort, request, send_file, send_from_directory

from webapp.shipped import shipped
from webapp.web.parameters import takes

YEAR = 365 * 24 * 3600


# Comments and indentation are for who writes them: a first visit waits for them in vain.
UNSENT = {".css": rb"(?s:/\*.*?\*/\n?)|^\s+", ".js": rb"^\s*//.*\n|^\s+"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file as it was when the application started; `integrity` is for subresource integrity."""

    url: str
    version: str
    integrity: str


def asset(name: str, content: bytes) -> Asset:
    digest = hashlib.sha256(content).digest()
    version = digest.hex()[:12]
    return Asset(f"/static/{name}?v={version}", version, "sha256-" + base64.b64encode(digest).decode())


def slim(path: Path) -> bytes:
    """A stylesheet or script as it is sent. No text in it may go over several lines."""
    return re.sub(UNSENT[path.suffix], b"", path.read_bytes(), flags=re.MULTILINE)


def install(app: Flask) -> None:
    """Serve `/static/…`, and give templates `asset("css/parley.css")`, and the `icon` whole."""
    folder = shipped("static")
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    made = {name: slim(folder / name) for name in files if name.endswith(tuple(UNSENT))}
    assets = {name: asset(name, content) for name, content in (files | made).items()}

    @app.get("/static/<path:name>")
    @takes("v")
    def static(name: str) -> Response:
        if name not in assets:
            abort(404)
        if name in made:
            content, version = BytesIO(made[name]), assets[name].version
            response = send_file(content, guess_type(name)[0], max_age=0, etag=version)
        else:
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
    app.jinja_env.globals["icon"] = "data:image/svg+xml," + quote(files["favicon.svg"], safe="=:/")
