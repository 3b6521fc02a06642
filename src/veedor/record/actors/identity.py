"""Whom names mean: judgements are appended, an actor is what `same` judgements connect.

The one invariant: a judgement changes no statement. A *node* is a key (`codebook.naming.key`), which stands for the
name wherever it occurs, or a key in one document alone, where somebody judged it there. Of a pair the latest
judgement that counts holds; undo takes its change back, which splits what it had joined. That C is A, C is B and A
is not B is a conflict: it is shown, and nothing is settled by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, insert, or_, select

from veedor.codebook.naming import APART, key, node
from veedor.errors import UsageError
from veedor.record import changes
from veedor.record.changes import Verb, counts
from veedor.record.rows import storable
from veedor.record.schema import changes as _changes
from veedor.record.schema import judgements as _judgements
from veedor.record.schema import parties as _parties
from veedor.record.schema import readings as _readings
from veedor.record.schema import statements as _statements
from veedor.record.store import Record
from veedor.record.wanted import Names

_AT_ONCE = 500
"""Nodes asked for in one question; databases limit how many values it may hold."""


class Verdict(StrEnum):
    """Whether two names mean the same party."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Pair(NamedTuple):
    """What somebody judges of two nodes."""

    left: str
    right: str
    verdict: Verdict
    why: str
    """One line for people: `acronym`, `same office in the same report`."""
    score: float | None = None
    """How sure a program is, in [0, 1]; None from a person."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement that holds."""

    change_id: int
    left: str
    right: str
    verdict: Verdict
    why: str
    score: float | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: every name that is judged to mean it."""

    key: str
    """The key of its most frequent name; a node of one document has no other."""
    name: str
    """Its most frequent name, as reports write it."""
    names: tuple[str, ...]
    """All its names as reports write them, the most frequent first."""
    nodes: frozenset[str]
    mentions: int
    """In how many fields of statements one of them stands."""


def shown(of: str) -> str:
    """A node for people: `unhcr`, `the president @ 3f2a91c0`."""
    return " @ ".join((of.partition(APART)[0], of.partition(APART)[2][:8])).removesuffix(" @ ")


def judge(
    record: Record, pairs: Sequence[Pair], *, by: str, reason: str | None = None, seen: int | None = None
) -> int:
    """The id of the one change by which these judgements are appended, and can be taken back.

    What a person judged of a pair is not touched by a program's judgement, which has a score. With `seen`, the last
    reading's change that was looked at, the reason is left out where others have read more since: a run that goes
    by the reason (`mentions.read_since`) then looks at it again. Raises UsageError for a pair of one node with
    itself, and for an empty name.
    """
    with record.writing() as connection:
        is_overtaken = seen is not None and last_read(connection) > seen
        change_id = changes.append(connection, Verb.JUDGE, by, reason=None if is_overtaken else reason)
        rows = {(row["left"], row["right"]): row for row in map(_row, pairs)}
        settled = _judged_by_people(connection) if any(pair.score is not None for pair in pairs) else set()
        found = [
            row | {"change_id": change_id}
            for ends, row in rows.items()
            if row["score"] is None or ends not in settled
        ]
        if found:
            connection.execute(insert(_judgements), found)
        return change_id


def last_read(connection: Connection) -> int:
    """The change of the last reading, whether it counts or not; 0 before the first."""
    return connection.scalar(select(func.max(_readings.c.change_id))) or 0


def _judged_by_people(connection: Connection) -> set[tuple[str, str]]:
    """The pairs of which a person's judgement holds."""
    rows = connection.execute(_holding().where(_judgements.c.score.is_(None)))
    return {(row.left, row.right) for row in rows}


def _row(pair: Pair) -> dict[str, Any]:
    if not pair.left or not pair.right:
        raise UsageError("A judgement needs two names; one of them is empty")
    if pair.left == pair.right:
        raise UsageError(f"'{shown(pair.left)}' is one name; to part its mentions, name the document too")
    left, right = sorted((pair.left, pair.right))
    return {
        "left": left,
        "right": right,
        "verdict": str(pair.verdict),
        "score": pair.score,
        "why": storable(pair.why),
    }


def holding(
    connection: Connection,
    nodes: Collection[str] | None = None,
    *,
    pairs: Sequence[tuple[str, str]] | None = None,
    verdict: Verdict | None = None,
) -> Iterator[Judgement]:
    """The judgements that hold, by change.

    With `nodes`, those on one of them; with `pairs`, at most some hundred, those on these; with `verdict`, only such.
    """
    query = _holding() if verdict is None else _holding().where(_judgements.c.verdict == str(verdict))
    if pairs is not None:
        query = query.where(
            or_(
                false(),
                *(and_(_judgements.c.left == left, _judgements.c.right == right) for left, right in pairs),
            )
        )
    if nodes is None:
        yield from map(_judgement, connection.execute(query))
        return
    listed = sorted(nodes)
    for first in range(0, len(listed), _AT_ONCE):
        some = listed[first : first + _AT_ONCE]
        of_some = or_(_judgements.c.left.in_(some), _judgements.c.right.in_(some))
        yield from map(_judgement, connection.execute(query.where(of_some)))


def _holding() -> Select[Any]:
    later = _judgements.alias()
    is_last = (
        ~select(later.c.change_id)
        .where(
            later.c.left == _judgements.c.left,
            later.c.right == _judgements.c.right,
            later.c.change_id > _judgements.c.change_id,
            counts(later.c.change_id),
        )
        .exists()
    )
    return (
        select(_judgements, _changes.c.by, _changes.c.at)
        .join(_changes, _changes.c.id == _judgements.c.change_id)
        .where(counts(_judgements.c.change_id), is_last)
        .order_by(_judgements.c.change_id, _judgements.c.left, _judgements.c.right)
    )


def _judgement(row: Any) -> Judgement:
    verdict = Verdict(row.verdict)
    return Judgement(row.change_id, row.left, row.right, verdict, row.why, row.score, row.by, row.at)


def names_of(record: Record, name: str, *, document_id: str | None = None) -> Names:
    """The nodes of the actor whom a name means, for a `Filter`; with `document_id`, in that document."""
    with record.reading() as connection:
        return names_in(connection, name, document_id=document_id)


def meant(record: Record, who: str) -> str | Names:
    """Whom a user means, for a `Filter`: an actor with all its names, where the record knows the name.

    Else the words themselves, which are looked for as a part of words and names; likewise where the name stands by
    itself in several documents, in each of which it may mean somebody else.
    """
    with record.reading() as connection:
        is_known = connection.execute(naming(_parties.c.key, node(who)).limit(1)).first() is not None
        if is_known:
            return names_in(connection, who)
        nodes = kept_apart(connection, who)
        only = nodes.pop().partition(APART)[2] if len(nodes) == 1 else None
        return who if only is None else names_in(connection, who, document_id=only)


def kept_apart(connection: Connection, name: str) -> set[str]:
    """The nodes of a name, such as `Mr Haddad`, that stands by itself in each document."""
    is_one = _is_apart(connection, _parties.c.key, key(name))
    return set(connection.scalars(select(_parties.c.key).where(is_one).distinct())) if key(name) else set()


def _is_apart(connection: Connection, node: Any, name: str) -> ColumnElement[bool]:
    """That a node is a name in one document alone."""
    begins = f"{name}{APART}"
    if connection.dialect.name == "sqlite":  # which finds a stretch of its index, but no beginning
        return and_(node >= begins, node < f"{name}{chr(ord(APART) + 1)}")
    found: ColumnElement[bool] = node.startswith(begins, autoescape=True)
    return found


def names_in(connection: Connection, name: str, *, document_id: str | None = None) -> Names:
    """As `names_of`, within a transaction that is open."""
    return names_from(connection, _connected(connection, start_of(connection, name, document_id)))


def names_from(connection: Connection, nodes: Collection[str]) -> Names:
    """The names of an actor of whom all nodes are known."""
    nodes = set(nodes)
    everywhere = frozenset(n for n in nodes if APART not in n)
    apart = {n for judged in _in_documents(connection, everywhere) for n in (judged.left, judged.right)}
    strays = {n for n in apart if APART in n and n.partition(APART)[0] in everywhere} - nodes
    return Names(frozenset(nodes), frozenset(nodes - everywhere), frozenset(strays))


def start_of(connection: Connection, name: str, document_id: str | None) -> str:
    """The node that a name has, in a document where one is given: its own there, if it is kept or judged so."""
    if document_id is None:
        return node(name)
    here = node(name, document_id)
    is_kept = connection.execute(select(_parties.c.key).where(_parties.c.key == here).limit(1)).first()
    return here if is_kept or next(holding(connection, [here]), None) else node(name)


def _connected(connection: Connection, start: str) -> set[str]:
    """The nodes that `same` judgements connect with one."""
    return {
        start,
        *(name for judged in connecting(connection, start) for name in (judged.left, judged.right)),
    }


def connecting(connection: Connection, start: str) -> Iterator[Judgement]:
    """The `same` judgements that connect a node with others, each once, the nearest first."""
    nodes, new, seen = {start}, {start}, set[tuple[int, str, str]]()
    while new:
        same = [
            j
            for j in holding(connection, new, verdict=Verdict.SAME)
            if (j.change_id, j.left, j.right) not in seen
        ]
        seen |= {(j.change_id, j.left, j.right) for j in same}
        yield from same
        new = {name for j in same for name in (j.left, j.right)} - nodes
        nodes |= new


def _in_documents(connection: Connection, keys: Iterable[str]) -> Iterator[Judgement]:
    """The judgements on one of the keys in a single document."""
    for name in sorted(keys):
        for end in (_judgements.c.left, _judgements.c.right):
            of_name = _is_apart(connection, end, name)
            yield from map(_judgement, connection.execute(_holding().where(of_name)))


def judgements(record: Record) -> list[Judgement]:
    """Every judgement that holds, in the order they were made."""
    with record.reading() as connection:
        return list(holding(connection))


def actors(record: Record) -> list[Actor]:
    """Every actor of the record, the most often named first."""
    with record.reading() as connection:
        written = forms_of(connection)
        groups = grouped(written, holding(connection))
    found = [actor_of(nodes, written) for nodes in groups]
    return sorted(found, key=lambda actor: (-actor.mentions, actor.name))


def actor(record: Record, name: str, *, document_id: str | None = None) -> Actor:
    """The actor whom a name means, in a document where one is given; UsageError where no statement names it."""
    with record.reading() as connection:
        nodes = _connected(connection, start_of(connection, name, document_id))
        written = forms_of(connection, sorted(nodes | {n.partition(APART)[0] for n in nodes}))
    if not written:
        raise UsageError(
            f"No statement in {record.place} names {key(name)!r}; list them with: veedor actors list"
        )
    return actor_of(nodes, written)


class Written(NamedTuple):
    """How reports write a key."""

    forms: dict[str, int]
    """Each form with the number of its mentions."""


def forms_of(connection: Connection, keys: Sequence[str] | None = None) -> dict[str, Written]:
    """How reports write each key, or each of some."""
    form = func.coalesce(_parties.c.name, _parties.c.words).label("form")
    query = select(_parties.c.key, form, func.count().label("many")).group_by(_parties.c.key, form)
    query = query.where(_parties.c.field != "places", _parties.c.key != "")
    if keys is not None:
        query = query.where(_parties.c.key.in_(keys))
    found: dict[str, Written] = {}
    for row in connection.execute(query):
        found.setdefault(row.key, Written({})).forms[row.form] = row.many
    return found


def grouped(keys: Iterable[str], judged: Iterable[Judgement]) -> list[frozenset[str]]:
    """The connected parts of `same` judgements, each other key by itself."""
    group: dict[str, set[str]] = {name: {name} for name in keys}
    for judgement in judged:
        if judgement.verdict is Verdict.SAME:
            left = group.setdefault(judgement.left, {judgement.left})
            right = group.setdefault(judgement.right, {judgement.right})
            if left is not right:
                small, large = sorted((left, right), key=len)
                large |= small
                group.update(dict.fromkeys(small, large))
    return [frozenset(nodes) for nodes in {id(nodes): nodes for nodes in group.values()}.values()]


def actor_of(nodes: Collection[str], written: dict[str, Written]) -> Actor:
    """The actor of these nodes, by how reports write them."""
    # What is judged of a name in one document alone has no row of its own: the name itself shows it.
    rows = [written[name] for name in nodes if name in written] or [
        written[plain] for plain in {name.partition(APART)[0] for name in nodes} if plain in written
    ]
    forms: dict[str, int] = defaultdict(int)
    for form, many in (item for row in rows for item in row.forms.items()):
        forms[form] += many
    ordered = sorted(forms, key=lambda form: (-forms[form], form)) or [shown(min(nodes))]
    return Actor(
        key=key(ordered[0]),
        name=ordered[0],
        names=tuple(ordered),
        nodes=frozenset(nodes),
        mentions=sum(forms.values()),
    )


def proposals(record: Record) -> list[Judgement]:
    """The pairs that a program is unsure of and nobody has judged, the likeliest first."""
    with record.reading() as connection:
        unsure = [j for j in holding(connection, verdict=Verdict.UNSURE) if j.score is not None]
    return sorted(unsure, key=lambda j: (-(j.score or 0), j.left, j.right))


def history(record: Record, name: str, *, document_id: str | None = None) -> list[Judgement]:
    """The judgements that hold on any name of the actor whom a name means, in the order they were made."""
    with record.reading() as connection:
        nodes = _connected(connection, start_of(connection, name, document_id))
        found = {(j.change_id, j.left, j.right): j for j in holding(connection, nodes)}
    return [found[place] for place in sorted(found)]


def newest(record: Record, nodes: Collection[str], limit: int) -> list[Judgement]:
    """The newest judgements that hold on some nodes, of which not more than some hundred are looked at."""
    some = sorted(nodes)[:_AT_ONCE]
    query = _holding().where(or_(_judgements.c.left.in_(some), _judgements.c.right.in_(some)))
    with record.reading() as connection:
        rows = connection.execute(query.order_by(None).order_by(_judgements.c.change_id.desc()).limit(limit))
        return [_judgement(row) for row in rows]


def naming(what: Any, name: str) -> Select[Any]:
    """A question to the parties that a node covers."""
    plain, _, document_id = name.partition(APART)
    query = select(what).where(_parties.c.key == plain)
    if document_id:
        query = query.join(_statements, _statements.c.id == _parties.c.statement_id)
        query = query.where(_statements.c.document_id == document_id)
    return query
