"""Single values of front matter: what is accepted, and what is said of what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.dossier.folders import MINIMAL, good_source, messages, put
from webapp.dossier import read
from webapp.dossier.model import Dossier


def told(folder: Path, **values: str) -> list[str]:
    """The messages on a source with these values, without path and place."""
    files = MINIMAL | {"sources/bill.md": good_source(**values)}
    return [message.partition(" ")[2] for message in messages(put(folder / "toll", files))]


TAGS = (
    "en EN-gb zh-Hant zh-Hans-CN sr-Latn-RS es-419 de-CH-1996 und mul ar-aao sl-rozaj-biske-1994 "
    "en-a-myext-b-another x-own de-x-formal"
)


@pytest.mark.parametrize("tag", TAGS.split())
def test_language_tags(tmp_path: Path, tag: str) -> None:
    assert told(tmp_path, language=tag) == []


@pytest.mark.parametrize(
    ("tag", "mend"),
    [
        ("en_GB", "write `en-GB`"),
        ("English", "write it as in `en`, `uk` or `zh-Hant`"),
        ("German-DE", "write it as in `en`, `uk` or `zh-Hant`"),
        ("English!", "write it as in `en`, `uk` or `zh-Hant`"),
        ("\u212am", "write it as in `en`, `uk` or `zh-Hant`"),
        ("e", "write it as in `en`, `uk` or `zh-Hant`"),
        ("en-", "write it as in `en`, `uk` or `zh-Hant`"),
        ("en-x", "write it as in `en`, `uk` or `zh-Hant`"),
        ("українська", "write it as in `en`, `uk` or `zh-Hant`"),
    ],
)
def test_ill_formed_language_tags(tmp_path: Path, tag: str, mend: str) -> None:
    assert told(tmp_path, language=tag) == [f"“{tag}” is not a language tag (BCP 47): {mend}"]


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://example.org:8080/a?b=c#d", "https://пример.example/путь", "https://[::1]/",
            "HTTPS://EXAMPLE.ORG/"]
)  # fmt: skip
def test_web_addresses(tmp_path: Path, url: str) -> None:
    assert told(tmp_path, url=url) == []


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "javascript:alert(1)", "example.org", "//example.org/a", "https://", "https:///a",
            "https://[::1", "https://example.org/a b", "mailto:a@example.org", "https://example.org:port/",
            "https://<script>/", 'https://a"b.example/', "https://exa%6Dple.org/"]
)  # fmt: skip
def test_what_is_no_web_address(tmp_path: Path, url: str) -> None:
    assert told(tmp_path, archive_url=url) == [
        f"“{url}” is not a web address: write it in full, beginning with `https://`"
    ]


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ('https://example.org/?a="&b=<c>#frag', "https://example.org/?a=%22&b=%3Cc%3E#frag"),
        ("https://example.org/a[1]|{b}^`?100%", "https://example.org/a%5B1%5D%7C%7Bb%7D%5E%60?100%25"),
        ("https://[::1]/%41\\#a#b", "https://[::1]/%41%5C#a%23b"),
        ("https://пример.example/путь?(a);b'c*", "https://пример.example/путь?(a);b'c*"),
    ],
)
def test_what_no_address_holds_is_percent_encoded(tmp_path: Path, written: str, taken: str) -> None:
    quoted = written.replace("'", "''")
    files = MINIMAL | {"sources/bill.md": good_source(url=f"'{quoted}'")}
    dossier = read(put(tmp_path / "toll", files))
    assert isinstance(dossier, Dossier)
    (source,) = [each for each in dossier.sources if each.id == "bill"]
    assert source.url == taken


def test_long_values_are_cut_in_messages(tmp_path: Path) -> None:
    assert told(tmp_path, rights="x" * 1000) == [f"`rights` is “{'x' * 59}…”: use full or excerpts"]
    assert told(tmp_path, title="x" * 301) == [
        "`title` has 301 characters, and at most 300 are read: shorten it"
    ]
    assert told(tmp_path, published="2001-" * 100) == [
        "a date has at most 200 characters: name the first and the last, as in `2025-05-16/2025-05-28`"
    ]


def test_white_space_in_a_value_is_one_space(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "toll", MINIMAL | {"sources/bill.md": good_source(title=">\n  A  bill\n  of 1911\n")}
    )
    dossier = read(folder)
    assert isinstance(dossier, Dossier)
    assert dossier.sources[0].title == "A bill of 1911"


@pytest.mark.parametrize(
    ("zone", "message"),
    [
        ("Europe/Istambul", "unknown time zone “Europe/Istambul”: did you mean `Europe/Istanbul`?"),
        ("europe/istanbul", "unknown time zone “europe/istanbul”: did you mean `Europe/Istanbul`?"),
        ("GMT+25:00:00:00:00", "unknown time zone “GMT+25:00:00:00:00”: write it as in `Europe/Istanbul`"),
        ("../../etc/passwd", "unknown time zone “../../etc/passwd”: write it as in `Europe/Istanbul`"),
    ],
)
def test_unknown_time_zones(tmp_path: Path, zone: str, message: str) -> None:
    cover = MINIMAL["dossier.md"].replace("title:", f'timezone: "{zone}"\ntitle:')
    assert messages(put(tmp_path / "toll", MINIMAL | {"dossier.md": cover})) == [
        f"dossier.md:2:11: {message}"
    ]


@pytest.mark.parametrize("value", ["", '""', '" "', '"\\u200b"', "\u00ad", '"\u2060 \u200b"'])
def test_a_value_that_shows_nothing_is_empty(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, title=value, published="1911") == [
        "`title` is empty: give it a value, as in `title: Russia preparing proposals for a second round`"
    ]


def test_an_empty_date_is_an_empty_value(tmp_path: Path) -> None:
    assert told(tmp_path, published="") == [
        "`published` is empty: give it a value, as in `published: 2025-05-29`"
    ]


def test_invisible_characters_in_values_are_shown(tmp_path: Path) -> None:
    cover = MINIMAL["dossier.md"].replace("title:", "title\u00a0:").replace("observer", "observer\u200b")
    assert messages(put(tmp_path / "toll", MINIMAL | {"dossier.md": cover})) == [
        "dossier.md:2:1: `title` is missing: add it, as in `title: Istanbul talks, 2025`",
        "dossier.md:2:1: unknown key `title⟨U+00A0⟩`: did you mean `title`?",
        "dossier.md:4:40: `role` is “observer⟨U+200B⟩”: use principal, mediator, host or observer",
    ]


def test_who_mentions_an_id_as_it_should_be_is_not_told_to_spell_it_wrong(tmp_path: Path) -> None:
    cover = MINIMAL["dossier.md"].replace("  bridge:", "  Bridge Keepers:")
    event = MINIMAL["events/penny.md"].replace("kind:", "parties: [bridge-keepers]\nkind:")
    put(tmp_path / "toll", MINIMAL | {"dossier.md": cover, "events/penny.md": event})
    (only,) = messages(tmp_path / "toll")
    assert only.startswith("dossier.md:4:3: “Bridge Keepers” is not an id")
    assert only.endswith("write `bridge-keepers`")
    put(tmp_path / "toll", {"events/penny.md": event.replace("bridge-keepers", "Bridge Keepers")})
    assert messages(tmp_path / "toll") == [
        only,
        "events/penny.md:3:11: unknown party `Bridge Keepers`: did you mean `bridge-keepers`?",
    ]
