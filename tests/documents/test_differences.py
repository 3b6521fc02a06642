from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from veedor.documents.differences import Change, fold, tokens, word_diff

WORDS = st.lists(st.sampled_from("the army left town . He said so\n again - “no” 12".split(" ")), max_size=60)
TEXTS = WORDS.map(" ".join) | st.text(max_size=60)


def changed(old: str, new: str, change: Change) -> list[str]:
    texts = {Change.REMOVED: old, Change.ADDED: new, Change.KEPT: new}
    pieces = [p for p in word_diff(old, new) if p.change is change]
    spans = [p.old if change is Change.REMOVED else p.new for p in pieces]
    return [texts[change][span.start : span.end] for span in spans if span]


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    if tokens(old):
        assert "".join(old[p.old.start : p.old.end] for p in pieces if p.old) == old
    if tokens(new):
        assert "".join(new[p.new.start : p.new.end] for p in pieces if p.new) == new
    for p in pieces:
        assert (p.old is None) == (p.change is Change.ADDED)
        assert (p.new is None) == (p.change is Change.REMOVED)


@given(TEXTS, TEXTS)
def test_kept_pieces_have_the_same_words(old: str, new: str) -> None:
    for p in word_diff(old, new):
        if p.old and p.new:
            ours, theirs = old[p.old.start : p.old.end], new[p.new.start : p.new.end]
            assert [t.folded for t in tokens(ours)] == [t.folded for t in tokens(theirs)]


@given(TEXTS)
def test_an_unchanged_text_is_one_kept_piece(text: str) -> None:
    assert [p.change for p in word_diff(text, text)] == ([Change.KEPT] if tokens(text) else [])


def test_a_removed_sentence_is_cut_where_it_begins() -> None:
    old = "It rained. He said he came. He said he left. All went home."
    new = "It rained. He said he left. All went home."
    assert changed(old, new, Change.REMOVED) == ["He said he came. "]


def test_an_added_sentence_is_cut_where_it_begins() -> None:
    old = "It rained. He said he left. All went home."
    new = "It rained. He said he came. He said he left. All went home."
    assert changed(old, new, Change.ADDED) == ["He said he came. "]


def test_letter_case_quotes_and_dashes_are_no_difference() -> None:
    old, new = 'He said: "No - never." The ÉLITE left', "He said: “no – never.”\nthe elite left"
    assert [p.change for p in word_diff(old, new)] == [Change.KEPT]


def test_a_changed_word_is_removed_and_added() -> None:
    old, new = "The army took 40 prisoners on Monday.", "The army took 400 prisoners on Monday."
    assert changed(old, new, Change.REMOVED) == ["40 "]
    assert changed(old, new, Change.ADDED) == ["400 "]


def test_long_texts_are_compared_by_the_runs_that_stand_once() -> None:
    old = " ".join(f"word{n} says that" for n in range(3000))
    new = " ".join(f"word{n} says that" for n in range(3000) if n % 100)
    pieces = word_diff(old, new)
    assert sum(p.change is Change.REMOVED for p in pieces) == 30
    assert not any(p.change is Change.ADDED for p in pieces)


def test_long_texts_without_a_word_that_stands_once_are_replaced() -> None:
    pieces = word_diff("a b " * 300, "c d " * 300)
    assert [p.change for p in pieces] == [Change.REMOVED, Change.ADDED]


def test_combining_marks_belong_to_their_letter() -> None:
    assert [t.folded for t in tokens("Ordo\u0301n\u0303ez, Ordóñez")] == ["ordonez", ",", "ordonez"]
    assert fold("\u0301") == "\u0301"
