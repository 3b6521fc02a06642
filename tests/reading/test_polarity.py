"""What is said not to be so, beside the rows of mood.rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.judging.learned import learned
from tests.reading.trees import tree
from veedor.codebook.labels import Certainty, Polarity
from veedor.codebook.statement import Event
from veedor.reading.assemble import assemble
from veedor.reading.mood.polarity import falls_short, polarity


def told(rows: str, word: int, label: str) -> Event:
    """The event that the heads see on the word; they hold all to be so."""
    parse = tree(rows)
    seen = learned(len(parse.words), {word: (label, 0.9)})
    return next(
        s for s in assemble([replace(parse, learned=seen)]) if isinstance(s, Event) and s.type == label
    )


def test_what_one_stops_short_of_is_not_done() -> None:
    parse = tree(
        "Bishops bishop NOUN NNS 2 nsubj | stopped stop VERB VBD 0 root | short short ADV RB 2 advmod | "
        "of of SCONJ IN 5 mark | condemning condemn VERB VBG 3 advcl | it it PRON PRP 5 obj"
    )
    assert falls_short(parse, 4)
    assert polarity(parse, 4) is Polarity.NO
    assert polarity(parse, 1) is Polarity.YES


@pytest.mark.parametrize(("not_", "expected"), [("not not", Polarity.NO), ("still still", Polarity.YES)])
def test_own_not_of_a_welcome_act_counts_whatever_the_heads_hold(not_: str, expected: Polarity) -> None:
    rows = (
        f"Norland Norland PROPN NNP 4 nsubj | does do AUX VBZ 4 aux | {not_} PART RB 4 advmod | "
        "recognise recognise VERB VB 0 root | Sudland Sudland PROPN NNP 4 obj"
    )
    assert told(rows, 3, "SUPPORT").polarity is expected


INTENDED = (
    "Norland Norland PROPN NNP 2 nsubj | denied deny VERB VBD 0 root | that that SCONJ IN 5 mark | "
    "it it PRON PRP 5 nsubj | plans plan VERB VBZ 2 ccomp | to to PART TO 7 mark | arm arm VERB VB 5 xcomp | "
    "rebels rebel NOUN NNS 7 obj"
)
WITHHELD = (
    "They they PRON PRP 3 nsubj:pass | were be AUX VBD 3 aux:pass | denied deny VERB VBN 0 root | "
    "water water NOUN NN 3 obj"
)


@pytest.mark.parametrize(
    ("rows", "word", "label", "expected"),
    [(INTENDED, 6, "MOBILIZE", Polarity.NO), (WITHHELD, 2, "COERCE", Polarity.YES)],
)
def test_denied_intention_is_none_and_being_denied_something_is_an_act(
    rows: str, word: int, label: str, expected: Polarity
) -> None:
    assert told(rows, word, label).polarity is expected


def test_what_follows_from_something_else_is_open() -> None:
    rows = (
        "If if SCONJ IN 3 mark | it it PRON PRP 3 nsubj | fails fail VERB VBZ 7 advcl | "
        "Roe Roe PROPN NNP 7 nsubj:pass | will will AUX MD 7 aux | "
        "be be AUX VB 7 aux:pass | arrested arrest VERB VBN 0 root"
    )
    assert told(rows, 6, "COERCE").certainty is Certainty.OPEN
