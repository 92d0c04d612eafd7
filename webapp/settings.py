"""Settings come from the environment, and from nowhere else: `PARLEY_DATABASE_URL`, `PARLEY_PUBLIC_URL` …"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

Networks = tuple[IPv4Network | IPv6Network, ...]

_PREFIX = "PARLEY_"
_NONE = "none"  # a list without anything in it: an empty variable counts as not set


class SettingsError(ValueError):
    """A variable that Parley does not know or cannot use; the message says which, and the mend."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of `parley config`. `value` and `default` are as people may see them: without a password."""

    variable: str
    value: str
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation of Parley is set up. Every field can be set by the variable of its name."""

    database_url: str = field(
        default="sqlite:///parley.sqlite",
        repr=False,  # it may hold a password
        metadata={
            "about": "Where revisions are kept: sqlite:///FILE (three slashes: below the current folder; "
            "four: from the root) or postgresql://USER:PASSWORD@HOST/DATABASE"
        },
    )
    read_url: str | None = field(
        default=None,
        kw_only=True,
        repr=False,
        metadata={
            "about": "Where the site reads, if not where imports write: standbys of a PostgreSQL database, "
            "such as postgresql://USER:PASSWORD@HOST,HOST/DATABASE?target_session_attrs=prefer-standby"
        },
    )
    public_url: str | None = field(
        default=None,
        metadata={
            "about": "The address readers use, such as https://talks.example.org; needed behind a proxy, "
            "because pages and citations name it. Unset: the address of each request, if it is local"
        },
    )
    trusted_proxies: Networks = field(
        default=(),
        metadata={
            "about": "Addresses and networks of the proxies in front, with commas between: what these say in "
            "X-Forwarded-For is believed, which is whose request it is"
        },
    )
    allowance: int = field(
        default=600,
        metadata={
            "about": "How many tokens a client gets a minute, from each worker, for searches and filtered "
            "views (2), pictures (3) and exports (5 to 20); 0: no limit"
        },
    )
    unlimited: Networks = field(
        default=(ip_network("127.0.0.0/8"), ip_network("::1/128")),
        metadata={
            "about": "Addresses and networks whose requests cost no tokens, with commas between, or none. "
            "A proxy among them has to be a trusted one, else its readers are not limited either"
        },
    )

    cache: int = field(
        default=16,
        metadata={
            "about": "How many megabytes of pages each worker keeps, compressed, to give them again; 0: none"
        },
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read every `PARLEY_*` variable; an empty one counts as not set.

        Raises SettingsError for a variable of that kind that is unknown, and for a value that cannot be used.
        """
        known = {variable(field.name): field.name for field in fields(cls)}
        given = {name: value.strip() for name, value in environ.items() if name.startswith(_PREFIX)}
        for name in sorted(given.keys() - known.keys()):
            raise SettingsError(f"{name} is not a setting of Parley{_nearest(name, list(known))}")
        return cls(**{name: _READ[name](given[v], v) for v, name in known.items() if given.get(v)})

    def described(self) -> list[Setting]:
        """Every setting with its value, default and meaning, in the order of the fields."""
        plain = Settings()
        return [
            Setting(
                variable=variable(field.name),
                value=_shown(getattr(self, field.name)),
                default=_shown(getattr(plain, field.name)),
                about=field.metadata["about"],
            )
            for field in fields(self)
        ]


def variable(name: str) -> str:
    """The environment variable that sets the field of that name."""
    return _PREFIX + name.upper()


def _nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}."


def _shown(value: str | int | Networks | None) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else _without_password(str(value))


def _without_password(url: str) -> str:
    return re.sub(r"(?<=password=)[^&]*", "***", re.sub(r"(?<=://)([^:/@]*):.*@", r"\1:***@", url))


def _split(url: str, variable: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        for host in parts.netloc.rpartition("@")[2].split(","):
            _ = urlsplit(f"//{host}").port  # reading it is what checks it
        plain = parts.netloc.count("@") < 2 and url.isprintable()
    except ValueError:
        plain = False  # the error itself may hold part of a password
    if not plain:
        raise SettingsError(
            f"{variable} is not a URL: its host or port is none, or a character of the password is not "
            "percent-encoded (@ as %40, / as %2F)."
        )
    return parts


def _database_url(url: str, variable: str) -> str:
    url = re.sub(r"^postgres://", "postgresql://", url)
    parts = _split(url, variable)
    well_formed = {
        "sqlite": not parts.netloc and len(parts.path) > 1,
        "postgresql": len(parts.path) > 1,
    }
    if not well_formed.get(parts.scheme):
        raise SettingsError(
            f"{variable} is {_shown(url)}, which names no database; "
            "write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE."
        )
    return url


def _read_url(url: str, variable: str) -> str:
    url = _database_url(url, variable)
    if not url.startswith("postgresql:"):
        raise SettingsError(
            f"{variable} is for standbys of PostgreSQL: write postgresql://…, or leave it out."
        )
    return url


def _public_url(url: str, variable: str) -> str:
    parts = _split(url, variable)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise SettingsError(f"{variable} is {_shown(url)}; write it like https://talks.example.org.")
    if parts.query or parts.fragment or re.search(r"\s", url):
        raise SettingsError(f"{variable} is {url}; leave out spaces and what follows ? or #.")
    return url.rstrip("/")


def _networks(text: str, variable: str) -> Networks:
    if text == _NONE:
        return ()
    try:
        return tuple(ip_network(each.strip(), strict=False) for each in text.split(","))
    except ValueError as error:
        raise SettingsError(f"{variable}: {error}; write addresses like 10.0.0.7, 10.0.0.0/8, ::1.") from None


def _tokens(text: str, variable: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text, re.ASCII):
        raise SettingsError(f"{variable} is {text[:20]!r}; write a number of tokens a minute, such as 600.")
    return int(text)


def _megabytes(text: str, variable: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text, re.ASCII):
        raise SettingsError(f"{variable} is {text[:20]!r}; write a number of megabytes, such as 16.")
    return int(text)


_READ: dict[str, Callable[[str, str], Any]] = {
    "database_url": _database_url,
    "read_url": _read_url,
    "public_url": _public_url,
    "trusted_proxies": _networks,
    "allowance": _tokens,
    "unlimited": _networks,
    "cache": _megabytes,
}
