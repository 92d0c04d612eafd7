"""Which file an address becomes.

A page is the `index.html` of the folder of its address, so that a server which knows nothing of Parley
answers at the address that the page had on the site. What has parameters is a file beside it, named after
them.
"""

from __future__ import annotations

import posixpath
from urllib.parse import parse_qsl, quote

from webapp.web import formats
from webapp.web.paths import PATH_SAFE

INDEX = "index"
# What is a file already.
PLAIN = (".txt", ".xml")


def file(address: str) -> str:
    """The file of an address, relative to the copy's folder."""
    path, _, query = address.partition("?")
    format = formats.of(path)
    own = path.startswith(formats.OWN) or path.endswith(PLAIN)
    if own or (format and not query):
        return path.lstrip("/")
    name = ",".join(f"{name}={value.replace('/', '.')}" for name, value in parse_qsl(query)) or INDEX
    return posixpath.join(formats.bare(path).strip("/"), f"{name}.{format.suffix if format else 'html'}")


def link(source: str, target: str) -> str:
    """How a page that is the one file leads to the other."""
    return quote(posixpath.relpath(target, posixpath.dirname(source) or "."), safe=PATH_SAFE)
