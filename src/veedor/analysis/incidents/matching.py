"""Which tellings tell of one happening: pairs found, weighed and put together, with what people judged of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from veedor.analysis.incidents.candidates import Pairs, Tokens, pairs_of, tokens_of
from veedor.analysis.incidents.clustering import Tie, groups
from veedor.analysis.incidents.likeness import chances, contradicts, measures
from veedor.analysis.incidents.traits import Traits, event_of, traits_of
from veedor.analysis.intervals import first_day
from veedor.analysis.telling import Telling

LEAST = 0.4
"""Mean chance at which two groups join. With each crisis of the training half of `benchmarks/coreference` held out in
turn, B-cubed F1 is best here (0.91 by its own statements, 0.80 as read) and hardly differs between 0.3 and 0.45."""
_NOTHING = 0.05
"""Chances below are kept as none, so that groups of many tellings stay cheap."""


class Judged(NamedTuple):
    """What people said of pairs of tellings, by their ids."""

    same: tuple[tuple[str, str], ...] = ()
    """Pairs that tell of one happening, what was judged last first."""
    different: tuple[tuple[str, str], ...] = ()


NOTHING_JUDGED = Judged()


class Matching(NamedTuple):
    """Tellings in groups."""

    tellings: tuple[Telling, ...]
    """In their own order: by the document's date, the document, and the place in its text."""
    groups: tuple[tuple[int, ...], ...]
    """Places in `tellings`; each telling in one group."""
    chances: Mapping[tuple[int, int], float]
    """Of the pairs that were compared, by their places, the lesser first."""
    traits: Traits
    """What was compared, a row for each telling."""
    tokens: Tokens
    least: float
    """Mean chance at which groups joined."""
    overruled: tuple[tuple[str, str], ...]
    """Pairs that somebody judged to be one, and that stay apart since others were judged different."""


def in_order(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings in an order that is the same however they came in."""
    return sorted(tellings, key=_place)


def _place(telling: Telling) -> tuple[str, str, int, str]:
    reported = first_day(telling.reported).isoformat() if telling.reported else "9999-99-99"
    return reported, telling.document_id, event_of(telling).anchor.start, telling.id


def matched(
    tellings: Sequence[Telling], judged: Judged = NOTHING_JUDGED, *, least: float = LEAST
) -> Matching:
    """The event tellings in groups of one happening each; the same in whatever order they are given."""
    ordered = in_order(tellings)
    traits = traits_of(ordered)
    tokens = tokens_of(traits)
    pairs = pairs_of(traits, tokens)
    found = chances(measures(traits, pairs))
    parted = contradicts(traits, pairs)
    found[parted] = 0.0
    apart = set(zip(pairs.left[parted].tolist(), pairs.right[parted].tolist(), strict=True))
    places = {telling.id: number for number, telling in enumerate(ordered)}
    different = _known(judged.different, places)
    together, overruled = _together(_known(judged.same, places), different, len(ordered))
    likely = found >= _NOTHING
    ties = _ties(pairs, found, likely, different)
    grouped = groups(len(ordered), ties, apart=apart | set(different), together=together, least=least)
    return Matching(
        tuple(ordered),
        tuple(map(tuple, grouped)),
        {(tie.left, tie.right): tie.chance for tie in ties},
        traits,
        tokens,
        least,
        tuple((ordered[one].id, ordered[other].id) for one, other in overruled),
    )


def _ties(
    pairs: Pairs, found: NDArray[np.float64], likely: NDArray[np.bool_], different: Sequence[tuple[int, int]]
) -> list[Tie]:
    columns = (pairs.left[likely].tolist(), pairs.right[likely].tolist(), found[likely].tolist())
    parted = set(different)
    return [
        Tie(left, right, chance)
        for left, right, chance in zip(*columns, strict=True)
        if (left, right) not in parted
    ]


def _known(pairs: Sequence[tuple[str, str]], places: Mapping[str, int]) -> list[tuple[int, int]]:
    """The pairs both of which are among the tellings, as places, the lesser first."""
    found = ((places[one], places[other]) for one, other in pairs if one in places and other in places)
    return [(min(pair), max(pair)) for pair in found if pair[0] != pair[1]]


def _together(
    same: Sequence[tuple[int, int]], different: Sequence[tuple[int, int]], many: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs to join, and those that would join what was judged different; the last judgement comes first."""
    where = {number: {number} for number in range(many)} if same else {}
    joined: list[tuple[int, int]] = []
    overruled: list[tuple[int, int]] = []
    for one, other in same:
        both = where[one] | where[other]
        if any(a in both and b in both for a, b in different):
            overruled.append((one, other))
            continue
        joined.append((one, other))
        for member in both:
            where[member] = both
    return joined, overruled
