from __future__ import annotations

import pytest

from tests.reading.treebank import place, sentence
from veedor.codebook.labels import Certainty, Kind, Polarity, Tense
from veedor.reading.lexicon import table
from veedor.reading.mood.certainty import Mood, certainty, mood, polarity, tense
from veedor.reading.sources.sources import Chain, attributions

CERTAIN, HEDGED, OPEN = Certainty.CERTAIN, Certainty.HEDGED, Certainty.OPEN
PAST, PRESENT, FUTURE = Tense.PAST, Tense.PRESENT, Tense.FUTURE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The date has not been set.", "set"),
        ("Nobody left.", "left"),
        ("They failed to leave.", "leave"),
        ("They failed to leave.", "failed"),
        ("They left without paying.", "paying"),
        ("They did not want to leave.", "leave"),
        ("They could not leave.", "leave"),
        ("They averted war.", "war"),
        ("They have no plans to leave.", "leave"),
        ("The talks did not take place.", "talks"),
    ],
)
def test_what_is_said_not_to_be_so_is_no(text: str, word: str) -> None:
    parse = sentence(text)
    assert polarity(parse, place(parse, word)) is Polarity.NO


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Not only did they leave.", "leave"),
        ("No doubt they left.", "left"),
        ("They left without paying.", "left"),
        ("They averted war.", "averted"),
        ("Roe did not say that they left.", "left"),
    ],
)
def test_other_negations_leave_it_yes(text: str, word: str) -> None:
    parse = sentence(text)
    assert polarity(parse, place(parse, word)) is Polarity.YES


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They may leave.", "leave", HEDGED),
        ("The court would have freed them.", "freed", OPEN),
        ("The raid was aimed at freeing them.", "freeing", OPEN),
        ("They apparently left to meet Roe.", "left", HEDGED),
        ("They left to meet Roe.", "left", CERTAIN),
        ("They left to meet Roe.", "meet", OPEN),
        ("They want to leave.", "leave", OPEN),
        ("They want to leave.", "want", CERTAIN),
        ("They tried to leave.", "leave", OPEN),
        ("If they leave, we stay.", "leave", OPEN),
        ("If they leave, we stay.", "stay", CERTAIN),
        ("Will they leave?", "leave", OPEN),
        ("They will either stay or leave.", "stay", OPEN),
        ("They will either stay or leave.", "leave", OPEN),
        ("They should leave.", "leave", OPEN),
        ("They failed to leave.", "leave", CERTAIN),
        ("They could not leave.", "leave", CERTAIN),
        ("No doubt they left.", "left", CERTAIN),
        ("They discussed the raid.", "raid", CERTAIN),
        ("They discussed a truce.", "truce", OPEN),
        ("They will lift the siege.", "siege", CERTAIN),
        ("They used troops to block the road.", "block", CERTAIN),
        ("They are to leave.", "leave", CERTAIN),
        ("They will be sworn in.", "sworn", CERTAIN),
    ],
)
def test_certainty_follows_the_codebook(text: str, word: str, expected: Certainty) -> None:
    parse = sentence(text)
    assert certainty(parse, place(parse, word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They have left.", "left", PAST),
        ("They are leaving.", "leaving", PRESENT),
        ("They will be sworn in.", "sworn", FUTURE),
        ("They are to leave.", "leave", FUTURE),
        ("They want to leave.", "leave", FUTURE),
        ("They tried to leave.", "leave", PAST),
        ("They plan to leave.", "leave", FUTURE),
        ("They would have left.", "left", PAST),
        ("Roe agreed to talks.", "agreed", PAST),
        ("Roe vowed to pay.", "pay", FUTURE),
        ("The planned talks collapsed.", "collapsed", PAST),
        ("The planned talks collapsed.", "talks", FUTURE),
        ("After talks, they left.", "talks", PAST),
        ("They lifted the siege.", "siege", PAST),
        ("They will lift the siege.", "siege", PRESENT),
        ("The talks that will be held matter.", "talks", FUTURE),
        ("They left without paying.", "paying", PAST),
        ("They demanded that Roe leave.", "leave", FUTURE),
    ],
)
def test_tense_is_seen_from_the_report(text: str, word: str, expected: Tense) -> None:
    parse = sentence(text)
    assert tense(parse, place(parse, word)) is expected


def test_a_date_decides_the_tense() -> None:
    parse = sentence("Roe agreed to talks.")
    assert tense(parse, place(parse, "talks"), FUTURE) is FUTURE
    assert tense(parse, place(parse, "agreed"), PRESENT) is PAST


def test_a_plan_with_a_date_is_certain() -> None:
    parse = sentence("They plan to leave.")
    leave = place(parse, "leave")
    assert certainty(parse, leave) is OPEN
    assert certainty(parse, leave, dated=FUTURE) is CERTAIN


def test_a_hedge_of_the_source_beats_open() -> None:
    parse = sentence("They want to leave.")
    assert certainty(parse, place(parse, "leave"), Chain(hedged=True)) is HEDGED


def test_a_denial_turns_the_polarity() -> None:
    parse = sentence("The union denied that members struck.")
    struck = place(parse, "struck")
    (chain,) = attributions([parse]).of(0, struck)
    assert mood(parse, struck, chain) == Mood(Polarity.NO, CERTAIN, PAST)


def test_wanting_is_itself_certain_and_affirmed() -> None:
    parse = sentence("They did not want to leave.")
    assert mood(parse, place(parse, "want"), kind=Kind.POSITION)[:2] == (Polarity.YES, CERTAIN)


def test_a_forecast_with_could_is_hedged_and_with_should_is_not_open() -> None:
    parse = sentence("They should leave.")
    assert certainty(parse, place(parse, "leave"), kind=Kind.FORECAST) is CERTAIN


def test_the_anchor_may_be_its_auxiliary() -> None:
    parse = sentence("They may leave.")
    assert certainty(parse, place(parse, "may"), kind=Kind.FORECAST) is HEDGED


def test_the_list_of_modality_is_well_formed() -> None:
    rows = table("modality")
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert all(row["lemma"] and row["upos"] and row["class"] for row in rows)


def test_what_is_only_weighed_lies_ahead() -> None:
    parse = sentence("They are considering new sanctions.")
    assert tense(parse, place(parse, "sanctions")) is FUTURE
