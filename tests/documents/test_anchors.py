from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import quotes, statements_in
from veedor.codebook.labels import EventType
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure
from veedor.codebook.when import When
from veedor.documents.anchors import Found, How, Moves, reanchor, reanchor_statement
from veedor.errors import SpanError

OLD = (
    "The army took the bridge at dawn. The mayor said that 40 people were hurt in the fighting. "
    "The union said that it would strike on Monday.\n\n"
    "The mayor said that schools would stay closed. The army said nothing about the dead."
)
SENTENCES = [
    "The army took the bridge at dawn.",
    "The mayor said that forty families had left.",
    "The union said that it would strike.",
    "The mayor said that schools would stay closed.",
    "Nobody answered the army.",
    "He said so again, and the army said nothing.",
    "A court ordered the release of nine prisoners.",
    "The envoy asked the mayor for talks on water.",
]


def at(text: str, words: str, nth: int = 0) -> Quote:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Quote.at(text, start, start + len(words))


def sentence_lists(least: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(SENTENCES), min_size=least, max_size=8, unique=True)


@st.composite
def texts_with_quotes(draw: st.DrawFn) -> tuple[str, Quote]:
    text = draw(st.text(min_size=1, max_size=60) | sentence_lists().map(" ".join))
    return text, draw(quotes(text, named=True))


@given(texts_with_quotes())
def test_an_unchanged_text_gives_the_same_quote(made: tuple[str, Quote]) -> None:
    text, quote = made
    assert reanchor(quote, text, text) == Found(quote, How.EXACT)


@given(texts_with_quotes(), sentence_lists().map(" ".join))
def test_a_text_inserted_before_shifts_every_quote(made: tuple[str, Quote], before: str) -> None:
    text, quote = made
    before = f"Added on {len(before)} grounds, as printed: {before.upper().replace('E', 'X')}\n"
    found = reanchor(quote, text, before + text)
    if quote.words.strip():
        assert found.quote is not None
    if found.quote:
        found.quote.check(before + text)
        assert found.quote.name == quote.name


@given(sentence_lists(), st.data())
def test_unlike_words_inserted_before_shift_all_by_their_length(said: list[str], data: st.DataObject) -> None:
    text = " ".join(said)
    quote = data.draw(quotes(text))
    before = "Zig zag zog, quite unlike it!\n\n"
    found = reanchor(quote, text, before + text)
    assert found.how is How.EXACT
    assert found.quote
    assert found.quote.start == quote.start + len(before)


@given(texts_with_quotes(), st.text(max_size=60) | sentence_lists().map(" ".join))
def test_every_quote_that_is_found_stands_in_the_new_text(made: tuple[str, Quote], new: str) -> None:
    text, quote = made
    found, how = reanchor(quote, text, new)
    assert (found is None) == (how is How.LOST)
    if found:
        found.check(new)
        assert how is How.NEAR or found.words == quote.words


@given(sentence_lists(4), st.data())
def test_a_deleted_sentence_loses_its_quotes(said: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(said) - 1))
    old, new = " ".join(said), " ".join(said[:gone] + said[gone + 1 :])
    word = data.draw(st.sampled_from(said[gone].rstrip(".").split()))
    start = len(" ".join([*said[:gone], ""])) + said[gone].index(word)
    assert reanchor(Quote.at(old, start, start + len(word)), old, new).how is How.LOST


@given(sentence_lists(4), st.data())
def test_quotes_of_the_other_sentences_go_nowhere_else(said: list[str], data: st.DataObject) -> None:
    # A single word that many sentences share may be lost, but is never taken from another sentence.
    gone, kept = data.draw(st.permutations(range(len(said))))[:2]
    old = " ".join(said)
    left = [s for n, s in enumerate(said) if n != gone]
    word = data.draw(st.sampled_from(said[kept].rstrip(".").split()))
    inside = said[kept].index(word)
    start, place = old.index(said[kept]) + inside, " ".join(left).index(said[kept]) + inside
    found = reanchor(Quote.at(old, start, start + len(word)), old, " ".join(left))
    assert found.quote is None or found.quote.start == place
    assert found.how in (How.EXACT, How.MOVED, How.LOST)


def test_repeated_words_go_to_the_right_occurrence() -> None:
    new = OLD.replace("The army took the bridge at dawn. ", "")
    second = reanchor(at(OLD, "The mayor", 1), OLD, new)
    assert second.quote == at(new, "The mayor", 1)
    assert reanchor(at(OLD, "The army", 1), OLD, new).quote == at(new, "The army")
    assert reanchor(at(OLD, "The army", 0), OLD, new).how is How.LOST


def test_a_sentence_that_moved_is_found_where_it_went() -> None:
    first = "The army took the bridge at dawn. "
    new = OLD.replace(first, "") + " " + first.strip()
    found = reanchor(at(OLD, "took the bridge"), OLD, new)
    assert found == Found(at(new, "took the bridge"), How.MOVED)


def test_changed_words_nearby_make_a_quote_moved() -> None:
    new = OLD.replace("40 people", "44 people")
    assert reanchor(at(OLD, "were hurt"), OLD, new) == Found(at(new, "were hurt"), How.MOVED)
    assert reanchor(at(OLD, "40 people"), OLD, new).how is How.LOST


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('He said "no - never" to it', "He said “no – never” to it"),
        ("He met the Foreign Minister there", "He met the foreign minister there"),
        ("He met\nthe  minister there", "He met the minister there"),
        ("He met the élite of the town", "He met the elite of the town"),
    ],
)
def test_words_that_differ_a_little_are_near(was: str, becomes: str) -> None:
    old, new = f"It rained. {was} for days.", f"It rained. {becomes} for days."
    found = reanchor(at(old, was), old, new)
    assert found == Found(at(new, becomes), How.NEAR)


def test_a_rewritten_sentence_keeps_no_chance_words() -> None:
    old = "Rain fell. Troops of the army attacked the village of the hill people. Snow came."
    new = "Rain fell. Farmers in the valley praised the harvest of the lower fields. Snow came."
    assert reanchor(at(old, "the", 0), old, new).how is How.LOST
    assert reanchor(at(old, "of", 1), old, new).how is How.LOST


def test_a_quote_of_white_space_goes_with_the_words_beside_it() -> None:
    old, new = "one two  three", "zero one two  three"
    assert reanchor(Quote.at(old, 7, 9), old, new).quote == Quote.at(new, 12, 14)
    assert reanchor(Quote.at(old, 7, 9), old, "two and three").how is How.LOST
    assert reanchor(Quote.at("a  ", 1, 3), "a  ", "b a  ").quote == Quote.at("b a  ", 3, 5)


def test_part_of_a_word_stays_part_of_it() -> None:
    old, new = "The minister resigned today", "Then the minister resigned today"
    assert reanchor(Quote.at(old, 7, 11), old, new).quote == Quote.at(new, 12, 16)


def test_a_quote_that_is_not_in_the_old_text_is_refused() -> None:
    with pytest.raises(SpanError):
        reanchor(Quote(0, 3, "xyz"), OLD, OLD + " More.")


def event(text: str) -> Event:
    return Event(
        type=EventType.AGREE,
        anchor=at(text, "said nothing"),
        actors=(at(text, "The army", 1).named("Army"),),
        about=at(text, "the dead"),
        when=When(at(text, "Monday"), "2021-05-03"),
    )


def test_a_statement_goes_with_all_its_quotes() -> None:
    new = "Corrected. " + OLD
    placed = reanchor_statement(event(OLD), Moves(OLD, new))
    assert placed.statement == event(new)
    assert placed.how is How.EXACT


def test_a_statement_is_found_as_well_as_its_worst_quote() -> None:
    new = OLD.replace("about the dead", "about THE DEAD")
    placed = reanchor_statement(event(OLD), Moves(OLD, new))
    assert placed.how is How.NEAR
    assert isinstance(placed.statement, Event)
    assert placed.statement.about == at(new, "THE DEAD")


@pytest.mark.parametrize("gone", ["said nothing", "The army said", "about the dead", "Monday"])
def test_a_statement_is_lost_with_any_of_its_quotes(gone: str) -> None:
    assert reanchor_statement(event(OLD), Moves(OLD, OLD.replace(gone, "XX"))) == (None, How.LOST)


@settings(max_examples=30)
@given(st.data())
def test_any_statement_stands_in_the_new_text_or_is_lost(data: st.DataObject) -> None:
    old = " ".join(data.draw(sentence_lists()))
    new = " ".join(data.draw(sentence_lists()))
    statement = data.draw(statements_in(old))
    placed = reanchor_statement(statement, Moves(old, new))
    assert (placed.statement is None) == (placed.how is How.LOST)
    if placed.statement:
        placed.statement.check(new)
        assert len(list(placed.statement.quotes())) == len(list(statement.quotes()))


def test_a_figure_keeps_its_value() -> None:
    figure = Figure(anchor=at(OLD, "40"), value=40, unit="people", what=at(OLD, "people"))
    new = "Later: " + OLD
    placed = reanchor_statement(figure, Moves(OLD, new)).statement
    assert isinstance(placed, Figure)
    assert placed.value == 40
