"""Whom the parties of some statements mean by the judgements that hold: asked of many statements at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from veedor.codebook.naming import APART
from veedor.record.actors import identity, roll
from veedor.record.actors.identity import Verdict
from veedor.record.actors.whom import Joined
from veedor.record.filters import among
from veedor.record.schema import judgements as _judgements
from veedor.record.schema import parties as _parties
from veedor.record.store import Record


class Meant(NamedTuple):
    """Whom a name in a field of a statement means."""

    key: str
    """The first, in the order of letters, of the nodes that judgements make one: equal for two that mean the same."""
    name: str
    """How reports write its most frequent name."""


class _Named(NamedTuple):
    """A name in a field of a statement."""

    statement_id: str
    field: str
    place: int
    node: str
    form: str


Meanings = Mapping[str, Mapping[tuple[str, int], Meant]]
"""By statement: whom the name in a field, at its place there, means."""


def meanings(record: Record, documents: Mapping[str, str], *, joined: Joined | None = None) -> Meanings:
    """Whom each party of some statements means, places left out; `documents` has that of each, by its id as shown.

    `joined` says which nodes are one, where whoever asks has that at hand (`whom.Judged`): else it is asked.
    """
    with record.reading() as connection:
        named = _in_their_documents(connection, _named(connection, documents), documents)
        nodes = {one.node for one in named}
        groups = _joined(connection, nodes) if joined is None else joined
        most_named = _most_named(connection, {groups[node] for node in nodes if node in groups}, nodes)
    called = _called(record, named, groups, most_named)
    found: dict[str, dict[tuple[str, int], Meant]] = defaultdict(dict)
    for one in named:
        first = groups[one.node][0] if one.node in groups else one.node
        found[one.statement_id][one.field, one.place] = Meant(first, called[first])
    return found


def _named(connection: Connection, ids: Collection[str]) -> list[_Named]:
    """The names in the statements, each with the node that the record keeps for it."""
    form = func.coalesce(_parties.c.name, _parties.c.words)
    query = select(_parties.c.statement_id, _parties.c.field, _parties.c.place, _parties.c.key, form)
    query = query.where(
        among(_parties.c.statement_id, ids), _parties.c.field != "places", _parties.c.key != ""
    )
    return [_Named(*row) for row in connection.execute(query).all()]


def _in_their_documents(
    connection: Connection, named: Sequence[_Named], documents: Mapping[str, str]
) -> Sequence[_Named]:
    """The names, those that somebody judged in their document alone under the node that they have there."""
    inside = [f"{one.node}{APART}{documents[one.statement_id]}" for one in named if APART not in one.node]
    asked = _ever_judged(connection, set(inside))
    judged = {end for j in identity.holding(connection, asked) for end in (j.left, j.right)} & asked
    if not judged:
        return named
    here = ((one, f"{one.node}{APART}{documents[one.statement_id]}") for one in named)
    return [one._replace(node=node) if node in judged else one for one, node in here]


def _ever_judged(connection: Connection, nodes: Collection[str]) -> set[str]:
    """Those of the nodes of which there is a judgement, whether it holds or not: most have none."""
    return {
        found
        for end in (_judgements.c.left, _judgements.c.right)
        for found in connection.scalars(select(end).distinct().where(among(end, nodes)))
    }


def _joined(connection: Connection, nodes: Collection[str]) -> Joined:
    """The nodes that judgements make one, sorted, by each of them, for those groups that have one of some nodes."""
    new = _ever_judged(connection, nodes)
    known, same = set(new), list[identity.Judgement]()
    while new:
        found = list(identity.holding(connection, new, verdict=Verdict.SAME))
        same += found
        new = {end for j in found for end in (j.left, j.right)} - known
        known |= new
    groups = (tuple(sorted(group)) for group in identity.grouped((), same))
    return {node: group for group in groups for node in group}


def _most_named(
    connection: Connection, groups: Collection[tuple[str, ...]], here: Collection[str]
) -> dict[str, str]:
    """Of each group, by its first node, the node that most fields of statements have.

    Where none has a row, as what is judged of a name in one document has none: one that names somebody `here`.
    """
    nodes = [node for group in groups for node in group]
    query = select(_parties.c.key, func.count()).where(among(_parties.c.key, nodes)).group_by(_parties.c.key)
    many: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)} if nodes else {}
    return {
        group[0]: max(group, key=lambda node: (many.get(node, 0), node in here, node)) for group in groups
    }


def _called(
    record: Record, named: Iterable[_Named], groups: Joined, most_named: Mapping[str, str]
) -> dict[str, str]:
    """What to call each party, by its key.

    Forms of one node differ in case, accents and articles alone: the most frequent one here is as good as any. Of
    several nodes the one that the whole record names most gives the name, so that it is the same on every page.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for one in named:
        forms[one.node][one.form] += 1
    elsewhere = roll.written_as(record, {node for node in most_named.values() if node not in forms})
    found = {node: max(counted, key=lambda form: (counted[form], form)) for node, counted in forms.items()}
    return found | {first: {**elsewhere, **found}[node] for first, node in most_named.items()}
