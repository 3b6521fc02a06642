"""The planted cases of syndication are what their README says, and their maker makes them again."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.coreference.make_syndication import cases, unmarked
from benchmarks.coreference.plays import Draft, copied
from benchmarks.coreference.ways import WAYS
from veedor.codebook.statement import from_dict
from veedor.codebook.when import bounds
from veedor.documents.versions import Edition, Relation, relation

FILE = Path(__file__).parents[2] / "benchmarks" / "coreference" / "syndication.jsonl"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@cache
def planted() -> list[dict[str, Any]]:
    with FILE.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def edition(document: dict[str, Any]) -> Edition:
    return Edition(document["text"], document["publisher"], published=document["published"])


def test_the_file_is_what_its_maker_makes() -> None:
    assert planted() == list(cases())


def test_there_are_a_hundred_cases_with_every_way_five_times() -> None:
    assert len({case["id"] for case in planted()}) == len(planted()) == 100
    ways = [case["way"] for case in planted()]
    assert {way: ways.count(way) for way in ways} == dict.fromkeys(ways, 5)
    assert len(set(ways)) == len(WAYS)


def test_a_case_has_two_to_six_documents_and_not_more_origins_than_chains() -> None:
    for case in planted():
        chains = sum(len(document["statements"]) for document in case["documents"])
        assert 2 <= len(case["documents"]) <= 6
        assert 1 <= case["origins"] <= chains
        assert case["reason"]


def test_no_number_of_origins_is_right_more_often_than_three_times_in_five() -> None:
    counts = [case["origins"] for case in planted()]
    assert max(counts.count(n) for n in set(counts)) <= 60


def test_every_statement_is_of_the_codebook_and_its_quotes_are_the_words_of_its_text() -> None:
    for case in planted():
        for document in case["documents"]:
            assert document["statements"]
            for told in document["statements"]:
                from_dict(told).check(document["text"])
                assert told["happening"] == case["id"]


def test_weekdays_are_those_of_the_calendar() -> None:
    for case in planted():
        for document in case["documents"]:
            when = from_dict(document["statements"][0]).when
            if when and re.fullmatch(r"\d{4}-\d\d-\d\d", when.value):
                day = bounds(when.value).earliest
                named = [name for name in WEEKDAYS if name in when.quote.words]
                assert day is not None
                assert named in ([], [WEEKDAYS[day.weekday()]]), (document["id"], when)


def test_copies_said_to_be_near_identical_are_found_by_their_words() -> None:
    for case in planted():
        first: dict[str, dict[str, Any]] = {}
        for document in case["documents"]:
            if document["near_identical"] is not None:
                told = relation(edition(first[document["story"]]), edition(document)).relation
                assert document["near_identical"] == (told is not Relation.DIFFERENT)
            elif document["story"]:
                assert len(document["text"].split()) >= 80
                first[document["story"]] = document


def test_documents_of_different_stories_are_not_taken_for_copies() -> None:
    for case in planted():
        documents = case["documents"]
        for n, left in enumerate(documents):
            for right in documents[n + 1 :]:
                if left["story"] is None or left["story"] != right["story"]:
                    assert relation(edition(left), edition(right)).relation is Relation.DIFFERENT


def test_some_copies_are_found_by_their_words_and_some_are_not() -> None:
    found = [document["near_identical"] for case in planted() for document in case["documents"]]
    assert found.count(True) >= 20
    assert found.count(False) >= 5


def test_marks_leave_the_text_as_it_reads() -> None:
    text, marks = unmarked("[a:The guard|Guard of Orm] [t:shut] the gate.")
    assert text == "The guard shut the gate."
    assert [(mark.kind, text[mark.start : mark.end], mark.value) for mark in marks] == [
        ("a", "The guard", "Guard of Orm"),
        ("t", "shut", None),
    ]


def test_a_copy_keeps_the_story_and_changes_the_publisher() -> None:
    wire = Draft("Agency", "The gate [t:shut]. It was late. It rained. All slept.", "wire")
    assert copied(wire, "Paper", 0) == Draft("Paper", "The gate [t:shut]. It was late. It rained.", "wire")
