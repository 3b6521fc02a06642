"""What moves when names that were judged one are parted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from veedor.codebook.naming import APART
from veedor.record.actors import identity
from veedor.record.actors.identity import Judgement, Verdict
from veedor.record.schema import judgements as _judgements
from veedor.record.schema import parties as _parties
from veedor.record.store import Record
from veedor.record.wanted import Names


class Parting(NamedTuple):
    """What a judgement holds together."""

    judgement: Judgement
    left: frozenset[str]
    """The nodes that stay with its left name if it is taken away."""
    right: frozenset[str]
    """Likewise of its right name; the same as `left` where other judgements join the two too."""
    at_once: int
    """How many judgements were made in its change: taking back the change takes all of them back."""

    @property
    def parts(self) -> bool:
        """Whether the two names are two actors without it."""
        return self.left != self.right


def parting(record: Record, left: str, right: str) -> Parting | None:
    """What would part if two nodes were no longer judged the same; None where nobody judges them so."""
    ends = (min(left, right), max(left, right))
    with record.reading() as connection:
        judged = list(identity.connecting(connection, ends[0]))
        found = next((one for one in judged if (one.left, one.right) == ends), None)
        if found is None:
            return None
        at_once = select(func.count()).where(_judgements.c.change_id == found.change_id)
        many = connection.scalar(at_once) or 1
    rest = [one for one in judged if one is not found]
    return Parting(found, _reached(ends[0], rest), _reached(ends[1], rest), many)


def _reached(start: str, judged: Sequence[Judgement]) -> frozenset[str]:
    """The nodes that judgements connect with one."""
    groups = identity.grouped([start], judged)
    return next(nodes for nodes in groups if start in nodes)


def names_of_nodes(nodes: Collection[str]) -> Names:
    """Some nodes for a `Filter`, as if they alone were an actor."""
    apart = frozenset(one for one in nodes if APART in one)
    return Names(frozenset(nodes), apart, frozenset())


def would_part(record: Record, change_id: int) -> dict[str, int]:
    """How many statements each name that a judgement had joined names: what moves if the change is taken back."""
    query = select(_judgements).where(_judgements.c.change_id == change_id)
    many = func.count(func.distinct(_parties.c.statement_id))
    with record.reading() as connection:
        rows = connection.execute(query).all()
        nodes = {name for row in rows if row.verdict == Verdict.SAME for name in (row.left, row.right)}
        return {name: connection.scalar(identity.naming(many, name)) or 0 for name in sorted(nodes)}
