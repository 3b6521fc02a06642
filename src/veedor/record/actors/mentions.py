"""Names in the documents that a record shows: what judgements of identity are made from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from veedor.codebook.naming import APART, key, node
from veedor.errors import UsageError
from veedor.record import views
from veedor.record.actors import identity
from veedor.record.changes import Verb
from veedor.record.current import is_current
from veedor.record.schema import changes as _changes
from veedor.record.schema import parties as _parties
from veedor.record.schema import readings as _readings
from veedor.record.schema import statements as _statements
from veedor.record.store import Record

_AT_ONCE = 500
"""Values in one question; databases limit how many it may hold."""
_LISTED = 10
"""Documents that an error lists."""


class Mentioned(NamedTuple):
    """A name in a document that the record shows."""

    node: str
    name: str
    """As the reader resolved it, else the words."""
    is_description: bool
    """Whether the reader knew no name for the words."""
    document_id: str
    country: str | None
    """ISO 3166-1 alpha-2 of the country that the document speaks of."""
    published: str | None
    """EDTF: the document's date."""

    @property
    def in_document(self) -> str:
        """The node of the name in this document alone."""
        return self.node if APART in self.node else f"{self.node}{APART}{self.document_id}"


class _About(NamedTuple):
    """What the names of a document need to know of it."""

    country: str | None
    published: str | None


def mentions(record: Record, *, of: Collection[str] | None = None) -> list[Mentioned]:
    """Every name in every document that the record shows, once for each document; with `of`, in these alone."""
    with record.reading() as connection:
        about = dict(_documents(connection, of))
        # Sorted and made single here: a database takes twice as long for it.
        rows = set(map(tuple, _names(connection, of)))
    return sorted(
        Mentioned(key, name, bool(is_description), document_id, *about[document_id])
        for key, name, is_description, document_id in rows
        if document_id in about
    )


def _documents(connection: Connection, of: Collection[str] | None) -> Iterator[tuple[str, _About]]:
    query = select(_readings.c.document_id, _readings.c.country, _readings.c.published)
    for row in _asked(connection, query.where(is_current(_readings)), _readings.c.document_id, of):
        yield row.document_id, _About(row.country, row.published)


def _names(connection: Connection, of: Collection[str] | None) -> Iterator[Any]:
    name = func.coalesce(_parties.c.name, _parties.c.words)
    query = (
        select(_parties.c.key, name, _parties.c.name.is_(None), _statements.c.document_id)
        .join(_statements, _statements.c.id == _parties.c.statement_id)
        .where(_parties.c.field != "places", _parties.c.key != "")
    )
    return _asked(connection, query, _statements.c.document_id, of)


def _asked(
    connection: Connection, query: Select[Any], column: Any, of: Collection[str] | None
) -> Iterator[Any]:
    """The rows of a question, all or those in which a column has one of some values."""
    if of is None:
        # By many at once: one by one takes half as long again.
        for rows in connection.execute(query).partitions(10_000):
            yield from rows
        return
    for some in _parts(of):
        yield from connection.execute(query.where(column.in_(some)))


def _parts(values: Collection[str]) -> Iterator[list[str]]:
    listed = sorted(values)
    return (listed[first : first + _AT_ONCE] for first in range(0, len(listed), _AT_ONCE))


def keys(record: Record) -> set[str]:
    """Every key that a statement names."""
    with record.reading() as connection:
        return set(connection.scalars(select(_parties.c.key).distinct().where(_parties.c.key != "")))


def only_in(record: Record, names: Iterable[str], documents: Collection[str]) -> set[str]:
    """Those of the keys that no statement of another document names."""
    elsewhere = (
        select(_parties.c.statement_id)
        .join(_statements, _statements.c.id == _parties.c.statement_id)
        .where(_statements.c.document_id.not_in(sorted(documents)))
        .limit(1)
    )
    with record.reading() as connection:
        return {
            name
            for name in names
            if connection.execute(elsewhere.where(_parties.c.key == name)).first() is None
        }


def known_as(record: Record, names: Collection[str]) -> list[Mentioned]:
    """The names under keys as documents write them, each form once, in one of its documents."""
    name = func.coalesce(_parties.c.name, _parties.c.words)
    forms = (
        select(_parties.c.key, name.label("name"), func.min(_parties.c.statement_id).label("statement_id"))
        .where(_parties.c.field != "places")
        .group_by(_parties.c.key, name)
    )
    found: list[Mentioned] = []
    with record.reading() as connection:
        for some in _parts(names):
            one = forms.where(_parties.c.key.in_(some)).subquery()
            query = (
                select(one.c.key, one.c.name, _statements.c.document_id, _readings.c.country)
                .join(_statements, _statements.c.id == one.c.statement_id)
                .join(_readings, _readings.c.document_id == _statements.c.document_id)
                .where(is_current(_readings))
            )
            found += [
                Mentioned(row.key, row.name, False, row.document_id, row.country, None)
                for row in connection.execute(query)
            ]
    return sorted(found, key=lambda mention: mention[:4])


def last_read(record: Record) -> int:
    """The change of the last reading; 0 before the first. Ask before the names are looked at."""
    with record.reading() as connection:
        return identity.last_read(connection)


def read_since(record: Record, reason: str) -> list[str] | None:
    """The documents read since the last judging for this reason; None where nobody ever judged for it.

    A judging that was taken back counts: whoever took it back does not want it again by itself.
    """
    query = select(func.max(_changes.c.id)).where(
        _changes.c.verb == str(Verb.JUDGE), _changes.c.reason == reason
    )
    with record.reading() as connection:
        last = connection.scalar(query)
        if last is None:
            return None
        new = select(_readings.c.document_id).where(_readings.c.change_id > last, is_current(_readings))
        return sorted(connection.scalars(new))


def node_meant(record: Record, name: str, report: str | None = None) -> str:
    """The node that a name has in the record, for a judgement; in one document, where its id or file is given.

    Raises UsageError where nothing names it, or where it stands by itself in several documents: say which then.
    """
    if report is not None:
        return node(name, views.find(record, report))
    with record.reading() as connection:
        named = select(_parties.c.key).where(_parties.c.key == key(name)).limit(1)
        is_known = bool(connection.scalar(named) or next(identity.holding(connection, [key(name)]), None))
        apart = [] if is_known else sorted(identity.kept_apart(connection, name))
    if is_known or len(apart) == 1:
        return node(name) if is_known else apart[0]
    if not apart:
        raise UsageError(f"No statement in {record.place} names {name!r}; see: veedor actors list")
    rows = views.documents(record, of=[one.partition(APART)[2] for one in apart][:_LISTED])
    listed = "".join(f"\n  {row.id[:8]}  {row.label} ({row.published or 'undated'})" for row in rows)
    more = f"\n  and {len(apart) - _LISTED} more" if len(apart) > _LISTED else ""
    raise UsageError(
        f"{name!r} may mean somebody else in each of {len(apart)} documents; say which (--in):{listed}{more}"
    )
