from hypothesis import given, settings
from hypothesis import strategies as st

from veedor.documents.clean import clean


def test_clean_text_comes_back_unchanged() -> None:
    text = "Café owners\tsaid “no”.\n\n  Indented — and 🙂 فارسی\u200f.  \n"
    assert clean(text) == text


def test_line_ends_of_every_system_become_one() -> None:
    assert clean("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"


def test_marks_and_controls_are_left_out() -> None:
    assert clean("\ufeffThe\x00 vote\x07\x9f.") == "The vote."


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert clean("a\ud83db") == "a\ufffdb"


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(st.characters(exclude_categories=[])))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
