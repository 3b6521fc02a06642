"""Which event types a machine takes for which, over matched events, with what it missed and invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from veedor.codebook.labels import EventType, Kind
from veedor.codebook.scoring import Pair, Plain

Cell = tuple[str | None, str | None]
"""A gold type and what it was read as; None in the first place is invented, in the second missed."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Numbers of events by gold type and by the type they were read as."""

    cells: Mapping[Cell, int]

    def many(self, gold: str | None, system: str | None) -> int:
        """Events of this gold type that were read as that one; None as in `Cell`."""
        return self.cells.get((gold, system), 0)

    def types(self) -> list[str]:
        """The types that occur on either side, in the codebook's order; those it does not know come last."""
        seen = {type_ for cell in self.cells for type_ in cell if type_ is not None}
        known = [str(type_) for type_ in EventType if type_ in seen]
        return known + sorted(seen.difference(known))

    def mistaken(self, gold: str) -> list[tuple[str, int]]:
        """The other types that this one was read as, with how often; the most frequent first."""
        others = [(system, many) for (g, system), many in self.cells.items() if g == gold and system != g]
        return sorted(((s, many) for s, many in others if s is not None), key=lambda one: (-one[1], one[0]))

    def to_dict(self) -> dict[str, dict[str, int]]:
        """For each gold type how often it was read as each; `missed`, and first `invented` beside the types."""
        plain: dict[str, dict[str, int]] = {}
        for gold in (None, *self.types()):
            row = {system or "missed": many for (g, system), many in self.cells.items() if g == gold}
            if row:
                plain[gold or "invented"] = dict(sorted(row.items()))
        return plain


def confusion(
    documents: Iterable[tuple[Sequence[Plain], Sequence[Plain], Sequence[Pair]]],
) -> Confusion:
    """The confusion over gold statements, system statements and the matched pairs of each document."""
    cells: Counter[Cell] = Counter()
    for gold, system, pairs in documents:
        in_pairs = {id(statement) for pair in pairs for statement in pair}
        cells.update((_type(g), _type(s)) for g, s in pairs if g["kind"] == Kind.EVENT)
        cells.update((_type(g), None) for g in gold if g["kind"] == Kind.EVENT and id(g) not in in_pairs)
        cells.update((None, _type(s)) for s in system if s["kind"] == Kind.EVENT and id(s) not in in_pairs)
    return Confusion(dict(cells))


def _type(event: Plain) -> str:
    return str(event.get("type") or "no type")
