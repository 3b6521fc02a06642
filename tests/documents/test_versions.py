from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.documents.document import Document
from veedor.documents.versions import (
    Edition,
    Relation,
    compare,
    fingerprint,
    relation,
    same_address,
    shingles,
)

STORY = (
    "Dock workers in Port Malvern walked out on Monday after talks over pay broke down. The union said that "
    "1,200 members had left their posts by noon and that no ship would be unloaded before the company made a "
    "new offer. The port authority called the strike unlawful and asked a court to end it. Mayor Irma Valdor "
    "offered to mediate, as she had done three years ago, when a walkout lasted nine days and cost the town "
    "a fifth of its yearly trade. Shop owners near the harbour said that they feared a long dispute. The "
    "government in the capital has not commented. A hearing is set for Thursday morning."
)
OTHER = (
    "Farmers blocked the northern highway for a second day to protest against a tax on diesel fuel. Police "
    "counted some 300 tractors and said that traffic was led through the villages. The minister of finance, "
    "Oskar Lind, told parliament that the tax would stay, but that small farms could ask for a refund. The "
    "farmers' league wants the law withdrawn before the harvest. Opposition deputies backed the protest and "
    "announced a motion of no confidence, which needs ninety votes to pass."
)
ADDRESS = "https://example.org/news/1"


def test_a_text_and_its_first_half_share_a_band() -> None:
    half = STORY[: len(STORY) // 2]
    assert set(fingerprint(STORY).bands) & set(fingerprint(half).bands)


def test_unlike_texts_share_no_band() -> None:
    assert not set(fingerprint(STORY).bands) & set(fingerprint(OTHER).bands)


def test_the_keys_are_signed_64_bit_numbers() -> None:
    bands = fingerprint(STORY).bands
    assert len(set(bands)) == len(bands)
    assert all(-(2**63) <= key < 2**63 for key in bands)
    assert any(key < 0 for key in bands)


def test_a_fingerprint_is_the_same_in_another_process() -> None:
    code = f"from veedor.documents.versions import fingerprint; print(fingerprint({STORY!r}).bands)"
    other = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    assert other.stdout.strip() == str(fingerprint(STORY).bands)


@pytest.mark.parametrize("text", ["", " \n\t", "…!", "'"])
def test_a_text_without_words_has_no_bands(text: str) -> None:
    assert fingerprint(text) == ((), 0)
    assert compare(text, text) == (0.0, 0.0, 0, 0)
    assert relation(Edition(text), Edition(STORY)).relation is Relation.DIFFERENT


@pytest.mark.parametrize("text", ["No", "No comment", "No comment yet"])
def test_a_text_of_few_words_is_one_run(text: str) -> None:
    assert len(shingles(text)) == fingerprint(text).runs == 1


@given(st.text(max_size=60))
def test_any_text_has_a_fingerprint_and_is_like_itself(text: str) -> None:
    found = fingerprint(text)
    assert bool(found.bands) == bool(found.runs)
    like = compare(text, text)
    assert like.contained == like.containing == (1.0 if found.runs else 0.0)


def test_likeness_tells_which_text_holds_the_other() -> None:
    half = STORY[: len(STORY) // 2]
    like = compare(STORY, half)
    assert 0.4 < like.share_of_old < 0.6
    assert like.share_of_new > 0.97
    assert like.contained == like.share_of_new
    assert like.changed
    assert not compare(STORY, STORY.upper()).changed


def test_a_text_at_the_same_address_is_a_version() -> None:
    new = Edition(STORY.replace("1,200", "1,400"), "Valley Herald", ADDRESS, title="Port closed")
    related = relation(Edition(STORY, "Harbour Post", ADDRESS, title="Dockers walk out"), new)
    assert related.relation is Relation.VERSION
    assert related.why == "same address, 97 % of the words kept, retitled"
    assert related.share == pytest.approx(0.97, abs=0.01)


def test_another_text_at_the_same_address_is_no_version() -> None:
    related = relation(Edition(STORY, address=ADDRESS), Edition(OTHER, address=ADDRESS))
    assert related.relation is Relation.DIFFERENT
    assert related.why.startswith("same address, but another text: ")


def test_the_same_text_of_one_publisher_is_a_version() -> None:
    old = Edition(STORY, "The Harbour Post", "https://example.org/1")
    new = Edition(STORY + " The hearing was put off.", "harbourpost.com", "https://example.org/2")
    assert relation(old, Edition(new.text, "Harbour Post")).relation is Relation.VERSION
    assert relation(old, new).relation is Relation.VERSION


def test_the_same_text_of_an_unknown_publisher_is_a_version() -> None:
    related = relation(Edition(STORY, "Harbour Post"), Edition(STORY))
    assert related == (Relation.VERSION, "a publisher is not known, 100 % of the words kept", 1.0)


def test_the_same_text_of_another_publisher_is_carried() -> None:
    new = "PORT MALVERN (Northern Wire) — " + STORY + "\nCopyright Northern Wire."
    related = relation(Edition(STORY, "Harbour Post"), Edition(new, "Valley Herald"))
    assert related.relation is Relation.CARRIER


def test_a_story_in_a_digest_is_no_version_of_it() -> None:
    digest = STORY + OTHER + " ".join(f"Item {n} tells of matter {n}." for n in range(80))
    assert relation(Edition(STORY), Edition(digest)).relation is Relation.DIFFERENT


def test_a_form_filled_in_anew_is_another_text() -> None:
    later = STORY.replace("Monday", "Friday").replace("1,200", "900").replace("Thursday", "Tuesday")
    old, new = Edition(STORY, published="2019-05-03"), Edition(later, published="2020-05")
    assert relation(old, new).relation is Relation.DIFFERENT
    assert "days between them" in relation(old, new).why
    assert relation(old, Edition(later, published="2019-05")).relation is Relation.VERSION
    assert relation(old, Edition(STORY, published="2020-05")).relation is Relation.VERSION


def test_very_short_texts_have_to_be_almost_the_same() -> None:
    old, new = (
        "The talks will go on in the capital on Monday.",
        "The talks will go on in the harbour at noon.",
    )
    assert relation(Edition(old), Edition(new)).relation is Relation.DIFFERENT
    assert relation(Edition(old), Edition(old.upper())).relation is Relation.VERSION


@pytest.mark.parametrize(
    "written",
    [
        "http://www.example.org/news/1/",
        "https://m.example.org/news/1?utm_source=x&fbclid=1#top",
        "https://example.org/news/1/amp",
        "https://web.archive.org/web/20190503101500/https://example.org/news/1",
        "  https://EXAMPLE.org/news/1  ",
    ],
)
def test_one_page_has_many_addresses(written: str) -> None:
    assert same_address(ADDRESS, written)


@pytest.mark.parametrize(
    "written", [None, "", "https://example.org/news/2", "https://example.org/news/1?id=2", "http://["]
)
def test_other_pages_have_other_addresses(written: str | None) -> None:
    assert not same_address(ADDRESS, written)
    assert not same_address(written, ADDRESS)


def test_an_address_is_the_same_however_its_questions_are_ordered() -> None:
    assert same_address("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1")


def test_an_edition_is_what_a_document_says_of_itself(report: Document) -> None:
    assert Edition.of(report) == Edition(
        report.text, "Riverton Gazette", None, "2021-05-04", "A strike in Riverton"
    )
    undated = Document(id="1", text="x", published=None)
    assert Edition.of(undated).published is None
