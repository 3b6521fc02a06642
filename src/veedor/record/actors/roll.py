"""The actors of a record as a list, by how often they are named.

`identity.actors` has every name of every actor, which takes seconds over 300,000 statements. Here keys are counted in
an index and judgements are read as pairs; how reports write the names is asked for the actors of one page alone.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from veedor.codebook.naming import APART, key
from veedor.record.actors import identity
from veedor.record.actors.whom import Joined, Whom
from veedor.record.changes import Verb
from veedor.record.schema import changes as _changes
from veedor.record.schema import parties as _parties
from veedor.record.store import Record

_AT_ONCE = 100
"""Keys asked for in one question; databases limit how many parts it may have."""

_NAMES = 6
"""Names of an actor on the list; of more it is said how many there are."""
_PLACES = 100
"""Places by which it is told how a name is written: one that is named in thousands is written so in most."""


_BRINGS_NAMES = (Verb.READ, Verb.REANCHOR, Verb.CORRECT, Verb.ADD)
"""What brings names in; what a decision that is carried to a newer version brings comes with a `reanchor`."""
_SHOWS_THE_SAME = (
    Verb.ACCEPT,
    Verb.BATCH,
    Verb.COMMENT,
    Verb.AGREE,
    Verb.JUDGE,
    Verb.PAIR,
    Verb.NAME_ISSUE,
    Verb.ENTER,
    Verb.RESOLVE,
    Verb.WRITE,
    Verb.PUBLISH,
    Verb.CHOOSE,
    Verb.ADMIT,
)
"""After these all statements are shown that were shown before."""


class Entry(NamedTuple):
    """An actor on the list."""

    mentions: int
    """In how many fields of statements one of its names stands."""
    nodes: tuple[str, ...]


class Listed(NamedTuple):
    """An actor on the list, with its names as reports write them."""

    name: str
    """The most frequent one."""
    names: tuple[str, ...]
    """Others, the most frequent first."""
    more: int
    """How many names it has beside these."""
    mentions: int
    nodes: tuple[str, ...]
    node: str
    """That of `name`."""

    @property
    def documents(self) -> frozenset[str]:
        """The only documents in which names mean it, as `the police` does; empty where one means it in all."""
        inside = frozenset(name.partition(APART)[2] for name in self.nodes)
        return inside if all(inside) else frozenset()


class Roll:
    """The list as of the last time that somebody asked."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._named, self._judged = -1, -1
        self._many: dict[str, int] = {}
        self._entries: list[Entry] = []
        self._lock = Lock()

    def now(self, record: Record, whom: Whom) -> tuple[list[Entry], dict[str, int]]:
        """The actors, the most often named first, by what is judged of them; and how often each key is named."""
        with self._lock:
            named = last_named(record)
            is_known = named == self._named
            if not is_known:
                self._many = counts(record)
            if is_known and whom.before == self._judged:
                self._entries = rejoined(self._entries, self._many, whom.joined, whom.touched)
            elif not (is_known and whom.last == self._judged):
                self._entries = entries(self._many, whom.joined)
            self._named, self._judged = named, whom.last
            return self._entries, self._many


def counts(record: Record) -> dict[str, int]:
    """In how many fields of statements each key stands; places are no names."""
    many = (
        select(_parties.c.key, func.count())
        .where(_parties.c.field != "places", _parties.c.key != "")
        .group_by(_parties.c.key)
    )
    with record.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(many)}


def entries(many: Mapping[str, int], together: Joined) -> list[Entry]:
    """The actors, the most often named first."""
    found = [Entry(number, (name,)) for name, number in many.items() if name not in together]
    return sorted([*found, *_joined(many, set(together.values()))], key=_rank)


def rejoined(
    before: Sequence[Entry], many: Mapping[str, int], together: Joined, touched: frozenset[str]
) -> list[Entry]:
    """The actors, where only some nodes may be joined otherwise than before."""
    kept = [one for one in before if touched.isdisjoint(one.nodes)]
    groups = {together.get(name, (name,)) for name in touched}
    found = [one for one in _joined(many, groups) if one.mentions or len(one.nodes) > 1]
    for one in found:
        insort(kept, one, key=_rank)
    return kept


def _rank(one: Entry) -> tuple[int, tuple[str, ...]]:
    return -one.mentions, one.nodes


def _joined(many: Mapping[str, int], groups: Collection[tuple[str, ...]]) -> Iterator[Entry]:
    for nodes in groups:
        own = sum(many.get(name, 0) for name in nodes)
        # What is judged of a name in one document alone has no row of its own: the name itself shows it.
        yield Entry(own or sum(many.get(name, 0) for name in _plain(nodes)), nodes)


def _plain(nodes: Collection[str]) -> set[str]:
    return {name.partition(APART)[0] for name in nodes}


def having(listed: Sequence[Entry], part: str) -> list[Entry]:
    """The actors of whom one name has these letters, in any case and with any accents."""
    wanted = key(part)
    return [one for one in listed if any(_has(name, wanted) for name in one.nodes)]


def _has(name: str, part: str) -> bool:
    # Most are no hit, and have no document behind their name.
    return part in name and part in name.partition(APART)[0]


def listed(record: Record, some: Sequence[Entry], many: Mapping[str, int]) -> list[Listed]:
    """Some of the actors with how reports write their names, in their order."""
    shown = {one.nodes: _most_frequent(one.nodes, many) for one in some}
    forms = _forms(record, sorted({name for names in shown.values() for name in names}))
    return [_listed(one, shown[one.nodes], forms) for one in some]


def _most_frequent(nodes: Sequence[str], many: Mapping[str, int]) -> list[str]:
    """A node of each of the most frequent names."""
    first: dict[str, str] = {}
    for name in sorted(nodes, key=lambda one: (-many.get(one, 0), one)):
        first.setdefault(name.partition(APART)[0], name)
    return list(first.values())[:_NAMES]


def _listed(one: Entry, shown: Sequence[str], forms: Mapping[str, Counter[str]]) -> Listed:
    names = [
        forms[node].most_common(1)[0][0] if node in forms else node.partition(APART)[0] for node in shown
    ]
    more = len(_plain(one.nodes)) - len(shown)
    return Listed(names[0], tuple(names[1:]), more, one.mentions, one.nodes, shown[0])


def written_as(record: Record, nodes: Collection[str]) -> dict[str, str]:
    """How reports mostly write each of some nodes; a name that none writes as it was judged."""
    forms = _forms(record, sorted(nodes))
    return {
        name: forms[name].most_common(1)[0][0] if name in forms else name.partition(APART)[0]
        for name in nodes
    }


def _forms(record: Record, keys: Sequence[str]) -> dict[str, Counter[str]]:
    """How some places write each key, and how often: they differ in case, accents and articles alone."""
    found: dict[str, Counter[str]] = {}
    with record.reading() as connection:
        for first in range(0, len(keys), _AT_ONCE):
            parts = [_written(name) for name in keys[first : first + _AT_ONCE]]
            for name, form in connection.execute(union_all(*parts)):
                found.setdefault(name, Counter())[form] += 1
    return found


def _written(name: str) -> Select[Any]:
    # What is judged of a name in one document alone has no row of its own.
    keys = (name, name.partition(APART)[0])
    form = func.coalesce(_parties.c.name, _parties.c.words)
    wanted = select(literal(name), form).where(_parties.c.key.in_(keys), _parties.c.field != "places")
    return select(wanted.limit(_PLACES).subquery())


def is_named(connection: Connection, name: str) -> bool:
    """Whether a statement names a node, or somebody judged it."""
    plain = name.partition(APART)[0]
    found = connection.scalar(select(_parties.c.key).where(_parties.c.key.in_([name, plain])).limit(1))
    return found is not None or next(identity.holding(connection, [name]), None) is not None


def last_named(record: Record) -> int:
    """The change by which names last came in; 0 before the first. Names are never taken out."""
    return _last(record, _changes.c.verb.in_([str(verb) for verb in _BRINGS_NAMES]))


def last_shown(record: Record) -> int:
    """The change by which it last may have changed which statements are shown; 0 before the first."""
    return _last(record, _changes.c.verb.not_in([str(verb) for verb in _SHOWS_THE_SAME]))


def _last(record: Record, condition: ColumnElement[bool]) -> int:
    query = select(_changes.c.id).where(condition).order_by(_changes.c.id.desc()).limit(1)
    with record.reading() as connection:
        return connection.scalar(query) or 0
