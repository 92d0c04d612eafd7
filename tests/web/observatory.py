"""The points that MDN's HTTP Observatory gives an answer of a site behind TLS, by its algorithm 6.

Its rules, told in our own words after its source (github.com/mdn/mdn-http-observatory: `src/analyzer/tests`
and `src/grader/charts.js`; for the opener and embedder policies, the scores of its pull request 498): an
answer begins with 100 points, faults take some away, and what is better than it must be adds some if 90 are
left. What an answer cannot show is as on a sound site: its certificate is valid, plain HTTP leads to TLS, and
the host is on no preload list, which gives and takes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from justhtml import Element, JustHTML
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

BROAD = {"*", "http:", "https:", "ftp:", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
LEAKING = ("origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade")
HALF_A_YEAR = 15_552_000


def score(response: TestResponse) -> int:
    points = [rule(response) for rule in RULES]
    faults = 100 + sum(each for each in points if each < 0)
    return max(0, 100 + sum(points) if faults >= 90 else faults)


def policy(headers: Headers) -> dict[str, set[str]]:
    """The sources of each directive; what is written twice counts as nothing, as for a browser."""
    directives = (each.split() for each in headers.get("Content-Security-Policy", "").lower().split(";"))
    return {name: set(sources) for name, *sources in reversed([each for each in directives if each])}


def _content(response: TestResponse) -> int:
    given = policy(response.headers)
    if not given:
        return -25
    default = given.get("default-src", {"*"})
    scripts, objects, styles = (given.get(f"{what}-src", default) for what in ("script", "object", "style"))
    passive = {each for what in ("img", "media") for each in given.get(f"{what}-src", default)}
    active = {each for name, some in given.items() if name not in ("img-src", "media-src") for each in some}
    if scripts & (BROAD | INLINE) or objects & BROAD or _plain(active):
        return -20
    if "'unsafe-eval'" in scripts | styles or _plain(passive):
        return -10
    if styles & (BROAD | INLINE):
        return 0
    own_forms = given.get("form-action", {"*"}) <= {"'none'", "'self'"}
    return 10 if default == {"'none'"} and own_forms else 5


def _plain(sources: set[str]) -> bool:
    return any(each.startswith(("http:", "ftp:")) for each in sources)


def _cookies(response: TestResponse) -> int:
    """We have none: one that is not quite safe takes the least that any fault of a cookie does."""
    cookies = [cookie.lower() for cookie in response.headers.getlist("Set-Cookie")]
    sound = all("secure" in each and "httponly" in each and "samesite=" in each for each in cookies)
    return (5 if sound else -5) if cookies else 0


def _sharing(response: TestResponse) -> int:
    """To all, or to some; what is told to any site in the name of who asks is a grave fault."""
    return -50 if "Access-Control-Allow-Credentials" in response.headers else 0


def _referrer(response: TestResponse) -> int:
    text = response.headers.get("Referrer-Policy")
    if text is None:
        return 0
    known = [each for each in map(str.strip, text.lower().split(",")) if each in PRIVATE + LEAKING]
    return 5 if known and known[-1] in PRIVATE else -5


def _transport(response: TestResponse) -> int:
    values = response.headers.getlist("Strict-Transport-Security")
    seconds = re.search(r"(?:^|;)\s*max-age=([0-9]+)", values[0].lower()) if len(values) == 1 else None
    if seconds is None:
        return -20
    return 0 if int(seconds[1]) >= HALF_A_YEAR else -10


def _integrity(response: TestResponse) -> int:
    """Of scripts in pages; ours come from the site itself, where doing without costs nothing."""
    if response.mimetype not in ("text/html", "application/xhtml+xml"):
        return 0
    root = JustHTML(response.get_data(as_text=True), sanitize=False)
    scripts = [each for each in root.query("script[src]") if isinstance(each, Element)]
    if foreign := [each for each in scripts if re.match("(https?:)?//", str(each.attrs["src"]))]:
        return -5 if all(str(each.attrs["src"]).startswith("https:") for each in foreign) else -50
    return 5 if any(each.attrs.get("integrity") for each in scripts) else 0


def _sniffing(response: TestResponse) -> int:
    return 0 if response.headers.get("X-Content-Type-Options", "").strip().lower() == "nosniff" else -5


def _framing(response: TestResponse) -> int:
    if "frame-ancestors" in policy(response.headers):
        return 5
    older = response.headers.get("X-Frame-Options", "").strip().lower()
    return 0 if older in ("deny", "sameorigin") or older.startswith("allow-from") else -20


def _cross_origin(name: str, good: tuple[str, ...], open: str) -> Callable[[TestResponse], int]:
    """A header with one value; without it, it stays open."""

    def rule(response: TestResponse) -> int:
        values = response.headers.getlist(f"Cross-Origin-{name}-Policy")
        if not values or values == [open]:
            return 0
        return 10 if len(values) == 1 and values[0].split(";")[0].strip() in good else -5

    return rule


RULES = (
    _content,
    _cookies,
    _sharing,
    _referrer,
    _transport,
    _integrity,
    _sniffing,
    _framing,
    _cross_origin("Resource", ("same-origin", "same-site"), "cross-origin"),
    _cross_origin(
        "Opener", ("same-origin", "same-origin-allow-popups", "noopener-allow-popups"), "unsafe-none"
    ),
    _cross_origin("Embedder", ("require-corp", "credentialless"), "unsafe-none"),
)
