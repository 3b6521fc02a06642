"""Whether a date is told as past or to come."""

import pytest

from veedor.documents.date_tense import chance_ahead, sentence_around
from veedor.documents.date_words import find


@pytest.mark.parametrize(
    ("text", "is_ahead"),
    [
        ("Refiners stopped buying oil in August.", False),
        ("The court will rule in August.", True),
        ("Elections are scheduled for 20 April.", True),
        ("Since May they have waited.", False),
        ("The vote on 3 May was calm.", False),
        ("A summit is to be held in June, he said.", True),
        ("They must leave by Friday.", True),
        ("Last May was calm, and talks will follow.", False),
        ("The state banned them, effective 4 May.", True),
        ("It was calm. Talks will follow in May.", True),
    ],
)
def test_the_nearest_verb_tells_the_tense(text: str, is_ahead: bool) -> None:
    (expression,) = find(text)
    assert (chance_ahead(text, expression) > 0.5) is is_ahead


@pytest.mark.parametrize(
    "text", ["They agreed to vote in August.", "The October 18 vote worried them.", "In May."]
)
def test_a_tense_that_does_not_show_is_left_open(text: str) -> None:
    (expression,) = find(text)
    assert 0.2 < chance_ahead(text, expression) < 0.5


def test_a_sentence_ends_at_its_stop_and_at_a_paragraph() -> None:
    text = "One came. Two left in May 2016. Three stayed.\n\nFour went in June 2017"
    may, june = find(text)
    assert text[slice(*sentence_around(text, may))] == "Two left in May 2016."
    assert text[slice(*sentence_around(text, june))] == "Four went in June 2017"
