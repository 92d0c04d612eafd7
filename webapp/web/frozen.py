"""What differs in pages that are kept as files: nothing in them can ask anything of a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask, current_app

# Where a site that says no public address would be: a name that is nobody's (RFC 2606).
NOWHERE = "https://parley.invalid"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The revision of each dossier that is in the copy, which stands for the newest.

    `public` is the address of the living site, None where it says none.
    """

    revisions: Mapping[str, int] = field(default_factory=dict)
    public: str | None = None

    @property
    def root(self) -> str:
        """What absolute addresses begin with."""
        return self.public or NOWHERE


def frozen() -> Frozen | None:
    """What the site is frozen as, None where it is alive."""
    found: Frozen | None = current_app.config["FROZEN"]
    return found


def install(app: Flask, frozen: Frozen | None) -> None:
    app.config["FROZEN"] = frozen
    if frozen:
        app.config["PUBLIC_URL"] = frozen.root
    app.jinja_env.globals.update(frozen=frozen, nowhere=frozen is not None and frozen.public is None)
