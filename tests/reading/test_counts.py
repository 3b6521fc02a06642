import pytest

from tests.reading.test_names import document
from veedor.reading.names.counts import begin

NUMBERS = frozenset("three 40 2.5 million Twenty two".split())


def tagged(words):
    """A phrase whose words are tagged by their looks."""
    tag = {"the": "DET/DT", "a": "DET/DT", "-": "PUNCT/HYPH"}
    items = [
        f"{word}/{tag.get(word) or ('NUM/CD' if word in NUMBERS else 'NOUN/NNS')}/0/root"
        for word in words.split()
    ]
    return document((" ".join(items),))[0]


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("three soldiers", "soldiers"),
        ("at least 40 soldiers", "soldiers"),
        ("more than 2.5 million people", "people"),
        ("dozens of soldiers", "soldiers"),
        ("hundreds of thousands of people", "people"),
        ("a large number of people", "people"),
        ("40 of the soldiers", "soldiers"),
        ("several rebels", "rebels"),
        ("the 40 soldiers", "soldiers"),
        ("the three groups", "three groups"),
        ("Twenty - two rebels", "rebels"),
        ("three - year - old boy", "three - year - old boy"),
        ("soldiers", "soldiers"),
        ("40", "40"),
    ],
)
def test_amounts_are_no_part_of_a_name(words, rest):
    parse = tagged(words)
    last = len(parse.words) - 1
    assert parse.quote(begin(parse, 0, last), last) == rest
