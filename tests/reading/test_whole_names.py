"""Names that the model sees in pieces."""

from __future__ import annotations

import pytest

from tests.reading.build import parse_of
from veedor.reading.parse import Name
from veedor.reading.whole_names import whole_names


def whole(sentence: str) -> list[str]:
    """The names of a sentence in which the model saw its last word in capitals alone."""
    forms = sentence.split(" ")
    tags = {"The": "DET", "the": "DET", "of": "ADP", "for": "ADP", "and": "CCONJ", ",": "PUNCT"}
    parse = parse_of("\n".join(f"{form} {form} {tags.get(form, 'PROPN')} X 0 root" for form in forms))
    last = max(w.index for w in parse.words if w.text[0].isupper())
    return [parse.quote(n.first, n.last) for n in whole_names([Name(last, last, "ORG")], parse.words)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The Doctors Without Borders have left", ["Doctors Without Borders"]),
        ("nine left Doctors without Borders", ["Borders"]),
        ("Doctors Without Borders Leave Town", ["Town"]),
        ("the Ministry of Justice and Human Rights said so", ["Ministry of Justice and Human Rights"]),
        ("the Ministry of Trade , Mines and Industry fell", ["Ministry of Trade , Mines and Industry"]),
        ("the National Centre for Peace and Dialogue met", ["National Centre for Peace and Dialogue"]),
        ("the Ministry of Justice and Norland said so", ["Norland"]),
        ("the Ministry of Defence , Justice Minister Roe said", ["Roe"]),
        ("the Ministry of Defence said so", ["Defence"]),
    ],
)
def test_words_that_hold_a_name_together(sentence: str, names: list[str]) -> None:
    assert whole(sentence) == names
