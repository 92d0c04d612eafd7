"""Requests by somebody who means no good, made by chance: the same seed makes the same ones.

Each has a marker somewhere, between characters that mean something in HTML: where it comes back as it is,
something was not escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, quote_from_bytes

MARK = "<xss9q8w7>"  # what no page says
FOREIGN = "evil9q8w7.example"  # in headers
ELSEWHERE = "else9q8w7.example"  # in addresses
SITE = (
    "/", "/search", "/openapi.json", "/oembed", "/robots.txt", "/static/favicon.svg", "/nothing",
)  # fmt: skip
DOSSIER = (
    "/", "/search", "/known", "/rounds", "/rounds/1", "/rounds/1..2", "/positions", "/commitments",
    "/sources", "/events/anna-promises", "/sources/minutes", "/actors/anna", "/parties/upstream",
    "/changes", "/changes/1..2", "/changes/since/1", "/embed", "/events/anna-promises/embed",
    "/opensearch.xml",
)  # fmt: skip
DOSSIERS = (
    "/river-2025", "/river-2025", "/river-2025@1", "/river-2025@9", "/majlis", "/River-2025", "/none-such",
)  # fmt: skip
SUFFIXES = (
    "", "", "", "/", ".json", ".csv", ".atom", ".ics", ".png", ".zip", ".bib", ".exe", ".php", ".JSON",
)  # fmt: skip
NAMES = (
    "q", "party", "actor", "topic", "kind", "status", "round", "from", "to", "known", "after", "before",
    "at", "of", "year", "state", "compare", "url", "format", "maxwidth", "v", "utm_source", "colour",
)  # fmt: skip
COMMON = ("q", "q", "q", "known", "from", "to", "party", "after")
SOUND = (
    "", "1", "water", "upstream", "2025-05-29", "2025", "none", "events/anna-promises", "held", "gates*",
    "json",
)  # fmt: skip
EVIL = (
    MARK, f"\"'>{MARK}", f"javascript:alert('{MARK}')", f"</script><script>{MARK}",
    f"<img src=x onerror={MARK}>", "{{7*7}}" + MARK, "${7*7}" + MARK, "#{7*7}",
    "{% include '/etc/passwd' %}", "{{config.items()}}", "%{(#a='b')}", "' OR '1'='1' --",
    "1; DROP TABLE dossiers; --", "1 UNION SELECT sqlite_version()", "' AND pg_sleep(9) --", "\\'; --",
    '"" NEAR(a b)', '"unfinished', "a* OR *", "NOT", "col:x", "^a", "(((((", "%", "_%_%_%",
    "a" * 199 + MARK, "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd",
    "file:///etc/passwd", "....//....//etc/passwd", f"//{ELSEWHERE}/", f"https://{ELSEWHERE}/",
    f"/\\{ELSEWHERE}", f"@{ELSEWHERE}", f"http:{ELSEWHERE}", f"\r\nX-Injected: {MARK}", f"\r\n\r\n{MARK}",
    f"\nLocation: https://{ELSEWHERE}/", "\x00", f"a\x00{MARK}", "\x1b[31m", "\u202e", "\u2028", "\ufeff",
    "\ud7ff", "\U0010ffff", "٣", "ı", "ß" * 50, "e\u0301" * 40, "\u0bf5" * 9, "9" * 400, "-1", "0", "1e9",
    "0x10", "NaN", "1.5", "2025-02-30", "9999-99-99", "-0001", "2025-05-29T25:61",
)  # fmt: skip
BROKEN = (
    b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xc0\x80", b"\xed\xa0\x80",
    b"\x80", b"\xf5\x80\x80\x80", b"\xc3", b"\xe2\x82", b"%", b"%zz", b"%u003c", b"%00",
    b"%0d%0aX-Injected:1",
)  # fmt: skip
REPEATED = ("a", "a-", "../", "%2e%2e/", "/", "@1", ".json", "\xc3\xa9")
METHODS = (
    "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "BREW", "get", "G E T",
    "GET\r\n", "\x00", "X" * 3000, MARK,
)  # fmt: skip
HOSTS = (
    FOREIGN, f"{FOREIGN}:80", f"localhost@{FOREIGN}", f"localhost:80@{FOREIGN}", f"localhost.{FOREIGN}",
    MARK, "a b", f"localhost, {FOREIGN}", f"localhost\r\nX: {FOREIGN}", "[::1", "[::", "x" * 5000,
    f"{FOREIGN}:99999", "\xff", "..", f"{FOREIGN}#localhost", f"{FOREIGN}/localhost", "6.6.6.6", "0", "",
    "{{7*7}}", "-", "xn--" + "a" * 70,
)  # fmt: skip
HEADERS = (
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port",
    "X-Original-URL", "X-Rewrite-URL", "X-Http-Method-Override", "Forwarded", "Referer", "Origin",
    "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Cookie", "Authorization",
    "If-None-Match", "If-Modified-Since", "If-Match", "If-Range", "Range", "Content-Type", "Expect",
    "Upgrade", "Transfer-Encoding", "Content-Length", "Access-Control-Request-Method",
)  # fmt: skip
VALUES = (
    f"http://{FOREIGN}/", FOREIGN, f"for=1.1.1.1;host={FOREIGN}", MARK, "\xff\xfe", "*/*;q=" + "9" * 300,
    "gopher", "bytes=0-0,1-1," + "2-2," * 300, "W/" + '"' * 99, "Sun, 99 Foo 99999 99:99:99 GMT",
    "a" * 9000, "a=b;" * 900, "-1", "9" * 400, "chunked", "1.1.1.1, " * 500, "\x00",
    "multipart/form-data; boundary=" + "a" * 300,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hostile:
    """`address` and the values of `headers` are a letter for each byte, as a WSGI server hands them on."""

    address: str
    method: str
    host: str
    headers: tuple[tuple[str, str], ...]


def requests(seed: int, number: int) -> Iterator[Hostile]:
    random = Random(seed)
    for _ in range(number):
        yield Hostile(
            address=_path(random) + _query(random),
            method=random.choice(METHODS if random.random() < 0.1 else ("GET", "GET", "GET", "HEAD")),
            host=random.choice(HOSTS) if random.random() < 0.15 else "localhost",
            headers=tuple(_headers(random)) if random.random() < 0.3 else (),
        )  # fmt: skip


def _path(random: Random) -> str:
    """A page's, or one that has something in it, before it or after it, or nothing but chance."""
    found = random.choice(SITE) if random.random() < 0.2 else random.choice(DOSSIERS) + random.choice(DOSSIER)
    if random.random() < 0.5:
        return found + random.choice(SUFFIXES)
    bad = _bytes(random).decode("latin-1")
    place = random.randrange(len(found) + 1)
    ways: tuple[Callable[[], str], ...] = (
        lambda: found[:place] + bad + found[place:],
        lambda: f"{found.rstrip('/')}/{bad}{random.choice(SUFFIXES)}",
        lambda: f"/{bad}",
        lambda: f"//{ELSEWHERE}{found}",
        lambda: f"{found}{'/' * random.randrange(9)}..{found}",
        lambda: bad,
        lambda: found * random.randrange(400),
        lambda: (
            "/" + random.choice(("a", "a-", "../", "%2e%2e/", "/", "@1", ".json")) * random.randrange(5000)
        ),
        lambda: "/" + random.randbytes(random.randrange(60)).decode("latin-1"),
    )
    return random.choice(ways)().replace("?", "%3f")


def _query(random: Random) -> str:
    chance = random.random()
    if chance < 0.2:
        return ""
    if chance < 0.25:
        return "?" + random.randbytes(random.randrange(80)).decode("latin-1")
    if chance < 0.28:
        return "?" + "&".join(f"{random.choice(NAMES)}={n}" for n in range(random.randrange(2000)))
    if chance < 0.6:
        return f"?{_pair(random, COMMON)}"  # which the page may well take
    pairs = [_pair(random, NAMES) for _ in range(random.randrange(1, 5))]
    if random.random() < 0.2:
        pairs *= random.randrange(2, 80)
    return "?" + random.choice("&&&&&;").join(pairs)


def _pair(random: Random, names: Sequence[str]) -> str:
    name = random.choice(names) if random.random() < 0.9 else quote(random.choice(EVIL))
    if random.random() < 0.3:
        return f"{name}={quote(random.choice(SOUND))}"
    value = _bytes(random)
    return f"{name}={value.decode('latin-1') if random.random() < 0.1 else quote_from_bytes(value)}"


def _bytes(random: Random) -> bytes:
    if random.random() < 0.15:
        return random.choice(BROKEN)
    return random.choice(EVIL).encode()


def _headers(random: Random) -> Iterator[tuple[str, str]]:
    for _ in range(random.randrange(1, 6)):
        yield random.choice(HEADERS), random.choice(VALUES)
