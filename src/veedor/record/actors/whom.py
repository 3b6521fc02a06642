"""Which names are one, which pairs wait, what contradicts: kept at hand, and brought up to date judgement by judgement.

A record of 10,000 reports may hold a million judgements by a program. Reading them takes seconds, and would after
each answer that a person gives: so of what was known only the pairs that were judged since, or whose judgement was
taken back, are looked at anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, or_, select

from veedor.record.actors import identity
from veedor.record.actors.conflicts import Conflict, contradictions
from veedor.record.actors.identity import Judgement, Verdict
from veedor.record.changes import Verb, counts
from veedor.record.schema import changes as _changes
from veedor.record.schema import judgements as _judgements
from veedor.record.schema import undos as _undos
from veedor.record.store import Record

_FEW = 200
"""Pairs that are looked at one by one; after a larger change everything is read anew."""
_ROWS = 10_000
"""Judgements that are fetched at once."""

Joined = Mapping[str, tuple[str, ...]]
"""The nodes that judgements make one, sorted, by each of them; nodes that nobody joined are not in it."""
_Ends = tuple[str, str]


class Whom(NamedTuple):
    """What the judgements that hold say, all together."""

    last: int
    """The last change that was looked at."""
    joined: Joined
    waiting: tuple[Judgement, ...]
    """The pairs that a program is unsure of and nobody has judged, the likeliest first."""
    open: tuple[Judgement, ...]
    """Those of them of which no other judgement tells: neither joined already, nor kept apart."""
    different: tuple[Judgement, ...]
    """The pairs that are judged different."""
    conflicts: tuple[Conflict, ...]
    """Those of them that other judgements join."""
    touched: frozenset[str]
    """The nodes that may be joined otherwise than in `before`."""
    before: int
    """The `last` of the one that it was made from; -1 where everything was read."""


class Judged:
    """What the judgements of a record say, as of the last time that somebody asked."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: Whom | None = None
        self._lock = Lock()

    def now(self, record: Record) -> Whom:
        """What the judgements that hold say now."""
        with self._lock:
            known = self._known
            last = last_judged(record)
            if known is None or known.last != last:
                self._known = known = _since(record, known, last) if known else _whole(record, last)
            return known


def last_judged(record: Record) -> int:
    """The change that last judged names, or took a change back; 0 before the first."""
    verbs = [str(verb) for verb in (Verb.JUDGE, Verb.UNDO)]
    # By the newest lines of the log, of which one of these is seldom far.
    query = select(_changes.c.id).where(_changes.c.verb.in_(verbs)).order_by(_changes.c.id.desc()).limit(1)
    with record.reading() as connection:
        return connection.scalar(query) or 0


# --- everything --------------------------------------------------------------------------------------------


def _whole(record: Record, last: int) -> Whom:
    """What all judgements say."""
    with record.reading() as connection:
        groups = _Groups()
        for left, right in _same(connection):
            groups.join(left, right)
        together = groups.together()
        waiting = [j for j in identity.holding(connection, verdict=Verdict.UNSURE) if j.score is not None]
        different = tuple(identity.holding(connection, verdict=Verdict.DIFFERENT))
        conflicts = _conflicts(connection, different, together)
    return _whom(last, together, waiting, different, conflicts, frozenset(together), -1)


def _same(connection: Connection) -> Iterator[_Ends]:
    """The pairs that are judged the same."""
    ends = (_judgements.c.left, _judgements.c.right)
    often = {
        (r.left, r.right) for r in connection.execute(select(*ends).group_by(*ends).having(func.count() > 1))
    }
    taken_back = set(connection.scalars(select(_changes.c.id).where(_is_judging(), ~counts(_changes.c.id))))
    query = select(*ends, _judgements.c.change_id).where(_judgements.c.verdict == str(Verdict.SAME))
    for rows in connection.execute(query).partitions(_ROWS):
        for left, right, change_id in rows:
            if change_id not in taken_back and (left, right) not in often:
                yield left, right
    # Of those that were judged more than once, as it holds now.
    yield from (pair for pair, held in _held(connection, often).items() if held.verdict is Verdict.SAME)


def _is_judging() -> Any:
    return _changes.c.verb == str(Verb.JUDGE)


def _held(connection: Connection, pairs: Collection[_Ends]) -> dict[_Ends, Judgement]:
    """What holds of each of some pairs; nothing of those whose judgements were all taken back."""
    found: dict[_Ends, Judgement] = {}
    listed = sorted(pairs)
    for first in range(0, len(listed), _FEW):
        some = listed[first : first + _FEW]
        held = identity.holding(connection, pairs=some)
        found |= {(j.left, j.right): j for j in held}
    return found


class _Groups:
    """Nodes, and which of them are joined."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, left: str, right: str) -> None:
        one, other = self._top(left), self._top(right)
        if one != other:
            self._above[one] = other

    def _top(self, name: str) -> str:
        above = self._above
        while (up := above.setdefault(name, name)) != name:
            above[name] = above[up]
            name = up
        return name

    def together(self) -> dict[str, tuple[str, ...]]:
        """The nodes of each group, by each of them."""
        groups: dict[str, list[str]] = {}
        for name in sorted(self._above):
            groups.setdefault(self._top(name), []).append(name)
        return {name: nodes for nodes in map(tuple, groups.values()) for name in nodes}


def _whom(
    last: int,
    together: Joined,
    waiting: Sequence[Judgement],
    different: Sequence[Judgement],
    conflicts: tuple[Conflict, ...],
    touched: frozenset[str],
    before: int,
) -> Whom:
    ordered = _ordered(waiting)
    apart = {_sides(one, together) for one in different}
    sides = ((one, _sides(one, together)) for one in ordered)
    asked = tuple(one for one, pair in sides if len(pair) > 1 and pair not in apart)
    return Whom(last, together, ordered, asked, tuple(different), conflicts, touched, before)


def _sides(one: Judgement, together: Joined) -> frozenset[str]:
    """The actors of whom a pair tells, by their first nodes: one where the two are joined."""
    return frozenset(together[end][0] if end in together else end for end in (one.left, one.right))


def _ordered(waiting: Sequence[Judgement]) -> tuple[Judgement, ...]:
    return tuple(sorted(waiting, key=lambda j: (-(j.score or 0), j.left, j.right)))


def _conflicts(
    connection: Connection, different: Sequence[Judgement], together: Joined
) -> tuple[Conflict, ...]:
    """The conflicts among judgements: only groups in which there is one are looked at."""
    apart = [j for j in different if j.right in together.get(j.left, ())]
    nodes = {name for j in apart for name in together[j.left]}
    same = identity.holding(connection, nodes, verdict=Verdict.SAME)
    return tuple(contradictions([*apart, *same])) if apart else ()


# --- what is new -------------------------------------------------------------------------------------------


def _since(record: Record, known: Whom, last: int) -> Whom:
    """What holds now, by what was known and what was judged or taken back since."""
    with record.reading() as connection:
        pairs = _new(connection, known.last) if last > known.last else None
        if pairs is None:
            return _whole(record, last)
        held = _held(connection, pairs)
        same = {pair for pair in pairs if pair in held and held[pair].verdict is Verdict.SAME}
        touched = {
            name
            for pair in pairs
            if pair in same or pair[1] in known.joined.get(pair[0], ())
            for end in pair
            for name in known.joined.get(end, (end,))
        }
        together = _regrouped(connection, known.joined, touched, same, is_less=len(same) < len(pairs))
        waiting = [j for j in known.waiting if (j.left, j.right) not in pairs]
        waiting += [j for j in held.values() if j.verdict is Verdict.UNSURE and j.score is not None]
        around = touched | {name for pair in pairs for end in pair for name in together.get(end, (end,))}
        apart = [c for c in known.conflicts if not around & {c.different.left, c.different.right}]
        different = [j for j in known.different if (j.left, j.right) not in pairs]
        different += [j for j in held.values() if j.verdict is Verdict.DIFFERENT]
        of_these = [j for j in different if around & {j.left, j.right}]
        conflicts = (*apart, *_conflicts(connection, of_these, together))
    return _whom(last, together, waiting, different, conflicts, frozenset(touched), known.last)


def _new(connection: Connection, last: int) -> set[_Ends] | None:
    """The pairs judged, or whose judgement was taken back, since a change; None where they are many."""
    undone = select(_undos.c.undone_id).where(_undos.c.change_id > last)
    is_new = or_(_judgements.c.change_id > last, _judgements.c.change_id.in_(undone))
    query: Select[Any] = select(_judgements.c.left, _judgements.c.right).where(is_new).limit(_FEW + 1)
    found = {(row.left, row.right) for row in connection.execute(query)}
    return found if len(found) <= _FEW else None


def _regrouped(
    connection: Connection,
    before: Joined,
    touched: Collection[str],
    same: Collection[_Ends],
    *,
    is_less: bool,
) -> Joined:
    """Which nodes are one, where those of some groups may be joined otherwise than before."""
    if not touched:
        return before
    groups = _Groups()
    for left, right in same:
        groups.join(left, right)
    if is_less:
        for j in identity.holding(connection, touched, verdict=Verdict.SAME):
            groups.join(j.left, j.right)
    else:
        for name in touched:
            groups.join(name, before.get(name, (name,))[0])
    kept = {name: nodes for name, nodes in before.items() if name not in touched}
    return kept | {name: nodes for name, nodes in groups.together().items() if len(nodes) > 1}
