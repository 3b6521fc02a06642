"""Hypothesis strategies for texts, documents and statements of all five kinds."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from veedor.codebook.labels import Certainty, Comparison, EventType, Polarity, Stance, Status, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Forecast, Position, Role, Statement
from veedor.codebook.when import When
from veedor.documents.document import Basis, Document, Published

DATES = ("2019", "2019-08", "2019-08-22", "2019-08-12/2019-08-18", "2019-05/..", "../2019-05", "2019-08~")

texts = st.one_of(
    st.text(min_size=1, max_size=80),
    st.sampled_from(
        [
            "Plain words here",
            "e\u0301 a\u0308 combining",
            "👩‍👩‍👧 and 🇻🇪",
            "שלום עולם says",
            "one\r\ntwo\r\nthree",
        ]
    ),
)
"""Texts with at least one character: any Unicode, and what is known to break offsets."""

storable_texts = texts.map(lambda text: text.replace("\0", "\N{SYMBOL FOR NULL}"))
"""The same without the character zero, which no loaded document has and a record refuses."""

names = st.none() | st.text(min_size=1, max_size=12)


@st.composite
def quotes(draw: st.DrawFn, text: str, named: bool = False) -> Quote:
    """A quote from anywhere in `text`."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Quote.at(text, start, end, draw(names) if named else None)


def _many(text: str) -> st.SearchStrategy[tuple[Quote, ...]]:
    return st.lists(quotes(text, named=True), max_size=3).map(tuple)


def _shared(text: str) -> dict[str, st.SearchStrategy[Any]]:
    dates = st.builds(When, quotes(text), st.sampled_from(DATES))
    return {
        "anchor": quotes(text),
        "sources": _many(text),
        "polarity": st.sampled_from(Polarity),
        "certainty": st.sampled_from(Certainty),
        "tense": st.sampled_from(Tense),
        "when": st.none() | dates,
        "probability_right": st.none() | st.floats(0, 1),
    }


def _values() -> st.SearchStrategy[float | tuple[float, float]]:
    numbers = st.floats(min_value=-1e12, max_value=1e12)
    ranges = st.tuples(numbers, numbers).map(lambda ends: (min(ends), max(ends)))
    return st.one_of(numbers, st.integers(0, 10**9).map(float), ranges)


def statements_in(text: str) -> st.SearchStrategy[Statement]:
    """Any statement that the codebook allows, with quotes from `text`."""
    one, perhaps, many, shared = quotes(text), st.none() | quotes(text), _many(text), _shared(text)
    keys = st.text(max_size=8)
    return st.one_of(
        st.builds(
            Event,
            type=st.sampled_from(EventType),
            actors=many,
            recipients=many,
            places=many,
            about=perhaps,
            **shared,
        ),
        st.builds(
            Position,
            stance=st.sampled_from(Stance),
            holders=many,
            about=perhaps,
            conditions=many,
            issue=keys,
            **shared,
        ),
        st.builds(
            Forecast, about=one, actors=many, probability=perhaps, by=perhaps, conditions=many, **shared
        ),
        st.builds(
            Figure,
            value=_values(),
            unit=st.text(min_size=1, max_size=8),
            what=one,
            comparison=st.none() | st.sampled_from(Comparison),
            period=perhaps,
            **shared,
        ),
        st.builds(
            Role,
            role=one,
            holder=quotes(text, named=True),
            of=perhaps,
            status=st.sampled_from(Status),
            **shared,
        ),
    )


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    """A document that can be stored, with some statements in it."""
    text = draw(storable_texts)
    said = st.text(min_size=1, max_size=10)
    dates = st.builds(Published, st.sampled_from(DATES), st.sampled_from(Basis), st.text(max_size=10))
    document = Document(
        id=draw(st.text("0123456789abcdef", min_size=4, max_size=8)),
        text=text,
        title=draw(st.none() | said),
        publisher=draw(st.none() | said),
        authors=tuple(draw(st.lists(said, max_size=2))),
        published=draw(st.none() | dates),
        file=draw(st.none() | said),
    )
    return document, draw(st.lists(statements_in(text), max_size=6))
