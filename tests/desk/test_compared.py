from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.codebook.evaluation import Twin, evaluate
from veedor.codebook.party_names import NO_TITLES
from veedor.desk.compared import Compared, compared_page
from veedor.documents.clean import clean

TEXT = (
    "The mayor met the strikers in Riverton on Monday. Some 40 people left.\n\n"
    "The union may refuse new talks, the paper said."
)
Plain = dict[str, Any]


def span(words: str, text: str = TEXT, **more: Any) -> Plain:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words} | more


def event(words: str = "met", type_: str = "CONSULT", **fields: Any) -> Plain:
    shared = {"polarity": "yes", "certainty": "certain", "tense": "past"}
    return {"kind": "event", "type": type_, "anchor": span(words)} | shared | fields


def figure(value: Any) -> Plain:
    return {"kind": "figure", "anchor": span("40 people"), "value": value, "unit": "people"}


def page(gold: list[Plain], system: list[Plain], text: str = TEXT, **facts: Any) -> str:
    documents = [Compared("r1", facts, text, gold, system)]
    found = evaluate([Twin(gold, system)], samples=100)
    return compared_page(found, documents, called="theirs.json", titles=NO_TITLES)


class Seen(HTMLParser):
    """What a browser would make of the page, as far as the tests ask."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.cards: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._in_text = self._in_link = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        classes = held.get("class") or ""
        self.tags.append(tag)
        self.ids += [held["id"] or ""] if "id" in held else []
        self.links += [held["href"] or ""] if "href" in held else []
        if tag == "article":
            self.cards += re.findall(r"st-(\w+)", classes)
        self._in_text |= tag == "p" and classes == "words"
        self._in_link |= "ref" in classes.split()

    def handle_endtag(self, tag: str) -> None:
        self.words += "\n" if self._in_text and tag == "p" else ""
        self._in_text &= tag != "p"
        self._in_link &= tag != "a"

    def handle_data(self, data: str) -> None:
        if self._in_text and not self._in_link:
            self.words += data


def card(html: str) -> str:
    """The first card of the page, its blanks and tags' attributes left out."""
    found = re.search("<article.*?</article>", html, re.S)
    assert found is not None
    return re.sub(r"<(/?\w+)[^>]*>", r"<\1>", found[0])


def test_each_statement_is_same_differing_missed_or_invented() -> None:
    gold = [event(), event("left", "MOVE"), figure(40)]
    system = [event(), event("refuse", "REJECT"), figure(50)]
    html = page(gold, system)
    assert Seen(html).cards == ["same", "differs", "missed", "invented"]
    for words in ("✓ 1 same", "≠ 1 differs", "− 1 missed", "+ 1 invented"):
        assert words in html


def test_the_fields_that_differ_are_named_with_both_sides() -> None:
    gold = event(actors=[span("The mayor", name="Mayor of Riverton")], certainty="hedged")
    html = card(page([gold], [event("met", "SUPPORT", places=[span("Riverton")])]))
    assert "CONSULT</bdi></span> <span>read as</span> <span><bdi>SUPPORT" in html
    assert "<span>≠</span> type</th><td><bdi>CONSULT</bdi></td><td><bdi>SUPPORT</bdi>" in html
    assert "≠</span> actors</th><td><bdi>The mayor [Mayor of Riverton]</bdi></td><td><span>–</span>" in html
    assert "≠</span> places</th><td><span>–</span></td><td><bdi>Riverton</bdi>" in html
    assert "≠</span> certainty</th><td><bdi>hedged</bdi></td><td><bdi>certain</bdi>" in html
    assert "2 fields agree: polarity, tense" in html


def test_a_wrong_name_is_a_difference() -> None:
    gold = event(actors=[span("The mayor", name="Ana Órdoñez")])
    assert Seen(page([gold], [event(actors=[span("The mayor")])])).cards == ["differs"]
    assert Seen(page([gold], [event(actors=[span("mayor", name="ana ordonez")])])).cards == ["same"]


def test_what_no_figure_counts_is_shown_but_is_no_difference() -> None:
    html = page([figure(40) | {"tense": "past"}], [figure(40.1) | {"tense": "present"}])
    assert Seen(html).cards == ["same"]
    assert "~</span> tense</th><td><bdi>past</bdi></td><td><bdi>present</bdi>" in card(html)


def test_another_anchor_of_the_machine_is_shown() -> None:
    html = card(page([event("may refuse", "REJECT")], [event("refuse", "REJECT")]))
    assert "<bdi>may refuse</bdi>" in html
    assert "by the machine “<bdi>refuse</bdi>”" in html


def test_dates_and_ranges_are_shown_in_words() -> None:
    dated = event(when=span("on Monday", value="2021-05-03"))
    assert "<bdi>on Monday [2021-05-03]</bdi>" in page([dated], [])
    assert "<bdi>24 to 99</bdi>" in page([figure([24, 99])], [])
    assert "<bdi>2,600,000</bdi>" in page([figure(2.6e6)], [])


def test_the_sentences_of_the_page_are_those_of_the_text() -> None:
    html = page([event(), event("may refuse", "REJECT")], [event("refuse", "REJECT")])
    assert Seen(html).words.split() == TEXT.split()
    assert html.count('class="row') == 3
    assert html.count('class="row opens') == 2


def test_every_link_leads_somewhere() -> None:
    seen = Seen(page([event(), figure(40)], [event("refuse", "REJECT")]))
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    assert {f"s-{status}" for status in ("same", "differs", "missed", "invented")} < set(seen.ids)


def test_the_page_fetches_and_runs_nothing() -> None:
    html = page([event()], [event(probability_right=0.5)])
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"<script|\son\w+=|src=|url\(|@import|javascript:|https?://", html)


HOSTILE = "<script>alert(1)</script><b title='x\"y'>&amp;"


def test_no_word_of_a_report_or_of_a_machine_becomes_markup() -> None:
    text = f"{HOSTILE} The mayor met {HOSTILE} today."
    met: Plain = {"kind": "event", "anchor": span("met", text), "actors": [span("mayor", text, name=HOSTILE)]}
    gold, system = met | {"type": "CONSULT"}, met | {"type": HOSTILE, "certainty": HOSTILE, "actors": []}
    html = page([gold], [system], text, title=HOSTILE, publisher=HOSTILE)
    seen = Seen(html)
    assert "script" not in seen.tags
    assert "<b title" not in html
    assert seen.words.split() == text.split()


@settings(max_examples=30)
@given(st.data())
def test_any_anchors_in_any_text_make_a_page_that_holds_the_text(data: st.DataObject) -> None:
    text = clean(data.draw(st.text(alphabet="ab A.!\n<&é-•*1)", min_size=1, max_size=60)))
    if not text.strip():
        return
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20))
    sides = []
    for _ in range(2):
        anchors = [(a, min(a + n, len(text))) for a, n in data.draw(st.lists(places, max_size=5))]
        sides.append([{"kind": "event", "type": "AID", "anchor": {"start": a, "end": b}} for a, b in anchors])
    html = page(sides[0], sides[1], text)
    assert "".join(Seen(html).words.split()) == "".join(text.split())
    assert len(Seen(html).cards) >= max(map(len, sides))


def test_nothing_found_and_no_probabilities_are_said() -> None:
    html = page([event()], [])
    assert "No probabilities" in html
    assert "one document: no interval" in html
    assert Seen(html).cards == ["missed"]
    assert Seen(page([], [])).cards == []


def test_a_reliability_diagram_has_a_dot_for_each_bin_that_is_filled() -> None:
    system = [event(probability_right=0.75), event("left", "MOVE", probability_right=0.25)]
    html = page([event()], system)
    diagram = re.search('<svg class="reliability".*?</svg>', html, re.S)
    assert diagram is not None
    assert [(x, y) for x, y in re.findall(r'circle cx="(.*?)" cy="(.*?)"', diagram[0])] == [
        ("120.0", "290.0"),
        ("260.0", "10.0"),
    ]


def test_the_confusion_matrix_says_what_was_read_as_what() -> None:
    html = page([event(), event("left", "MOVE")], [event("met", "SUPPORT"), event("refuse", "REJECT")])
    assert 'title="CONSULT read as SUPPORT: 1">1</td>' in html
    assert "− missed" in html
    assert "+ invented" in html


@pytest.mark.parametrize("status", ["same", "differs", "missed", "invented"])
def test_each_status_can_be_switched_off(status: str) -> None:
    css = files("veedor.desk").joinpath("templates/compared.css").read_text("utf-8")
    assert f"body:has(#s-{status}:not(:checked)) .card.st-{status}" in css
