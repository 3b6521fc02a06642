"""Dictionary forms."""

from __future__ import annotations

import pytest

from veedor.reading import lemmas
from veedor.reading.lemmas import lemmatize


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("Cities", "NOUN", "NNS", "city"),
        ("watches", "NOUN", "NNS", "watch"),
        ("crises", "NOUN", "NNS", "crisis"),
        ("policemen", "NOUN", "NNS", "policeman"),
        ("stopped", "VERB", "VBD", "stop"),
        ("called", "VERB", "VBD", "call"),
        ("controlled", "VERB", "VBN", "control"),
        ("decided", "VERB", "VBD", "decide"),
        ("prepared", "VERB", "VBN", "prepare"),
        ("visiting", "VERB", "VBG", "visit"),
        ("uniting", "VERB", "VBG", "unite"),
        ("fled", "VERB", "VBD", "flee"),
        ("denies", "VERB", "VBZ", "deny"),
        ("reaches", "VERB", "VBZ", "reach"),
        ("larger", "ADJ", "JJR", "large"),
        ("biggest", "ADJ", "JJS", "big"),
        ("happier", "ADJ", "JJR", "happy"),
        ("n’t", "PART", "RB", "not"),
        ("'s", "PART", "POS", "'s"),
        ("Nations", "PROPN", "NNPS", "Nation"),
        ("Paris", "PROPN", "NNP", "Paris"),
        ("17", "NUM", "CD", "17"),
        ("Forty", "NUM", "CD", "forty"),
    ],
)
def test_lemma_is_the_dictionary_form(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemmatize(form, upos, xpos) == lemma


def test_rules_serve_without_the_trained_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmas, "_listed", dict)
    assert lemmatize("announced", "VERB", "VBD") == "announce"


def test_a_base_form_that_looks_inflected_stays() -> None:
    assert lemmatize("found", "VERB", "VB") == "found"
    assert lemmatize("found", "VERB", "VBD") == "find"
