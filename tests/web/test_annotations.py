"""Quotes as W3C Web Annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pyld import jsonld

from tests.web.checked import HOST, CheckedClient

CONTEXT = json.loads((Path(__file__).parents[1] / "data/annotation-terms.json").read_text())
OA = "http://www.w3.org/ns/oa#"

Node = dict[str, Any]


def fetched(app: Flask, path: str) -> Node:
    response = app.test_client().get(path, buffered=True)
    assert response.status_code == 200, path
    assert response.content_type == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    node: Node = json.loads(response.data)
    assert node["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return node


def quotes(site: CheckedClient, source: str) -> list[str]:
    found = dict.fromkeys(link for link in site.get(source).links("a") if "/quotes/" in link)
    assert found
    return list(found)


def targets(annotation: Node) -> list[Node]:
    given = annotation["target"]
    return given if isinstance(given, list) else [given]


SOURCES = [
    "/istanbul-2025/sources/article-2025-05-29",
    "/river-2025/sources/report",
    "/river-2025/sources/minutes",
    "/majlis/sources/bayan",
    "/odd/sources/s",
]


@pytest.mark.parametrize("source", SOURCES)
def test_each_target_selects_the_very_words_of_the_text(app: Flask, site: CheckedClient, source: str) -> None:
    """By their place, in code points, and by themselves with what stands around them."""
    for path in quotes(site, source):
        annotation = fetched(app, f"{path}.jsonld")
        assert annotation["type"] == "Annotation"
        for target in targets(annotation):
            by_words, by_place = target["selector"]
            assert (by_words["type"], by_place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            text = app.test_client().get(target["source"]["id"]).get_data(as_text=True)
            start, end = by_place["start"], by_place["end"]
            assert text[start:end] == by_words["exact"]
            assert text[:start].endswith(by_words.get("prefix", ""))
            assert text[end:].startswith(by_words.get("suffix", ""))
            site.get(target["scope"].removeprefix(HOST))
        for body in annotation["body"][1:]:
            site.get(body["source"]["id"].removeprefix(HOST))


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_has_all_its_quotes(app: Flask, site: CheckedClient, source: str) -> None:
    collection = fetched(app, f"{source}.jsonld")
    items = collection["first"]["items"]
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(items) == len(quotes(site, source))
    for item in items:
        alone = fetched(app, item["id"].removeprefix(HOST))
        assert alone == {"@context": alone["@context"], **item}


def test_a_cut_makes_several_targets(app: Flask, site: CheckedClient) -> None:
    annotations = [fetched(app, f"{path}.jsonld") for path in quotes(site, "/river-2025/sources/report")]
    exact = [[target["selector"][0]["exact"] for target in targets(each)] for each in annotations]
    assert ["the gates “will be opened", "open until autumn"] in exact
    assert ["the gates", "will stay open until autumn"] in exact  # around an insertion


def test_of_a_source_that_may_be_excerpted_only_passages_are_shown(app: Flask) -> None:
    text = app.test_client().get("/river-2025/sources/report.txt").get_data(as_text=True)
    assert "nobody" not in text
    assert "Anna Berg said that the gates" in text
    annotations = app.test_client().get("/river-2025/sources/report.jsonld").get_data(as_text=True)
    assert "nobody" not in annotations
    whole = app.test_client().get("/river-2025/sources/minutes.txt").get_data(as_text=True)
    assert whole.startswith("The two sides met on Monday.")


def test_they_are_linked_data_of_the_annotation_vocabulary(app: Flask, site: CheckedClient) -> None:
    """Every key that is used means something: none is dropped when it is read as JSON-LD."""
    path = quotes(site, "/river-2025/sources/report")[0]
    annotation = fetched(app, f"{path}.jsonld")
    (node,) = jsonld.expand({**annotation, "@context": CONTEXT})
    assert node["@type"] == [f"{OA}Annotation"]
    assert node[f"{OA}motivatedBy"] == [{"@id": f"{OA}linking"}]
    selectors = [selector for target in node[f"{OA}hasTarget"] for selector in target[f"{OA}hasSelector"]]
    assert {selector["@type"][0] for selector in selectors} == {
        f"{OA}TextQuoteSelector",
        f"{OA}TextPositionSelector",
    }
    assert keys(jsonld.compact(node, CONTEXT)) == keys(annotation)


def keys(node: object) -> set[str]:
    if isinstance(node, list):
        return {key for each in node for key in keys(each)}
    if isinstance(node, dict):
        own = {key: value for key, value in node.items() if key != "@context"}
        return own.keys() | {key for each in own.values() for key in keys(each)}
    return set()
