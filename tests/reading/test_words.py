"""Words as the treebank counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.reading.words import words

# Letters of many scripts, marks that combine, emoji with joiners, line ends of every kind.
TEXTS = st.text(
    st.sampled_from(
        "aB é\u0301ñشלد中🙂👩\u200d👧\ufe0f\u202e\r\n\t\f\u2028.,-'’\"”)([]$%€&/@#_:;!?… 0123456789sStTn"
    )
)


def forms(text: str) -> list[str]:
    return [text[first:past] for first, past in words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't, can't and cannot.", "They do n't , ca n't and can not ."),
        ("We’re sure it’s the minister’s.", "We ’re sure it ’s the minister ’s ."),
        ("the judges' peace-keeping pre-election e-mail", "the judges ' peace - keeping pre-election e-mail"),
        ("UN-backed anti-graft forty-one", "UN - backed anti-graft forty - one"),
        ("The U.S. gave $223 million (60%) in D.C.", "The U.S. gave $ 223 million ( 60 % ) in D.C."),
        ("3,531 votes, 6-9 months, 2.6m", "3,531 votes , 6 - 9 months , 2.6 m"),
        ("Mr. Ruiz saw Gen. J. Paz on Jan. 5.", "Mr. Ruiz saw Gen. J. Paz on Jan. 5 ."),
        ("No. 5 said no.", "No. 5 said no ."),
        ("“So,” he said…", "“ So , ” he said …"),
        (
            "• see www.example.org/a-b, or ask me@example.org.",
            "• see www.example.org/a-b , or ask me@example.org .",
        ),
        ("Read (https://example.org/a_(b)).", "Read ( https://example.org/a_(b) ) ."),
        ("at 5:30pm on 12/10/2017 and/or later...", "at 5:30 pm on 12/10/2017 and / or later ..."),
        ("the 1990s, the 21st, '98, AT&T", "the 1990s , the 21st , '98 , AT&T"),
        ("O'Brien and Sha'lan", "O'Brien and Sha'lan"),
    ],
)
def test_words_are_those_of_the_treebank(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


def test_offsets_point_into_the_whole_text() -> None:
    text = "One. They won't go. Two."
    assert [text[a:b] for a, b in words(text, 5, 19)] == ["They", "wo", "n't", "go", "."]


def test_a_blank_stretch_has_no_words() -> None:
    assert words("  \r\n\t ", 0, 6) == []


def test_a_sentence_of_five_thousand_words_is_read() -> None:
    text = "word-of the minister's " * 1700
    assert len(words(text, 0, len(text))) == 1700 * 6


@given(TEXTS | st.text())
def test_words_hold_everything_but_white_space_in_order(text: str) -> None:
    at = 0
    for first, past in words(text, 0, len(text)):
        assert at <= first < past <= len(text)
        assert not text[at:first].strip()
        assert text[first:past].strip() == text[first:past]
        at = past
    assert not text[at:].strip()
