"""How alike two tellings are: measures in columns, and the chance that both tell of one happening.

The chance is a logistic regression of the measures. Its weights are `data/weights.tsv`, found by
`python -m benchmarks.fit_incidents` on the training half of `benchmarks/coreference`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from veedor.analysis.incidents.candidates import Pairs
from veedor.analysis.incidents.families import kinship
from veedor.analysis.incidents.forms import Form, clash, likeness, sets_likeness
from veedor.analysis.incidents.traits import EVER, NEAR, Traits
from veedor.gazetteers.tables import read_table

Column = NDArray[np.float64]
T = TypeVar("T")
APART = 4
"""Days past which a longer gap between stated dates says no more."""
FAR_DAYS = 3
"""Stated dates that lie further apart than so many days part two tellings, whatever else they share."""


class Measure(StrEnum):
    """What is measured of a pair; each in [0, 1] but the days."""

    BIAS = "bias"
    SAME_TYPE = "same type"
    CLOSE_TYPE = "two sides of one act by type"
    ACTORS = "actors alike"
    ACTORS_CLASH = "other actors"
    ACTORS_NAMED = "other actors by name"
    RECIPIENTS = "recipients alike"
    RECIPIENTS_CLASH = "other recipients"
    PARTIES = "parties alike"
    NO_PARTIES = "no party to compare"
    PLACES = "places alike"
    PLACES_CLASH = "other places"
    SAME_DAY = "same stated days"
    OTHER_DAY = "other stated days"
    NEAR_STATED = "one stated, within reach"
    REPORTS = "days between reports"
    WORDS = "words shared"
    ACT = "word of the act shared"
    VECTOR = "surroundings alike"
    AROUND = "names around shared"
    NUMBERS = "numbers shared"
    NUMBERS_CLASH = "other numbers"
    TOLL_CLASH = "other numbers of those it befell"
    SAME_DOCUMENT = "same document"
    CLOSE = "near each other in one document"
    AHEAD = "one ahead, one not"


def measures(traits: Traits, pairs: Pairs) -> NDArray[np.float64]:
    """The measures of the pairs, shape (pairs, measures), in the order of `Measure`."""
    found = {Measure.BIAS: np.ones(len(pairs.left))}
    near = kinship()[traits.types[pairs.left], traits.types[pairs.right]]
    found[Measure.SAME_TYPE] = (near == 3) * 1.0
    found[Measure.CLOSE_TYPE] = (near == 2) * 1.0
    found |= _of_names(traits, pairs) | _of_time(traits, pairs) | _of_words(traits, pairs)
    same_document = traits.documents[pairs.left] == traits.documents[pairs.right]
    between = np.abs(traits.starts[pairs.left] - traits.starts[pairs.right])
    found[Measure.SAME_DOCUMENT] = same_document * 1.0
    found[Measure.CLOSE] = np.where(same_document, np.exp(-between / NEAR), 0.0)
    return (
        np.stack([found[name] for name in Measure], axis=1)
        if len(pairs.left)
        else np.zeros((0, len(Measure)))
    )


def _each(
    column: NDArray[np.int64], pairs: Pairs, values: Sequence[T], judge: Callable[[T, T], float]
) -> Column:
    """A judgement of each pair of values, asked once for equal pairs; NaN where it says so."""
    many = len(values)
    one, other = column[pairs.left], column[pairs.right]
    codes, back = np.unique(np.minimum(one, other) * many + np.maximum(one, other), return_inverse=True)
    judged = np.array([float(judge(values[code // many], values[code % many])) for code in codes.tolist()])
    return judged[back] if len(codes) else np.zeros(0)


def _of_names(traits: Traits, pairs: Pairs) -> dict[Measure, Column]:
    actors = _each(traits.actors, pairs, traits.sets, _sets)
    recipients = _each(traits.recipients, pairs, traits.sets, _sets)
    parties = _each(traits.parties, pairs, traits.sets, _sets)
    places = _each(traits.places, pairs, traits.sets, _places)
    return {
        Measure.ACTORS_NAMED: _each(traits.actors, pairs, traits.sets, clash),
        Measure.ACTORS: np.nan_to_num(actors),
        Measure.ACTORS_CLASH: (actors == 0) * 1.0,
        Measure.RECIPIENTS: np.nan_to_num(recipients),
        Measure.TOLL_CLASH: _each(traits.recipients, pairs, traits.sets, _toll_clash),
        Measure.RECIPIENTS_CLASH: (recipients == 0) * 1.0,
        Measure.PARTIES: np.nan_to_num(parties),
        Measure.NO_PARTIES: np.isnan(parties) * 1.0,
        Measure.PLACES: np.nan_to_num(places),
        Measure.PLACES_CLASH: (places == 0) * 1.0,
    }


def _sets(one: frozenset[Form], other: frozenset[Form]) -> float:
    return sets_likeness(one, other) if one and other else float("nan")


def _toll_clash(one: frozenset[Form], other: frozenset[Form]) -> float:
    return float(_numbers(_all_numbers(one), _all_numbers(other)) == 0)


def _all_numbers(forms: frozenset[Form]) -> frozenset[int]:
    return frozenset[int]().union(*(form.numbers for form in forms))


def _places(one: frozenset[Form], other: frozenset[Form]) -> float:
    """1 where a place is shared; nothing can be said of a town beside a country, which may hold it."""
    if not one or not other:
        return float("nan")
    best = max(likeness(a, b) for a in one for b in other)
    may_hold = any(bool(a.country) != bool(b.country) or a.is_site != b.is_site for a in one for b in other)
    return float("nan") if not best and may_hold else best


def _places_clash(one: frozenset[Form], other: frozenset[Form]) -> float:
    return float(_places(one, other) == 0 and clash(one, other))


def _of_time(traits: Traits, pairs: Pairs) -> dict[Measure, Column]:
    gap = gaps(traits, pairs)
    stated = traits.stated[pairs.left].astype(np.int8) + traits.stated[pairs.right]
    between = np.abs(traits.reported[pairs.left] - traits.reported[pairs.right])
    known = (traits.reported[pairs.left] < EVER) & (traits.reported[pairs.right] < EVER)
    ahead = traits.ahead[pairs.left] != traits.ahead[pairs.right]
    return {
        Measure.SAME_DAY: ((stated == 2) & (gap == 0)) / (1 + np.log1p(_width(traits, pairs))),
        Measure.OTHER_DAY: (stated == 2) * np.minimum(gap, APART).astype(float),
        Measure.NEAR_STATED: ((stated == 1) & (gap == 0)) * 1.0,
        Measure.REPORTS: np.where(known & (stated < 2), np.log1p(np.minimum(between, 400)), 0.0),
        Measure.AHEAD: ahead * 1.0,
    }


def gaps(traits: Traits, pairs: Pairs) -> NDArray[np.int64]:
    """Days that lie between the two of a pair: 0 where both may be on one day."""
    first = np.maximum(traits.first[pairs.left], traits.first[pairs.right])
    last = np.minimum(traits.last[pairs.left], traits.last[pairs.right])
    between: NDArray[np.int64] = np.maximum(first - last, 0)
    return between


def _width(traits: Traits, pairs: Pairs) -> Column:
    """Days by which the coarser date is longer than one day."""
    days = np.maximum(traits.last - traits.first, 0)
    wide: Column = np.minimum(np.maximum(days[pairs.left], days[pairs.right]), 4000).astype(float)
    return wide


def _of_words(traits: Traits, pairs: Pairs) -> dict[Measure, Column]:
    numbers = _each(traits.counts, pairs, traits.numbers, _numbers)
    cosine = np.einsum("ij,ij->i", traits.vectors[pairs.left], traits.vectors[pairs.right], dtype=np.float64)
    apart = traits.documents[pairs.left] != traits.documents[pairs.right]
    return {
        Measure.WORDS: _each(traits.words, pairs, traits.stems, _words),
        Measure.ACT: _each(traits.anchors, pairs, traits.stems, lambda a, b: float(bool(a & b))),
        Measure.VECTOR: np.where(apart, np.maximum(cosine, 0.0), 0.0),
        Measure.AROUND: np.where(apart, _each(traits.around, pairs, traits.stems, _words), 0.0),
        Measure.NUMBERS: (numbers == 1) * 1.0,
        Measure.NUMBERS_CLASH: (numbers == 0) * 1.0,
    }


def _words(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words of both: shared over the geometric mean of their numbers."""
    return len(one & other) / float(len(one) * len(other)) ** 0.5 if one and other else 0.0


def _numbers(one: frozenset[int], other: frozenset[int]) -> float:
    return float(bool(one & other)) if one and other else float("nan")


@cache
def weights() -> NDArray[np.float64]:
    """The weight of each measure, in the order of `Measure`; 0 for one that the file does not name."""
    rows = {
        row["measure"]: float(row["weight"]) for row in read_table("veedor.analysis.incidents", "weights")
    }
    return np.array([rows.get(str(name), 0.0) for name in Measure])


def chances(measured: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance, in (0, 1), that a pair tells of one happening: 1 / (1 + exp(-weights · measures))."""
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(measured @ weights())))
    return found


def contradicts(traits: Traits, pairs: Pairs) -> NDArray[np.bool_]:
    """Whether the two must be different, whatever else they share.

    Both say when, and more than `FAR_DAYS` lie between; both name to whom it was done, and none of the names is the
    same; or both name places, of which none is the same and none may lie in the other. Of the 465 pairs of one
    happening among the training half's own statements one is parted so, of the 1,000 others every fourth.
    """
    both = traits.stated[pairs.left] & traits.stated[pairs.right]
    dates = both & (gaps(traits, pairs) > FAR_DAYS)
    recipients = _each(traits.recipients, pairs, traits.sets, clash) > 0
    places = _each(traits.places, pairs, traits.sets, _places_clash) > 0
    return dates | recipients | places
