"""The origin that absolute URLs begin with: the public address that is set, or else the request's own Host.

Anybody can write any Host. Without a public address one is believed that cannot be somebody else's site: this
machine's name and `localhost`, addresses of this machine, and numeric ones of networks that are not the
internet's. A request to another name is refused (421), rather than answered by pages that name a wrong place.
`X-Forwarded-Host` and its like are not read at all.
"""

from __future__ import annotations

import re
import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from flask import Flask, current_app, g, request
from werkzeug.exceptions import BadRequest, MisdirectedRequest

LOCAL = "localhost"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def origin() -> str:
    """Scheme and host of this site, never those of a Host that is not believed."""
    found: str | None = g.get("origin")  # a page has dozens of absolute addresses
    if found is None:
        found = g.origin = _origin()
    return found


def _origin() -> str:
    public: str | None = current_app.config["PUBLIC_URL"]
    if public:
        return public
    told = bool(request.headers.get("Host")) and believed(request.host)
    return f"{request.scheme}://{request.host if told else _served_on()}"


@lru_cache(maxsize=256)
def believed(host: str) -> bool:
    """Is this site meant by that host, be there a port or not, wherever it comes from?"""
    name, _, port = host.rpartition(":")
    name = (name if port.isdecimal() else host).lower()
    if name == LOCAL or name.endswith(f".{LOCAL}") or name in _own_names():
        return True
    try:
        address = ip_address(name.strip("[]"))
    except ValueError:
        return False
    return not address.is_global or _is_this_machines(address)


def _own_names() -> tuple[str, str]:
    """What this machine is called, and what its own network calls it."""
    name = socket.gethostname().lower()
    return name, f"{name.partition('.')[0]}.local"


def _is_this_machines(address: IPv4Address | IPv6Address) -> bool:
    """Only an address of its own can be bound."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as own:
            own.bind((str(address), 0))
    except OSError:
        return False
    return True


def _served_on() -> str:
    """For requests without a Host, and for the pages that refuse one."""
    name, port = request.server or (LOCAL, None)
    name = f"[{name}]" if ":" in name else name
    if name in ("0.0.0.0", "[::]") or not believed(name):
        name = LOCAL
    return name if port in (None, 80, 443) else f"{name}:{port}"


def check() -> None:
    """Before each request: refuse a Host that is none, or that is not known to be this site's."""
    if not request.headers.get("Host"):
        return
    if not request.host:
        raise BadRequest("The Host header of the request is not a host.")
    if current_app.config["PUBLIC_URL"] is None and not believed(request.host):
        raise MisdirectedRequest(
            "This site does not know the name by which it was asked for. Open it by its numeric address; for "
            "it to be known by a name, the people who run it set PARLEY_PUBLIC_URL."
        )


def install(app: Flask) -> None:
    app.before_request(check)
