from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import select

from tests.exchange.out import SEVERAL, a_record, at, hostile, written
from veedor.codebook.labels import Certainty, EventType, Polarity, Status, Tense
from veedor.codebook.statement import Event, Role, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published
from veedor.exchange.followthemoney import COLUMNS, FORMAT, STATEMENTS
from veedor.exchange.formats import Written
from veedor.exchange.ftm_entities import type_of
from veedor.exchange.ftm_parties import kind_of
from veedor.record.actors import identity
from veedor.record.actors.identity import Pair, Verdict
from veedor.record.schema import parties
from veedor.record.store import Record

TEXT = (
    "Norway imposed sanctions on Acme Mining Ltd in May 2021. Ana Ortega, prime minister of Norway, met protesters. "
    "Ortega A. is a member of the Harbour Party. Leo Brandt, an analyst, spoke. Zubara is a friend of it."
)
_THING = {
    "name",
    "alias",
    "country",
    "notes",
    "publisher",
    "sourceUrl",
    "topics",
    "proof",
    "keywords",
    "summary",
}
_INTERVAL = {"startDate", "endDate", "date", "summary", "recordId", "sourceUrl", "proof", "publisher"}
_DOCUMENT = _THING | {"title", "fileName", "author", "language", "publishedAt", "date"}
MODEL = {
    "Person": _THING | {"position"},
    "LegalEntity": _THING,
    "Organization": _THING,
    "PublicBody": _THING,
    "Company": _THING,
    "Position": _THING | {"organization"},
    "Occupancy": _INTERVAL | {"holder", "post", "status"},
    "Event": _THING | _INTERVAL | {"location", "involved"},
    "Membership": _INTERVAL | {"role", "status", "member", "organization"},
    "Sanction": _INTERVAL | {"entity", "authority", "reason", "country", "status"},
    "Article": _DOCUMENT,
    "Document": _DOCUMENT,
}
"""Of each schema of FollowTheMoney 4.11.2 that is written, the properties that it has and that we may use."""
LEADS_TO = {
    "proof": {"Article", "Document"},
    "involved": {"Person", "LegalEntity", "Organization", "PublicBody", "Company"},
    "entity": {"Person", "LegalEntity", "Organization", "PublicBody", "Company"},
    "member": {"Person", "LegalEntity", "Organization", "PublicBody", "Company"},
    "organization": {"Organization", "PublicBody", "Company"},
    "holder": {"Person"},
    "post": {"Position"},
}
"""Which schemas a property may lead to, by the ranges of the model."""


def document(id_: str = "f1") -> Document:
    return Document(
        id=id_,
        text=TEXT,
        title="Sanctions",
        publisher="The Weekly",
        language="en",
        address="https://weekly.example/1",
        published=Published("2021-05", Basis.GIVEN),
    )


def sanction(**fields: Any) -> Event:
    return Event(
        **(
            {
                "type": EventType.SANCTION,
                "anchor": at(TEXT, "imposed sanctions"),
                "actors": (at(TEXT, "Norway", "Government of Norway"),),
                "recipients": (at(TEXT, "Acme Mining Ltd"),),
                "tense": Tense.PAST,
                "when": When(at(TEXT, "May 2021"), "2021-05"),
            }
            | fields
        )
    )


def role(words: str, holder: str, of: str | None = None, **fields: Any) -> Role:
    whose = at(TEXT, of) if of else None
    return Role(anchor=at(TEXT, words), role=at(TEXT, words), holder=at(TEXT, holder), of=whose, **fields)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Record]:
    statements = [
        sanction(),
        role("prime minister", "Ana Ortega", "Norway"),
        role("member", "Ana Ortega", "the Harbour Party"),
        role("analyst", "Leo Brandt"),
        Event(
            type=EventType.CONSULT,
            anchor=at(TEXT, "met"),
            actors=(at(TEXT, "Ana Ortega"),),
            recipients=(at(TEXT, "protesters"),),
        ),
    ]
    with a_record(tmp_path / "r.veedor", (document(), statements)) as record:
        yield record


def entities(record: Record) -> tuple[list[dict[str, Any]], Written]:
    data, result = written(record, FORMAT)
    found = [json.loads(line) for line in data.decode().split("\n") if line]
    check(found)
    return found, result


def check(found: Sequence[dict[str, Any]]) -> None:
    """Every entity is one of the model, once, and leads only to others that are there."""
    by_id = {one["id"]: one for one in found}
    assert len(by_id) == len(found)
    for one in found:
        assert set(one["properties"]) <= MODEL[one["schema"]], one["schema"]
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", one["id"])
        for name, values in one["properties"].items():
            assert values
            assert all(isinstance(value, str) and value.strip() for value in values)
            for value in values if name in LEADS_TO else ():
                assert by_id[value]["schema"] in LEADS_TO[name], name


def of_schema(found: Sequence[dict[str, Any]], schema: str) -> list[dict[str, list[str]]]:
    return [one["properties"] for one in found if one["schema"] == schema]


def rows(record: Record) -> list[dict[str, str]]:
    data, _ = written(record, STATEMENTS)
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), dialect=csv.unix_dialect))


def test_a_sanction_hits_somebody_and_says_who_imposed_it(told: Record) -> None:
    found, _ = entities(told)
    (hit,) = of_schema(found, "Sanction")
    assert (hit["authority"], hit["date"]) == (["Government of Norway"], ["2021-05"])
    company = next(one for one in found if one["id"] == hit["entity"][0])
    assert (company["schema"], company["caption"]) == ("Company", "Acme Mining Ltd")


@pytest.mark.parametrize(
    "fields",
    [
        {"tense": Tense.FUTURE},
        {"recipients": ()},
        {"type": EventType.CONCEDE},
        {"anchor": at(TEXT, "met")},
    ],
)
def test_what_is_no_sanction_by_its_words_is_an_event_alone(tmp_path: Path, fields: dict[str, Any]) -> None:
    with a_record(tmp_path / "r.veedor", (document(), [sanction(**fields)])) as record:
        found, _ = entities(record)
    assert (len(of_schema(found, "Event")), of_schema(found, "Sanction")) == (1, [])


def test_an_office_is_a_post_that_a_person_holds(told: Record) -> None:
    found, _ = entities(told)
    (post,), (held,) = of_schema(found, "Position"), of_schema(found, "Occupancy")
    assert (post["name"], post["country"]) == (["prime minister, Norway"], ["no"])
    assert held["status"] == ["current"]
    holder = next(one for one in found if one["id"] == held["holder"][0])
    assert (holder["schema"], holder["caption"]) == ("Person", "Ana Ortega")


def test_a_membership_and_another_role(told: Record) -> None:
    found, _ = entities(told)
    (membership,) = of_schema(found, "Membership")
    assert membership["role"] == ["member"]
    people = {one["name"][0]: one for one in of_schema(found, "Person")}
    assert people["Leo Brandt"]["position"] == ["analyst"]


def test_whom_common_words_name_is_no_entity(told: Record) -> None:
    found, _ = entities(told)
    assert not any("protesters" in one["caption"] for one in found if one["schema"] != "Event")
    assert any("protesters" in one["summary"][0] for one in of_schema(found, "Event"))


def test_everything_is_proved_by_the_report(told: Record) -> None:
    found, _ = entities(told)
    (article,) = [one for one in found if one["schema"] == "Article"]
    assert article["properties"]["publishedAt"] == ["2021-05"]
    assert article["properties"]["sourceUrl"] == ["https://weekly.example/1"]
    assert all(
        one["properties"]["proof"] == [article["id"]]
        for one in found
        if one["schema"] not in ("Article", "Position")
    )


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (sanction(polarity=Polarity.NO), "said not to be so"),
        (sanction(certainty=Certainty.OPEN), "not said either way"),
        (role("prime minister", "Ana Ortega", status=Status.CLAIMED), "claimed and disputed"),
        (role("prime minister", "protesters"), "nobody in particular"),
        (role("a friend", "Zubara"), "neither an office"),
    ],
)
def test_what_the_model_cannot_say_is_left_out_and_counted(
    tmp_path: Path, statement: Statement, why: str
) -> None:
    with a_record(tmp_path / "r.veedor", (document(), [statement])) as record:
        found, result = entities(record)
    ((reason, many),) = result.left_out.items()
    assert (many, why in reason) == (1, True)
    assert {one["schema"] for one in found} <= {"Article", "LegalEntity"}


def test_names_that_are_judged_one_are_one_entity_and_keep_their_own_ids(tmp_path: Path) -> None:
    two = [role("prime minister", "Ana Ortega"), role("member", "Ortega A.", "the Harbour Party")]
    with a_record(tmp_path / "r.veedor", (document(), two)) as record:
        apart = entities(record)[0]
        own = {row["entity_id"] for row in rows(record) if row["prop"] == "name" and "Ortega" in row["value"]}
        assert len(own) == 2
        left, right = (identity_node(record, name) for name in ("Ana Ortega", "Ortega A."))
        identity.judge(record, [Pair(left, right, Verdict.SAME, "the same person")], by="Ana")
        (one,) = [
            one
            for one in entities(record)[0]
            if one["schema"] in ("Person", "LegalEntity") and "Ana Ortega" in one["properties"]["name"]
        ]
        names = [row for row in rows(record) if row["prop"] == "name" and "Ortega" in row["value"]]
    assert len([x for x in apart if x["schema"] in ("Person", "LegalEntity")]) == 2
    assert {"Ana Ortega", "Ortega A."} <= set(one["properties"]["name"])
    assert {row["entity_id"] for row in names} == own
    assert {row["canonical_id"] for row in names} == {one["id"]}
    assert set(one["referents"]) == own - {one["id"]}


def identity_node(record: Record, name: str) -> str:
    with record.reading() as connection:
        found = connection.scalars(select(parties.c.key).where(parties.c.words == name)).first()
    assert found is not None
    return str(found)


def test_statements_have_the_columns_types_and_hashes_of_followthemoney(told: Record) -> None:
    found = rows(told)
    assert tuple(found[0]) == COLUMNS
    assert len({row["id"] for row in found}) == len(found)
    for row in found:
        said = f"veedor.{row['entity_id']}.{row['prop']}.{row['value']}"
        assert row["id"] == hashlib.sha1(said.encode()).hexdigest()
        assert row["prop_type"] == type_of(row["prop"])
        assert (row["external"], len(row["first_seen"]), len(row["origin"])) == ("f", 19, 16)
    whole = {(one["id"], one["schema"]) for one in entities(told)[0]}
    assert {(row["canonical_id"], row["schema"]) for row in found} == whole
    assert {row["entity_id"] for row in found if row["prop"] == "id"} == {row["entity_id"] for row in found}


@pytest.mark.parametrize(
    ("name", "schema", "topic"),
    [
        ("Government of Norway", "PublicBody", "gov.national"),
        ("Norway", "PublicBody", ""),
        ("African Union (AU)", "Organization", "gov.igo"),
        ("Ministry of Defence of Norway", "PublicBody", ""),
        ("Acme Mining Ltd", "Company", ""),
        ("Harbour Party", "Organization", ""),
        ("Leo Brandt", "Person", ""),
        ("Zubara", "LegalEntity", ""),
        ("protesters", None, ""),
        ("Norwegians", None, ""),
        ("Its", None, ""),
        ("supporters of Leo Brandt", None, ""),
    ],
)
def test_a_name_tells_what_it_means_as_far_as_it_is_sure(name: str, schema: str | None, topic: str) -> None:
    kind = kind_of(name)
    assert (kind and kind.schema, kind.topic if kind else "") == (schema, topic)


def test_hostile_words_are_text_and_no_formula(tmp_path: Path) -> None:
    with a_record(tmp_path / "r.veedor", hostile()) as record:
        found, _ = entities(record)
        values = [row["value"] for row in rows(record)]
    assert found
    assert not any("\x1b" in value or value[:1] in "=@+" for value in values)


@settings(max_examples=5)
@given(SEVERAL)
def test_entities_of_any_reading_are_of_the_model_and_lead_to_others(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[Document, list[Statement]]]
) -> None:
    with a_record(tmp_path_factory.mktemp("any") / "r.veedor", *made) as record:
        found, _ = entities(record)
        whole = {row["canonical_id"] for row in rows(record)}
    assert whole == {one["id"] for one in found}
