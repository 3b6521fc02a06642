"""Entities of FollowTheMoney: an id, a schema, properties with many values each, all of them texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from veedor.exchange.reports import visible
from veedor.gazetteers.tables import read_table

DATASET = "veedor"
_LONGEST = {"name": 384, "string": 1024, "text": 65_000, "address": 250, "url": 4096}
"""Characters of a value by its type (FollowTheMoney's model)."""


@dataclass(slots=True)
class Entity:
    """One entity."""

    id: str
    schema: str
    properties: dict[str, dict[str, None]] = field(default_factory=dict)
    """The values of each property, each once, in the order in which they were met."""

    def add(self, name: str, *values: str | None) -> None:
        """Add values to a property, each once; what says nothing is left out."""
        for value in values:
            if fitting := fitted(name, value or ""):
                self.properties.setdefault(name, {})[fitting] = None

    def values(self) -> Iterator[tuple[str, str]]:
        """Each value with its property."""
        for name, values in self.properties.items():
            yield from ((name, value) for value in values)


def ident(*parts: str) -> str:
    """An id that stays the same for the same parts: `veedor-` and 24 hexadecimal digits of a SHA-256."""
    said = "\n".join((str(len(part)) + ":" + part) for part in parts)
    return f"{DATASET}-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:24]}"


def fitted(name: str, value: str) -> str:
    """A value as its type can hold it: without control characters, and no longer than it may be."""
    type_ = type_of(name)
    plain = visible(value).strip() if type_ == "text" else " ".join(visible(value).split())
    longest = _LONGEST.get(type_)
    if longest is None or len(plain) <= longest:
        return plain
    # A shortened address would lead elsewhere.
    return "" if type_ == "url" else plain[: longest - 1] + "…"


def type_of(name: str) -> str:
    """The type of a property, `id` for the entity itself."""
    return _types()[name]


def is_any(words: str, patterns: Iterable[str]) -> bool:
    """Whether words hold one of some patterns: whole words, or with `*` the beginning of one."""
    said = f" {' '.join(words.casefold().split())} "
    return any(
        f" {pattern[:-1]}" in said if pattern.endswith("*") else f" {pattern} " in said
        for pattern in patterns
    )


@cache
def _types() -> dict[str, str]:
    return {row["property"]: row["type"] for row in read_table("veedor.exchange", "ftm_properties")} | {
        "id": "id"
    }
