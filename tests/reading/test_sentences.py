"""Sentences by layout and punctuation."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from veedor.reading.sentences import sentences

from .test_words import TEXTS


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Talks failed.| Nobody knew why.",
        "Gen. Paz met Mr. Ruiz on Jan. 5 in St. Mary.| They spoke.",
        "Spc. Roe and Drs. Paz met Ens. Ruiz.| They spoke.",
        "The U.S. President left.",
        "He moved to the U.S.| The others stayed.",
        "George W. Bush agreed.| So did J. R. Costa.",
        "Prices rose 3.5 percent.| Wages did not.",
        'He said: "We will go."| Others stayed.',
        "“We will go.”| “So will we,” they said.",
        '"Will you?" asked the judge.| She would.',
        "She was elected.]|Closed door talks followed.",
        "She was elected.|Closed door talks followed.",
        "It ended in May. [12]| The next began.",
        "Prices, wages, etc. are up.| The bank, e.g. its board, is not.",
        "See No. 5 and Art. 12 of the law.| It is short.",
        "They met at 5 p.m. Monday.| Nothing came of it.",
        "Why?!| Nobody knows...| Or says so.",
        "He wrote to a.b@example.org and www.Example.Com today.",
        "Who is Plan B. Nobody?",
    ],
)
def test_punctuation_ends_sentences(text: str) -> None:
    assert [part.strip() for part in text.split("|")] == parts(text.replace("|", ""))


def test_blank_lines_and_headings_end_sentences() -> None:
    assert parts("A new law\n\nThe house passed it\n \t\nNobody objected.") == [
        "A new law",
        "The house passed it",
        "Nobody objected.",
    ]


def test_bullets_begin_sentences_and_are_no_part_of_them() -> None:
    assert parts("They want:\n• an audit\n• a new board\n2. Peace") == [
        "They want:",
        "an audit",
        "a new board",
        "2. Peace",
    ]


def test_each_line_stands_for_itself_where_lines_are_not_wrapped() -> None:
    text = "Talks resume\nThe parties met in the capital.\nNext steps\nThey meet again in June."
    assert parts(text) == text.split("\n")


PROSE = (
    "The mediators met both sides in the capital on Tuesday. They spoke for three hours about the date of "
    "the vote and about the release of the prisoners, whom the court had sentenced in May. Nobody gave a "
    "press conference after the meeting. A second round is planned for the end of the month, though no place "
    "has been named yet."
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("columns", [60, 72, 80])
def test_wrapped_lines_are_joined(columns: int, newline: str) -> None:
    wrapped = textwrap.fill(PROSE, columns).replace("\n", newline)
    assert [" ".join(part.split()) for part in parts(wrapped)] == parts(PROSE)
    assert len(parts(PROSE)) == 4


def test_a_short_line_of_a_wrapped_text_is_a_heading() -> None:
    wrapped = textwrap.fill(PROSE, 72) + "\nThe next steps\n" + textwrap.fill(PROSE, 72)
    assert "The next steps" in parts(wrapped)
    assert len(parts(wrapped)) == 9


def test_time_grows_with_the_length() -> None:
    def seconds(text: str) -> float:
        began = time.perf_counter()
        sentences(text)
        return time.perf_counter() - began

    for piece in (PROSE + "\n\n", "word ", "a.b" + ")" * 50, "... ", "\n \n", "[1]"):
        assert seconds(piece * (100_000 // len(piece))) < 3


@given(TEXTS | st.text())
@example("- 0")
def test_sentences_are_trimmed_ordered_and_hold_every_letter(text: str) -> None:
    at = 0
    for span in sentences(text):
        assert at <= span.start
        assert not any(c.isalnum() for c in text[at : span.start])  # a bullet is layout and left out
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""
        at = span.end
    assert not text[at:].strip()


def test_title_in_capitals_ends_no_sentence() -> None:
    text = "AMB. KELLER: No. GEN. ROE: Yes."
    assert [text[s.start : s.end] for s in sentences(text)] == ["AMB. KELLER: No.", "GEN. ROE: Yes."]
