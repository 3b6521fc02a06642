from __future__ import annotations

from typing import Any

import pytest

from veedor.codebook.party_names import Titles, names_of, same_party

TITLES = Titles.of(["President", "prime minister", "Mr", "vice-president", "king"], ["former", "acting"])


@pytest.mark.parametrize(
    ("gold", "system"),
    [
        ("Ana Órdoñez", "ana ordonez"),
        ("United Nations", "the United Nations"),
        ("Government of the United States", "government of United States"),
        ("U.N. mission", "UN mission"),
        ("Shi'ite Alliance", "Shiite Alliance"),
        ("Omar al-Karim", "Omar Al Karim"),
        ("Ana Órdoñez", "President Ana Órdoñez"),
        ("Ana Órdoñez", "former Vice President Ana Órdoñez"),
        ("Mr. Haddad", "Haddad"),
        ("River Party (RP)", "River Party"),
        ("River Party (RP)", "RP"),
        ("River Party (RP)", "the River Party (RP)"),
        ("River Party", "River Party (RP)"),
        ("dockers (Riverton)", "dockers"),
        ("Ana Órdoñez; Ben Haddad", "President Ben Haddad; Ana Ordonez"),
        ("The President", "president"),
    ],
)
def test_names_that_mean_the_same(gold: str, system: str) -> None:
    assert same_party(gold, system, titles=TITLES)


@pytest.mark.parametrize(
    ("gold", "system"),
    [
        ("Ana Órdoñez", "Órdoñez"),
        ("Ana Órdoñez", "she"),
        ("Government of Ruritania", "Ruritania"),
        ("President of Ruritania", "Ruritania"),
        ("President of Ruritania", "King of Ruritania"),
        ("dockers (Riverton)", "Riverton"),
        ("Ana Órdoñez; Ben Haddad", "Ana Órdoñez"),
        ("Ana Órdoñez", "Ana Órdoñez; Ben Haddad"),
        ("Ana Órdoñez; Ana Órdoñez", "Ana Órdoñez; Ben Haddad"),
        ("Ana Órdoñez", ""),
    ],
)
def test_names_that_do_not(gold: str, system: str) -> None:
    assert not same_party(gold, system, titles=TITLES)


def test_an_alias_is_as_good_as_the_name() -> None:
    assert same_party("River Party", "Riverists", aliases=["the Riverists"])
    assert not same_party("River Party", "Lakers", aliases=["the Riverists"])


def party(start: int, name: str | None, words: str = "they", **more: Any) -> dict[str, Any]:
    named = {} if name is None else {"name": name}
    return {"start": start, "end": start + len(words), "quote": words} | named | more


def test_only_parties_that_both_quote_and_gold_names_are_asked() -> None:
    gold = {
        "kind": "event",
        "actors": [party(0, "River Party"), party(10, None), party(20, "Ana Órdoñez")],
        "places": [party(50, "Riverton")],
        "sources": [party(40, "Ben Haddad")],
    }
    system = {
        "kind": "event",
        "actors": [party(0, "the River party"), party(10, "Lakers"), party(30, "Ana Órdoñez")],
        "places": [party(50, "Laketown")],
        "sources": [party(40, "Haddad")],
    }
    assert list(names_of([(gold, system)])) == [("event.sources", False), ("event.actors", True)]


def test_where_the_machine_gives_no_name_its_words_are_one() -> None:
    gold = {"kind": "role", "holder": party(0, "Ana Órdoñez", "Deputy Ana Órdoñez", aliases=["La Ana"])}
    assert list(names_of([(gold, {"kind": "role", "holder": party(0, None, "Ana Órdoñez")})])) == [
        ("role.holder", True)
    ]
    assert list(names_of([(gold, {"kind": "role", "holder": party(0, "la ana")})])) == [("role.holder", True)]
    assert list(names_of([(gold, {"kind": "role", "holder": None})])) == []


def test_a_long_hostile_list_of_names_takes_no_time() -> None:
    assert not same_party("; ".join("abcdefgh" * 50), "; ".join("abcdefgi" * 50))
    assert not same_party("(" * 5000 + ")" * 5000, "x")
