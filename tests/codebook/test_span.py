from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import quotes, texts
from veedor.codebook.span import Quote, Span
from veedor.errors import SpanError

spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: Span(pair[0], sum(pair)))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_a_span_that_holds_nothing_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Span(start, end)


@given(spans, spans)
def test_overlap_is_what_shares_a_character(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    assert one.covers(other) == (len(shared) == len(other))


@given(st.data(), texts)
def test_a_quote_holds_what_its_text_holds(data: st.DataObject, text: str) -> None:
    quote = data.draw(quotes(text, named=True))
    assert quote.words == text[quote.start : quote.end]
    quote.check(text)
    assert Quote.from_dict(quote.to_dict()) == quote


@given(texts)
def test_a_quote_beyond_its_text_cannot_be_made(text: str) -> None:
    with pytest.raises(SpanError):
        Quote.at(text, 0, len(text) + 1)


def test_a_quote_as_long_as_its_place_is_the_only_one() -> None:
    with pytest.raises(SpanError):
        Quote(0, 3, "four")


def test_a_quote_of_another_text_is_found_out() -> None:
    quote = Quote.at("The strike ended.", 4, 10)
    with pytest.raises(SpanError) as error:
        quote.check("The talks failed.")
    assert "strike" not in str(error.value)


def test_a_name_is_kept_apart_from_the_words() -> None:
    quote = Quote.at("she left", 0, 3)
    assert quote.to_dict() == {"start": 0, "end": 3, "quote": "she"}
    assert quote.named("Ana Flores").to_dict()["name"] == "Ana Flores"
