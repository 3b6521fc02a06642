"""Measures how surely one story is told from another, on texts of the corpora changed in known ways.

    python -m benchmarks.duplicates --shared ../shared

From end to end, as a record does it: bands find candidates, their words are compared, the relation is told.
The thresholds were chosen on the half of the texts with an even hash (`--tune` prints what they are chosen
by); the figures are those of the other half. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import Measured, report
from benchmarks.duplicate_texts import Pair, Story, different_pairs, neighbours, same_pairs, stories
from veedor.documents.versions import Edition, Relation, compare, fingerprint, relation, same_address

BAR = 0.98
"""Least precision and recall; issue 3."""


OTHERS = 40
"""Other texts that lie ready to be mixed with one."""


class Way(NamedTuple):
    """How the pairs made in one way were judged."""

    right: int
    """Pairs with the relation expected."""
    same: int
    """Pairs taken for one story."""
    pairs: int


class Scores(NamedTuple):
    """How surely one story is told from another."""

    precision: float
    """Of the pairs taken for one story, the part that is."""
    recall: float
    """Of the pairs that are one story, the part taken for it."""
    right_relation: float
    """Of the pairs taken for one story rightly, the part whose relation (version, carrier) is right."""
    pairs: int
    texts: int
    ways: dict[str, Way]
    """By the way in which the pairs were made."""
    strangers: int
    """Texts of the corpora taken for versions of another text of them, all compared with all."""
    fingerprint_ms: float
    """Milliseconds that a text's fingerprint takes."""
    relation_ms: float
    """Milliseconds that telling the relation of two candidates takes."""


def pairs_of(chosen: list[Story], all_stories: list[Story]) -> Iterator[Pair]:
    """Every pair made of the chosen stories."""
    nearest = neighbours(all_stories)
    for n, story in enumerate(chosen):
        near = nearest(story)
        others = [chosen[(n + by) % len(chosen)] for by in range(1, min(OTHERS, len(chosen)))]
        others = [other for other in others if other.id != near.id]
        yield from same_pairs(story, others[0])
        yield from different_pairs(story, near, others)


def told(old: Edition, new: Edition) -> Relation:
    """The relation of two texts as a record finds it: candidates by address or by a shared band, then compared."""
    met = set(fingerprint(old.text).bands) & set(fingerprint(new.text).bands)
    if not met and not same_address(old.address, new.address):
        return Relation.DIFFERENT
    return relation(old, new).relation


def strangers(chosen: list[Story]) -> list[tuple[Story, Story]]:
    """Pairs of texts of the corpora, as they are, that are taken for one story."""
    table: dict[int, list[Story]] = defaultdict(list)
    found = []
    for story in chosen:
        bands = fingerprint(story.text).bands
        candidates = {other.id: other for band in bands for other in table[band]}
        for other in candidates.values():
            if relation(Edition(other.text), Edition(story.text)).relation is not Relation.DIFFERENT:
                found.append((other, story))
        for band in bands:
            table[band].append(story)
    return found


def _judged(pairs: Iterable[Pair]) -> Counter[tuple[str, Relation, Relation]]:
    """How many pairs of each way, expected relation and relation told there are."""
    return Counter((pair.way, pair.expected, told(pair.old, pair.new)) for pair in pairs)


def _ways(judged: Counter[tuple[str, Relation, Relation]]) -> dict[str, Way]:
    ways: dict[str, Way] = {}
    for (way, expected, was), count in judged.items():
        before = ways.get(way, Way(0, 0, 0))
        right, same = count * (was is expected), count * (was is not Relation.DIFFERENT)
        ways[way] = Way(before.right + right, before.same + same, before.pairs + count)
    return ways


def _milliseconds(chosen: list[Story]) -> tuple[float, float]:
    """Milliseconds for a fingerprint, and for a relation of two candidates."""
    start = time.perf_counter()
    for story in chosen:
        fingerprint(story.text)
    middle = time.perf_counter()
    for story in chosen:
        relation(Edition(story.text), Edition(story.text))
    end = time.perf_counter()
    return (middle - start) * 1000 / len(chosen), (end - middle) * 1000 / len(chosen)


def measure(shared: Path, *, most: int | None = None) -> Scores:
    """The scores on the half of the corpora's texts that no threshold was chosen on, or on its first `most`."""
    all_stories = stories(shared / "data")
    half = [story for story in all_stories if story.half == 1]
    chosen = half[:: max(1, len(half) // most)][:most] if most else half
    judged = _judged(pairs_of(chosen, half))
    one = sum(n for (_, expected, _), n in judged.items() if expected is not Relation.DIFFERENT)
    same = sum(n for (_, _, was), n in judged.items() if was is not Relation.DIFFERENT)
    both = {key: n for key, n in judged.items() if Relation.DIFFERENT not in key[1:]}
    hits = sum(both.values())
    right = sum(n for (_, expected, was), n in both.items() if expected is was)
    return Scores(
        precision=hits / max(1, same),
        recall=hits / max(1, one),
        right_relation=right / max(1, hits),
        pairs=sum(judged.values()),
        texts=len(chosen),
        ways=_ways(judged),
        strangers=len(strangers(chosen)),
        **dict(zip(("fingerprint_ms", "relation_ms"), _milliseconds(chosen), strict=True)),
    )


def _tuned_by(shared: Path) -> None:
    """Print the shares between which the thresholds lie, from the half that is for choosing."""
    all_stories = [story for story in stories(shared / "data") if story.half == 0]
    shares: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for pair in pairs_of(all_stories, all_stories):
        like = compare(pair.old.text, pair.new.text)
        side = "different" if pair.expected is Relation.DIFFERENT else "same"
        shares[side, pair.way].append((like.contained, like.containing))
    print("of the shorter text, of the longer: lowest, 1 %, median, 99 %, highest")
    for (side, way), values in sorted(shares.items()):
        columns = [sorted(column) for column in zip(*values, strict=True)]
        cuts = [[f"{c[round((len(c) - 1) * p)]:.3f}" for p in (0, 0.01, 0.5, 0.99, 1)] for c in columns]
        print(f"  {side:10} {way:34} {' '.join(cuts[0])} | {' '.join(cuts[1])}  of {len(values)}")


def _rows(scores: Scores) -> list[Measured]:
    ways = [
        Measured(
            way, w.right / w.pairs, None, note=f"right relation; {w.same} of {w.pairs} taken for one story"
        )
        for way, w in scores.ways.items()
    ]
    return [
        Measured("precision", scores.precision, BAR, note=f"{scores.pairs} pairs of {scores.texts} texts"),
        Measured("recall", scores.recall, BAR),
        Measured("version or carrier, rightly", scores.right_relation, BAR),
        *ways,
        Measured("unlike texts taken for one", scores.strangers, None, note="all texts against all"),
        Measured("ms for a fingerprint", scores.fingerprint_ms, None),
        Measured("ms for a relation", scores.relation_ms, None),
    ]


def main() -> int:
    """Print all figures beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/")
    parser.add_argument("--most", type=int, help="texts to take at most")
    parser.add_argument("--tune", action="store_true", help="print what thresholds are chosen by")
    asked = parser.parse_args()
    if not (asked.shared / "data" / "text-wikinews").is_dir():
        print(
            f"There are no corpora under {asked.shared}/data; name the folder with --shared", file=sys.stderr
        )
        return 2
    if asked.tune:
        _tuned_by(asked.shared)
        return 0
    return 0 if report("Near-duplicates", _rows(measure(asked.shared, most=asked.most))) else 1


if __name__ == "__main__":
    sys.exit(main())
