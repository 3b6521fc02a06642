"""How a number bounds what is counted: `at least`, `about`, `or more`, and amounts of rising and falling."""

from __future__ import annotations

from functools import cache

from veedor.codebook.labels import Comparison
from veedor.reading import lexicon
from veedor.reading.figures.counting import low
from veedor.reading.parse import Parse


def comparison_of(
    parse: Parse, first: int, last: int, top: int, *, unit: str, is_span: bool
) -> Comparison | None:
    """How a figure bounds what it counts, by the words beside it and by verbs of rising and falling.

    `[first, last]` is the anchor, `top` its word that hangs outside; a span of time is told by `is_span`.
    """
    if (change := _change(parse, top, unit=unit)) is not None:
        return change
    if (after := _comparison_after(parse, first, last)) is not None:
        return after
    for length in (4, 3, 2, 1):
        if first >= length:
            said = " ".join(low(parse, first - n) for n in range(length, 0, -1))
            if said in _comparisons("before") and not (said == "over" and is_span):
                return _comparisons("before")[said]
    return None


def _comparison_after(parse: Parse, first: int, last: int) -> Comparison | None:
    """`or more`, `or so` behind the number or behind what it counts; not `and more than`."""
    for end in range(first, last + 1):
        for length in (2, 1):
            said = " ".join(low(parse, end + n) for n in range(1, length + 1))
            if said in _comparisons("after") and low(parse, end + length + 1) != "than":
                return _comparisons("after")[said]
    return None


def _change(parse: Parse, top: int, *, unit: str) -> Comparison | None:
    """Rise or fall where the number is its amount: `fell by 4 percent`, `a 10 percent rise`, `a rise of 300`."""
    word = parse.words[top]
    if word.head < 0:
        return None
    governor = parse.words[word.head]
    direction = _changes().get((governor.lemma.lower(), governor.upos))
    if direction is None:
        return None
    cases = {w.text.lower() for w in parse.children(top, "case")} - {"per"}
    if governor.upos == "NOUN":
        return direction if word.deprel in ("nummod", "compound", "amod") or cases & {"of"} else None
    measured = unit == "percent" or "by" in cases
    is_amount = word.deprel.split(":")[0] in ("obj", "obl", "nmod", "advmod", "dep", "xcomp")
    return direction if measured and is_amount and cases <= {"by", "than", "over"} else None


@cache
def _comparisons(where: str) -> dict[str, Comparison]:
    rows = (row for row in lexicon.table("comparisons") if row["where"] == where)
    return {row["words"]: Comparison(row["comparison"]) for row in rows}


@cache
def _changes() -> dict[tuple[str, str], Comparison]:
    return {
        (row["word"], row["upos"]): Comparison(row["comparison"]) for row in lexicon.table("change_words")
    }
