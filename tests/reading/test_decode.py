"""Arrays made by hand become parses; any scores become a tree."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as any_array
from numpy.typing import NDArray

from veedor.codebook.labels import EventType, Kind, Stance
from veedor.reading.decode import best_tree, decode, decode_names, join_trees
from veedor.reading.encoder import EMPTY, Arrays, Labels
from veedor.reading.judging.judge import Judge
from veedor.reading.parse import ROOT, Name, Parse, Role

LABELS = Labels(
    upos=("NOUN", "VERB", "ADV"),
    xpos=("NNS", "VBD", "RB"),
    deprels=("nsubj", "advmod", "parataxis"),
    names=("O", "B-PER", "I-PER", "B-LOC", "I-LOC"),
    roles=("O", "ARG0", "ARGM-MNR"),
    events=("O", "PROTEST"),
    anchors=("O", *map(str, EventType), *map(str, Stance), "forecast", "figure", "role"),
    fields=("actors", "about"),
)
TEXT = "Yes. Workers marched peacefully"
SPANS = [(5, 12), (13, 20), (21, 31)]


def scores_of(heads: list[int]) -> NDArray[np.float32]:
    """Scores that prefer these heads, counted from 0, `ROOT` for the root."""
    scores = np.zeros((len(heads), len(heads) + 1), np.float32)
    scores[np.arange(len(heads)), np.array(heads) + 1] = 5
    return scores


def three_words() -> Arrays:
    return Arrays(
        upos=np.array([0, 1, 2], np.uint8),
        xpos=np.array([0, 1, 2], np.uint8),
        arcs=(scores_of([1, ROOT, 1]),),
        deprels=np.array([0, 2, 1], np.uint8),
        names=np.array([0, 0, 0], np.uint8),
        roles=np.array([[1, 0, 1], [1, 1, 1], [1, 2, 2]], np.int32),
        role_scores=np.array([0.75, 0.5, 0.5], np.float32),
        factuality=np.array([0, 1.25, 0], np.float32),
        saying=np.array([0, 0.125, 0], np.float32),
        events=np.array([0, 1, 0], np.uint8),
        event_scores=np.array([1, 0.5, 1], np.float32),
        vector=np.ones(384, np.float32),
        predicates=np.array([False, True, False]),
        anchors=np.eye(32, dtype=np.float32)[[0, 12, 0]],
        attributes=np.zeros((3, 12), np.float32),
        fields=np.array([[1, 0, 0], [1, 2, 1]], np.int32),
        field_scores=np.array([0.75, 0.25], np.float32),
    )


def parsed(arrays: Arrays) -> Parse:
    return decode(arrays, TEXT, SPANS, LABELS, lambda form, upos, xpos: f"{form}/{upos}/{xpos}")


def test_heads_for_statements_are_heard_where_somebody_judges_them() -> None:
    assert parsed(three_words()).learned is None
    heard = decode(three_words(), TEXT, SPANS, LABELS, lambda form, *_: form, Judge.silent()).learned
    assert heard is not None
    assert list(heard.anchored(Kind.EVENT, 0.5)) == [1]
    assert heard.labelled(1, Kind.EVENT)["PROTEST"] == 1
    assert heard.chance(0, Kind.EVENT) == 0
    assert heard.field(1, "actors") == {0: 0.75}
    assert heard.field(1, "about") == {2: 0.25}
    assert heard.field(0, "actors") == {}
    assert set(heard.attribute(1, "tense")) == {"past", "present", "future"}


def is_tree(heads: list[int]) -> bool:
    """One root, and every word's path upwards ends there."""
    if heads.count(ROOT) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] != ROOT and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if heads[at] != ROOT:
            return False
    return True


def test_words_carry_tags_offsets_and_lemmas() -> None:
    subject, verb, _ = parsed(three_words()).words
    assert (subject.text, subject.upos, subject.xpos, subject.lemma) == (
        "Workers",
        "NOUN",
        "NNS",
        "Workers/NOUN/NNS",
    )
    assert (verb.start, verb.end, verb.head, verb.deprel) == (13, 20, ROOT, "root")
    assert (subject.head, subject.deprel) == (1, "nsubj")


def test_the_sentence_spans_its_words_not_the_document() -> None:
    parse = parsed(three_words())
    assert (parse.start, parse.end, parse.quote(0, 2)) == (5, 31, "Workers marched peacefully")


def test_an_event_brings_its_probability_and_no_event_brings_none() -> None:
    subject, verb, _ = parsed(three_words()).words
    assert (verb.trigger, verb.trigger_score, verb.factuality, verb.saying) == ("PROTEST", 0.5, 1.25, 0.125)
    assert (subject.trigger, subject.trigger_score) == ("", 0.0)


def test_no_word_is_its_own_argument() -> None:
    assert parsed(three_words()).roles == (Role(1, 0, "ARG0", 0.75), Role(1, 2, "ARGM-MNR", 0.5))


def test_an_empty_sentence_has_no_words() -> None:
    parse = decode(EMPTY, TEXT, [], LABELS, lambda form, upos, xpos: form)
    assert (parse.words, parse.root, parse.names) == ((), None, ())


def test_windows_of_a_long_sentence_make_one_tree() -> None:
    arcs = (scores_of([ROOT]), scores_of([1, ROOT]))
    words = parsed(replace(three_words(), arcs=arcs)).words
    assert [(w.head, w.deprel) for w in words] == [(ROOT, "root"), (2, "parataxis"), (0, "parataxis")]


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("O O", []),
        ("B-PER I-PER O", [Name(0, 1, "PER")]),
        ("B-PER B-PER", [Name(0, 0, "PER"), Name(1, 1, "PER")]),
        ("O I-LOC I-LOC", [Name(1, 2, "LOC")]),
        ("B-PER I-LOC", [Name(0, 0, "PER"), Name(1, 1, "LOC")]),
        ("B-PER O I-PER", [Name(0, 0, "PER"), Name(2, 2, "PER")]),
    ],
)
def test_names_follow_their_labels(tags: str, names: list[Name]) -> None:
    assert decode_names(tags.split()) == names


@given(
    st.integers(1, 12).flatmap(
        lambda n: any_array(np.float32, (n, n + 1), elements=st.floats(-100, 100, width=32))
    )
)
@settings(max_examples=300, deadline=None)
def test_any_scores_give_one_tree(scores: NDArray[np.float32]) -> None:
    assert is_tree(best_tree(scores))


@given(st.lists(st.integers(0, 6), max_size=5), st.integers(0, 1000))
@settings(deadline=None)
def test_joined_windows_are_a_tree(sizes: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    heads = join_trees([best_tree(chance.random((n, n + 1)).astype(np.float32)) for n in sizes])
    assert len(heads) == sum(sizes)
    assert not heads or is_tree(heads)


@given(any_array(np.float32, (5, 6), elements=st.floats(0, 1, width=32)))
@settings(deadline=None)
def test_no_tree_with_the_same_root_scores_higher(scores: NDArray[np.float32]) -> None:
    found = best_tree(scores)
    root = found.index(ROOT)

    def total(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[i, h + 1] for i, h in enumerate(heads) if i != root))

    choices = ([ROOT] if i == root else [h for h in range(5) if h != i] for i in range(5))
    best = max(total(heads) for heads in itertools.product(*choices) if is_tree(list(heads)))
    assert total(found) == pytest.approx(best, abs=1e-4)


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    scores = np.array([[0, 0, 9, 0], [0, 9, 0, 8], [5, 1, 1, 0]], np.float32)
    assert best_tree(scores) == [1, 2, ROOT]


def test_word_in_small_letters_is_no_name() -> None:
    labels = LABELS._replace(upos=("PROPN", "VERB", "ADV"))
    told = [
        decode(three_words(), text, SPANS, labels, lambda form, *_: form).words[0].upos
        for text in (TEXT, TEXT.replace("Workers", "workers"))
    ]
    assert told == ["PROPN", "NOUN"]
