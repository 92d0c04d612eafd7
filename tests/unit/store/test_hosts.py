"""Several servers in a URL: whichever way they are written, libpq gets the same; what is odd is refused."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy.dialects.postgresql.psycopg import dialect

from webapp.store import Store, StoreError, hosts

TWO = {"dbname": "parley", "user": "ada", "host": "one,two", "port": "5432,5433"}


def connects(url: str) -> dict[str, object]:
    """The parameters that libpq gets."""
    _, given = dialect().create_connect_args(hosts.parsed(url))  # type: ignore[no-untyped-call]
    return {name: value for name, value in given.items() if name != "context" and set(str(value)) != {","}}


@pytest.mark.parametrize(
    ("url", "given"),
    [
        ("postgresql://ada@one:5432,two:5433/parley", TWO),
        ("postgresql://ada@/parley?host=one,two&port=5432,5433", TWO),
        ("postgresql://ada@/parley?host=one:5432&host=two:5433", TWO),
        ("postgresql://ada@/parley?host=one:5432,two:5433", TWO),
        ("postgresql://ada:a,b%40@one,two/parley?port=7&sslmode=require",
         TWO | {"password": "a,b@", "port": "7,7", "sslmode": "require"}),
        ("postgresql://one,two/parley", {"dbname": "parley", "host": "one,two"}),
        ("postgresql://[::1]:7,[::2]/parley", {"dbname": "parley", "host": "::1,::2", "port": "7,"}),
        ("postgresql:///parley?host=/run/a,/run/b", {"dbname": "parley", "host": "/run/a,/run/b"}),
        ("postgresql://one:7/parley", {"dbname": "parley", "host": "one", "port": 7}),
        ("postgresql:///parley?host=one:7", {"dbname": "parley", "host": "one", "port": "7"}),
    ],
)  # fmt: skip
def test_they_are_read(url: str, given: dict[str, object]) -> None:
    assert connects(url) == given


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("postgresql:///parley?host=one,two,three&port=1,2", "one port, or one for each host"),
        ("postgresql://one:1,two:2/parley?port=3", "give each only once"),
        ("postgresql:///parley?hots=one", 'invalid connection option "hots"'),
        ("postgresql://ada:s3cr@/parley?hots=one", r"ada:\*\*\*@/parley"),
    ],
)
def test_they_are_refused(url: str, mend: str) -> None:
    for given in ({"url": url}, {"url": "postgresql://db/parley", "read_url": url}):
        with pytest.raises(StoreError, match=mend):
            Store(**given)  # type: ignore[arg-type]


def test_only_what_stands_by_postgresql_is_read_elsewhere() -> None:
    for url, read_url in (("sqlite:///x", "postgresql://db/x"), ("postgresql://db/x", "sqlite:///x")):
        with pytest.raises(StoreError, match="PARLEY_READ_URL is for standbys of PostgreSQL"):
            Store(url, read_url=read_url)


def test_messages_name_the_servers_and_no_password() -> None:
    with closing(Store("postgresql://ada:s3cr@/parley?host=one,/run/two")) as store:
        assert store.name == "postgresql://ada:***@/parley?host=one,/run/two"
