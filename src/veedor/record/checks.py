"""Whether a record is sound: that every row is as the program that writes it would have made it.

Nothing here mends anything: what is wrong was done by a disk or by another program, and only a person can say
which copy is right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from veedor.codebook.naming import APART, folded
from veedor.documents.passages import DIMENSIONS
from veedor.errors import RecordError, VeedorError
from veedor.record import references, schema
from veedor.record.actors.identity import Verdict
from veedor.record.findings import faults as findings
from veedor.record.rows import bounds_of, rows_of, storable, to_document, to_statement
from veedor.record.store import Record

Progress = Callable[[int, int], None]
"""Called with how many documents are done and how many there are."""

_AT_ONCE = 20
"""Documents whose rows are held at once."""
_JUDGEMENTS_AT_ONCE = 1000
_RESTORE = "take a backup that `veedor record check` finds sound"
_REINDEX = "copy the record with: veedor record copy; a copy has a new index"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a record."""

    what: str
    where: str
    """The row: what it is and its id; never words of a report."""
    hint: str


class _Texts(NamedTuple):
    """Some documents with their rows."""

    texts: dict[str, str]
    readings: dict[str, list[Any]]
    statements: dict[str, list[Any]]
    parties: dict[str, list[dict[str, Any]]]
    """By statement."""
    places: dict[str, list[Any]]
    """By statement."""
    passages: dict[str, list[Any]]
    withdrawals: dict[str, list[Any]]


def check(record: Record, progress: Progress | None = None) -> list[Fault]:
    """What is wrong with the record; empty for a sound one. It sees one state while others may write."""
    return list(_faults(record, progress))


def _faults(record: Record, progress: Progress | None) -> Iterator[Fault]:
    try:
        yield from (Fault(what, record.place, _RESTORE) for what in record.faults())
        with record.reading() as connection:
            yield from _of_references(connection, record.database)
            yield from _of_judgements(connection)
            yield from _of_findings(connection)
            yield from _of_people(connection)
            yield from _of_documents(connection, progress)
    except RecordError as error:
        # What is damaged may not let itself be looked at to the end.
        yield Fault(f"the check could not go on: {error}", record.place, _RESTORE)


def _of_references(connection: Connection, database: str) -> Iterator[Fault]:
    for question in references.questions():
        for answer in connection.scalars(question.query):
            yield Fault(question.what, f"{question.noun} {answer}", _RESTORE)
    for question in references.of_the_index(database):
        for answer in connection.scalars(question.query):
            yield Fault(question.what, f"{question.noun} {answer}", _REINDEX)


def _of_judgements(connection: Connection) -> Iterator[Fault]:
    rows = schema.judgements
    documents = set(connection.scalars(select(schema.documents.c.id)))
    for row in connection.execute(select(rows).execution_options(yield_per=_JUDGEMENTS_AT_ONCE)):
        where = f"change {row.change_id}"
        # The order of Python, by code point, whatever that of the database's language is.
        if not "" < row.left < row.right or row.verdict not in set(Verdict):
            yield Fault("a judgement is not on two names, or says nothing known", where, _RESTORE)
        for name in (row.left, row.right):
            if APART in name and name.partition(APART)[2] not in documents:
                yield Fault("a judgement is on a name in a document that is not there", where, _RESTORE)


def _of_findings(connection: Connection) -> Iterator[Fault]:
    for what, change_id in findings.faults(connection):
        yield Fault(what, f"change {change_id}", _RESTORE)


def _of_people(connection: Connection) -> Iterator[Fault]:
    for row in connection.execute(select(schema.people).order_by(schema.people.c.since)):
        if row.folded != folded(row.name):
            yield Fault("an account stands under another name", f"account since {row.since}", _RESTORE)
    for row in connection.execute(select(schema.visits).order_by(schema.visits.c.at)):
        is_whole = (row.ended is None) == (row.change_id is None) and _is_moment(row.ended or row.at)
        if not row.person or row.person != folded(row.person) or not (is_whole and _is_moment(row.at)):
            yield Fault("a visit is nobody's, or at no time", f"visit at {row.at}", _RESTORE)


def _is_moment(at: str) -> bool:
    try:
        return bool(datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        return False


def _of_documents(connection: Connection, progress: Progress | None) -> Iterator[Fault]:
    ids = connection.scalars(select(schema.documents.c.id).order_by(schema.documents.c.id)).all()
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        held = _held(connection, some)
        for id_ in some:
            yield from _of_document(held, id_)
        if progress is not None:
            progress(first + len(some), len(ids))


def _held(connection: Connection, ids: Sequence[str]) -> _Texts:
    documents, statements = schema.documents, schema.statements
    texts = connection.execute(select(documents.c.id, documents.c.text).where(documents.c.id.in_(ids)))
    of_them = select(statements.c.id).where(statements.c.document_id.in_(ids))
    parties = schema.parties
    parties_query = select(parties).where(parties.c.statement_id.in_(of_them))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(parties_query):
        found[row.statement_id].append(dict(row._mapping))
    places = schema.places
    places_query = select(places).where(places.c.statement_id.in_(of_them))
    return _Texts(
        {row.id: row.text for row in texts},
        _grouped(connection, schema.readings, ids),
        _grouped(connection, statements, ids),
        found,
        _by("statement_id", connection.execute(places_query)),
        _grouped(connection, schema.passages, ids),
        _grouped(connection, schema.withdrawals, ids),
    )


def _grouped(connection: Connection, rows: Table, ids: Sequence[str]) -> dict[str, list[Any]]:
    """The rows of some documents, by document, in the order of their keys."""
    query = select(rows).where(rows.c.document_id.in_(ids)).order_by(*rows.primary_key.columns)
    return _by("document_id", connection.execute(query))


def _by(column: str, rows: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return grouped


def _of_document(held: _Texts, id_: str) -> Iterator[Fault]:
    text = held.texts[id_]
    for row in held.readings[id_]:
        yield from _of_reading(row, text)
    for row in held.statements[id_]:
        yield from _of_statement(row, text, held.parties[row.id], held.places[row.id])
    yield from _of_passages(held.passages[id_], id_, len(text))
    for row in held.withdrawals[id_]:
        if not 0 <= row.start < row.end <= len(text):
            where = f"change {row.change_id}"
            yield Fault("the note that takes a statement back is not in its document", where, _RESTORE)


def _of_reading(row: Any, text: str) -> Iterator[Fault]:
    where = f"reading {row.id}"
    try:
        details = json.loads(row.details)
        document = to_document(row.document_id, text, details)
        for quote in document.published.evidence if document.published else ():
            quote.check(text)
        bounds = bounds_of(document.published.value if document.published else None)
    except (VeedorError, ValueError, LookupError, TypeError, AttributeError):
        yield Fault(
            "what a reading says of its document cannot be read, or is not in the text", where, _RESTORE
        )
        return
    said: dict[str, Any] = {
        name: storable(details.get(name)) for name in ("title", "publisher", "published", "file", "address")
    }
    said |= {"earliest": bounds[0], "latest": bounds[1]}
    for name, value in said.items():
        if getattr(row, name) != value:
            yield Fault(f"the column {name} of a reading differs from what it says", where, _RESTORE)


def _of_statement(row: Any, text: str, parties: list[dict[str, Any]], places: list[Any]) -> Iterator[Fault]:
    where = f"statement {row.id}"
    try:
        statement = to_statement(row.plain)
    except (VeedorError, ValueError, AttributeError):
        yield Fault("a statement is not as the codebook has it", where, _RESTORE)
        return
    if statement.id_in(row.document_id) != row.id:
        yield Fault("the id of a statement is not that of what it says", where, _RESTORE)
    try:
        statement.check(text)
    except VeedorError:
        yield Fault("a quote is not what the text says there", where, _RESTORE)
    made = rows_of(row.id, row.document_id, statement)
    for name, value in made.statement.items():
        if name not in ("id", "document_id", "plain") and getattr(row, name) != value:
            yield Fault(f"the column {name} of a statement differs from what it says", where, _RESTORE)
    if _in_order(parties) != _in_order(made.parties):
        yield Fault("the parties of a statement are not those that it names", where, _RESTORE)
    named = {party["place"] for party in made.parties if party["field"] == "places"}
    if not named.issuperset(place.place for place in places):
        yield Fault("a statement has a place that it does not name", where, _RESTORE)


def _in_order(parties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(parties, key=lambda party: (party["field"], party["place"]))


def _of_passages(rows: Sequence[Any], document_id: str, length: int) -> Iterator[Fault]:
    where = f"document {document_id}"
    if any(not 0 <= row.start < row.end <= length for row in rows):
        yield Fault("a passage is not in the text", where, _RESTORE)
    if any(before.end > after.start for before, after in pairwise(rows)):
        yield Fault("the passages are not in the order of the text", where, _RESTORE)
    if any(row.vector is not None and len(row.vector) != DIMENSIONS for row in rows):
        yield Fault("the vector of a passage is of another model", where, _RESTORE)
