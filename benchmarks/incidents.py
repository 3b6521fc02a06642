"""How well tellings of one happening are put together, and whether copies and quotes are counted as one origin.

    python -m benchmarks.incidents

The set is `benchmarks/coreference`: short texts of our own about made-up countries. Weights and limits were found on
its training half (`python -m benchmarks.fit_incidents`); the figures beside the bars are those of the other half.

* own statements: the set's own, so that putting together is measured apart from reading.
* as read: what the real reader finds at the set's mentions, with its own types, names and dates.

B-cubed (A. Bagga and B. Baldwin, Entity-based cross-document coreferencing using the vector space model, 1998), over
all tellings, those of happenings that are told once among them. The interval is a bootstrap over happenings.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from benchmarks import Measured, report
from benchmarks.happenings import Read, Told, as_read, documents, own, read, syndication
from veedor.analysis.incidents.matching import matched
from veedor.analysis.incidents.standing import known_from
from veedor.analysis.incidents.stems import stems
from veedor.analysis.incidents.traits import event_of
from veedor.analysis.telling import Telling
from veedor.reading.reader import Reader, load_reader

F1 = 0.80
ORIGINS = 0.95
_SAMPLES = 1000
_SEED = 20261122

Grouping = Callable[[Sequence[Telling]], list[list[str]]]
"""From tellings to groups of their ids."""


class Scores(NamedTuple):
    """B-cubed of one grouping, each in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def ours(tellings: Sequence[Telling]) -> list[list[str]]:
    """As the program puts them together."""
    found = matched(tellings)
    return [[found.tellings[place].id for place in group] for group in found.groups]


def by_type_and_day(tellings: Sequence[Telling]) -> list[list[str]]:
    """First baseline: one type and one date, the report's own where the statement has none."""
    return _grouped((telling.id, (event_of(telling).type, telling.dated)) for telling in tellings)


def by_act_and_actor(tellings: Sequence[Telling]) -> list[list[str]]:
    """Second baseline: the same verb, whatever its form, and a shared actor, in chains."""
    where = {telling.id: telling.id for telling in tellings}

    def top(id_: str) -> str:
        while where[id_] != id_:
            id_ = where[id_]
        return id_

    first: dict[Hashable, str] = {}
    for telling in tellings:
        for actor in telling.parties("actors"):
            word = tuple(sorted(stems(event_of(telling).anchor.words)))
            where[top(telling.id)] = top(first.setdefault((word, actor.key), telling.id))
    return _grouped((id_, top(id_)) for id_ in where)


def _grouped(keyed: Iterable[tuple[str, Hashable]]) -> list[list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for id_, key in keyed:
        found[key].append(id_)
    return list(found.values())


def each_b_cubed(told: Sequence[Told], groups: Sequence[Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Precision and recall of every telling whose happening is known; the others are left out of the groups."""
    happening = {one.telling.id: one.happening for one in told if one.happening}
    true: dict[str, set[str]] = defaultdict(set)
    for id_, name in happening.items():
        true[name].add(id_)
    found: dict[str, tuple[float, float]] = {}
    for group in ({id_ for id_ in group if id_ in happening} for group in groups):
        for id_ in group:
            shared = len(group & true[happening[id_]])
            found[id_] = (shared / len(group), shared / len(true[happening[id_]]))
    return found


def b_cubed(each: Iterable[tuple[float, float]]) -> Scores:
    """The means over tellings."""
    values = list(each)
    return Scores(*(sum(column) / len(values) for column in zip(*values, strict=True)))


def interval(told: Sequence[Told], each: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """The middle 95 of 100 F1 over happenings drawn anew."""
    of: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in (one for one in told if one.happening):
        of[one.happening or ""].append(each[one.telling.id])
    drawn, names = random.Random(_SEED), sorted(of)
    found = sorted(
        b_cubed(value for name in drawn.choices(names, k=len(names)) for value in of[name]).f1
        for _ in range(_SAMPLES)
    )
    return found[int(0.025 * _SAMPLES)], found[int(0.975 * _SAMPLES) - 1]


def _figures(way: str, told: Sequence[Told]) -> list[Measured]:
    tellings = [one.telling for one in told]
    found: list[Measured] = []
    ways: dict[str, Grouping] = {"": ours, "type and day": by_type_and_day, "act and actor": by_act_and_actor}
    for name, grouping in ways.items():
        each = each_b_cubed(told, grouping(tellings))
        scores, (low, high) = b_cubed(each.values()), interval(told, each)
        note = f"P {scores.precision:.3f} R {scores.recall:.3f}, 95 % {low:.3f}–{high:.3f}, n {len(each)}"
        title = f"B-cubed F1, {way}" + (f", baseline {name}" if name else "")
        found.append(Measured(title, scores.f1, None if name else F1, note=note))
    return found


def measure(texts: Sequence[Read], reader: Reader) -> list[Measured]:
    """The figures over some documents."""
    gold = [one for text in texts for one in own(text)]
    machine = as_read(texts, reader)
    share = Measured(
        "mentions that the reader finds", sum(one.happening is not None for one in machine) / len(gold), None
    )
    return [*_figures("own statements", gold), *_figures("as read", machine), share]


def origins_right(*, matches: bool) -> Measured:
    """The share of planted syndication cases whose independent origins are counted right.

    With `matches` the tellings are put together first, so that one that is missed counts as a wrong number; else all
    tellings of a case are taken to be of one happening, which they are.
    """
    right: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    for case in syndication():
        told = list(case.tellings)
        found = matched(told)
        largest = max(found.groups, key=len)
        counted = [found.tellings[place] for place in largest] if matches else told
        cases[case.way] += 1
        right[case.way] += len(known_from(counted)) == case.origins
    missed = ", ".join(f"{way} {right[way]}/{many}" for way, many in cases.items() if right[way] < many)
    way = "origins right, put together" if matches else "origins right"
    share = right.total() / cases.total()
    return Measured(way, share, ORIGINS, note=f"n {cases.total()}" + (f"; wrong: {missed}" if missed else ""))


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every bar is met."""
    parser = argparse.ArgumentParser(description="Measure how tellings are put together")
    parser.add_argument("--half", choices=("train", "test"), default="test")
    chosen = parser.parse_args(arguments)
    reader = load_reader()
    texts = [read(plain, reader) for plain in documents(chosen.half)]
    figures = [*measure(texts, reader), origins_right(matches=False), origins_right(matches=True)]
    return 0 if report(f"Incidents ({chosen.half} half, {len(texts)} texts)", figures) else 1


if __name__ == "__main__":
    sys.exit(main())
