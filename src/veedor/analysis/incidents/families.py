"""Which types of event one happening may be told as."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from veedor.codebook.labels import EventType
from veedor.gazetteers.tables import read_table

ORDER: tuple[EventType, ...] = tuple(EventType)
"""The types by their numbers."""


@cache
def families() -> dict[str, frozenset[EventType]]:
    """The types of each family, by its name."""
    rows = read_table("veedor.analysis.incidents", "type_families")
    return {row["family"]: frozenset(map(EventType, row["types"].split())) for row in rows}


@cache
def kinship() -> NDArray[np.int8]:
    """How near two types are, shape (types, types).

    3 for the same, 2 where a close family holds both (`casualties`), 1 where another does, else 0.
    """
    near = np.zeros((len(ORDER), len(ORDER)), np.int8)
    for name, members in families().items():
        for one, other in product(members, members):
            places = ORDER.index(one), ORDER.index(other)
            near[places] = max(near[places], 2 if name in close_families() else 1)
    np.fill_diagonal(near, 3)
    return near


@cache
def close_families() -> frozenset[str]:
    """The names of the families whose types tell two sides of one act."""
    rows = read_table("veedor.analysis.incidents", "type_families")
    return frozenset(row["family"] for row in rows if row["close"] == "yes")


@cache
def shared_family(one: EventType, other: EventType) -> str | None:
    """The name of the first family that holds both types; None where none does."""
    return next((name for name, members in families().items() if {one, other} <= members), None)
