from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Statement
from veedor.codebook.when import When
from veedor.desk import page as desk
from veedor.desk.page import published_in_words
from veedor.desk.shown import Shown as Reading
from veedor.documents.clean import clean
from veedor.documents.document import Basis, Document, Published
from veedor.record.accounts import Account, Decision, Place, TakenBack
from veedor.record.versions.kin import DocumentAccount, Kin
from veedor.record.wanted import Standing, State

TEXT = "The envoys met in Geneva on Monday. Some 40 people left.\n"


def document(text: str = TEXT, **fields: object) -> Document:
    return Document(**({"id": "a1", "text": text, "language": "en"} | fields))  # type: ignore[arg-type]


def event(start: int, end: int, *actors: tuple[int, int], text: str = TEXT) -> Event:
    return Event(
        type=EventType.CONSULT,
        anchor=Quote.at(text, start, end),
        actors=tuple(Quote.at(text, *actor) for actor in actors),
    )


def page(readings: Sequence[tuple[Document, Sequence[Statement]]]) -> str:
    """The page of documents that no record keeps."""
    return desk.page([Reading(held, statements) for held, statements in readings])


class Shown(HTMLParser):
    """What a browser would make of the page, as far as the tests ask."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.depth = 0
        self.deepest = 0
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self.ids += [held["id"] or ""] if "id" in held else []
        self.links += [held["href"] or ""] if "href" in held else []
        if self.depth or held.get("class") == "words":
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        if self.depth > 1:
            numbers = re.findall(r"\bs(\d+)", held.get("class") or "")
            self.marks.append((" ".join(numbers), ""))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data
        if self.depth > 1:
            numbers, words = self.marks[-1]
            self.marks[-1] = (numbers, words + data)


@settings(deadline=None, max_examples=60)  # no deadline: a busy machine is no fault
@given(st.text(min_size=1).map(clean).filter(bool), st.data())
def test_the_words_of_the_page_are_the_text(text: str, data: st.DataObject) -> None:
    def some() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    statements = [event(*some(), some(), text=text) for _ in range(data.draw(st.integers(0, 4)))]
    pages = tuple(sorted({0, data.draw(st.integers(0, len(text)))}))
    shown = Shown(page([(document(text, pages=pages), statements)]))
    assert shown.text == text
    assert shown.deepest <= 2
    assert len(set(shown.ids)) == len(shown.ids)
    assert {link[1:] for link in shown.links if link.startswith("#")} <= set(shown.ids)


def test_crossing_spans_are_cut_and_share_their_middle() -> None:
    shown = Shown(page([(document(), [event(0, 14), event(11, 24)])]))
    assert shown.marks == [("1", "The envoys "), ("1 2", "met"), ("2", " in Geneva")]


def test_a_highlight_leads_to_its_statement_and_back() -> None:
    html = page([(document(), [event(11, 14, (0, 10))])])
    mark = re.search(r'<a class="m [^"]*" href="#([^"]+)"[^>]* id="([^"]+)"[^>]*>met</a>', html)
    assert mark
    assert f'<article class="card k-event" id="{mark[1]}"' in html
    assert f'<a class="sentence" href="#{mark[2]}"' in html
    assert '<span class="s1">The envoys</span>' in html
    assert 'title="event: The envoys — met"' in html


def test_words_of_a_report_never_become_markup() -> None:
    text = '<script>alert(1)</script> "met" & <b>left</b> </style> </title>'
    held = document(text, title="</title><script>", publisher="<img src=x>", authors=("<i>",), file="<f>")
    html = page([(held, [event(0, 8, (9, 25), text=text), event(27, 30, text=text)])])
    shown = Shown(html)
    assert shown.text == text
    assert not {"script", "img", "i", "f", "iframe"} & set(shown.tags)
    assert "<b>left" not in html


def test_the_page_fetches_and_runs_nothing() -> None:
    html = page([(document(address="javascript:alert(1)"), [event(11, 14)])])
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"<script|\son\w+=|src=|url\(|@import|javascript:|https?://", html)
    assert 'href="https://news.example/a?b=1&amp;c"' in page(
        [(document(address="https://news.example/a?b=1&c"), [])]
    )


def test_a_reading_says_that_a_machine_made_it() -> None:
    assert "a machine&#39;s reading, to be checked" in page([(document(), [event(0, 5)])])
    assert "a machine&#39;s reading" not in page([(document(), [])])


def test_an_empty_reading_says_why_and_what_to_do() -> None:
    html = page([(document(), [])])
    assert "No statements in this text" in html
    assert "veedor doctor" in html
    assert "Nothing has been read yet" in page([])


def test_several_documents_have_a_table_of_contents() -> None:
    other = document("Ministers resigned.\n", id="b2", title="Second")
    shown = Shown(html := page([(document(title="First"), [event(11, 14)]), (other, [])]))
    assert {"#d1", "#d2"} <= set(shown.links)
    assert "2 documents" in html
    assert 'aria-label="Documents"' not in page([(other, [])])


def test_the_header_says_how_the_date_is_known() -> None:
    held = document(
        title="Talks",
        publisher="The Gazette",
        published=Published(
            "2017-10-03/2017-10-16", Basis.INFERRED, "by two acts", (Quote.at(TEXT, 25, 34),)
        ),
        pages=(0, 36),
    )
    html = page([(held, [event(11, 14)])])
    for words in (
        "The Gazette",
        "between 3 and 16 October 2017, inferred from the text",
        "English",
        "on 2 pages",
    ):
        assert words in html
    assert "by two acts" in html
    assert "“<bdi>on Monday</bdi>”" in html
    assert 'data-page="Page 2"' in html


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (None, "date unknown"),
        (Published("2019-08-22", Basis.GIVEN), "22 August 2019, as given by the user"),
        (Published("2019-08", Basis.METADATA), "August 2019, by the file's own metadata"),
        (
            Published("2017-09-28/2017-10-16", Basis.INFERRED),
            "between 28 September 2017 and 16 October 2017, inferred from the text",
        ),
        (Published("2017-10-03/..", Basis.INFERRED), "since 3 October 2017, inferred from the text"),
    ],
)
def test_dates_are_said_with_their_basis(published: Published | None, words: str) -> None:
    assert published_in_words(published) == words


def test_the_same_statement_is_shown_once() -> None:
    assert page([(document(), [event(11, 14), event(11, 14)])]).count("<article") == 1


def test_a_long_reading_is_made_quickly() -> None:
    text = TEXT * 400
    statements: list[Statement] = []
    for n in range(400):
        at = n * len(TEXT)
        statements.append(event(at + 11, at + 14, (at, at + 10), text=text))
        what = Quote.at(text, at + 44, at + 50)
        statements.append(Figure(anchor=Quote.at(text, at + 41, at + 50), what=what, value=40, unit="people"))
    before = time.process_time()
    html = page([(document(text), statements)])
    assert time.process_time() - before < 3
    assert ":focus-within,:target)) .s1{" not in html


def test_pointing_at_a_statement_lights_up_its_words() -> None:
    assert ":focus-within,:target)) .s1{" in page([(document(), [event(11, 14)])])


NOTE = "[Correction: An earlier version said that they had met.]"
ANA = Decision(7, "Ana <López>", "2021-05-06T10:00:00Z", "the date was wrong")


def account(statement: Statement, **told: object) -> Account:
    id_ = statement.id_in("a1")
    plain = Account(id_, id_, State.READ, Standing.STANDS, None, None, ())
    return replace(plain, **told)  # type: ignore[arg-type]


def reading_of(statement: Statement, told: DocumentAccount | None = None, **of: object) -> Reading:
    known = account(statement, **of)
    return Reading(document(), [statement], told or DocumentAccount("a1"), {known.id: known})


def test_a_statement_says_what_became_of_it() -> None:
    html = desk.page([reading_of(event(11, 14), state=State.CORRECTED, decision=ANA)])
    assert '<li class="c-review" title="the date was wrong"><bdi>corrected by Ana &lt;López&gt;</bdi>' in html
    assert "1 of 1 statements checked by people" in html
    assert "c-review" not in re.sub(
        "<style>.*</style>", "", page([(document(), [event(11, 14)])]), flags=re.S
    )


def test_a_withdrawn_statement_shows_the_words_of_the_note() -> None:
    note = TakenBack("b2", Quote(0, len(NOTE), NOTE), "the note names it")
    html = desk.page([reading_of(event(11, 14), standing=Standing.WITHDRAWN, taken_back=note)])
    assert f"Withdrawn by its publisher:</strong> “<bdi>{NOTE}</bdi>”" in html
    assert 'class="card k-event gone"' in html


def test_a_lost_statement_says_that_the_newer_version_lacks_it() -> None:
    html = desk.page([reading_of(event(11, 14), standing=Standing.LOST)])
    assert "gone from the newer version</li>" in html


def test_a_document_shows_its_standing_and_leads_to_its_versions() -> None:
    newer, carrier = Kin("b2", "Talks", None, "2021-05-06"), Kin("c3", "Talks", "Hill Valley Post", None)
    old = DocumentAccount("a1", newest=newer, carriers=(carrier,))
    new = DocumentAccount("b2", older=(Kin("a1", "Talks", None, "2021-05-04"),))
    html = desk.page([reading_of(event(11, 14), old), Reading(document(id="b2"), [], new)])
    assert '<strong>A newer version exists:</strong> <a href="#d2"><bdi>Talks, 6 May 2021</bdi></a>' in html
    assert 'Newer version of <a href="#d1"><bdi>Talks, 4 May 2021</bdi></a>' in html
    assert "carried by <bdi>Hill Valley Post</bdi>" in html
    assert "· <em>superseded</em>" in html


def test_a_retracted_document_says_by_whom_and_why() -> None:
    html = desk.page([reading_of(event(11, 14), DocumentAccount("a1", retracted=ANA))])
    assert (
        "<strong>Retracted</strong> <bdi>by Ana &lt;López&gt; on 6 May 2021: the date was wrong</bdi>" in html
    )


def test_a_place_is_shown_with_its_country_and_a_date_with_its_rule() -> None:
    lies = Place(0, "Geneva", "CH", "Geneva", 46.2, 6.1, 2660646, "town", "by far the largest of this name")
    when = When(Quote.at(TEXT, 25, 34), "2021-05-03", "weekday before the report")
    met = replace(event(11, 14), places=(Quote.at(TEXT, 18, 24),), when=when)
    html = desk.page([reading_of(met, places=(lies,))])
    assert "by far the largest of this name; GeoNames 2660646" in html
    assert "<bdi>Geneva, Switzerland</bdi>" in html
    assert 'title="when: the report&#39;s words and what they mean; weekday before the report"' in html


def colours(scheme: int) -> dict[str, str]:
    """The colours of pages, light (0) or dark (1), by their names."""
    css = files("veedor.desk").joinpath("static/tokens.css").read_text("utf-8")
    both = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)
    return {name: shades[scheme] for name, *shades in both}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (Web Content Accessibility Guidelines 2.2, success criterion 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_have_the_contrast_that_reading_needs(scheme: int) -> None:
    shades = colours(scheme)
    kinds = ("event", "position", "forecast", "figure", "role")
    pairs = [
        (ink, paper)
        for ink in ("ink", "muted", "accent", "warn", *kinds)
        for paper in ("bg", "surface", "near")
    ]
    pairs += [("ink", f"{kind}-bg") for kind in kinds] + [("hit-ink", "hit")]
    assert {
        pair: round(contrast(*map(shades.__getitem__, pair)), 2)
        for pair in pairs
        if contrast(*map(shades.__getitem__, pair)) < 4.5
    } == {}
