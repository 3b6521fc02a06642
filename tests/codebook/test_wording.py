from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.codebook.labels import Certainty, Comparison, EventType, Polarity, Stance, Status, Tense
from veedor.codebook.span import Quote
from veedor.codebook.statement import Event, Figure, Forecast, Position, Role, Statement
from veedor.codebook.when import When
from veedor.codebook.wording import ChipKind, Part, chips, plain, says, sentence

TEXT = (
    "On Monday the opposition said it rejects an early vote unless prisoners are freed, the Gazette wrote. "
    "The talks may collapse by June. At least 514 people died in the north. "
    "Nelson Mandela, a former President of South Africa, met both envoys in Geneva."
)


def quote(words: str, name: str | None = None) -> Quote:
    start = TEXT.index(words)
    return Quote.at(TEXT, start, start + len(words), name)


def event(**fields: Any) -> Event:
    return Event(**({"type": EventType.CONSULT, "anchor": quote("met")} | fields))


def test_an_event_says_who_did_what_to_whom() -> None:
    said = event(
        actors=(quote("Nelson Mandela"),),
        recipients=(quote("both envoys", "A; B"),),
        places=(quote("Geneva"),),
    )
    assert plain(said) == "Nelson Mandela — met — both envoys [A; B] — in Geneva"


def test_parties_are_listed_as_in_a_sentence() -> None:
    actors = (quote("the opposition"), quote("the Gazette"), quote("Nelson Mandela"))
    assert plain(event(actors=actors)) == "the opposition, the Gazette and Nelson Mandela — met"


def test_what_an_event_is_about_follows_its_parties() -> None:
    said = event(
        anchor=quote("rejects"),
        type=EventType.REJECT,
        actors=(quote("it", "Opposition"),),
        recipients=(quote("the Gazette"),),
        about=quote("an early vote"),
    )
    assert plain(said) == "it [Opposition] — rejects — the Gazette — an early vote"


def test_a_name_that_adds_nothing_is_left_out() -> None:
    assert "[" not in plain(event(actors=(quote("the opposition", "Opposition"),)))
    assert "[" not in plain(event(actors=(quote("Nelson Mandela", "Nelson Mandela (Madiba)"),)))


def test_a_position_says_its_stance_and_condition() -> None:
    position = Position(
        stance=Stance.REFUSES,
        anchor=quote("rejects"),
        holders=(quote("the opposition"),),
        about=quote("an early vote"),
        conditions=(quote("unless prisoners are freed"), quote("The talks")),
    )
    assert plain(position) == (
        "the opposition — refuses — an early vote, unless prisoners are freed; on condition: The talks"
    )
    assert [piece.words for piece in sentence(position) if piece.part is Part.ANCHOR] == ["refuses"]


def test_a_position_about_nothing_shows_its_cue() -> None:
    position = Position(stance=Stance.REFUSES, anchor=quote("rejects"), holders=(quote("it"),))
    assert plain(position) == "it — refuses — rejects"


def test_words_that_two_quotes_share_are_said_once() -> None:
    forecast = Forecast(
        anchor=quote("may collapse"), about=quote("collapse by June"), actors=(quote("The talks"),)
    )
    assert plain(forecast) == "The talks — may collapse by June"
    inside = Forecast(
        anchor=quote("collapse"), about=quote("The talks may collapse"), actors=(quote("The talks"),)
    )
    assert plain(inside) == "The talks may collapse"


def test_a_figure_says_what_it_counts_and_how_it_bounds_it() -> None:
    figure = Figure(
        anchor=quote("514 people"),
        what=quote("died in the north"),
        value=514,
        unit="people",
        comparison=Comparison.AT_LEAST,
        period=quote("On Monday"),
    )
    assert plain(figure) == "514 people: died in the north, On Monday (at least)"
    assert (ChipKind.COUNT, "514 people") in [chip[:2] for chip in chips(figure)]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2_600_000, "2,600,000 units"),
        ((200.0, 999.0), "200–999 units"),
        (33.3, "33.3 units"),
        (0.1 + 0.2, "0.3 units"),
    ],
)
def test_numbers_are_written_out(value: Any, words: str) -> None:
    figure = Figure(anchor=quote("514"), what=quote("people"), value=value, unit="units")
    assert words in [chip.words for chip in chips(figure)]


def test_a_role_says_office_body_and_whether_it_is_held() -> None:
    role = Role(
        anchor=quote("President"),
        role=quote("President"),
        holder=quote("Nelson Mandela"),
        of=quote("South Africa"),
        status=Status.FORMER,
    )
    assert plain(role) == "Nelson Mandela: President — South Africa (former)"


def test_sources_are_shown_as_a_chain_from_the_author_inward() -> None:
    assert says(event()) == "the author"
    assert (
        says(event(sources=(quote("the Gazette"), quote("it", "Opposition"))))
        == "the Gazette › it [Opposition]"
    )


def test_chips_say_who_how_surely_whether_denied_and_when() -> None:
    said = event(
        polarity=Polarity.NO,
        certainty=Certainty.HEDGED,
        tense=Tense.PAST,
        when=When(quote("On Monday"), "2019-08-19"),
        sources=(quote("the Gazette"),),
    )
    assert [chip.words for chip in chips(said)] == [
        "the Gazette",
        "said not to be so",
        "hedged",
        "On Monday: 19 August 2019",
        "past",
    ]


def test_a_forecast_shows_how_likely_and_by_when() -> None:
    forecast = Forecast(
        anchor=quote("may collapse"), about=quote("collapse"), probability=quote("may"), by=quote("by June")
    )
    kinds = {chip.kind: chip.words for chip in chips(forecast)}
    assert kinds[ChipKind.LIKELY] == "may"
    assert kinds[ChipKind.BY] == "by June"


def test_a_quote_over_two_lines_stays_on_one() -> None:
    text = "They\n   met"
    assert plain(Event(type=EventType.CONSULT, anchor=Quote.at(text, 0, len(text)))) == "They met"


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    def some() -> Quote:
        start = draw(st.integers(0, len(TEXT) - 1))
        return Quote.at(TEXT, start, draw(st.integers(start + 1, len(TEXT))))

    many = draw(st.integers(0, 2))
    several = tuple(some() for _ in range(many))
    about = some() if draw(st.booleans()) else None
    return draw(
        st.sampled_from(
            [
                event(anchor=some(), actors=several, recipients=several, places=several, about=about),
                Position(
                    stance=Stance.OFFERS, anchor=some(), holders=several, about=about, conditions=several
                ),
                Forecast(anchor=some(), about=some(), actors=several, conditions=several),
                Figure(anchor=some(), what=some(), value=1, unit="things", period=about),
                Role(anchor=some(), role=some(), holder=some(), of=about),
            ]
        )
    )


@settings(deadline=None)  # a busy machine is no fault
@given(statements())
def test_every_piece_is_of_the_report_or_fixed(statement: Statement) -> None:
    pieces = sentence(statement)
    assert pieces
    for piece in pieces:
        ours = piece.part in (Part.FIXED, Part.NAME) or piece.words in list(Stance)
        assert ours or piece.words in TEXT
