from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.reading.sources.quotations import Quoted, quotations


def inside(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We stay," he said. "We will not go."', ["We stay,", "We will not go."]),
        ("“We stay,” he said.", ["We stay,"]),
        ("He called it “a farce” and left.", ["a farce"]),
        ('A beam of 6" and one of 8" broke.', []),
        ("No marks at all.", []),
        ('"We stay,\' he said. "We go."', ["We stay,", "We go."]),
    ],
)
def test_a_quotation_runs_from_mark_to_mark(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert inside('"We stay. We will win.\n\n"And we go on," he said.') == [
        "We stay. We will win.",
        "And we go on,",
    ]


def test_a_term_is_no_speech_and_a_sentence_is() -> None:
    term, speech = quotations('The "swift action" failed. "We will all stay here," he said.')
    assert not term.speech
    assert speech.speech


def test_a_place_is_inside_or_outside() -> None:
    text = 'He said: "Stay."'
    quoted = Quoted(text)
    assert quoted.at(text.index("Stay")) == 0
    assert quoted.at(0) is None


@given(st.text(alphabet="ab .,\n\"'“”«»—é😀", max_size=60))
def test_quotations_never_overlap_and_lie_in_the_text(text: str) -> None:
    end = 0
    for quotation in quotations(text):
        assert end <= quotation.start < quotation.end <= len(text)
        end = quotation.end
