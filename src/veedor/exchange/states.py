"""Countries by their codes, as other formats want them."""

from __future__ import annotations

from functools import cache, lru_cache

from veedor.gazetteers.countries import code_of
from veedor.gazetteers.states import Facet, state_of
from veedor.gazetteers.tables import table

_RULES = frozenset({Facet.GOVERNMENT, Facet.OFFICE, Facet.AUTHORITIES})


def iso3(iso2: str | None) -> str:
    """ISO 3166-1 alpha-3 of an alpha-2; an empty text where there is none."""
    return _alpha3().get((iso2 or "").upper(), "")


def iso3_of(name: str) -> str:
    """ISO 3166-1 alpha-3 of the state that a name means, its government or its people; else an empty text."""
    state = _state(name)
    return iso3(code_of(state[0])) if state else ""


def is_government(name: str) -> bool:
    """Whether a name means the government of a state."""
    state = _state(name)
    return state is not None and state[1] in _RULES


@lru_cache(maxsize=8192)
def _state(name: str) -> tuple[str, Facet] | None:
    return state_of(name)


@cache
def _alpha3() -> dict[str, str]:
    return {row["iso2"]: row["iso3"] for row in table("countries") if row["iso3"]}
