"""Outcomes at another time than announced, proposed: what looks like the thing announced, told later."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veedor.analysis.incidents.candidates import Pairs, pairs_of
from veedor.analysis.incidents.likeness import Measure, chances, measures
from veedor.analysis.incidents.matching import Matching
from veedor.analysis.incidents.standing import is_planned
from veedor.analysis.incidents.traits import EVER

LATE_DAYS = 120
"""How long after its announced time a thing is looked for: four months. Set by hand: what was put off longer is
mostly announced anew."""
_LIKELY = 0.25
"""Chance from which a person is asked: far below that at which tellings are put together."""
_TIME = (Measure.SAME_DAY, Measure.OTHER_DAY, Measure.NEAR_STATED, Measure.REPORTS, Measure.AHEAD)


def proposals(matching: Matching) -> Mapping[str, tuple[str, ...]]:
    """For each telling that announces something those of other happenings that may be its outcome, by ids.

    They are nearly as alike as tellings of one happening are, their time left out of account, and lie within
    `LATE_DAYS` after it.
    """
    tellings, traits = matching.tellings, matching.traits
    planned = np.array([is_planned(telling) for telling in tellings], np.bool_)
    if not planned.any():
        return {}
    last = np.where(planned, np.minimum(traits.last + LATE_DAYS, EVER), traits.last)
    pairs = pairs_of(traits._replace(last=last), matching.tokens)
    group = np.empty(len(tellings), np.int64)
    for number, members in enumerate(matching.groups):
        group[list(members)] = number
    kept = (planned[pairs.left] ^ planned[pairs.right]) & (group[pairs.left] != group[pairs.right])
    pairs = Pairs(pairs.left[kept], pairs.right[kept])
    measured = measures(traits, pairs)
    whole = chances(measured)
    measured[:, [list(Measure).index(name) for name in _TIME]] = 0.0
    likely = np.maximum(whole, chances(measured)) >= _LIKELY
    found: dict[str, list[str]] = {}
    for left, right in zip(pairs.left[likely].tolist(), pairs.right[likely].tolist(), strict=True):
        before, after = (left, right) if planned[left] else (right, left)
        if traits.ahead[after] or traits.reported[after] <= traits.reported[before]:
            continue
        found.setdefault(tellings[before].id, []).append(tellings[after].id)
    return {id_: tuple(ids) for id_, ids in found.items()}
