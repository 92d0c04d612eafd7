"""Whose request it is. A proxy tells in `X-Forwarded-For`, which is believed only of those that are named."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from flask import current_app, request

from webapp.settings import Networks

Client = IPv4Address | IPv6Address
_WITH_PORT = re.compile(r"\[(.*)\](?::[0-9]+)?|([^:]*):[0-9]+")


def client() -> Client | None:
    """The address from which the request comes: the nearest one that is not a trusted proxy's.

    None where the server does not tell, as of a Unix socket.
    """
    forwarded = request.headers.get("X-Forwarded-For", "")
    return whose(request.remote_addr or "", forwarded, current_app.config["TRUSTED_PROXIES"])


def whose(peer: str, forwarded: str, trusted: Networks) -> Client | None:
    """Whose request it is that comes from `peer` with this `X-Forwarded-For`."""
    found = _address(peer)
    if not trusted:
        return found
    for text in reversed(forwarded.split(",")):
        if found is None or not within(found, trusted):
            break
        told = _address(text.strip())
        if told is None:
            break  # the proxy itself says no more than that
        found = told
    return found


def within(address: Client, networks: Networks) -> bool:
    return any(address in network for network in networks)


def _address(text: str) -> Client | None:
    """An address, without a port that may follow it; IPv4 in IPv6's clothes is IPv4."""
    bare = _WITH_PORT.fullmatch(text)
    try:
        found = ip_address(bare[1] or bare[2] if bare else text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
