from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote, Span
from veedor.codebook.statement import Event, Figure, Statement
from veedor.desk.page import cuts, page, published_in_words
from veedor.documents.clean import clean
from veedor.documents.document import Basis, Document, Published

TEXT = "The envoys met in Geneva on Monday. Some 40 people left.\n"


def document(text: str = TEXT, **fields: object) -> Document:
    return Document(**({"id": "a1", "text": text, "language": "en"} | fields))  # type: ignore[arg-type]


def event(start: int, end: int, *actors: tuple[int, int], text: str = TEXT) -> Event:
    return Event(
        type=EventType.CONSULT,
        anchor=Quote.at(text, start, end),
        actors=tuple(Quote.at(text, *actor) for actor in actors),
    )


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


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair))), max_size=12
)


@settings(deadline=None, max_examples=60)  # no deadline: a busy machine is no fault
@given(st.integers(0, 70), spans)
def test_cuts_cover_the_text_once_and_know_their_spans(length: int, chosen: list[Span]) -> None:
    found = cuts(length, chosen)
    assert [at for cut in found for at in range(cut.start, cut.end)] == list(range(length))
    for cut in found:
        covering = tuple(
            n for n, span in enumerate(chosen) if span.start <= cut.start and cut.end <= span.end
        )
        assert cut.spans == covering


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
    assert "a machine's reading, to be checked" in page([(document(), [event(0, 5)])])
    assert "a machine's reading" not in page([(document(), [])])


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


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


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
    css = files("veedor.desk").joinpath("templates/reading.css").read_text("utf-8")
    light, _, rest = css.partition("@media screen and (prefers-color-scheme: dark)")
    shades = colours(light) if scheme == 0 else colours(rest[: rest.index("*, *::before")])
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
