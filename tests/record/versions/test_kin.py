from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeReader
from veedor.documents.document import Basis, Document, Published
from veedor.documents.versions import Relation
from veedor.errors import UsageError
from veedor.record import changes, views
from veedor.record.store import Record
from veedor.record.versions import kin, versions
from veedor.record.wanted import Standing

TEXTS = {
    "first": "The mayor met the strikers at the harbour.",
    "second": "Deputy Ana Órdoñez wants new talks before the winter.",
    "third": "Some 40 people, the union says, were hurt that night.",
    "other": "Nobody in the hills had heard of it.",
}


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    """Four unlike texts of one file's name."""
    with Record.open(place) as record:
        for day, (id_, text) in enumerate(TEXTS.items(), 1):
            document = Document(id=id_, text=text, file="strike.txt", publisher=f"The {id_} gazette")
            document = replace(document, published=Published(f"2021-05-0{day}", Basis.GIVEN))
            record.add(document, [], FakeReader())
        yield record


def judge(record: Record, newer: str, older: str, verdict: Relation = Relation.VERSION) -> int:
    return versions.judge(record, newer, older, verdict, by="ana", reason="so it says")


def test_a_document_names_its_newest_and_its_older_versions(record: Record) -> None:
    judge(record, "second", "first")
    judge(record, "third", "second")
    told = kin.of_documents(record)
    assert set(told) == {"first", "second", "third"}
    assert told["first"].newest == kin.Kin("third", "strike.txt", "The third gazette", "2021-05-03")
    assert told["first"].standing is Standing.SUPERSEDED
    assert [one.id for one in told["third"].older] == ["second", "first"]
    assert told["second"].to_dict() == {"standing": "superseded", "newest": "third", "older": ["first"]}
    assert kin.of_document(record, "first") == told["first"]


def test_who_carries_a_story_is_named_in_the_newest_version(record: Record) -> None:
    judge(record, "other", "first", Relation.CARRIER)
    judge(record, "third", "other")
    told = kin.of_documents(record, ["first", "other"])
    assert [one.id for one in told["first"].carriers] == ["third"]
    assert [one.id for one in told["other"].carriers] == ["first"]


def test_a_retraction_is_told_with_its_reason_until_it_is_taken_back(record: Record) -> None:
    change_id = versions.retract(record, "first", by="ana", reason="made up")
    made = kin.of_document(record, "first").retracted
    assert made is not None
    assert (made.id, made.by, made.reason) == (change_id, "ana", "made up")
    changes.undo(record, change_id, by="ana")
    assert kin.of_document(record, "first") == kin.DocumentAccount("first")


def test_a_judgement_taken_back_tells_nothing_any_more(record: Record) -> None:
    changes.undo(record, judge(record, "second", "first"), by="ana")
    assert kin.of_documents(record) == {}


def test_two_versions_are_never_newer_than_each_other(record: Record) -> None:
    judge(record, "second", "first")
    turned = judge(record, "first", "second")
    assert kin.of_document(record, "second").newest is not None
    assert kin.of_document(record, "first").newest is None
    changes.undo(record, turned, by="ana")
    assert kin.of_document(record, "first").newest is not None
    judge(record, "third", "second")
    with pytest.raises(UsageError, match="by way of another"):
        judge(record, "first", "third")
    assert {row.standing for row in views.documents(record, of=["third"])} == {Standing.STANDS}


def test_a_pair_is_different_whichever_is_named_first(record: Record) -> None:
    judge(record, "second", "first")
    judge(record, "first", "second", Relation.DIFFERENT)
    assert {row.standing for row in views.documents(record)} == {Standing.STANDS}


def test_a_file_name_means_the_newest_version_but_no_one_of_several_reports(record: Record) -> None:
    judge(record, "second", "first")
    judge(record, "third", "second")
    with pytest.raises(UsageError, match="means 2 documents"):
        views.find(record, "strike.txt")
    judge(record, "other", "third")
    assert views.find(record, "strike.txt") == "other"
    assert views.find(record, "first") == "first"
