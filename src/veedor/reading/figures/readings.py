"""What a number was found to say, and figures that no number says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veedor.codebook.span import Quote
from veedor.codebook.statement import Value
from veedor.reading.figures import units
from veedor.reading.figures.amounts import governing_words
from veedor.reading.figures.counting import following_noun, low, noun_words
from veedor.reading.figures.number_words import class_at
from veedor.reading.parse import Parse


@dataclass(frozen=True, slots=True)
class Reading:
    """What one number was found to say; words are counted within the sentence, both ends included."""

    first: int
    last: int
    value: Value
    unit: str
    what: Quote | None
    is_span: bool = False
    """Whether it measures time."""


def unnumbered(parse: Parse) -> Iterator[Reading]:
    """Figures that no number says: `twice`, and `week-long`."""
    for word in parse.words:
        after = low(parse, word.index + 1)
        if word.text.lower() == "twice" and after not in ("a", "an", "per", "as", "the", "daily", "weekly"):
            what = governing_words(parse, word.index, word.index)
            yield Reading(word.index, word.index, 2.0, "times", what)
        elif after == "-" and low(parse, word.index + 2) == "long" and low(parse, word.index - 1) != "-":
            unit = units.time_after(parse.words, word.index - 1)
            if unit is not None and not class_at(parse.words, word.index - 1):
                noun = following_noun(parse, word.index + 3)
                what = None if noun is None else noun_words(parse, word.index + 3, noun)
                yield Reading(word.index, word.index + 2, unit.each, unit.name, what, is_span=True)
