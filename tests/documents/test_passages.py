"""What a passage is: whole sentences, of about the length one reads at a glance."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.documents.passages import LONGEST, SHORTEST, Passage, runs
from veedor.errors import ModelError, SpanError


def places(text: str) -> list[tuple[int, int]]:
    """Sentences by their full stops and line ends, good enough for these texts."""
    return [match.span() for match in re.finditer(r"[^\s.][^.]*?(?:\.|(?=\n\n)|(?=\n#)|$)", text)]


def cut(text: str) -> list[str]:
    sentences = places(text)
    return [text[sentences[run[0]][0] : sentences[run[-1]][1]] for run in runs(text, sentences)]


def sentence(length: int) -> str:
    return "x" * (length - 1) + "."


def paragraph(*lengths: int) -> str:
    return " ".join(map(sentence, lengths))


def test_a_paragraph_of_ordinary_length_is_one_passage() -> None:
    first, second = paragraph(120, 130), paragraph(210, 200)
    assert cut(f"{first}\n\n{second}") == [first, second]


def test_a_heading_goes_with_what_follows() -> None:
    before, after = paragraph(120, 130), paragraph(220)
    assert cut(f"{before}\n\nThe vote\n\n{after}") == [before, f"The vote\n\n{after}"]


def test_short_list_items_go_together() -> None:
    items = [sentence(60) for _ in range(12)]
    lengths = [len(passage) for passage in cut("\n\n".join(items))]
    assert all(SHORTEST <= length <= LONGEST for length in lengths)


def test_a_short_last_paragraph_goes_with_the_one_before() -> None:
    text = f"{paragraph(120, 130)}\n\n{sentence(40)}"
    assert cut(text) == [text]


def test_a_long_paragraph_is_cut_into_about_equal_parts() -> None:
    lengths = [len(passage) for passage in cut(paragraph(*[110] * 16))]
    assert len(lengths) == 5
    assert all(SHORTEST <= length <= LONGEST for length in lengths)


def test_a_sentence_is_never_cut() -> None:
    text = paragraph(90, 1400, 80)
    sentences = places(text)
    assert [n for run in runs(text, sentences) for n in run] == [0, 1, 2]


def test_a_line_end_in_wrapped_text_ends_no_paragraph() -> None:
    wrapped = f"{'x' * 70}\n{'x' * 60}. {'x' * 5}\n{'x' * 71}.\n{'x' * 72}\n{'x' * 20}."
    assert cut(wrapped) == [wrapped]


def test_a_line_end_where_each_line_is_a_paragraph_ends_one() -> None:
    first, second = paragraph(120, 130), paragraph(210, 200)
    assert cut(f"{first}\n{second}") == [first, second]


def test_no_sentence_makes_no_passage() -> None:
    assert runs("", []) == []


@given(st.lists(st.tuples(st.integers(1, 900), st.sampled_from([" ", "\n", "\n\n", ""])), max_size=40))
def test_each_sentence_is_in_exactly_one_passage(parts: list[tuple[int, str]]) -> None:
    text, sentences = "", []
    for length, gap in parts:
        sentences.append((len(text), len(text) + length))
        text += "x" * length + gap
    found = runs(text, sentences)
    assert [number for run in found for number in run] == list(range(len(sentences)))
    assert all(len(run) > 0 for run in found)


def test_an_empty_passage_is_refused() -> None:
    with pytest.raises(SpanError):
        Passage(5, 5, None)


def test_a_vector_of_another_model_is_refused() -> None:
    with pytest.raises(ModelError, match="read the document again"):
        Passage(0, 5, b"\0" * 300)
