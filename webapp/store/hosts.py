"""Several servers in one URL, as those who know libpq write it, and as those who know SQLAlchemy do.

postgresql://ada@one:5432,two:5433/parley
postgresql://ada@/parley?host=one,two&port=5432,5433
postgresql://ada@/parley?host=one:5432&host=two:5433
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import URL, make_url

from webapp.store.errors import StoreError

_URL = re.compile(r"(?P<before>\w+(?:\+\w+)?://(?:[^/?]*@)?)(?P<hosts>[^/?@]*,[^/?@]*)(?P<after>.*)", re.S)
_HOST = re.compile(r"\[(?P<v6>[^]]*)\](?::(?P<v6_port>\d*))?|(?P<name>[^:]*)(?::(?P<port>\d*))?")


def parsed(url: str) -> URL:
    """The URL; where it names several hosts, in the second form.

    Raises ArgumentError or ValueError for what is no URL, StoreError for hosts and ports that do not fit.
    """
    if libpq := _URL.fullmatch(url):
        before, hosts, after = libpq.groups()
        query = "".join(f"&host={host}" for host in hosts.split(","))
        url = f"{before}{after}{'' if '?' in after else '?'}{query}"
    found = make_url(url)
    servers = [_server(each) for each in _listed(found.query.get("host", ()))]
    if len(servers) < 2:
        return found
    ports = _ports(found, servers)
    plain = found.difference_update_query(["host", "port"])
    named = plain.update_query_dict({"host": ",".join(name for name, _ in servers)})
    return named.update_query_dict({"port": ",".join(ports)}) if any(ports) else named


def _server(text: str) -> tuple[str, str]:
    """Its name and its port, "" where it has none."""
    if found := _HOST.fullmatch(text):
        return found["v6"] or found["name"] or "", found["v6_port"] or found["port"] or ""
    return text, ""  # an address of IPv6 without brackets


def _ports(url: URL, servers: list[tuple[str, str]]) -> list[str]:
    ports = _listed(url.query.get("port", ()))
    own = [port for _, port in servers]
    if ports and any(own):
        raise StoreError("That URL gives ports beside its hosts and in port=; give each only once.")
    if len(ports) not in (0, 1, len(servers)):
        raise StoreError(
            f"That URL has {len(servers)} hosts and {len(ports)} ports; give one port, or one for each host."
        )
    return own if not ports else ports * len(servers) if len(ports) == 1 else ports


def _listed(given: str | Iterable[str]) -> list[str]:
    return [each for text in ([given] if isinstance(given, str) else given) for each in text.split(",")]
