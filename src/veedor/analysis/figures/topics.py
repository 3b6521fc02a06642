"""Figures by what they count: each topic with its series, its disagreements, and what was checked."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from veedor.analysis.figures.checks import Check
from veedor.analysis.figures.claims import contradicted
from veedor.analysis.figures.comparable import Judged
from veedor.analysis.figures.conflicts import conflicts
from veedor.analysis.figures.counted import Counted
from veedor.analysis.figures.kinds import Class, Conflict
from veedor.analysis.figures.measured import Measured, told_last
from veedor.analysis.figures.series import Loose, Series, series_of


class Head(NamedTuple):
    """What a topic is called."""

    key: str
    """Stands for it in an address: 12 hexadecimal digits of a hash of its unit and words."""
    unit: str
    words: str
    """`deaths`, `turnout`; empty where nothing but the unit is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """All figures of one topic."""

    head: Head
    figures: tuple[Measured, ...]
    """The one told last first."""
    series: tuple[Series, ...]
    loose: tuple[Loose, ...]
    conflicts: tuple[Conflict, ...]
    checks: tuple[Check, ...]
    """Checks of its figures: of a sum, of a percentage."""

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The disagreements that nothing settles by itself."""
        return tuple(one for one in self.conflicts if one.kind not in (Class.ROUNDING, Class.SCOPE))


def head_of(counted: Counted, unit: str | None = None) -> Head:
    """The topic of what is counted, `unit` being the one with its rate."""
    words = counted.topic if counted.topic != (unit or counted.unit) else ""
    said = f"{unit or counted.unit}\n{counted.topic}"
    return Head(
        hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12], unit or counted.unit, words
    )


def by_topic(figures: Iterable[Measured], *, judged: Judged | None = None) -> dict[Head, list[Measured]]:
    """The figures of each topic, those told last first; topics that a person's judgement joins are one."""
    own = list(figures)
    heads = {one.id: head_of(one.counted, one.unit) for one in own}
    joined = _joined(heads, judged or {})
    found: dict[Head, list[Measured]] = defaultdict(list)
    for one in sorted(own, key=told_last, reverse=True):
        found[joined.get(heads[one.id], heads[one.id])].append(one)
    return dict(found)


def _joined(heads: Mapping[str, Head], judged: Judged) -> dict[Head, Head]:
    """The topic under which each of those goes that a judgement joins: of the joined the first in order."""
    root: dict[Head, Head] = {}

    def up(one: Head) -> Head:
        while root.get(one, one) != one:
            one = root[one]
        return one

    for pair, is_same in sorted(judged.items(), key=lambda one: sorted(one[0])):
        if not is_same or not pair <= heads.keys():
            continue
        first, *rest = sorted({up(heads[id_]) for id_ in pair})
        for other in rest:
            root[other] = first
    return {one: up(one) for one in set(heads.values())}


def topic(
    head: Head, figures: Sequence[Measured], checked: Iterable[Check] = (), *, judged: Judged | None = None
) -> Topic:
    """A topic with all that follows from its figures; of the checks those whose stated number is one of them."""
    ids = {one.id for one in figures}
    sorted_ = series_of(figures, judged=judged)
    return Topic(
        head=head,
        figures=tuple(figures),
        series=sorted_.series,
        loose=sorted_.loose,
        conflicts=(*contradicted(figures), *conflicts(figures, judged=judged)),
        checks=tuple(one for one in checked if one.stated.id in ids),
    )
