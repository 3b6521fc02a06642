"""A short form of `python -m benchmarks.duplicates`, on the corpora beside some checkouts."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.duplicate_texts import Story, different_pairs, neighbours, same_pairs
from benchmarks.duplicates import BAR, measure, told
from veedor.documents.versions import Relation

NAMES = ("Reyes Riverton", "Cole Hillside", "Lind Malvern")


def made_up(number: int) -> Story:
    """Six paragraphs of words by chance, on names of their own."""
    rng = random.Random(number)
    said = [[f"w{rng.randrange(500)}x" for _ in range(40)] for _ in range(6)]
    return Story(f"s{number}", "\n\n".join(f"Then {' '.join(p)}, told {NAMES[number]}." for p in said))


STORIES = [made_up(number) for number in range(len(NAMES))]


def test_pairs_of_one_story_are_told_from_pairs_of_two() -> None:
    pairs = [*same_pairs(STORIES[0], STORIES[1]), *different_pairs(STORIES[0], STORIES[1], STORIES[1:])]
    assert {pair.expected for pair in pairs} == set(Relation)
    wrong = [pair.way for pair in pairs if told(pair.old, pair.new) is not pair.expected]
    assert wrong == []


def test_the_neighbour_of_a_story_shares_its_rarest_names() -> None:
    near = Story("near", "Yesterday, envoy Lind spoke in Malvern again.")
    assert neighbours([*STORIES, near])(near) == STORIES[2]


def test_near_duplicates_of_the_corpora_reach_their_bars(shared: Path) -> None:
    scores = measure(shared, most=15)
    assert scores.texts == 15
    assert scores.precision >= BAR
    assert scores.recall >= BAR
