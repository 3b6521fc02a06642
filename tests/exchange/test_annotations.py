from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.exchange.out import HOSTILE, SEVERAL, a_record, hostile, written
from tests.record.filled import LATER, STRIKE, fill
from veedor.codebook.statement import Statement, from_dict
from veedor.documents.document import Document
from veedor.exchange.annotations import FORMAT, STANDARD
from veedor.record.store import Record

OA, AS = "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "Annotation": f"{OA}Annotation",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "TextualBody": f"{OA}TextualBody",
    "SpecificResource": f"{OA}SpecificResource",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "Software": f"{AS}Application",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "describing": f"{OA}describing",
    "tagging": f"{OA}tagging",
    "items": {"@id": f"{AS}items", "@container": "@list"},
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "start": f"{OA}start",
    "end": f"{OA}end",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "name": "http://xmlns.com/foaf/0.1/name",
    "creator": {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"},
    "created": "http://purl.org/dc/terms/created",
    "modified": "http://purl.org/dc/terms/modified",
    "generator": {"@id": f"{AS}generator", "@type": "@id"},
}
"""The terms of the standard's context that we use, written out here: its file is not copied into the repository."""


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Record]:
    with Record.open(str(tmp_path / "r.veedor")) as record:
        fill(record)
        yield record


def items(record: Record) -> list[dict[str, Any]]:
    page: dict[str, Any] = json.loads(written(record, FORMAT)[0])
    found: list[dict[str, Any]] = page["items"]
    return found


def selectors(item: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["type"]: one for one in item["target"]["selector"]}


def test_both_selectors_lead_to_the_words(filled: Record) -> None:
    texts = {document.id: document.text for document in (STRIKE, LATER)}
    assert items(filled)
    for item in items(filled):
        text = texts[item["veedor:document"].rpartition(":")[2]]
        place, quote = selectors(item)["TextPositionSelector"], selectors(item)["TextQuoteSelector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert quote["prefix"] == text[max(0, place["start"] - 32) : place["start"]]


def test_a_page_of_the_web_is_the_target_and_a_report_without_address_has_a_name(filled: Record) -> None:
    sources = {item["veedor:document"]: item["target"]["source"] for item in items(filled)}
    assert sources == {
        "urn:veedor:document:d0c1": "https://gazette.example/strike",
        "urn:veedor:document:d0d2": "urn:veedor:document:d0d2",
    }


def test_who_corrected_stands_beside_the_reader_who_made_it(filled: Record) -> None:
    corrected = next(item for item in items(filled) if item["veedor:statement"]["state"] == "corrected")
    assert [(one["type"], one["name"]) for one in corrected["creator"]] == [
        ("Software", "fake 1"),
        ("Person", "Ana"),
    ]
    assert corrected["created"] <= corrected["modified"]
    alone = next(item for item in items(filled) if item["veedor:statement"]["state"] == "read")
    assert (alone["creator"]["type"], "modified" in alone) == ("Software", False)


def test_bodies_say_it_in_words_and_by_tags(filled: Record) -> None:
    event = next(item for item in items(filled) if item["veedor:statement"]["kind"] == "event")
    said = [(body["purpose"], body["value"]) for body in event["body"]]
    assert said[0][0] == "describing"
    assert "met" in said[0][1]
    assert {("tagging", "event"), ("tagging", "type: CONSULT"), ("tagging", "certainty: certain")} <= set(
        said
    )


def test_expanding_the_graph_loses_nothing_of_a_statement(filled: Record) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    page = json.loads(written(filled, FORMAT)[0])

    def standard(address: str, options: object) -> dict[str, Any]:
        assert address == STANDARD
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": TERMS}}

    (expanded,) = jsonld.expand(page, {"documentLoader": standard})
    (listed,) = expanded[f"{AS}items"]
    found = {item["@id"]: item for item in listed["@list"]}
    assert len(found) == len(page["items"])
    for item in page["items"]:
        whole = found[item["id"]]
        (literal,) = whole["urn:veedor:terms#statement"]
        assert literal == {"@type": "@json", "@value": item["veedor:statement"]}
        assert whole["urn:veedor:terms#document"] == [{"@id": item["veedor:document"]}]
        assert len(whole[f"{OA}hasBody"]) == len(item["body"])
        (target,) = whole[f"{OA}hasTarget"]
        assert len(target[f"{OA}hasSelector"]) == 2


def test_hostile_words_come_out_as_text_and_no_address(tmp_path: Path) -> None:
    with a_record(tmp_path / "r.veedor", hostile()) as record:
        (item,) = items(record)
    assert selectors(item)["TextQuoteSelector"]["exact"] == HOSTILE
    assert item["target"]["source"] == "urn:veedor:document:bad1"


@settings(max_examples=5)
@given(SEVERAL)
def test_any_statement_comes_back_out_of_its_annotation(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[Document, list[Statement]]]
) -> None:
    with a_record(tmp_path_factory.mktemp("any") / "r.veedor", *made) as record:
        found = items(record)
    texts = {f"urn:veedor:document:{document.id}": document for document, _ in made}
    back = {from_dict(item["veedor:statement"]).id_in(texts[item["veedor:document"]].id) for item in found}
    assert back == {one.id_in(document.id) for document, statements in made for one in statements}
    for item in found:
        place, quote = selectors(item)["TextPositionSelector"], selectors(item)["TextQuoteSelector"]
        assert texts[item["veedor:document"]].text[place["start"] : place["end"]] == quote["exact"]
