"""Settings come from the environment; what cannot be used is said with the mend."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from webapp.settings import Settings, SettingsError

PASSWORD = "postgresql://ada:s3cr:e%40t@db.example:5432/parley?sslmode=require"


def test_without_variables_there_are_defaults() -> None:
    settings = Settings.from_environment({"PATH": "/bin", "NOT_PARLEY_X": "y"})
    assert settings == Settings(database_url="sqlite:///parley.sqlite", public_url=None)


def test_empty_variables_count_as_not_set() -> None:
    assert Settings.from_environment({"PARLEY_DATABASE_URL": " ", "PARLEY_PUBLIC_URL": ""}) == Settings()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("sqlite:///talks.sqlite", "sqlite:///talks.sqlite"),
        ("sqlite:////srv/talks.sqlite", "sqlite:////srv/talks.sqlite"),
        (" postgresql://ada@db/parley ", "postgresql://ada@db/parley"),
        ("postgres://ada@db/parley", "postgresql://ada@db/parley"),
        ("postgresql://ada@/parley?host=/run/postgresql", "postgresql://ada@/parley?host=/run/postgresql"),
        ("postgresql:///parley", "postgresql:///parley"),
        ("postgresql://ada@one:5432,two:5433/parley", "postgresql://ada@one:5432,two:5433/parley"),
        ("postgresql://[::1]:1,[::2]:2/parley", "postgresql://[::1]:1,[::2]:2/parley"),
    ],
)
def test_a_database_url(given: str, kept: str) -> None:
    settings = Settings.from_environment({"PARLEY_DATABASE_URL": given})
    assert (settings.database_url, settings.read_url) == (kept, None)
    if kept.startswith("postgresql:"):
        assert Settings.from_environment({"PARLEY_READ_URL": given}).read_url == kept


def test_only_postgresql_is_read_elsewhere() -> None:
    for given, mend in (
        ("sqlite:///talks.sqlite", "leave it out"),
        ("mysql://db/parley", "names no database"),
    ):
        with pytest.raises(SettingsError, match=rf"^PARLEY_READ_URL is .*{mend}"):
            Settings.from_environment({"PARLEY_READ_URL": given})


@pytest.mark.parametrize(
    "given",
    ["parley.sqlite", "/srv/parley.sqlite", "sqlite://", "sqlite:///", "sqlite://srv/x", "postgresql://db",
     "mysql://db/parley", "postgresql://db:port/parley", "postgresql://one:1,two:port/parley", "postgresql://[::1/parley"],
)  # fmt: skip
def test_a_database_url_that_names_no_database(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^PARLEY_DATABASE_URL is .*\.$"):
        Settings.from_environment({"PARLEY_DATABASE_URL": given})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://talks.example.org", "https://talks.example.org"),
        ("https://talks.example.org/", "https://talks.example.org"),
        ("http://127.0.0.1:8000/parley/", "http://127.0.0.1:8000/parley"),
    ],
)
def test_a_public_url(given: str, kept: str) -> None:
    assert Settings.from_environment({"PARLEY_PUBLIC_URL": given}).public_url == kept


@pytest.mark.parametrize(
    "given",
    ["talks.example.org", "ftp://talks.example.org", "https://", "https:///path", "https://ada:x@example.org",
     "https://example.org/?a=b", "https://example.org/#a", "https://example.org/a b", "https://\udcff.org", "https://example.org:port"],
)  # fmt: skip
def test_a_public_url_that_is_none(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^PARLEY_PUBLIC_URL is .*\.$"):
        Settings.from_environment({"PARLEY_PUBLIC_URL": given})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("10.0.0.7", ["10.0.0.7/32"]),
        ("10.0.0.7, 192.168.1.9/16 ,::1", ["10.0.0.7/32", "192.168.0.0/16", "::1/128"]),
        ("none", []),
    ],
)
def test_networks(given: str, kept: list[str]) -> None:
    found = Settings.from_environment({"PARLEY_TRUSTED_PROXIES": given, "PARLEY_UNLIMITED": given})
    assert found.trusted_proxies == found.unlimited == tuple(map(ip_network, kept))


@pytest.mark.parametrize("given", ["nginx", "10.0.0.0/40", "10.0.0.7,", "*", "10.0.0.7 10.0.0.8"])
def test_networks_that_are_none(given: str) -> None:
    for name in ("PARLEY_TRUSTED_PROXIES", "PARLEY_UNLIMITED"):
        with pytest.raises(SettingsError, match=rf"^{name}: .*; write addresses like .*\.$"):
            Settings.from_environment({name: given})


def test_an_allowance() -> None:
    assert Settings.from_environment({"PARLEY_ALLOWANCE": "0"}).allowance == 0
    for given in ("-1", "much", "1.5", "٣", "9" * 5000):
        with pytest.raises(SettingsError, match=r"^PARLEY_ALLOWANCE is .*600\.$"):
            Settings.from_environment({"PARLEY_ALLOWANCE": given})


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("PARLEY_DATABASEURL", "did you mean PARLEY_DATABASE_URL?"),
        ("PARLEY_DATABASE", "did you mean PARLEY_DATABASE_URL?"),
        ("PARLEY_PUBLIC_URI", "did you mean PARLEY_PUBLIC_URL?"),
        ("PARLEY_QQQQQQ", "known are PARLEY_DATABASE_URL, PARLEY_READ_URL"),
    ],
)
def test_an_unknown_variable_is_refused_with_the_nearest_known_one(name: str, mend: str) -> None:
    with pytest.raises(SettingsError, match="is not a setting of Parley") as raised:
        Settings.from_environment({name: ""})
    assert mend in str(raised.value)


def test_every_setting_is_described() -> None:
    settings = Settings.from_environment({"PARLEY_PUBLIC_URL": "https://talks.example.org"})
    described = {setting.variable: setting for setting in settings.described()}
    assert list(described) == [
        "PARLEY_DATABASE_URL",
        "PARLEY_READ_URL",
        "PARLEY_PUBLIC_URL",
        "PARLEY_TRUSTED_PROXIES",
        "PARLEY_ALLOWANCE",
        "PARLEY_UNLIMITED",
        "PARLEY_CACHE",
    ]
    assert described["PARLEY_UNLIMITED"].value == "127.0.0.0/8, ::1/128"
    assert described["PARLEY_PUBLIC_URL"].value == "https://talks.example.org"
    assert described["PARLEY_PUBLIC_URL"].default == ""
    assert described["PARLEY_DATABASE_URL"].value == described["PARLEY_DATABASE_URL"].default
    assert all(len(setting.about) > 40 for setting in described.values())


def test_a_password_is_never_shown() -> None:
    settings = Settings.from_environment({"PARLEY_DATABASE_URL": PASSWORD})
    assert settings.database_url == PASSWORD
    shown = settings.described()[0].value
    assert shown == "postgresql://ada:***@db.example:5432/parley?sslmode=require"
    assert "s3cr" not in repr(settings)
    settings = Settings.from_environment({"PARLEY_READ_URL": PASSWORD.replace("db.example", "one:5432,two")})
    assert settings.described()[1].value == "postgresql://ada:***@one:5432,two:5432/parley?sslmode=require"
    assert "s3cr" not in repr(settings)
    settings = Settings.from_environment(
        {"PARLEY_DATABASE_URL": "postgresql:///parley?password=s3cr&user=ada"}
    )
    assert settings.described()[0].value == "postgresql:///parley?password=***&user=ada"
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment({"PARLEY_DATABASE_URL": PASSWORD.replace("postgresql", "mysql")})
    assert "s3cr" not in str(raised.value)


@pytest.mark.parametrize("password", ["s3cr@et", "s3cr/et", "s3cr]et[", "s3cr\udcff"])
def test_a_password_that_is_not_encoded_is_refused_and_not_shown(password: str) -> None:
    with pytest.raises(SettingsError, match="%40") as raised:
        Settings.from_environment({"PARLEY_DATABASE_URL": f"postgresql://ada:{password}@db.example/parley"})
    assert "s3cr" not in str(raised.value)
