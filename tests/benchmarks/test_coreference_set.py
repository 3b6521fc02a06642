"""The set that incidents are measured on holds what its README says of it."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from veedor.codebook.statement import Event, from_dict
from veedor.codebook.when import bounds

FOLDER = Path(__file__).parents[2] / "benchmarks" / "coreference"
HALVES = ("train", "test")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@cache
def texts(half: str) -> list[dict[str, Any]]:
    with (FOLDER / f"happenings-{half}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def both() -> list[dict[str, Any]]:
    return [text for half in HALVES for text in texts(half)]


def happenings(half: str) -> set[str]:
    return {told["happening"] for text in texts(half) for told in text["statements"]}


def look_alikes() -> list[list[str]]:
    rows = (FOLDER / "look-alikes.tsv").read_text(encoding="utf-8").splitlines()
    return [row.split("\t") for row in rows if not row.startswith("#")]


def test_every_text_has_an_id_of_its_own_a_publisher_and_a_date_or_none() -> None:
    assert len({text["id"] for text in both()}) == len(both()) >= 100
    for text in both():
        assert text["publisher"]
        assert text["title"]
        assert text["published"] is None or bounds(text["published"])


def test_every_statement_is_of_the_codebook_and_its_quotes_are_the_words_of_its_text() -> None:
    for text in both():
        for told in text["statements"]:
            statement = from_dict(told)
            assert isinstance(statement, Event)
            statement.check(text["text"])


def test_mentions_are_the_words_of_their_text_and_do_not_overlap() -> None:
    for text in both():
        ends = 0
        for mention in text["mentions"]:
            assert text["text"][mention["start"] : mention["end"]] == mention["words"]
            assert mention["start"] >= ends
            ends = mention["end"]


def test_the_anchor_of_every_statement_is_a_mention_of_its_happening() -> None:
    for text in both():
        places = {(m["start"], m["end"], m["happening"]) for m in text["mentions"]}
        for told in text["statements"]:
            anchor = told["anchor"]
            assert (anchor["start"], anchor["end"], told["happening"]) in places


def test_quotes_begin_and_end_at_word_boundaries() -> None:
    for text in both():
        for told in text["statements"]:
            for quote in from_dict(told).quotes():
                around = text["text"][max(0, quote.start - 1) : quote.end + 1]
                inside = re.escape(quote.words)
                assert re.search(rf"(?<!\w){inside}(?!\w)", around), (text["id"], quote.words)


def test_weekdays_are_those_of_the_calendar() -> None:
    for text in both():
        for told in text["statements"]:
            when = from_dict(told).when
            if when and re.fullmatch(r"\d{4}-\d\d-\d\d", when.value):
                day = bounds(when.value).earliest
                named = [name for name in WEEKDAYS if name in when.quote.words]
                assert day is not None
                assert named in ([], [WEEKDAYS[day.weekday()]]), (text["id"], when)


def test_what_is_denied_has_the_polarity_no() -> None:
    for text in both():
        for told in text["statements"]:
            assert (told["phase"] == "denied") == (told["polarity"] == "no"), (text["id"], told["anchor"])
            assert told["phase"] in ("announced", "happened", "denied")


def test_the_set_is_as_large_as_was_asked() -> None:
    assert len(happenings("train") | happenings("test")) >= 60
    assert sum(len(text["statements"]) for text in both()) >= 200


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_happenings_told_in_several_texts(half: str) -> None:
    told: dict[str, set[str]] = {}
    for text in texts(half):
        for statement in text["statements"]:
            told.setdefault(statement["happening"], set()).add(text["id"])
    assert sum(len(ids) > 1 for ids in told.values()) >= 60


def test_no_happening_and_no_crisis_is_in_both_halves() -> None:
    assert not happenings("train") & happenings("test")
    assert not {text["crisis"] for text in texts("train")} & {text["crisis"] for text in texts("test")}


def test_the_happenings_of_a_look_alike_pair_are_two_and_in_one_half() -> None:
    assert len(look_alikes()) >= 25
    for left, right, why in look_alikes():
        assert left != right
        assert why
        assert any({left, right} <= happenings(half) for half in HALVES), (left, right)
