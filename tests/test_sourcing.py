"""Offices and groups of one actor, asked of its own statements alone, are those that all statements tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.test_matching import put, put_assembly, role
from veedor import sourcing
from veedor.codebook.labels import Status
from veedor.codebook.naming import key
from veedor.record.actors import identity
from veedor.record.store import Record


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


def assert_terms_are_those_of_all(record: Record, who: str) -> int:
    names = identity.names_of(record, who)
    own = sourcing.terms_of_actor(record, names, {key(who)})
    assert own == [one for one in sourcing.terms_of(record) if key(one.holder) == key(who)]
    return len(own)


def test_terms_of_an_actor_are_those_of_all_statements(record: Record) -> None:
    put_assembly(record)
    assert assert_terms_are_those_of_all(record, "Carla Borg") == 1


def test_who_sat_there_meanwhile_parts_the_terms_of_an_actor(record: Record) -> None:
    for number, (who, day) in enumerate(
        (("Carla Borg", "2001-03-01"), ("Otto Ek", "2008-03-01"), ("Carla Borg", "2016-03-01"))
    ):
        text = f"{who}, president of Malta, spoke. " + " ".join(f"w{number}x{n}" for n in range(20))
        put(record, f"d{number}", day, text, role(text, who, "president", "Malta"))
    assert assert_terms_are_those_of_all(record, "Carla Borg") == 2
    assert assert_terms_are_those_of_all(record, "Otto Ek") == 1


def test_groups_of_an_actor_are_those_of_all_statements(record: Record) -> None:
    text = "Malta is a member of the Island League. Otto Ek was a minister."
    put(
        record,
        "d0c1",
        "2019-07-10",
        text,
        role(text, "Malta", "member", "Island League"),
        role(text, "Otto Ek", "minister", status=Status.FORMER),
    )
    names = identity.names_of(record, "Malta")
    own = sourcing.groups_of_actor(record, names, {"malta"})
    assert own
    assert own == [one for one in sourcing.groups_of(record) if key(one.member) == "malta"]
